"""Where a question stands after each message, held against what its buttons offer."""

import re

import pytest

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.words.stages import STAGES, Stage, invites, stage
from bot.locales import read_locales

ENGLISH = read_locales()["en"]
BUTTONS = {kind: set(row.get("buttons", ())) for kind, row in ENGLISH.items()}


def offering(button: str) -> set[str]:
    """The sentences to customers that offer it."""
    return {kind for kind, each in BUTTONS.items() if button in each}


def test_every_kind_that_has_a_stage_is_a_sentence() -> None:
    assert set() == set(STAGES) - set(ENGLISH)


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("reopen", Stage.CLOSED),
        ("never_mind", Stage.WITH_TEAM),
        ("solved", Stage.ANSWERED),
        ("pass", Stage.ANSWERED),
    ],
)
def test_what_a_message_offers_says_where_the_question_stands(button: str, expected: Stage) -> None:
    others = {kind: STAGES.get(kind) for kind in offering(button)}

    assert dict.fromkeys(others, expected) == others


@pytest.mark.parametrize("kind", ["harm", "security", "complaint_coming", "capped", "added_which"])
def test_what_only_a_person_can_see_to_is_with_the_team(kind: str) -> None:
    assert Stage.WITH_TEAM is STAGES[kind]


@pytest.mark.parametrize(
    ("readership", "kind", "expected"),
    [
        (Readership.CUSTOMER, SendKind.POST, Stage.ANSWERED),
        (Readership.CUSTOMER, SendKind.PRIVATE, None),
        (Readership.STAFF, SendKind.POST, None),
    ],
)
def test_only_what_stands_before_the_customer_changes_what_is_shown(
    readership: Readership, kind: SendKind, expected: Stage | None
) -> None:
    message = Message(kind="answer", parts=())
    place = Place(platform="slack", room="C1", thread="1")
    outgoing = Outgoing(key="k/1", place=place, message=message, readership=readership, kind=kind)

    assert expected is stage(outgoing, message)


_WRITE = re.compile(r"\b[Ww]rite here\b|\badd details here\b|\bTell me in a sentence\b")


def test_every_sentence_that_asks_to_write_where_it_stands_is_known_to() -> None:
    asking = {kind for kind, row in ENGLISH.items() if _WRITE.search(str(row.get("text", "")))}

    assert asking
    assert [] == sorted(kind for kind in asking if not invites(kind))
