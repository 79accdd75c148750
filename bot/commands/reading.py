"""From a command line and a form's fields to the values that a command takes.

What can't be read is refused with what, where and how to mend it; nothing is guessed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice, takewhile
from typing import Any

from rapidfuzz import fuzz, process

from bot.commands import at_hand, numbers
from bot.commands.row import GREEDY, TICKETS, Command, Kind, Param
from bot.desk.nouns.inbound import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Priority, Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.time.durations import parse_moment
from bot.desk.time.until import first_until, parse_until
from bot.desk.verbs import accounts
from bot.desk.words import tongues
from bot.errors import BadArgument, NotAllowed, NotFound
from knowledge.entry import Entry
from knowledge.text.folding import fold

AT_ONCE = 20
"""Tickets that one command may name."""


def values(step: Step, command: Command, rest: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Parameter name -> value. Raises BadArgument or NotFound with words for the person."""
    _check_number(step, command, rest, fields)
    implied = at_hand.number(step, command)
    raw = split(command, rest, implied=implied, fields=fields)
    step.unnamed = bool(implied) and _leaves_out(command, rest, fields)
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
    filled = implied if _leaves_out(command, rest, found) else ""
    left_out = filled
    for param in command.params:
        if param.name in found:
            continue
        if param.kind in GREEDY:
            parted = len(texts) > 1 and param is not texts[-1]
            found[param.name], _, rest = rest.partition("|") if parted else (rest, "", "")
            found[param.name], rest = found[param.name].strip(), rest.strip()
        elif param.kind in TICKETS and left_out:
            found[param.name], left_out = left_out, ""
        else:
            found[param.name], rest = _first(param, rest)
    if rest and filled and _only_number(command):
        raise BadArgument(_no_number(rest, "ticket"))
    if rest:
        raise BadArgument(f'I don\'t know what to do with "{rest[:60]}". Write: {command.usage}')
    return found


def _first(param: Param, rest: str) -> tuple[str, str]:
    """What a parameter takes from the line's beginning, and the rest."""
    if param.kind is Kind.UNTIL:
        return first_until(rest)
    word, _, more = rest.partition(" ")
    if param.kind is Kind.TICKETS or (param.kind is Kind.TICKET and starts_with_number(word)):
        named, left, _ = numbers.first(rest if param.kind is Kind.TICKETS else word)
        if named:
            return named, left if param.kind is Kind.TICKETS else more.strip()
    return word, more.strip()


def _leaves_out(command: Command, rest: str, found: Mapping[str, str]) -> bool:
    """Whether a line has fewer numbers at its beginning than the command takes tickets."""
    wanted = sum(each.kind in TICKETS and each.name not in found for each in command.params)
    given = takewhile(starts_with_number, rest.split())
    return len(list(islice(given, wanted))) < wanted


def _only_number(command: Command) -> bool:
    return len(command.params) == 1


def _check_number(step: Step, command: Command, rest: str, fields: Mapping[str, str]) -> None:
    """Words are not sent to another customer on a guess: not to the ticket at hand where they begin
    like a number, nor in a card's thread to another ticket, nor to one ticket of two."""
    kinds = [each.kind for each in command.params]
    if fields or kinds[1:2] != [Kind.TEXT] or kinds[0] not in TICKETS or not step.is_staff:
        return
    here = at_hand.number(step, command)
    if not starts_with_number(rest):
        _check_like_one(command, rest, here)
        return
    named, words, parted = numbers.first(rest)
    if kinds[0] is Kind.TICKETS and not parted:
        _check_more(step, command, named, words)
    if here and words:
        _check_elsewhere(step, command, rest, here)


def _check_like_one(command: Command, rest: str, here: str) -> None:
    if here and numbers.looks_like_one(rest):
        raise BadArgument(
            f'"{rest.split(maxsplit=1)[0][:40]}" looks like the number of a ticket, so I did nothing. '
            f"If it begins your words: {command.name} {here}: {rest[:60]}\n"
            f"For another ticket its number and a colon: {command.name} 12: …"
        )


def _check_more(step: Step, command: Command, named: str, words: str) -> None:
    """After a number another one may be a second ticket."""
    number, joined = numbers.more(words)
    if number and (joined or at_hand.known(step, _number(number, "ticket"))):
        raise BadArgument(
            f"That may mean ticket {named} and ticket {number.removeprefix('#')}, so I did nothing. "
            f"For both: {command.name} {named},{number} …\n"
            f"If your words begin with a number: {command.name} {named}: {words[:60]}"
        )


def _check_elsewhere(step: Step, command: Command, rest: str, here: str) -> None:
    number = rest.split(maxsplit=1)[0]
    if number in {here, f"{here},", f"{here})"} or number.startswith("#") or number.endswith(":"):
        return
    plain = number.rstrip(",)")
    if at_hand.of_thread(step):
        hint = f"If your words begin with a number: {command.name} {here}: {rest[:60]}"
        raise BadArgument(
            f"This is the thread of ticket {here}. For ticket {plain} write: "
            f"{command.name} #{rest[:60]}\n{hint}"
        )
    if plain.isdecimal() and at_hand.known(step, _number(plain, "ticket")) is None:
        # The one at hand may be another customer's: no line is proposed that would reach them.
        raise NotFound(
            f"There is no ticket {plain} here. If your words begin with a number, write whose "
            f"ticket they are for first, and a colon: {command.name} 12: …"
        )


def starts_with_number(rest: str) -> bool:
    """Whether the first word is the number of a ticket or a question, or several of them."""
    return numbers.begins(rest.partition(" ")[0])


def _number(words: str, what: str) -> int:
    plain = words.removeprefix("#")
    if not plain.isdecimal() or len(plain) > 9:
        raise BadArgument(_no_number(words, what))
    return int(plain)


def _no_number(words: str, what: str) -> str:
    return f'"{words[:40]}" is not the number of a {what}. Numbers look like 12.'


def _ticket(step: Step, _: Param, words: str) -> Ticket:
    number = _number(words, "ticket")
    ticket = at_hand.known(step, number)
    theirs = ticket and (step.is_staff or _mine(step, ticket.requester.id))
    if ticket and not theirs and step.pressed and ticket.place.key == step.here.key:
        raise NotAllowed(f"Ticket {number} is somebody else's, so only they can do that.")
    if ticket is None or not theirs:
        raise NotFound(f"There is no ticket {number} here.")
    return ticket


def _tickets(step: Step, param: Param, words: str) -> tuple[Ticket, ...]:
    numbers = dict.fromkeys(each.strip().removeprefix("#") for each in words.split(","))
    if len(numbers) > AT_ONCE:
        raise BadArgument(f"That is {len(numbers)} tickets; at most {AT_ONCE} go at once.")
    try:
        return tuple(_ticket(step, param, each) for each in numbers)
    except NotFound as missing:
        nothing = " Nothing was done or sent for any of them." if len(numbers) > 1 else ""
        raise NotFound(f"{missing}{nothing}") from None


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
        raise BadArgument(
            f'Several people are called "{words[:40]}". Write what stands in brackets: '
            f"{accounts.apart(step, found)}"
        )
    raise NotFound(f'I know nobody called "{words[:40]}". They need to have written to me once.')


def _colleague(step: Step, _: Param, words: str) -> Person:
    """Somebody of the team, as their platform knows them."""
    if len(step.team) == 1:
        return step.team[0]
    if step.team:
        raise BadArgument(
            f'Several of the team are called "{words[:40]}". Write what stands in brackets: '
            f"{accounts.apart(step, step.team)}"
        )
    known = step.records.person(words)
    raise NotFound(
        f'Nobody of the team is called "{known.name if known else words[:40]}". Write the name as it is shown here, or '
        "mention them."
    )


def _until(step: Step, _: Param, words: str) -> datetime:
    return parse_until(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _moment(step: Step, _: Param, words: str) -> datetime:
    return parse_moment(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _one_of(param: Param, words: str) -> str:
    plain = words.casefold()
    if plain not in param.choices:
        near = process.extractOne(plain, param.choices, scorer=fuzz.ratio, score_cutoff=70)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        raise BadArgument(f"{param.name} is one of {', '.join(param.choices)}.{hint}")
    return plain


def _word(step: Step, param: Param, words: str) -> str:
    chosen = param.also.get(fold(words), words)
    if param.others and chosen.casefold() not in param.choices:
        known = tongues.in_words()
        raise BadArgument(step.wording.words(param.others, step.language(), known=known))
    return _one_of(param, chosen) if param.choices else words


def _text(_: Step, param: Param, words: str) -> str:
    if len(words) > param.most:
        raise BadArgument(f"{param.name} has {len(words)} characters; at most {param.most} fit.")
    return words


_READERS: Mapping[Kind, Callable[[Step, Param, str], Any]] = {
    Kind.TICKET: _ticket,
    Kind.TICKETS: _tickets,
    Kind.QUESTION: _question,
    Kind.ENTRY: _entry,
    Kind.PERSON: _person,
    Kind.COLLEAGUE: _colleague,
    Kind.UNTIL: _until,
    Kind.MOMENT: _moment,
    Kind.PRIORITY: lambda _, param, words: Priority(_one_of(param, words)),
    Kind.RATING: lambda _, param, words: Rating(_one_of(param, words)),
    Kind.NUMBER: lambda _, __, words: _number(words, "day, version, part or message"),
    Kind.WORD: _word,
    Kind.TEXT: _text,
}
