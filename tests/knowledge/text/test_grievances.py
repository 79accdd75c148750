"""Who was hurt, robbed of an account or wronged is heard, and ordinary words beside theirs are not."""

import tomllib
from pathlib import Path

import pytest

from knowledge.files import read_entries
from knowledge.text.grievances import grievance_in
from knowledge.text.intent import Intent, asked
from knowledge.training.sets import rows
from knowledge.training.small_bases import DEVELOPMENT, read_bases
from tests.benchmarks.near_misses import HELD_OUT

SAID = {
    kind: lines.strip().splitlines()
    for kind, lines in tomllib.loads(
        Path("tests/knowledge/grievances.toml").read_text(encoding="utf-8")
    ).items()
}
GRAVE = {Intent.DANGER, Intent.DESPAIR, Intent.HARM, Intent.SECURITY, Intent.COMPLAINT}


@pytest.mark.parametrize(
    ("kind", "intents"),
    [
        ("hurt", {Intent.HARM, Intent.DANGER}),
        ("security", {Intent.SECURITY}),
        ("complaint", {Intent.COMPLAINT}),
    ],
)
def test_who_has_a_grievance_is_heard(kind: str, intents: set[Intent]) -> None:
    missed = [
        said for said in SAID[kind] if not (each := asked(said)) or each.intent not in intents
    ]

    assert len(missed) <= 0.05 * len(SAID[kind]), missed


@pytest.mark.parametrize("kind", ["unhurt", "secure", "content"])
def test_ordinary_words_beside_theirs_are_left_alone(kind: str) -> None:
    taken = [said for said in SAID[kind] if (each := asked(said)) and each.intent in GRAVE]

    assert [] == taken


COMPLAINS = {
    "You deleted my server without a warning!!!",
    "el profesor no apareció ayer",
    "the teacher shouted at my daughter",
    "my child came home with a rash after the lesson",
}
"""Of what nothing in its base answers: complaints they are."""


def test_no_question_of_a_base_is_taken_for_a_grievance() -> None:
    bases = read_bases(DEVELOPMENT) + read_bases(HELD_OUT)
    texts = [message.text for base in bases for message in base.messages]
    texts += [each.question for base in bases for each in base.entries]
    texts += [p for e in read_entries(Path("knowledge/starter")).entries for p in e.phrasings]

    assert COMPLAINS == {text for text in texts if grievance_in(text)}


@pytest.mark.parametrize("name", ["hwu64", "chitchat_es", "chitchat_de"])
def test_hardly_any_words_of_others_are_taken_for_one(name: str) -> None:
    texts = [text for row in rows(name) for text in row["questions"]][::4]

    taken = [text for text in texts if grievance_in(text)]

    assert len(taken) <= 0.01 * len(texts), taken


@pytest.mark.parametrize(
    ("words", "grave"),
    [
        ("i broke my arm, can i move my lesson", False),
        ("i broke my arm at your gym", True),
        ("i broke my arm. Your bench gave way.", True),
        ("my son is sick", False),
        ("my son ate one of them and is sick", True),
        ("what happens if the battery catches fire", False),
        ("the power bank caught fire, what do i do", True),
        ("what do i do the power bank caught fire", True),
        ("our sales exploded", False),
    ],
)
def test_an_injury_counts_beside_its_cause(words: str, grave: bool) -> None:
    found = asked(words)

    assert grave is bool(found and found.intent is Intent.HARM)


def test_much_said_is_read_in_no_time() -> None:
    """However often the same is said: the places that are looked at are counted."""
    assert grievance_in("the the the your your was is " * 4_000) is None
