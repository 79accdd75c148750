"""Help for the team: what the first day needs, then the groups, each command with an example.

What is said of a command comes from its row; only the examples stand here.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.commands.row import Command, Kind, Param
from bot.desk.hearing import small_talk
from bot.desk.nouns.inbound import Role
from bot.desk.step.step import Step
from bot.errors import BadArgument

FIRST_DAY = ("next", "claim", "reply", "note", "promise", "hold", "resolve")
"""What one needs to answer a first customer well."""

EXAMPLES: Mapping[str, str] = {
    "reply": "12 It is on its way, and arrives on Friday.",
    "note": "12 I asked the warehouse.",
    "promise": "12 tomorrow 12:00",
    "hold": "12 until Friday: the part is ordered",
    "resolve": "12,14 because it was sent on Monday",
    "title": "12 Broken lamp, wants a new one",
    "tag": "12 delivery -late",
    "merge": "12 9",
    "draft": "12 Do you ship to Brazil? | Yes, within two weeks.",
    "customer": "12",
    "ask": "where is my invoice?",
    "add": "Do you ship to Brazil? | Yes, within two weeks.",
    "learn": "Do you ship to Brazil? | Yes, within two weeks.",
    "edit": "reset-password Open Settings > Security.",
    "set": "reset-password category login",
    "variant": "reset-password I can't log in any more",
    "notfor": "reset-password How do I change my email address?",
    "find": "password",
    "import": '{"Do you ship to Brazil?": "Yes, within two weeks."}',
    "why": "how do i get in again",
    "erase": "ana",
    "persondata": "ana",
}
"""What may follow a command's name; where nothing is said here, what it must be given says it."""
_VALUES: Mapping[Kind, str] = {
    Kind.TICKET: "12",
    Kind.TICKETS: "12",
    Kind.QUESTION: "12",
    Kind.ENTRY: "reset-password",
    Kind.COLLEAGUE: "kim",
    Kind.PRIORITY: "high",
    Kind.NUMBER: "7",
}


class Table(Protocol):
    """What help asks of the table of commands."""

    def find(self, line: str) -> tuple[Command | None, str]:
        """The command that a line begins with."""
        ...

    def visible(self, role: Role) -> list[Command]:
        """What somebody of that role can type."""
        ...


def show(table: Table, step: Step, name: str | None = None) -> None:
    """What somebody can type: the first things, a group, or one command in full."""
    if not (name or step.is_staff):
        small_talk.help_customer(step)
        return
    rows = table.visible(step.role)
    groups = {row.group.casefold(): row.group for row in rows} if step.is_staff else {}
    command, _ = table.find(name or "")
    if not name:
        lines = _overview(rows)
    elif name.casefold() in groups:
        lines = _group(rows, groups[name.casefold()])
    elif command and command.who <= step.role:
        lines = _one(command)
    else:
        raise BadArgument.of("no_command", word=name[:40])
    step.whisper("done", text="\n".join(lines))


def example(command: Command) -> str:
    """A line as somebody would type it."""
    needed = " ".join(_value(each) for each in command.params if each.required)
    return f"{command.name} {EXAMPLES.get(command.name, needed)}".strip()


def _value(param: Param) -> str:
    return _VALUES.get(param.kind) or (param.choices[0] if param.choices else param.name)


def _overview(rows: Iterable[Command]) -> list[str]:
    known = {row.name: row for row in rows}
    groups: dict[str, list[str]] = {}
    for row in known.values():
        groups.setdefault(row.group, []).append(row.name)
    return [
        "The first day:",
        *(_line(known[name]) for name in FIRST_DAY if name in known),
        "All, by group:",
        *(f"  {group}: {', '.join(names)}" for group, names in groups.items()),
        "A group with an example each: help tickets",
        "One command in full: help reply",
    ]


def _group(rows: Iterable[Command], group: str) -> list[str]:
    return [f"{group}:", *(_line(row) for row in rows if row.group == group)]


def _line(row: Command) -> str:
    return f"  {example(row)}  ({row.help})"


def _one(command: Command) -> list[str]:
    return [
        f"{command.usage}: {command.help}",
        *(f"{each.name.upper()}: {each.help}" for each in command.params),
        *([f"Also: {', '.join(command.aliases)}"] if command.aliases else []),
        *([f"For example: {example(command)}"] if command.params else []),
    ]
