"""Whether a command's form is opened for somebody: what they would be refused once it is filled in,
they are refused before.

The right itself is asked again when the form is sent.
"""

from collections.abc import Awaitable, Callable

from bot.commands import forms
from bot.commands.row import TICKETS, Form, Kind
from bot.commands.table import COMMANDS
from bot.desk.nouns.person import Person, Role
from bot.desk.ports.records import Records
from bot.desk.verbs.accounts import same
from bot.errors import NotFound

Asks = Callable[[Form], Awaitable[Form | None]]
"""A form whose fields the team decides, with what they are now; None where it asks nothing.
Raises DeskError where it can't be known."""


def begun(line: str) -> Form | None:
    """The form for what a line lacks; of one whose fields the team decides, without them. Raises Refused."""
    command, _ = COMMANDS.find(line)
    if command and forms.is_the_teams(command):
        return Form(command=command, line=line, params=())
    return COMMANDS.form(line)


def opens(records: Records, line: str, person: Person, role: Role) -> bool:
    """Whether somebody may give that command, of the ticket or question that its line names."""
    command, rest = COMMANDS.find(line)
    if command is None:
        return True
    if role < command.who or role >= Role.AGENT:
        return role >= command.who
    first = command.params[0].kind if command.params else None
    number = rest.partition(" ")[0].removeprefix("#")
    if not number.isdecimal() or first not in {*TICKETS, Kind.QUESTION}:
        return True
    owner = _owner(records, int(number), ticket=first in TICKETS)
    return owner is not None and same(records, owner, person.id)


def _owner(records: Records, number: int, *, ticket: bool) -> str | None:
    """Whose it is; None if there is no such ticket or question."""
    try:
        return records.ticket(number).requester.id if ticket else records.question(number).by.id
    except NotFound:
        return None
