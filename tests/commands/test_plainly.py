"""Politeness around a customer's command is no part of it; words that say more are no command."""

import pytest

from bot.commands import COMMANDS
from bot.commands.row import Kind
from bot.desk.nouns.person import Role
from tests.desk.harness import ANA, SAM, Desk

POLITE = (
    "{} please",
    "please {}",
    "hi, {} please!",
    "{}, thanks",
    "ok {}",
    "{} bitte",
    "{} por favor",
)
TYPED = [
    each.name
    for each in COMMANDS.visible(Role.CUSTOMER)
    if each.name != "help" and not any(p.kind is Kind.TEXT for p in each.params)
]
"""Help is also what people ask for in other words: that is small talk."""


@pytest.mark.parametrize("around", POLITE)
@pytest.mark.parametrize("name", TYPED)
def test_a_command_with_politeness_does_what_it_does_without(name: str, around: str) -> None:
    line = f"{name} 1" if name == "reopen" else name
    line = f"{name} german" if name == "language" else line
    plain, polite, slash = with_ticket(), with_ticket(), with_ticket()

    plain.say(ANA, line)
    polite.say(ANA, around.format(line))
    slash.command(ANA, around.format(line))

    assert plain.to(ANA) == polite.to(ANA) == slash.to(ANA)
    assert plain.ticket().state == polite.ticket().state == slash.ticket().state


def with_ticket() -> Desk:
    desk = Desk()
    desk.say(ANA, "my sofa has three legs")
    return desk


@pytest.mark.parametrize(
    "words",
    [
        "status of my order please",
        "stop sending me mails please",
        "link to the manual please",
        "please help me with my order",
        "language of the manual please",
        "mydata is wrong somewhere please look",
    ],
)
def test_words_that_say_more_are_no_command(words: str) -> None:
    assert not COMMANDS.knows(words, Role.CUSTOMER)


@pytest.mark.parametrize(
    "words", ["mydata 2 please", "mydata export please", "forgetme yes please"]
)
def test_a_value_is_kept(words: str) -> None:
    assert words.removesuffix(" please") == COMMANDS.plainly(words, Role.CUSTOMER)


def test_what_staff_type_stays_as_it_is() -> None:
    desk = with_ticket()

    [shown] = desk.command(SAM, "note 1 status please")

    assert "status please" in desk.journal.history(1)[-1].text
    assert "Noted" in shown or shown
