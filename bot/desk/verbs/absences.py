"""Who of the team is away: what they had goes back at once, and nothing is given to them meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.time.away import Spell
from bot.desk.verbs import assigning, ledger, presence, team_changes, tickets
from bot.errors import Refused

TAKES = frozenset({"claim"})
"""Commands by which somebody takes on what is to be done: tickets, tasks, answers that want a look."""


def leave(step: Step, person: Person, spell: Spell) -> tuple[Sequence[Ticket], Sequence[Ticket]]:
    """They are away then; a plan begins and ends by itself. From its start tickets and tasks that they
    have are everybody's again, and customers who know of them hear so where it is our turn: those
    tickets that are given back now, and those of them whose customers hear."""
    _replace(step, person, spell)
    planned = Absence(
        person=person,
        at=step.now,
        since=spell.since,
        until=spell.until,
        by=None if person.id == step.actor.id else step.actor,
        alarm_at=spell.since if spell.since > step.now else spell.until,
    )
    step.records.add_absence(planned)
    return ((), ()) if spell.since > step.now else _give_back(step, person)


def pass_time(step: Step, absence: Absence) -> None:
    """It begins, or is over."""
    if absence.alarm_at is None or absence.alarm_at > step.now:
        return
    if absence.until <= step.now:
        end = replace(absence, ended_at=absence.until, alarm_at=None)
        step.records.save_absence(end)
        assigning.give_waiting_to(step, absence.person)
    else:
        step.records.save_absence(replace(absence, alarm_at=absence.until))
        _give_back(step, absence.person)


def _give_back(step: Step, person: Person) -> tuple[Sequence[Ticket], Sequence[Ticket]]:
    theirs = _had(step, person.id)
    told = [each for each in theirs if ledger.ours(each) and not assigning.is_silent(step, each)]
    self_said = step.by is not None and step.by.id == person.id
    for each in theirs:
        assigning.let_go(step, each, "released" if self_said else "owner_away", person.name)
    return theirs, told


def due_meanwhile(step: Step, person: Person, spell: Spell) -> list[tuple[Ticket, datetime]]:
    """Tickets of theirs whose customers were given a time at which they will be away."""
    found = []
    for ticket in step.records.open_tickets():
        due = ledger.due(step, ticket) if ticket.owner and ticket.owner.id == person.id else None
        if due and spell.since < due < spell.until:
            found.append((ticket, due))
    return sorted(found, key=lambda each: each[1])


def gone(step: Step, person: str, why: str = "") -> Sequence[Ticket]:
    """Somebody is of the team no longer, or their account is no more, and `why`: they are in no team,
    and what they had is everybody's again; those tickets."""
    team_changes.drop(step, person)
    theirs = _had(step, person)
    for each in theirs:
        name = each.owner.name if each.owner else ""
        assigning.let_go(step, each, "owner_gone" if why else "owner_left", name, why)
    return theirs


def _had(step: Step, person: str) -> Sequence[Ticket]:
    """The tickets that somebody has; tasks of theirs are free from now on."""
    for asked in step.records.questions_with(person):
        step.records.save_question(replace(asked, owner=None))
    return [each for each in step.records.open_tickets() if each.owner and each.owner.id == person]


def back(step: Step, person: Person) -> Absence:
    """Be there again before that; who is not away calls off what is planned next. The absence that is
    over by it."""
    planned = [e for e in step.records.absences_of(person.id) if _stands(step, e)]
    first = min(planned, key=lambda each: each.since, default=None)
    found = presence.standing(step, person) or first
    if found is None:
        raise Refused.of(
            "not_away" if person.id == step.actor.id else "not_away_who", who=person.name
        )
    call_off(step, found)
    return found


def call_off(step: Step, absence: Absence) -> None:
    """It is over, or never begins."""
    if _stands(step, absence):
        _end(step, absence)
        assigning.give_waiting_to(step, absence.person)


def transfer(step: Step, ticket: Ticket, to: Person) -> None:
    """Give a ticket to a colleague who is there."""
    away = presence.standing(step, to)
    if away:
        raise Refused.of("is_away", who=to.name, when=away.until, n=ticket.number)
    tickets.transfer(step, ticket, to)


def _replace(step: Step, person: Person, spell: Spell) -> None:
    """Another time takes the place of those that begin no earlier and fall into it."""
    for each in step.records.absences_of(person.id):
        later = max(each.since, step.now) >= spell.since and each.since < spell.until
        if _stands(step, each) and later:
            _end(step, each)


def _stands(step: Step, absence: Absence) -> bool:
    return absence.ended_at is None and absence.until > step.now


def _end(step: Step, absence: Absence) -> None:
    step.records.save_absence(replace(absence, ended_at=step.now, alarm_at=None))
