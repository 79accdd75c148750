"""Several questions in one message: each has an outcome that its asker can read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Address
from knowledge.entry import Entry
from tests.desk.harness import ANA, Desk

KNOWN = {
    "do you ship to Norway": "Within the EU only.",
    "how do I return an item": "In a box.",
    "do you sell gift cards": "From 10 EUR.",
    "how long is the warranty": "Two years.",
    "where is my invoice": "Under Billing.",
}
UNKNOWN = ("do you repair accordions", "can I rent a tandem", "is the museum on fire")
BASE = tuple(
    Entry(id=f"e{at}", question=f"{question}?", answer=answer)
    for at, (question, answer) in enumerate(KNOWN.items())
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*KNOWN, *UNKNOWN]), min_size=1, max_size=5, unique=True),
    st.sampled_from((" and ", ", ", ", also ", "? ", "\n")),
)
def test_each_question_of_a_message_has_its_outcome(asked: list[str], joint: str) -> None:
    desk = Desk(entries=BASE)

    told = "\n".join(desk.say(ANA, joint.join(asked) + "?"))

    known = [each for each in asked if each in KNOWN]
    unknown = [each for each in asked if each not in KNOWN]
    assert all(KNOWN[each] in told for each in known)
    assert all(len(asked) == 1 or each in told for each in unknown)
    assert len(unknown) == len(desk.journal.open_questions())
    assert bool(unknown) == any("The team has your question" in each for each in told.split("\n"))


def test_a_watched_post_keeps_all_its_questions() -> None:
    """Whoever then wants it passed on has asked all of it."""
    desk = Desk(entries=BASE)

    desk.say(ANA, f"{UNKNOWN[0]}? {UNKNOWN[1]}?", address=Address.WATCHED)

    assert [f"{each}?" for each in UNKNOWN[:2]] == [q.text for q in desk.journal.open_questions()]


PLACES = (
    Entry(id="where", question="Where are you?", answer="12 Beach Road."),
    Entry(id="park", question="Where can I park?", answer="Behind the shop."),
    Entry(id="nails", question="Do you clip nails?", answer="Yes, for 10 pounds."),
)


def test_empty_words_of_one_question_are_not_looked_over_beside_another() -> None:
    """ "Where [are you? can I] park [there]" has the bones of one entry, and asks of two."""
    told = "\n".join(Desk(entries=PLACES).say(ANA, "Where are you? Can I park there?"))

    assert "12 Beach Road." in told
    assert "Behind the shop." in told or "[Where can I park?]" in told


def test_a_request_beside_a_question_is_offered_to_the_team_also_after_a_choice() -> None:
    desk = Desk(entries=PLACES)
    request = "also my old address was wrong in your system, please change it to 5 Beach Rd"

    (choices,) = desk.say(ANA, f"do you clip nails? {request}")
    (answer,) = desk.say(ANA, "1")
    desk.say(ANA, "pass it on")

    assert "Your message says more than its question" in choices
    assert "Your message says more than its question" in answer
    assert "5 Beach Rd" in desk.ticket().text


PRICES = (
    Entry(id="price", question="How much does a lesson cost?", answer="35 pounds a lesson."),
    Entry(id="book", question="Can you charge my card for a lesson?", answer="Not by chat."),
)


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("my card is [card number removed] exp 12/28 can you charge it for the lesson", False),
        ("can you charge my card [card number removed] for a lesson?", False),
        ("[card number removed], what does it cost, the lesson", False),
        ("how much does a lesson cost? my card is [card number removed]", True),
    ],
)
def test_beside_a_cards_number_only_what_asks_by_itself_is_answered(
    text: str, answered: bool
) -> None:
    desk = Desk(entries=PRICES)

    told = "\n".join(desk.say(ANA, text, secrets=("card number",)))

    assert answered == ("35 pounds" in told)
    assert "Not by chat" not in told
    assert answered or desk.journal.open_tickets()
