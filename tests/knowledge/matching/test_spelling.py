"""What is taken for a word spelt wrong: no word that is one itself, and never enough for an answer."""

import pytest

from bot.desk.nouns.question import Answer
from bot.desk.rules import answering
from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.matching.search import Document, Search
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import TELLING, commonness, is_known, related, tells

BASE = {
    "Do you repair hives?": "Yes, bring them in on weekdays.",
    "What does it cost to rent the extractor?": "It does cost 20 EUR a day, with a deposit of 50.",
    "Where can I park?": "Behind the shop.",
    "Where is my invoice?": "In the mail with your parcel.",
    "When are you open?": "Monday to Friday, 9 to 17.",
    "How do I pay?": "By card or in cash.",
    "Do you sell queens?": "From May to July, 35 EUR each, marked.",
    "How do I light a smoker?": "Use dry burlap or pine needles.",
    "How much does delivery cost?": "5 EUR, free from 80.",
    "Can I return a suit?": "Within 14 days, unworn.",
    "Do you run courses for beginners?": "Every March.",
    "How do I feed bees in winter?": "With fondant.",
}


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {
        f"e{at}": Entry(id=f"e{at}", question=asked, answer=said)
        for at, (asked, said) in enumerate(BASE.items())
    }


@pytest.fixture(scope="module")
def matcher(entries: dict[str, Entry]) -> Matcher:
    found = Matcher(entries.values())
    found.refit()
    return found


@pytest.fixture(scope="module")
def search() -> Search:
    return Search.of([Document(key=asked, phrasings=(asked,)) for asked in BASE])


def test_no_common_word_is_taken_for_another_one_spelt_wrong(search: Search) -> None:
    common = sorted(commonness(), key=commonness().__getitem__, reverse=True)[:2_000]

    for token in common:
        near = {word for word, _ in related(token)} | {token}
        meant = {search.index.spelt[word] for word in search.meanings(token).words.tolist()}
        assert meant <= near, token


def test_no_known_word_is_one_with_other_letters(search: Search) -> None:
    for token in ("urgent", "queer", "coupl", "winner", "spark"):
        assert is_known(token), token
        assert not len(search.meanings(token).words) or related(token), token
    assert "rent" not in {search.index.spelt[w] for w in search.meanings("urgent").words.tolist()}


@pytest.mark.parametrize(
    ("token", "meant"),
    [("invoise", "invoic"), ("delivry", "deliveri"), ("extracter", "extractor")],
)
def test_what_is_no_word_is_still_taken_for_one(search: Search, token: str, meant: str) -> None:
    assert meant in {search.index.spelt[word] for word in search.meanings(token).words.tolist()}


@pytest.mark.parametrize("text", ["please make it urgent", "urgent", "is it urgent?"])
def test_what_only_looks_like_an_entry_is_not_shown_it(
    matcher: Matcher, entries: dict[str, Entry], text: str
) -> None:
    found = answering.guesses(matcher.candidates(text), entries)

    assert not answering.grounded(found[:1]) or found[0].probability < matcher.bands.choices


@pytest.mark.parametrize("text", ["invoise", "delvyry", "smokar"])
def test_far_guesses_at_spellings_alone_are_offered_and_not_answered(
    matcher: Matcher, entries: dict[str, Entry], text: str
) -> None:
    outcome = answering.decide(answering.guesses(matcher.candidates(text), entries), matcher.bands)

    assert not isinstance(outcome, Answer)


def test_beside_a_word_as_it_is_spelt_a_guess_is_answered(
    matcher: Matcher, entries: dict[str, Entry]
) -> None:
    found = answering.guesses(matcher.candidates("do you sell qeens"), entries)

    assert isinstance(answering.decide(found, matcher.bands), Answer)


@pytest.mark.parametrize("text", ["my bees died", "a queen died", "Bees dying"])
def test_who_died_is_no_german_article(text: str) -> None:
    """ "die" is one, and everyday; what died says something."""
    assert "die" not in tokens(surface(text))
    assert tells(tokens(surface(text))[-1]) > TELLING
