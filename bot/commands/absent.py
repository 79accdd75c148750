"""Who of the team is there: away for a time, planned or at once, back before it, and the list of those."""

from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row
from bot.desk.nouns.message import Table
from bot.desk.nouns.person import Person, Role
from bot.desk.step.step import Step
from bot.desk.time.away import Spell
from bot.desk.verbs import absences, showing
from bot.errors import NotAllowed

_NOW = ("away_until", "away_until_who", "staff_away_until")
_AHEAD = ("away_from", "away_from_who", "staff_away_from")
_BACK = ("back_again", "back_again_who", "staff_back_again")
_CALLED_OFF = ("away_off", "away_off_who", "staff_away_off")
"""What is said to whoever it is about, to a lead who says it of them, and to them then."""


def whose(step: Step, name: str, person: Person | None) -> Person:
    """Oneself, or whom a lead names."""
    if person and person.id != step.actor.id and step.role < Role.LEAD:
        raise NotAllowed.of("leads_only", name=name)
    return person or step.actor


def _away(step: Step, person: Person | None, until: Spell) -> None:
    who = whose(step, "away", person)
    due = absences.due_meanwhile(step, who, until)
    given, waiting = absences.leave(step, who, until)
    facts = {
        "who": who.name,
        "since": showing.moment(step, until.since),
        "when": showing.moment(step, until.until),
    }
    ahead, mine = until.since > step.now, who.id == step.actor.id
    told = [step.put((_AHEAD if ahead else _NOW)[not mine], **facts)]
    if not mine:
        step.call(
            who,
            (_AHEAD if ahead else _NOW)[2],
            lead=step.actor.name,
            since=until.since,
            when=until.until,
        )
    if due and until.since > step.now:
        numbers = ", ".join(f"{each.number} ({showing.moment(step, at)})" for each, at in due)
        told.append(step.put("away_due", count=len(due), numbers=numbers))
    if given:
        numbers = ", ".join(str(each.number) for each in given)
        told.append(step.put("away_gave", numbers=numbers))
    if waiting:
        numbers = ", ".join(str(each.number) for each in waiting)
        told.append(step.put("away_told", count=len(waiting), numbers=numbers))
    said(step, "\n".join(told))


def _back(step: Step, person: Person | None) -> None:
    who = whose(step, "back", person)
    ended = absences.back(step, who)
    kinds = _CALLED_OFF if ended.since > step.now else _BACK
    since, when = showing.moment(step, ended.since), showing.moment(step, ended.until)
    mine = who.id == step.actor.id
    said(step, step.put(kinds[not mine], who=who.name, since=since, when=when))
    if not mine:
        step.call(who, kinds[2], lead=step.actor.name, since=ended.since, when=ended.until)


def _absent(step: Step) -> None:
    found = sorted(step.records.absences(step.now), key=lambda each: (each.since, each.until))
    now = sum(each.since <= step.now for each in found)
    title = step.put("are_away", count=now) if now else step.put("nobody_away_now")
    rows = tuple(
        (each.person.name, showing.moment(step, each.since), showing.moment(step, each.until))
        for each in found
    )
    title = title if found else step.put("nobody_away")
    show(step, title, Table(head=heads(step, "who", "since", "until"), rows=rows))


_team = partial(row, group="Team")
_WHO = Param(name="person", kind=Kind.COLLEAGUE, required=False)

ABSENCE_COMMANDS: tuple[Command, ...] = (
    _team(
        "away",
        _away,
        Param(name="person", kind=Kind.COLLEAGUE, required=False, skipped=True),
        Param(name="until", kind=Kind.AWAY),
    ),
    _team("back", _back, _WHO),
    _team("absent", _absent, looks=True),
)
