"""What is said among the team to nobody in particular: a command, perhaps one, or talk."""

from bot.commands import numbers
from bot.commands.row import TICKETS, Command, Kind
from bot.desk.boundary import Unbidden
from bot.desk.nouns.person import Role

_KEPT = "note"
"""What it does is done with all that is said in a card's thread."""


def read(command: Command | None, rest: str, line: str, role: Role) -> Unbidden:
    """How surely a line is a command for a ticket, by the command that it begins with.

    Words behind one would go to a customer, so a line with words is never surely one.
    """
    if command is None or command.hidden or not Role.CUSTOMER < command.who <= role:
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
