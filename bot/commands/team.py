"""The commands of the group Team, put together: who is there, and how the desk is set."""

import re

from bot.commands import arguments
from bot.commands.absent import ABSENCE_COMMANDS
from bot.commands.closed import CLOSED_COMMANDS
from bot.commands.forms import FORM_COMMANDS
from bot.commands.live import LIVE_QUEUE
from bot.commands.row import Command
from bot.commands.settings import ALSO, SETTINGS
from bot.commands.teams import TEAMS_COMMANDS
from bot.desk.verbs import editing
from bot.desk.verbs.deciding import SHORT

_OF_ENTRIES = "set"
_AS_WRITTEN = re.compile(r"(?:desk|slack|discord)[_-]\w")
"""How the names of all settings begin, of those too that the environment alone has."""

TEAM_COMMANDS: tuple[Command, ...] = (
    *ABSENCE_COMMANDS,
    *CLOSED_COMMANDS,
    LIVE_QUEUE,
    SETTINGS,
    *TEAMS_COMMANDS,
    *FORM_COMMANDS,
)


_LEADS = re.compile(r"^(?:the|our|die|unsere)\s+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"^(?:to|auf|=|:)(?:\s+|$)", re.IGNORECASE)


def for_setting(command: Command, rest: str) -> tuple[Command, str]:
    """The command and what follows it as they are for a setting, where one is named behind it: "set
    reply-within 2h", "set the opening hours to Mon-Fri 9-17". An entry of that name is meant where one
    of its own parts is named behind it."""
    plain = _LEADS.sub("", rest)
    first, behind = arguments.first_named(plain, {*SHORT, *ALSO})
    first = first.casefold()
    named = first in SHORT or first in ALSO or _AS_WRITTEN.match(first)
    of_entry = command.name == _OF_ENTRIES and {*behind.casefold().split()[:1]} & set(
        editing.FIELDS
    )
    if command.name not in {_OF_ENTRIES, SETTINGS.name} or not named or of_entry:
        return command, rest
    return SETTINGS, f"{first} {_BEHIND.sub('', behind)}".strip()
