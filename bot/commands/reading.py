"""From a command line and a form's fields to the values that a command takes.

What can't be read is refused with what, where and how to mend it; nothing is guessed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz, process

from bot.commands import arguments, at_hand, handing, numbers, spans
from bot.commands.row import TICKETS, Command, Kind, Param
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.team import Team
from bot.desk.nouns.ticket import Priority, Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.time.away import Spell, parse_away
from bot.desk.time.closed_days import Closed
from bot.desk.time.days import parse_days
from bot.desk.time.until import parse_by, parse_until
from bot.desk.verbs import accounts, team_changes
from bot.desk.words import tongues
from bot.errors import BadArgument, NotAllowed, NotFound
from knowledge.entry import Entry
from knowledge.text.folding import fold

AT_ONCE = 20
"""Tickets that one command may name."""


def values(step: Step, command: Command, rest: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Parameter name -> value. Raises BadArgument or NotFound with words for the person."""
    rest = handing.in_order(command, rest)
    _check_number(step, command, rest, fields)
    implied = at_hand.number(step, command)
    if _takes_ticket(command) and arguments.leaves_out(command, rest, fields):
        at_hand.check_plain(step, command, rest)
    raw = arguments.split(command, rest, implied=implied, fields=fields)
    step.unnamed = bool(implied) and arguments.leaves_out(command, rest, fields)
    found: dict[str, Any] = {}
    for param in command.params:
        words = raw.get(param.name, "")
        found[param.name] = _READERS[param.kind](step, param, words) if words else None
        if found[param.name] is None and param.required:
            raise BadArgument.of(
                "missing",
                name=param.name,
                help=step.wording.takes(command.name, param.says, step.language()),
                usage=command.usage,
            )
        if command.customers_word:
            _check_asker(step, found[param.name])
    return found


def _check_asker(step: Step, named: object) -> None:
    """What counts as the customer's word is not taken from staff, unless it is they who asked."""
    if isinstance(named, Question):
        asker, number = named.by, named.ticket
    elif isinstance(named, Ticket):
        asker, number = named.requester, named.number
    else:
        return
    if accounts.same(step.records, asker.id, step.actor.id):
        return
    if number and step.records.ticket(number).is_open:
        line = step.line(f"resolve {number}")
        raise NotAllowed.of("askers_word_resolve", who=asker.name, line=line)
    raise NotAllowed.of("askers_word", who=asker.name)


def _takes_ticket(command: Command) -> bool:
    return bool(command.params) and command.params[0].kind in TICKETS


def _check_number(step: Step, command: Command, rest: str, fields: Mapping[str, str]) -> None:
    """Words are not sent to another customer on a guess: not to the ticket at hand where they begin
    like a number, nor in a card's thread to another ticket, nor to one ticket of two."""
    kinds = [each.kind for each in command.params]
    if fields or kinds[1:2] != [Kind.TEXT] or kinds[0] not in TICKETS or not step.is_staff:
        return
    here = at_hand.number(step, command)
    if not arguments.starts_with_number(rest):
        _check_like_one(command, rest, here)
        return
    named, words, parted = numbers.first(rest)
    if kinds[0] is Kind.TICKETS and not parted:
        _check_more(step, command, named, words)
    if here and words:
        _check_elsewhere(step, command, rest, here)


def _check_like_one(command: Command, rest: str, here: str) -> None:
    if here and numbers.looks_like_one(rest):
        raise BadArgument.of(
            "looks_like_number",
            word=rest.split(maxsplit=1)[0][:40],
            line=f"{command.name} {here}: {rest[:60]}",
            name=command.name,
        )


def _check_more(step: Step, command: Command, named: str, words: str) -> None:
    """After a number another one may be a second ticket."""
    number, joined = numbers.more(words)
    if number and (joined or at_hand.known(step, number_of(number, "ticket_number"))):
        raise BadArgument.of(
            "one_or_both",
            n=named,
            other=number.removeprefix("#"),
            both=f"{command.name} {named},{number}",
            line=f"{command.name} {named}: {words[:60]}",
        )


def _check_elsewhere(step: Step, command: Command, rest: str, here: str) -> None:
    number = rest.split(maxsplit=1)[0]
    if number in {here, f"{here},", f"{here})"} or number.startswith("#") or number.endswith(":"):
        return
    plain = number.rstrip(",)")
    if at_hand.of_thread(step):
        raise BadArgument.of(
            "anothers_thread",
            n=here,
            other=plain,
            line=f"{command.name} #{rest[:60]}",
            own=f"{command.name} {here}: {rest[:60]}",
        )
    if plain.isdecimal() and at_hand.known(step, number_of(plain, "ticket_number")) is None:
        # The one at hand may be another customer's: no line is proposed that would reach them.
        raise NotFound.of("no_ticket_or_words", n=plain, name=command.name)


def number_of(words: str, what: str) -> int:
    """A number as it was typed. Raises BadArgument; `what` it is the number of, by its sentence."""
    plain = words.removeprefix("#")
    if not plain.isdecimal() or len(plain) > 9:
        raise arguments.no_number(words, what)
    return int(plain)


def _ticket(step: Step, _: Param, words: str) -> Ticket:
    number = number_of(words, "ticket_number")
    ticket = at_hand.known(step, number)
    theirs = ticket and (
        step.is_staff or accounts.same(step.records, ticket.requester.id, step.actor.id)
    )
    if ticket and not theirs and step.pressed and ticket.place.key == step.here.key:
        raise NotAllowed.of("somebody_elses", n=number)
    if ticket is None or not theirs:
        raise NotFound.of("no_ticket_here", n=number)
    return ticket


def _tickets(step: Step, param: Param, words: str) -> tuple[Ticket, ...]:
    numbers = dict.fromkeys(each.strip().removeprefix("#") for each in words.split(","))
    if len(numbers) > AT_ONCE:
        raise BadArgument.of("too_many_tickets", number=len(numbers), most=AT_ONCE)
    try:
        return tuple(_ticket(step, param, each) for each in numbers)
    except NotFound as missing:
        if len(numbers) == 1 or missing.said is None:
            raise
        raise NotFound.of("none_of_them", why=missing.said) from None


def _question(step: Step, _: Param, words: str) -> Question | None:
    number = number_of(words, "question_number")
    if number == 0:
        return None
    found = step.records.question(number)
    if not (step.is_staff or accounts.same(step.records, found.by.id, step.actor.id)):
        raise NotFound.of("askers_own")
    return found


def _task(step: Step, _: Param, words: str) -> Question:
    name = words.removeprefix("#").rstrip(":,)").casefold()
    if not (name.startswith("q") and name[1:].isdecimal()):
        raise BadArgument.of("no_task", words=words[:40])
    return step.records.question(number_of(name[1:], "task_name"))


def _entry(step: Step, _: Param, words: str) -> Entry:
    found = step.records.entry(words.casefold())
    if found:
        return found
    known = {entry.id: entry.question for entry in step.records.entries()} if step.is_staff else {}
    near = process.extractOne(words, known, scorer=fuzz.WRatio, score_cutoff=60)
    if near:
        raise NotFound.of("no_entry_but", words=words[:60], entry=near[2], title=near[0])
    raise NotFound.of("no_entry", words=words[:60])


def _person(step: Step, _: Param, words: str) -> Person:
    found = step.records.find_people(words.removeprefix("@")) or _whose(step, words)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadArgument.of("several_called", name=words[:40], known=accounts.apart(step, found))
    raise NotFound.of("knows_nobody", name=words[:40])


def _whose(step: Step, words: str) -> list[Person]:
    """Whose ticket it is, where somebody is named by the number of one."""
    number = words.removeprefix("#")
    short = number.isdecimal() and len(number) < 10
    ticket = at_hand.known(step, int(number)) if short and step.is_staff else None
    known = ticket and (step.records.person(ticket.requester.id) or ticket.requester)
    return [known] if known else []


def _colleague(step: Step, param: Param, words: str) -> Person:
    """Somebody of the team, as their platform knows them."""
    if words.casefold() in handing.ONESELF and not step.team:
        return step.actor
    if len(step.team) == 1:
        return step.team[0]
    if step.team:
        known_as = accounts.apart(step, step.team)
        raise BadArgument.of("several_of_team", name=words[:40], known=known_as)
    known = step.records.person(words)
    kind = "nobody_of_team_nor_time" if param.skipped else "nobody_of_team"
    raise NotFound.of(kind, name=known.name if known else words[:40])


def _team(step: Step, _: Param, words: str) -> Team:
    """One by its name; without a name for "none" and "all"."""
    if words.casefold() in {team_changes.NONE, team_changes.ALL}:
        return Team(name="")
    return team_changes.named(step, words)


def _until(step: Step, _: Param, words: str) -> datetime:
    return parse_until(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _away(step: Step, _: Param, words: str) -> Spell:
    return parse_away(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _days(step: Step, _: Param, words: str) -> Closed:
    return parse_days(words, now=step.now, hours=step.policy.hours)


def _moment(step: Step, _: Param, words: str) -> datetime:
    return parse_by(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _one_of(param: Param, words: str) -> str:
    plain = words.casefold()
    if plain not in param.choices:
        near = process.extractOne(plain, param.choices, scorer=fuzz.ratio, score_cutoff=70)
        known = ", ".join(param.choices)
        if near:
            raise BadArgument.of("one_of_but", name=param.name, known=known, near=near[0])
        raise BadArgument.of("one_of", name=param.name, known=known)
    return plain


def _word(step: Step, param: Param, words: str) -> str:
    chosen = param.also.get(fold(words), words)
    if param.others and chosen.casefold() not in param.choices:
        known = tongues.in_words()
        raise BadArgument(step.wording.words(param.others, step.language(), known=known))
    return _one_of(param, chosen) if param.choices else words


def _text(_: Step, param: Param, words: str) -> str:
    if len(words) > param.most:
        raise BadArgument.of("too_many_letters", name=param.name, had=len(words), most=param.most)
    return words


_READERS: Mapping[Kind, Callable[[Step, Param, str], Any]] = {
    Kind.TICKET: _ticket,
    Kind.TICKETS: _tickets,
    Kind.QUESTION: _question,
    Kind.TASK: _task,
    Kind.ENTRY: _entry,
    Kind.PERSON: _person,
    Kind.COLLEAGUE: _colleague,
    Kind.TEAM: _team,
    Kind.UNTIL: _until,
    Kind.AWAY: _away,
    Kind.DAYS: _days,
    Kind.MOMENT: _moment,
    Kind.PRIORITY: lambda _, param, words: Priority(_one_of(param, words)),
    Kind.RATING: lambda _, param, words: Rating(_one_of(param, words)),
    Kind.NUMBER: lambda _, param, words: number_of(words, f"other_{param.name}"),
    Kind.SPAN: lambda step, _, words: spans.read(words, step.line("report 30")),
    Kind.ROOM: _word,
    Kind.WORD: _word,
    Kind.TEXT: _text,
}
