"""Who tries a word that is no command is told which one they mean; nothing is done by it."""

import pytest

from bot.commands import COMMANDS, tried
from bot.desk.nouns.person import Person, Role
from tests.desk.harness import ANA, LEA, SAM, Desk, room

NAMES = {row.name for row in COMMANDS.visible(Role.LEAD)}
TAKEN = {name for row in COMMANDS.rows if not row.hidden for name in (row.name, *row.aliases)}


def test_each_word_leads_to_a_command_and_is_none_itself() -> None:
    meant = {name for names in tried.MEANT.values() for name in names}

    assert set() == meant - NAMES
    assert set() == set(tried.MEANT) & TAKEN


@pytest.mark.parametrize(
    ("line", "near"),
    [("search lamps", "find"), ("help search", "find"), ("delete reset-password", "retire"),
     ("snooze 3", "hold"), ("suche lampe", "find"), ("clam 3", "claim")],
)  # fmt: skip
def test_staff_are_told_the_near_one(line: str, near: str) -> None:
    said = Desk().command(SAM, line)

    assert [f"Did you mean {near}?" in each for each in said] == [True]


def test_customers_are_told_of_none_that_they_can_t_use() -> None:
    assert not any("retire" in each for each in Desk().command(ANA, "delete"))
    assert any("retire" in each for each in Desk().command(LEA, "delete"))


@pytest.mark.parametrize("line", ["search words", "inbox", "suche lampe", "snooze 3"])
def test_staff_alone_with_the_desk_are_told_too(line: str) -> None:
    desk = Desk()
    said = desk.say(SAM, line, place=room(SAM))

    assert any("Did you mean" in each for each in said)
    assert not desk.journal.open_tickets()


@pytest.mark.parametrize("who", [ANA, SAM])
def test_words_that_try_no_command_are_a_question(who: Person) -> None:
    desk = Desk()
    desk.say(who, "my lamp is broken", place=room(who))

    assert ["handed_over"] == desk.to(who)
