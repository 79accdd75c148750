"""Several questions in one message: each has an outcome that its asker can read."""

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
