"""What is said among the team to nobody in particular: a command, perhaps one, or talk."""

from typing import TypeGuard

from bot.commands import numbers
from bot.commands.row import PEOPLE, TICKETS, Command, Kind
from bot.desk.boundary import Unbidden
from bot.desk.nouns.person import Role

_KEPT = "note"
"""What it does is done with all that is said in a card's thread."""


def read(command: Command | None, rest: str, line: str, role: Role) -> Unbidden:
    """How surely a line is a command for a ticket, by the command that it begins with.

    Words behind one would go to a customer, so a line with words is never surely one.
    """
    if not of_team(command, role):
        return Unbidden.TALK
    if command.params and command.params[0].kind is Kind.TASK:
        return Unbidden.PERHAPS if command.params[1:] or " " in rest.strip() else Unbidden.NUMBERED
    if not command.params or command.params[0].kind not in TICKETS:
        return Unbidden.TALK
    own = line.split(maxsplit=1)[0].casefold() == command.name
    named, words, _ = numbers.first(rest)
    if named:
        return Unbidden.PERHAPS if words else Unbidden.NUMBERED
    if not rest:
        return Unbidden.ALONE if own else Unbidden.PERHAPS
    takes_words = len(command.params) > 1 and command.name != _KEPT
    return Unbidden.PERHAPS if own and takes_words else Unbidden.TALK


def of_team(command: Command | None, role: Role) -> TypeGuard[Command]:
    """Whether it is one that the team types, and whoever has that role may."""
    return bool(command and not command.hidden and Role.CUSTOMER < command.who <= role)


def unnamed(command: Command | None, rest: str, role: Role) -> bool:
    """Whether words follow a command for a ticket, and no number."""
    if not of_team(command, role) or not command.params or command.params[0].kind not in TICKETS:
        return False
    return bool(rest) and not numbers.begins(rest.partition(" ")[0])


def tells(command: Command | None, rest: str, role: Role) -> bool:
    """Whether more follows than which ticket or person it is for. An answer for the customer in whose
    thread it stands is theirs to read."""
    if not of_team(command, role) or command.looks or not command.params:
        return False
    if command.name == "incident" or command.params[0].kind in PEOPLE:
        return " " in rest
    if command.params[0].kind not in TICKETS:
        return False
    named, words, _ = numbers.first(rest)
    return bool(words) and not (command.name == "reply" and not named)
