"""Teams within the desk: listed, made and changed by leads, joined, and tickets moved between them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from rapidfuzz import fuzz, process

from bot.commands.absent import whose
from bot.commands.desk import each, said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, for_customers, row, text, ticket, tickets_named
from bot.desk.nouns.message import Table
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.readers import Readers
from bot.desk.nouns.team import REST, Assign, Team, TeamChange
from bot.desk.nouns.ticket import Ticket
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.time.german import in_english
from bot.desk.verbs import filling, ledger, presence, showing, team_changes, teams
from bot.desk.verbs.team_changes import NONE
from bot.desk.words import cards
from bot.errors import BadArgument, Refused
from knowledge.text.folding import fold

LATEST = 10
"""Changes of one team that are shown."""
NEAR = 3
"""Categories that are named for one that no entry has."""
_LONG = 300
ADD, REMOVE, TAKES, ASSIGN, HOURS = "add", "remove", "takes", "assign", "hours"


def _teams(step: Step) -> None:
    """All of them, and how much each has to do."""
    open_ones = step.records.open_tickets()
    rows = tuple(
        (
            one.name,
            ", ".join(_takes(step, one)),
            _people(step, one),
            one.assign.value,
            str(sum(each.team == one.name for each in open_ones)),
        )
        for one in step.teams.values()
    )
    title = step.put("teams_are", count=len(rows)) if rows else step.put("no_teams")
    show(
        step, title, Table(head=heads(step, "team", "takes", "people", "assign", "open"), rows=rows)
    )


def _takes(step: Step, team: Team) -> list[str]:
    return [step.put("all_else") if each == REST else each for each in team.takes]


def _people(step: Step, team: Team) -> str:
    """Who is in it, and of each who is not there that they are not."""
    return ", ".join(
        each.name if presence.is_there(step, each) else step.put("not_there_now", who=each.name)
        for each in team.people
    )


def _team(step: Step, what: str | None, team: str, value: str | None) -> None:
    """One of them, or one made or changed."""
    value = (value or "").strip()
    if what is None:
        if value:
            raise BadArgument.of("team_what", known=", ".join((ADD, *_CHANGES)), name=team[:40])
        _show(step, team_changes.named(step, team))
        return
    if what == ADD:
        made = team_changes.add(step, team, _listed(value))
        begun = step.put("team_begun", line=f"join {made.name}")
        said(step, "\n".join((_stands(step, made), *_unknown(step, made), begun)))
        return
    changed = _CHANGES[what](step, team_changes.named(step, team), value)
    if changed is None:
        said(step, step.put("team_gone", team=team))
        return
    remarks = _unknown(step, changed) if what == TAKES else ()
    said(step, "\n".join((_stands(step, changed), *remarks)))


def _unknown(step: Step, team: Team) -> Iterator[str]:
    """Of what it takes, each category that no entry has, with the nearest that some have."""
    known = {each.category.casefold() for each in step.records.entries() if each.category}
    for taken in team.takes:
        if taken != REST and fold(taken) not in map(fold, known):
            near = process.extract(taken, sorted(known), scorer=fuzz.WRatio, limit=NEAR)
            names = ", ".join(name for name, *_ in near) or step.put("setting_none")
            yield step.put("team_no_category", category=taken, known=names)


def _listed(words: str) -> Sequence[str]:
    return [] if words.casefold() == NONE else re.findall(r"[^\s,;]+", words)


def _remove(step: Step, team: Team, _: str) -> Team | None:
    team_changes.remove(step, team)
    return None


def _assign(step: Step, team: Team, value: str) -> Team:
    try:
        how = Assign(value.casefold().replace(" ", "-"))
    except ValueError:
        raise BadArgument.of("one_of", name=ASSIGN, known=", ".join(Assign)) from None
    return team_changes.assign(step, team, how)


def _hours(step: Step, team: Team, value: str) -> Team:
    return team_changes.keep_hours(step, team, _or_none(step, value))


def _or_none(step: Step, value: str) -> str:
    """Opening times as they were written; "" for none of one's own."""
    if not value:
        raise BadArgument.of("hours_how")
    return "" if in_english(value).casefold() in {NONE, "off"} else value


_CHANGES: Mapping[str, Callable[[Step, Team, str], Team | None]] = {
    REMOVE: _remove,
    TAKES: lambda step, team, value: team_changes.take(step, team, _listed(value)),
    ASSIGN: _assign,
    HOURS: _hours,
}


def _stands(step: Step, team: Team) -> str:
    """A team in a sentence."""
    return step.put(
        "team_is",
        team=team.name,
        takes=", ".join((team.name, *_takes(step, team))),
        people=_people(step, team) or step.put("team_nobody"),
        assign=team.assign.value,
        hours=team.hours or step.put("team_desk_hours"),
    )


def _show(step: Step, team: Team) -> None:
    made = step.records.team_changes(team.name)[:LATEST]
    rows = tuple(
        (showing.moment(step, each.at), each.by.name, _changed(step, each)) for each in made
    )
    show(step, _stands(step, team), Table(head=heads(step, "when", "who", "value"), rows=rows))


def _changed(step: Step, change: TeamChange) -> str:
    if change.team is None:
        return step.put("setting_none")
    return cards.shorten(_stands(step, change.team), 120)


def _join(step: Step, team: Team, person: Person | None) -> None:
    joined = team_changes.join(step, team, whose(step, "join", person))
    said(step, _stands(step, joined))


def _leave(step: Step, team: Team, person: Person | None) -> None:
    left = team_changes.leave(step, team, whose(step, "leave", person))
    said(step, _stands(step, left))


_WORKS = ("shift_is", "shift_is_who", "staff_shift")
_WHENEVER = ("shift_none", "shift_none_who", "staff_shift_none")
"""What is said to whoever it is about, to a lead who asks or says it, and to them then."""


def _shift(step: Step, person: Person | None, hours: str | None) -> None:
    """When somebody works, or from now on."""
    if hours:
        team_changes.work(step, whose(step, "shift", person), _or_none(step, hours.strip()))
    who = person or step.actor
    mine = who.id == step.actor.id
    shift = step.records.shift_of(who.id)
    kinds = _WORKS if shift and shift.hours else _WHENEVER
    line = "shift Mon-Fri 09:00-13:00" if mine else f"shift {who.name} Mon-Fri 09:00-13:00"
    facts = {"who": who.name, "hours": shift.hours if shift else "", "line": line}
    said(step, step.put(kinds[not mine], **facts))
    if hours and not mine:
        step.call(who, kinds[2], lead=step.actor.name, hours=facts["hours"])


def _move(step: Step, ticket: Ticket, team: Team) -> str:
    was = ticket.owner
    after = teams.move(step, ticket, team if team.name else None)
    kind = "moved_to" if after.team else "moved_out"
    told = [step.put(kind, n=ticket.number, team=after.team)]
    if was and not after.owner:
        told.append(step.put("moved_from", who=was.name))
    elif after.owner and after.owner != was:
        told.append(step.put("moved_given", who=after.owner.name))
    return " ".join(told)


def _topic(step: Step, ticket: Ticket, team: Team) -> None:
    """A customer knows what it is about."""
    teams.pick(step, ticket, team)
    now = step.records.ticket(ticket.number)
    way, offer = filling.button(step, now), step.wording.words("form_offer", now.language)
    step.to_customer(
        now,
        "team_picked",
        back=True,
        buttons=("never_mind", "rephrase_ticket", *([way] if way else [])),
        topic=team.title,
        by=ledger.due(step, now),
        form=offer if way else None,
    )


def _room(step: Step, team: Team, room: str) -> None:
    """Where a team's cards stand; nobody else may read there."""
    place = None if room.casefold() == NONE else muting.named(room, step.here.platform)
    if place is None and room.casefold() != NONE:
        raise BadArgument.of("team_room", room=room[:40])
    if place and step.readers is not Readers.TEAM:
        why = step.readers.value if step.readers else Readers.UNSEEN.value
        raise Refused.of(f"room_read_by_{why}", room=room[:40])
    team_changes.work_in(step, team, place)
    kind = "works_in" if place else "works_in_desks"
    said(step, step.put(kind, team=team.name, room=room))


def room_in(command: Command, rest: str, fields: Mapping[str, str]) -> str:
    """The room that is to be a team's by a command, as it names it; "" where none is."""
    if command.name != _IN_ROOM:
        return ""
    return fields.get("room") or rest.partition(" ")[2].strip()


_IN_ROOM = "teamroom"
_row = partial(row, group="Team")
_TEAM = Param(name="team", kind=Kind.TEAM)
_WHO = Param(name="person", kind=Kind.COLLEAGUE, required=False)

TEAMS_COMMANDS: tuple[Command, ...] = (
    _row("teams", _teams, looks=True),
    _row(
        "team",
        _team,
        Param(
            name="what",
            kind=Kind.WORD,
            required=False,
            choices=(ADD, *_CHANGES),
            skipped=True,
        ),
        Param(name="team", kind=Kind.WORD),
        text("value", required=False, most=_LONG),
        who=Role.LEAD,
    ),
    _row(_IN_ROOM, _room, _TEAM, Param(name="room", kind=Kind.ROOM), who=Role.LEAD),
    _row("join", _join, _TEAM, _WHO),
    _row("leave", _leave, _TEAM, _WHO),
    _row("move", each(_move), tickets_named(), _TEAM, settles=True),
    _row(
        "shift",
        _shift,
        Param(name="person", kind=Kind.COLLEAGUE, required=False, skipped=True),
        text("hours", required=False, most=_LONG),
    ),
    for_customers("topic", _topic, ticket(), _TEAM),
)
