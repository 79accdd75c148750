"""A command's line parted among its parameters: words are cut here, and read as values in `reading`."""

from collections.abc import Mapping
from itertools import islice, takewhile

from bot.commands import handing, numbers
from bot.commands.row import GREEDY, TICKETS, Command, Kind, Param
from bot.desk.time.until import first_until, perhaps_until
from bot.errors import BadArgument, Said


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
            found[param.name], _, rest = rest.partition("|") if parted else (rest, "", "")
            found[param.name], rest = found[param.name].strip(), rest.strip()
        elif param.kind in TICKETS and left_out:
            found[param.name], left_out = left_out, ""
        else:
            found[param.name], rest = _first(param, rest)
    if rest and filled and _only_number(command):
        raise no_number(rest, "ticket_number")
    if rest:
        raise BadArgument.of("too_much", words=rest[:60], usage=command.usage)
    return found


def _first(param: Param, rest: str) -> tuple[str, str]:
    """What a parameter takes from the line's beginning, and the rest."""
    if param.kind is Kind.UNTIL:
        return first_until(rest) if param.required else perhaps_until(rest)
    if param.kind is Kind.COLLEAGUE:
        return rest, ""
    word, more = [*rest.split(maxsplit=1), "", ""][:2]
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
