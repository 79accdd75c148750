"""A scorer from outside fits and asks the very matcher that the desk uses."""

import pytest

from knowledge.matching.learned import load
from knowledge.training.scoring import HELD_OUT, factory
from knowledge.training.sets import FAMILIES

ENTRIES = [
    {
        "id": "invoice",
        "phrasings": ["Where is my invoice?", "I need a receipt for my order"],
        "answer": "Under My orders.",
    },
    {
        "id": "hours",
        "phrasings": ["When are you open?", "What are your opening hours?"],
        "answer": "Monday to Friday.",
    },
]


def test_a_message_is_scored_as_it_was_written() -> None:
    scored = factory()
    scored.fit(ENTRIES)

    found = scored.query("hello there, where is my invoce? thanks")

    assert ["invoice"] == [entry for entry, chance in found if chance >= scored.threshold]
    assert found == sorted(found, key=lambda pair: -pair[1])


def test_small_talk_is_surely_answered_by_nothing() -> None:
    scored = factory()
    scored.fit(ENTRIES)

    assert [] == [each for each in scored.query("thank you!") if each[1] >= scored.threshold]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("kind", ["", "semantic_"])
def test_weights_that_never_saw_a_family_are_those_of_this_version(kind: str, family: str) -> None:
    assert "" == load(HELD_OUT / f"{kind}without_{family}.json").problem
