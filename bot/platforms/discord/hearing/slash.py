"""Slash commands and message menus: made from the command table, and read back into its lines.

The table is the only source: a command added there appears here, with the rights it has there.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import Any

from bot.commands import COMMANDS, native
from bot.commands.menu import OnMessage
from bot.commands.row import PEOPLE, TICKETS, Command, Form, Kind, Param
from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.person import Role
from bot.desk.words.wording import Wording
from bot.errors import BadArgument

Json = dict[str, Any]

MANAGE_MESSAGES = 1 << 13
"""Who sees staff commands unless the server's owner decides otherwise. The desk checks by itself."""
IN_SERVER, IN_DM = 0, 1
SUB_COMMAND, STRING, INTEGER, USER = 1, 3, 4, 6
CHAT, MESSAGE_MENU = 1, 3

_GROUPS = {
    "Knowledge": "kb",
    "People": "people",
    "Team": "team",
    "Issues": "issues",
    "Rehearsal": "rehearsal",
    "Snippets": "snippets",
    "Messages": "messages",
    "Experts": "experts",
}
"""Discord takes 25 commands in a group, and refuses them all together beyond that."""
_DESK = "desk"
_LOCALES = {"en": ("en-US", "en-GB"), "es": ("es-ES", "es-419"), "pt": ("pt-BR",)}
"""What Discord calls a language, where it is not as we do.

https://docs.discord.com/developers/reference#locales
"""
LONGEST = 100
"""Characters of a description.

https://docs.discord.com/developers/interactions/application-commands#application-command-object
"""
_TYPES = {Kind.NUMBER: INTEGER, **dict.fromkeys(PEOPLE, USER)}
SUGGESTED = {*TICKETS, Kind.ENTRY, Kind.TEAM}


@dataclass(frozen=True, kw_only=True)
class Invocation:
    """A slash command as somebody used it."""

    command: Command
    given: Mapping[str, str]
    focused: str = ""
    """The option being typed, when suggestions are asked for."""


def definitions(words: Wording, rows: Iterable[Command] | None = None) -> list[Json]:
    """All commands as Discord takes them, described in every language there are words in."""
    shown = list(COMMANDS.visible(Role.LEAD) if rows is None else rows)
    mine = [row for row in shown if row.who is Role.CUSTOMER]
    groups: dict[str, list[Json]] = {}
    for row in shown:
        if row.who > Role.CUSTOMER:
            groups.setdefault(_GROUPS.get(row.group, _DESK), []).append(_sub(row, words))
    return [
        *(_top(row, words) for row in mine),
        *(_group(name, words, subs) for name, subs in groups.items()),
        *_menus(),
    ]


def spelled(row: Command) -> str:
    """How a command is typed: "/status", "/desk queue"."""
    group = _GROUPS.get(row.group, _DESK)
    return f"/{row.name}" if row.who is Role.CUSTOMER else f"/{group} {row.name}"


def instead(inbound: Inbound) -> str:
    """How the same is asked with a slash; "" for what is no command."""
    match inbound:
        case Said():
            line = inbound.text
        case Commanded():
            line = inbound.line
        case _:
            return ""
    command, rest = COMMANDS.find(line)
    if command is None or command.hidden or (rest and not command.params):
        return ""
    return spelled(command)


def fingerprint(defined: Sequence[Json]) -> str:
    """Equal for equal definitions: they are sent to Discord only when it changes."""
    text = json.dumps(defined, sort_keys=True)
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _top(row: Command, words: Wording) -> Json:
    return {
        "type": CHAT,
        "name": row.name,
        **_named(native.COMMANDS.get(row.name, {})),
        **_described(words, partial(words.does, row.name)),
        "contexts": [IN_SERVER, IN_DM],
        "integration_types": [0],
        "options": options(row, words),
    }


def _group(name: str, words: Wording, subs: list[Json]) -> Json:
    return {
        "type": CHAT,
        "name": name,
        **_described(words, partial(words.said, f"group_{name}")),
        "contexts": [IN_SERVER],
        "integration_types": [0],
        "default_member_permissions": MANAGE_MESSAGES,
        "options": subs,
    }


def _sub(row: Command, words: Wording) -> Json:
    return {
        "type": SUB_COMMAND,
        "name": row.name,
        **_described(words, partial(words.does, row.name)),
        "options": options(row, words),
    }


def _named(names: Mapping[str, str]) -> Json:
    """Its name for whoever reads Discord in another language; what comes back is the table's own.

    https://docs.discord.com/developers/interactions/application-commands#localization
    """
    by_locale = {
        locale: name for each, name in names.items() for locale in _LOCALES.get(each, (each,))
    }
    return {"name_localizations": by_locale} if by_locale else {}


def _described(words: Wording, say: Callable[[str], str]) -> Json:
    """A description in the desk's language, and in each other for whoever reads Discord in it."""
    others = [each for each in words.languages if each != words.default]
    return {
        "description": say(words.default)[:LONGEST],
        "description_localizations": {
            locale: say(each)[:LONGEST] for each in others for locale in _LOCALES.get(each, (each,))
        },
    }


def _menus() -> list[Json]:
    menu: Json = {"type": MESSAGE_MENU, "contexts": [IN_SERVER], "integration_types": [0]}
    return [
        {**menu, "name": OnMessage.LEARN, "default_member_permissions": MANAGE_MESSAGES},
        {**menu, "name": OnMessage.PERSON},
        {**menu, "name": OnMessage.SOLVED},
    ]


def options(row: Command, words: Wording) -> list[Json]:
    """What a command takes; those that must be given come first, as Discord asks."""
    made = [_option(row, param, words) for param in row.params if param.kind is not Kind.QUESTION]
    return sorted(made, key=lambda option: not option["required"])


def _option(row: Command, param: Param, words: Wording) -> Json:
    made: Json = {
        "type": _TYPES.get(param.kind, STRING),
        "name": param.name,
        **_named(native.OPTIONS.get(param.name, {}) if row.who is Role.CUSTOMER else {}),
        **_described(words, partial(words.takes, row.name, param.says)),
        "required": param.required and not _may_wait(row, param),
    }
    if param.kind is Kind.TEXT:
        made["max_length"] = min(param.most, 6000)
    if 0 < len(param.choices) <= 25:
        made["choices"] = [{"name": each, "value": each} for each in param.choices]
    elif param.kind in SUGGESTED:
        made["autocomplete"] = True
    return made


def _may_wait(row: Command, param: Param) -> bool:
    """Whether an option may be left out: its ticket is known by place, or a form asks for it."""
    if param.kind in TICKETS:
        return param is row.params[0]
    if param.kind is not Kind.TEXT or row.who is Role.CUSTOMER:
        return False
    return any(each.is_long for each in row.params)


def read(data: Mapping[str, Any]) -> Invocation | None:
    """The command that somebody typed; None if the table has no such command."""
    given: Sequence[Mapping[str, Any]] = data.get("options") or []
    name = str(data["name"])
    if given and given[0].get("type") == SUB_COMMAND:
        name, given = str(given[0]["name"]), given[0].get("options") or []
    elif name in {_DESK, *_GROUPS.values()}:
        return None
    command, _ = COMMANDS.find(name)
    if command is None:
        return None
    people = {param.name for param in command.params if param.kind in PEOPLE}
    values = {
        str(each["name"]): f"discord:{each['value']}"
        if each["name"] in people
        else str(each["value"])
        for each in given
    }
    focused = next((str(each["name"]) for each in given if each.get("focused")), "")
    return Invocation(command=command, given=values, focused=focused)


def form(invocation: Invocation, *, ticket_known: bool) -> Form | None:
    """The form for what was left out; None when the command can run as it stands.

    `ticket_known`: it was typed in the thread of a ticket's card.
    """
    try:
        found = COMMANDS.form(line(invocation))
    except BadArgument:
        return None
    if found is None:
        return None
    missing = tuple(
        param
        for param in found.params
        if param.name not in invocation.given and not (ticket_known and param.kind in TICKETS)
    )
    needed = any(param.required for param in missing)
    return replace(found, params=missing) if needed else None


def line(invocation: Invocation) -> str:
    """What was given, as a command line, up to the first thing that was not."""
    pieces = [invocation.command.name]
    for param in invocation.command.params:
        value = invocation.given.get(param.name, "")
        if not value or param.kind is Kind.TEXT:
            break
        pieces.append(value)
    return " ".join(pieces)
