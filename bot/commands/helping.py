"""Help for the team: what the first day needs, then the groups, each command with an example.

What is said of a command stands in the locales by its name.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.commands import tried
from bot.commands.row import Command, Kind, Param
from bot.desk.hearing import small_talk
from bot.desk.nouns.person import Role
from bot.desk.step.step import Step
from bot.desk.words.wording import Wording
from bot.errors import BadArgument, NotAllowed

FIRST_DAY = ("next", "claim", "reply", "note", "promise", "hold", "resolve")
"""What one needs to answer a first customer well."""

TOLD = frozenset(
    {
        "add",
        "ask",
        "block",
        "decline",
        "draft",
        "edit",
        "find",
        "form",
        "hold",
        "import",
        "incident",
        "learn",
        "note",
        "notfor",
        "promise",
        "reply",
        "resolve",
        "snippetadd",
        "tag",
        "title",
        "variant",
        "why",
    }
)
"""Commands that have an example of their own in the locales: what may follow their name. For the
others what they must be given says it."""
_PLAIN: Mapping[str, str] = {
    "merge": "12 9",
    "customer": "12",
    "set": "reset-password category login",
    "erase": "ana",
    "persondata": "ana",
    "unblock": "ana",
    "snippet": "12 refund-late",
    "snippetdrop": "refund-late",
    "away": "until Monday",
    "settings": "reply-within 2h",
    "teamroom": "billing slack:C0123ABCD",
    "team": "assign billing round-robin",
    "shift": "Mon-Fri 09:00-13:00",
    "closed": "24 Dec to 26 Dec Christmas",
}
"""Examples that are the same in every language."""
_VALUES: Mapping[Kind, str] = {
    Kind.TICKET: "12",
    Kind.TICKETS: "12",
    Kind.QUESTION: "12",
    Kind.TASK: "q12",
    Kind.ENTRY: "reset-password",
    Kind.COLLEAGUE: "kim",
    Kind.TEAM: "billing",
    Kind.PRIORITY: "high",
    Kind.NUMBER: "7",
    Kind.SPAN: "30",
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
        lines = _overview(step, rows)
    elif name.casefold() in groups:
        lines = _group(step, rows, groups[name.casefold()])
    elif command and command.who <= step.role:
        lines = _one(step, command)
    elif command and step.is_staff:
        raise NotAllowed.of("leads_only", name=command.name)
    else:
        raise no_command(table, step, name[:40])
    step.whisper("done", text="\n".join(lines))


def no_command(table: Table, step: Step, word: str) -> BadArgument:
    """That there is no such command, and which one is near."""
    near = tried.near(word, [row.name for row in table.visible(step.role)])
    if near:
        return BadArgument.of("no_command_but", word=word, near=near)
    return BadArgument.of("no_command", word=word)


def example(words: Wording, command: Command, language: str = "") -> str:
    """A line as somebody would type it, in their language."""
    name = command.name
    if name in TOLD:
        return f"{name} {words.said(f'example_{name}', language)}"
    needed = " ".join(_value(each) for each in command.params if each.required)
    return f"{name} {_PLAIN.get(name, needed)}".strip()


def _value(param: Param) -> str:
    return _VALUES.get(param.kind) or (param.choices[0] if param.choices else param.name)


def _overview(step: Step, rows: Iterable[Command]) -> list[str]:
    known = {row.name: row for row in rows}
    groups: dict[str, list[str]] = {}
    for row in known.values():
        groups.setdefault(row.group, []).append(row.name)
    return [
        step.put("help_first_day"),
        *(_line(step, known[name]) for name in FIRST_DAY if name in known),
        step.put("help_groups"),
        *(f"  {group}: {', '.join(names)}" for group, names in groups.items()),
        step.put("help_a_group"),
        step.put("help_in_full"),
    ]


def _group(step: Step, rows: Iterable[Command], group: str) -> list[str]:
    return [f"{group}:", *(_line(step, row) for row in rows if row.group == group)]


def _line(step: Step, row: Command) -> str:
    return f"  {example(step.wording, row, step.language())}  ({step.wording.does(row.name, step.language())})"


def _one(step: Step, command: Command) -> list[str]:
    return [
        f"{command.usage}: {step.wording.does(command.name, step.language())}",
        *(
            f"{each.name.upper()}: " + step.wording.takes(command.name, each.says, step.language())
            for each in command.params
        ),
        *([step.put("help_also", names=", ".join(command.aliases))] if command.aliases else []),
        *(
            [step.put("help_for_example", line=example(step.wording, command, step.language()))]
            if command.params
            else []
        ),
    ]
