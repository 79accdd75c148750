"""A command's line parted among its parameters: words are cut here, and read as values in `reading`."""

import re
from collections.abc import Collection, Mapping
from itertools import islice, takewhile

from bot.commands import handing, numbers
from bot.commands.row import GREEDY, SELF_FILLED, TICKETS, Command, Form, Kind, Param
from bot.desk.nouns.person import Role
from bot.desk.time.away import who_and_when
from bot.desk.time.days import first_days
from bot.desk.time.until import first_until, perhaps_until
from bot.errors import BadArgument, Said
from knowledge.text.folding import fold
from knowledge.text.sentences import puts_question

SLIP = 2
"""Words behind the name of one's own command up to which they are a value of it, known or not."""


def begun(names: Mapping[str, Command], line: str) -> tuple[Command | None, str]:
    """The command that a line begins with, and the rest of it. One of the team's may be written in two
    words where no number follows the first, which wants one: "snippet add refund-late Hi"."""
    word, second, more = [*line.split(maxsplit=2), "", "", ""][:3]
    command, joined = names.get(word.casefold()), names.get(f"{word}{second}".casefold())
    wants = command is None or (command.params and command.params[0].kind in SELF_FILLED)
    if second and joined and wants and joined.who > Role.CUSTOMER and not joined.hidden:
        return joined, more.strip()
    return command, line.removeprefix(word).strip()


def split(
    command: Command, rest: str, *, implied: str = "", fields: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Parameter name -> the words meant for it; a form's fields win over the line."""
    found = {name: value.strip() for name, value in (fields or {}).items()}
    texts = [param for param in command.params if param.kind is Kind.TEXT]
    rest = handing.in_order(command, rest.strip())
    filled = implied if leaves_out(command, rest, found) else ""
    left_out = filled
    for param in command.params:
        if param.name in found:
            continue
        if param.kind in GREEDY:
            parted = len(texts) > 1 and param is not texts[-1]
            if param is not command.params[0] and param in texts[:1]:
                rest = rest.removeprefix("|")  # "edit ID | ANSWER", as `add` is written
            words, rest = _part(param, rest) if parted else (rest, "")
            found[param.name], rest = words.strip(), rest.strip()
        elif param.kind in TICKETS and left_out:
            found[param.name], left_out = left_out, ""
        else:
            found[param.name], rest = _first(param, rest)
    if rest and filled and _only_number(command):
        raise no_number(rest, "ticket_number")
    if rest:
        raise BadArgument.of("too_much", words=rest[:60], usage=command.usage)
    return found


def _part(param: Param, rest: str) -> tuple[str, str]:
    """What stands before the sign that parts two texts, and what behind it. A question ends where its
    line does, or with its own mark: "add Is there parking? Yes, behind the house."."""
    before, sign, behind = rest.partition("|")
    if sign or param.name != "question":
        return before, behind
    line = rest.partition("\n")
    ends = _ASKED.match(rest)
    return (line[0], line[2]) if line[1] else (ends[0], rest[ends.end() :]) if ends else (rest, "")


def first_named(rest: str, names: Collection[str]) -> tuple[str, str]:
    """The first word and the rest; of a name with hyphens all its words: "reply within 2h"."""
    words = rest.split(maxsplit=_HYPHENS + 1)
    for size in range(min(len(words), _HYPHENS + 1), 1, -1):
        whole = "-".join(words[:size]).casefold()
        if whole in names:
            return whole, rest.split(maxsplit=size)[-1] if len(rest.split()) > size else ""
    word, more = [*rest.split(maxsplit=1), "", ""][:2]
    return word, more


_HYPHENS = 2
"""In the longest of such names."""
_ASKED = re.compile(r"[^?？]*[?？]+(?=\s)")
"""A question and its mark, where something follows."""


def _first(param: Param, rest: str) -> tuple[str, str]:
    """What a parameter takes from the line's beginning, and the rest."""
    if param.kind is Kind.UNTIL:
        return first_until(rest) if param.required else perhaps_until(rest)
    if param.kind is Kind.COLLEAGUE:
        return who_and_when(rest) if param.skipped else (rest, "")
    if param.kind is Kind.DAYS:
        return first_days(rest)
    word, more = first_named(rest, param.choices)
    unnamed = param.kind is Kind.TEAM and not param.required and word.isdecimal()
    if unnamed or (param.skipped and word.casefold() not in param.choices):
        return "", rest
    if param.kind is Kind.TICKETS or (param.kind is Kind.TICKET and starts_with_number(word)):
        named, left, _ = numbers.first(rest if param.kind is Kind.TICKETS else word)
        if named:
            return named, left if param.kind is Kind.TICKETS else more.strip()
    return word, more.strip()


def leaves_out(command: Command, rest: str, found: Mapping[str, str]) -> bool:
    """Whether a line has fewer numbers at its beginning than the command takes tickets."""
    wanted = sum(each.kind in TICKETS and each.name not in found for each in command.params)
    given = takewhile(starts_with_number, rest.split())
    return len(list(islice(given, wanted))) < wanted


def _only_number(command: Command) -> bool:
    return len(command.params) == 1


def starts_with_number(rest: str) -> bool:
    """Whether the first word is the number of a ticket or a question, or several of them."""
    return numbers.begins(rest.partition(" ")[0])


def no_number(words: str, what: str) -> BadArgument:
    """A refusal of words where a number belongs."""
    return BadArgument.of("no_number", words=words[:40], what=Said(what))


def taken(command: Command, rest: str) -> bool:
    """Whether a command takes just that: nothing, a number, or one of its choices."""
    first = command.params[0] if command.params else None
    if not rest:
        return first is None or not first.required or first.kind in SELF_FILLED
    if first is None:
        return False
    if first.kind in SELF_FILLED:
        return rest.removeprefix("#").isdecimal()
    known = {*first.choices, *first.also}
    return all(each in known or each.isdecimal() for each in fold(rest).split())


def fits(command: Command, rest: str) -> bool:
    """Whether what a customer typed behind a name is what the command takes, or short enough to be a
    slip in it, which is answered with how to write it: "mydata 2", "language polish"."""
    if command.name == "link":
        return is_code(rest)
    first = command.params[0] if command.params else None
    takes = first and command.own and (first.kind in {Kind.NUMBER, Kind.TICKET} or first.choices)
    if first is None or not takes or puts_question(rest):
        return False
    words = rest.casefold().split()
    goes_on = words[0] in first.choices and command.params[-1].kind is Kind.TEXT
    return len(words) <= SLIP or goes_on


def is_code(rest: str) -> bool:
    """Whether what follows "link" is a code, alone or with a yes or a no."""
    return [each.casefold() for each in rest.split()[1:]] in [[], ["yes"], ["no"]]


def form(command: Command, line: str, rest: str) -> Form | None:
    """What a pressed button's command lacks; None when it can run as it stands."""
    given = split(command, rest)
    missing = tuple(
        param
        for param in command.params
        if not given.get(param.name) and (param.required or param.kind in _FORMS_ASK)
    )
    needed = any(param.required for param in missing)
    return Form(command=command, line=line, params=missing) if needed else None


_FORMS_ASK = {Kind.TEXT, Kind.UNTIL, Kind.AWAY}
"""What a form has a field for, though it may be left out."""
