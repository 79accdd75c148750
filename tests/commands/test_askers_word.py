"""What counts as the customer's word only they may say: each of their buttons, pressed by each role."""

import re
from typing import NamedTuple

import pytest

from bot.commands import COMMANDS
from bot.commands.row import Kind
from bot.desk.nouns.person import Person, Role
from bot.desk.words.buttons import BUTTONS
from tests.desk.harness import ANA, BEN, LEA, SAM, Desk, room

STAFF_TOO = {"reopen", "transcript"}
"""What the team says of a customer's ticket in its own name, or reads of it as it may anyway."""
THEIRS = {
    name: button.command
    for name, button in BUTTONS.items()
    for row in [COMMANDS.find(button.command)[0]]
    if row and row.who is Role.CUSTOMER and re.search(r"\{(q|n)\}", button.command)
}


class Books(NamedTuple):
    """What a press may change."""

    ticket: object
    questions: object
    history: object
    others: int


def a_desk() -> tuple[Desk, dict[str, int]]:
    """Ana has an answer that waits for a word, and a ticket that the team answered."""
    desk = Desk()
    desk.say(ANA, "where is my invoice?")
    asked = desk.journal.conversation(room(ANA), ANA.id).question
    desk.say(ANA, "does the quantum flux capacitor support werewolves?")
    desk.command(SAM, "reply 1 It does.")
    return desk, {"n": 1, "q": asked or 0}


def books(desk: Desk, facts: dict[str, int]) -> Books:
    tickets = desk.journal.ticket_questions(1)
    asked = desk.journal.question(facts["q"])
    history = desk.journal.history(1)
    return Books(desk.ticket(), (asked, *tickets), history, len(desk.journal.open_tickets()))


@pytest.mark.parametrize(
    ("name", "by"),
    [
        (name, by)
        for name, command in sorted(THEIRS.items())
        for by in (SAM, LEA, BEN)
        if by is BEN or command.split()[0] not in STAFF_TOO
    ],
)
def test_nobody_else_can_press_a_customers_button(name: str, by: Person) -> None:
    command = THEIRS[name]
    desk, facts = a_desk()
    before = books(desk, facts)

    said = desk.command(by, command.format_map(facts), place=room(ANA))

    assert before == books(desk, facts)
    assert len(said) == 1


@pytest.mark.parametrize("name", sorted(THEIRS))
def test_whoever_asked_is_the_customer_also_on_the_team(name: str) -> None:
    desk = Desk()
    desk.say(SAM, "where is my invoice?", place=room(SAM))
    asked = desk.journal.conversation(room(SAM), SAM.id).question
    desk.say(SAM, "does the quantum flux capacitor support werewolves?", place=room(SAM))
    desk.command(LEA, "reply 1 It does.")
    line = THEIRS[name].format_map({"n": 1, "q": asked or 0})

    said = desk.command(SAM, line, place=room(SAM))

    assert not any("Only " in each for each in said)


def test_staff_read_what_their_own_way_is() -> None:
    desk, _ = a_desk()

    said = desk.command(SAM, "sorted 1", place=room(ANA))

    assert said == [
        "team: Only ana can say that, because they asked; your own way to say that it is solved is: "
        "resolve 1 because REASON"
    ]


def test_a_rating_is_the_customers_alone() -> None:
    desk, _ = a_desk()
    desk.command(ANA, "sorted 1")

    desk.command(SAM, "rate 1 good", place=room(ANA))
    unrated = desk.ticket().rating
    desk.command(ANA, "rate 1 bad")

    assert unrated is None
    assert desk.ticket().rating == "bad"


def test_every_row_that_takes_what_a_customer_asked_says_whose_word_it_is() -> None:
    """A new button of theirs is theirs alone, unless it stands among the team's as well."""
    takes = [
        row.name
        for row in COMMANDS.rows
        if row.who is Role.CUSTOMER
        and any(each.kind in {Kind.TICKET, Kind.TICKETS, Kind.QUESTION} for each in row.params)
        and not row.customers_word
    ]

    assert set(takes) == STAFF_TOO
