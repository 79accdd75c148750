"""Questions that ask the same stand together."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.clusters import MOST, alike, likest
from knowledge.matching.comparing import compared

_GRIEVANCES = Path(__file__).parents[1] / "grievances.toml"
QUESTIONS = (
    *("", "?", "😀", "a", "do you ship to brazil", "do u ship to brasil", "do you ship pianos"),
    *("when is check in", "when is check out", "error 12", "error 17", "i do not have a dog"),
    *("where is my dog", "do you sell helmets", "i sell helmets", "c++ fails", "c# fails"),
    *(
        line
        for lines in tomllib.loads(_GRIEVANCES.read_text("utf-8")).values()
        for line in lines.split("\n")
    ),
)


def test_questions_that_ask_the_same_are_grouped() -> None:
    texts = [
        "Do you ship to Brazil?",
        "reset my password",
        "can you ship to brazil please",
        "how do I reset the password",
        "shipping to Brazil",
    ]

    assert [[0, 2, 4], [1, 3]] == alike(texts)


def test_every_question_stands_in_exactly_one_group() -> None:
    texts = ["", "😀", "a", "a", "where is it?", "hello"] * 20

    assert list(range(120)) == sorted(at for group in alike(texts) for at in group)


def test_nothing_gives_no_groups() -> None:
    assert [] == alike([])


@pytest.mark.parametrize(
    "texts",
    [
        ["give me someone real", "someone griefed my house"],
        ["can you unban my brother", "can my brother join on xbox"],
        ["how do i change my email", "how do i change my username"],
        ["where is the spawn", "where is the auction house"],
    ],
)
def test_what_shares_only_common_words_stands_apart(texts: list[str]) -> None:
    assert [[0], [1]] == alike(texts)


def test_a_misspelling_stands_with_what_it_means() -> None:
    assert [[0, 1]] == alike(["do you ship to brazil", "do u ship to brasil"])


@pytest.mark.parametrize(
    "texts",
    [
        ["do you ship to canada", "do you ship pianos"],
        ["do you repair pianos", "can i return a piano"],
        ["do you sell helmets", "do you sell gloves", "do you rent helmets"],
        ["when is check in", "when is check out"],
        ["my plugin crashes in ableton", "my plugin crashes in logic"],
        ["export fails with error 12", "export fails with error 17"],
        ["do you deliver on sunday", "do you deliver on monday"],
        ["kann ich mit hund kommen", "kann ich mit dem zug kommen"],
        ["habt ihr wlan", "habt ihr einen pool"],
        ["is there wifi at the pool", "is there a pool"],
        ["can i pay with paypal", "can i pay by invoice"],
    ],
)
def test_the_same_asked_of_two_things_is_two_questions(texts: list[str]) -> None:
    assert [[at] for at in range(len(texts))] == alike(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["do you ship to brazil?", "can you deliver to brazil", "shipping to Brasil please"],
        ["how do i get a refund", "can i get a refund please"],
        ["can i bring my dog", "could i bring the dog along"],
        ["do you have gift cards", "are there gift cards at your shop", "gift cards?"],
        ["habt ihr gutscheine", "gibt es bei euch gutscheine?"],
        ["does the app work on linux", "will your app work under ubuntu"],
        ["where can i park my bike", "is there a place to park a bicycle"],
    ],
)
def test_other_words_for_the_same_stand_together(texts: list[str]) -> None:
    assert [[*range(len(texts))]] == alike(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["how much is nail clipping", "do you clip cats nails?"],
        ["how much is nail clipping", "do you do nail clipping?"],
        ["was kostet ein haarschnitt", "macht ihr haarschnitte?"],
        ["cuanto cuesta un corte", "hacen cortes?"],
        ["I already cancelled", "i don't want to cancel"],
        ["I cancelled my order", "how do i cancel my order"],
        ["Vous êtes ouverts le dimanche ?", "Où êtes-vous ?"],
        ["where is my dog", "i don't have a dog", "do you take dogs on fridays"],
        ["where is the market", "when is the market", "how much is the market"],
        ["i have no account", "how do i open an account"],
        ["wo ist der markt", "wann ist der markt?"],
    ],
)
def test_something_else_asked_or_told_of_the_same_stands_apart(texts: list[str]) -> None:
    assert [[at] for at in range(len(texts))] == alike(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["the map is empty", "why is the map empty?", "map empty"],
        ["i can't log in", "why can't i log in?", "can't log in"],
        ["i don't know how to cancel my order", "how do i cancel my order"],
        ["i want to cancel my order", "how do i cancel my order"],
        ["when is the market open on sunday", "is the market open on sunday?"],
        ["how much is nail clipping", "what does nail clipping cost?", "price of nail clipping"],
        ["can't find my invoice", "where is my invoice"],
        ["don't you ship to brazil?", "do you ship to brazil?"],
    ],
)
def test_another_way_to_ask_it_stands_with_it(texts: list[str]) -> None:
    assert [[*range(len(texts))]] == alike(texts)


def test_what_is_asked_in_the_same_words_stands_together_however_often() -> None:
    texts = ["do you ship to brazil?"] * (2 * MOST)

    assert [list(range(2 * MOST))] == alike(texts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=40))
def test_questions_in_other_company_are_as_like_one_another(texts: list[str]) -> None:
    """All pairs at once, or one pair alone: what is told apart is so in either way."""
    together = compared(texts, texts)

    alone = [[float(compared([one], [other])[0, 0]) for other in texts] for one in texts]

    assert alone == together.tolist()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(QUESTIONS), st.lists(st.sampled_from(QUESTIONS), max_size=40))
def test_the_likest_are_those_that_would_stand_with_it(text: str, others: list[str]) -> None:
    found = likest(text, others, len(others))

    pairs = [at for at, other in enumerate(others) if alike([text, other]) == [[0, 1]]]

    assert pairs == sorted(found)
