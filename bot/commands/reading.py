"""From a command line and a form's fields to the values that a command takes.

What can't be read is refused with what, where and how to mend it; nothing is guessed.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from rapidfuzz import fuzz, process

from bot.commands.row import GREEDY, Command, Kind, Param
from bot.desk import talk
from bot.desk.durations import parse_duration, parse_moment
from bot.desk.inbound import Person
from bot.desk.model import Priority, Question, Rating, Ticket
from bot.desk.step import Step
from bot.errors import BadArgument, NotFound
from knowledge.entry import Entry


def values(step: Step, command: Command, rest: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Parameter name -> value. Raises BadArgument or NotFound with words for the person."""
    raw = split(command, rest, implied=_implied(step, command), fields=fields)
    found: dict[str, Any] = {}
    for param in command.params:
        words = raw.get(param.name, "")
        found[param.name] = _READERS[param.kind](step, param, words) if words else None
        if found[param.name] is None and param.required:
            raise BadArgument(f"{param.name} is missing ({param.help}). Write: {command.usage}")
    return found


def split(
    command: Command, rest: str, *, implied: str = "", fields: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Parameter name -> the words meant for it; a form's fields win over the line."""
    found = {name: value.strip() for name, value in (fields or {}).items()}
    texts = [param for param in command.params if param.kind is Kind.TEXT]
    rest = rest.strip()
    for param in command.params:
        if param.name in found:
            continue
        if param.kind in GREEDY:
            parted = len(texts) > 1 and param is not texts[-1]
            found[param.name], _, rest = rest.partition("|") if parted else (rest, "", "")
            found[param.name], rest = found[param.name].strip(), rest.strip()
        elif param.kind is Kind.TICKET and implied and not starts_with_number(rest):
            found[param.name] = implied
        else:
            found[param.name], _, rest = rest.partition(" ")
            rest = rest.strip()
    if rest:
        raise BadArgument(f'I don\'t know what to do with "{rest[:60]}". Write: {command.usage}')
    return found


def _implied(step: Step, command: Command) -> str:
    """The ticket in whose thread, the staff's or the customer's, the command was given."""
    if not command.params or command.params[0].kind is not Kind.TICKET or step.place is None:
        return ""
    here = step.records.ticket_of_card(step.place) or talk.ticket_of_thread(step)
    if here:
        return str(here.number)
    mine = step.conversation().ticket if step.by and not step.is_staff else None
    return str(mine or "")


def starts_with_number(rest: str) -> bool:
    """Whether the first word is a ticket's or question's number."""
    return rest.partition(" ")[0].removeprefix("#").isdecimal()


def _number(words: str, what: str) -> int:
    plain = words.removeprefix("#")
    if not plain.isdecimal() or len(plain) > 9:
        raise BadArgument(f'"{words[:40]}" is not the number of a {what}. Numbers look like 12.')
    return int(plain)


def _ticket(step: Step, _: Param, words: str) -> Ticket:
    number = _number(words, "ticket")
    try:
        ticket = step.records.ticket(number)
    except NotFound:
        ticket = None
    if ticket is None or not (step.is_staff or _mine(step, ticket.requester.id)):
        raise NotFound(f"There is no ticket {number} here.")
    return ticket


def _mine(step: Step, person_id: str) -> bool:
    """Whether that is the person acting, on whichever platform."""
    return person_id == step.actor.id or person_id in step.records.identities(step.actor.id)


def _question(step: Step, _: Param, words: str) -> Question | None:
    number = _number(words, "question")
    if number == 0:
        return None
    found = step.records.question(number)
    if not (step.is_staff or _mine(step, found.by.id)):
        raise NotFound("Only the person who asked can press that.")
    return found


def _entry(step: Step, _: Param, words: str) -> Entry:
    found = step.records.entry(words.casefold())
    if found:
        return found
    known = {entry.id: entry.question for entry in step.records.entries()} if step.is_staff else {}
    near = process.extractOne(words, known, scorer=fuzz.WRatio, score_cutoff=60)
    hint = f' Did you mean {near[2]} ("{near[0]}")?' if near else " Look it up with: find WORDS"
    raise NotFound(f'There is no entry "{words[:60]}".{hint}')


def _person(step: Step, _: Param, words: str) -> Person:
    found = step.records.find_people(words.removeprefix("@"))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(person.id for person in found)
        raise BadArgument(f'Several people are called "{words[:40]}": {names}. Give the id.')
    raise NotFound(f'I know nobody called "{words[:40]}". They need to have written to me once.')


def _duration(_: Step, __: Param, words: str) -> timedelta:
    return parse_duration(words)


def _moment(step: Step, _: Param, words: str) -> object:
    hours = step.policy.hours
    return parse_moment(words, now=step.now, zone=hours.zone, hours=hours)


def _one_of(param: Param, words: str) -> str:
    plain = words.casefold()
    if plain not in param.choices:
        near = process.extractOne(plain, param.choices, scorer=fuzz.ratio, score_cutoff=70)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        raise BadArgument(f"{param.name} is one of {', '.join(param.choices)}.{hint}")
    return plain


def _word(_: Step, param: Param, words: str) -> str:
    return _one_of(param, words) if param.choices else words


def _text(_: Step, param: Param, words: str) -> str:
    if len(words) > param.most:
        raise BadArgument(f"{param.name} has {len(words)} characters; at most {param.most} fit.")
    return words


_READERS: Mapping[Kind, Callable[[Step, Param, str], Any]] = {
    Kind.TICKET: _ticket,
    Kind.QUESTION: _question,
    Kind.ENTRY: _entry,
    Kind.PERSON: _person,
    Kind.DURATION: _duration,
    Kind.MOMENT: _moment,
    Kind.PRIORITY: lambda _, param, words: Priority(_one_of(param, words)),
    Kind.RATING: lambda _, param, words: Rating(_one_of(param, words)),
    Kind.NUMBER: lambda _, __, words: _number(words, "day, version, part or message"),
    Kind.WORD: _word,
    Kind.TEXT: _text,
}
