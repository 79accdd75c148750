"""A number that question and answer share by chance brings them no nearer."""

import pytest

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher

DOGS = "Are dogs allowed?"
BASE = {
    DOGS: "Yes, on a lead. A dog costs {n} € a night.",
    "How do I book a pitch?": "On our website.",
    "Is there a shop?": "Yes, in the mornings.",
    "Can I rent a canoe?": "Yes, at the jetty.",
}


def chance(number: str, text: str) -> float:
    """Of the dogs, where a dog costs that much."""
    entries = [
        Entry(id=question.split()[-1].strip("?"), question=question, answer=answer.format(n=number))
        for question, answer in BASE.items()
    ]
    found = {each.entry: each.probability for each in Matcher(entries).candidates(text)}
    return found.get("allowed", 0.0)


@pytest.mark.parametrize("text", ["3", "for 3", "we are 3", "are you open at 3"])
def test_a_price_that_has_the_questions_number_is_no_nearer(text: str) -> None:
    assert chance("3", text) == pytest.approx(chance("47", text), abs=0.08)
