"""Who of the team is away: what they had goes back at once, and nothing is given to them meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import tickets
from bot.errors import Refused

TAKES = frozenset({"claim"})
"""Commands by which somebody takes on what is to be done: tickets, tasks, answers that want a look."""


def leave(step: Step, until: datetime) -> Sequence[Ticket]:
    """Be away until then. What they had is everybody's again, and its customers hear so where it is
    our turn; those tickets."""
    _end(step)
    step.records.add_absence(Absence(person=step.actor, at=step.now, until=until))
    theirs = [
        each
        for each in step.records.open_tickets()
        if each.owner and each.owner.id == step.actor.id
    ]
    for each in theirs:
        tickets.release(step, each)
    return theirs


def back(step: Step) -> None:
    """Be there again before that."""
    if standing(step, step.actor) is None:
        raise Refused.of("not_away")
    _end(step)


def standing(step: Step, person: Person) -> Absence | None:
    """That somebody is away now."""
    found = step.records.absences_of(person.id)
    return next((e for e in found if e.ended_at is None and e.until > step.now), None)


def check_there(step: Step) -> None:
    """Raise Refused for who is away: a customer would hear that somebody is on it who is not there."""
    away = standing(step, step.actor)
    if away:
        raise Refused.of("you_are_away", when=away.until)


def transfer(step: Step, ticket: Ticket, to: Person) -> None:
    """Give a ticket to a colleague who is there."""
    away = standing(step, to)
    if away:
        raise Refused.of("is_away", who=to.name, when=away.until, n=ticket.number)
    tickets.transfer(step, ticket, to)


def _end(step: Step) -> None:
    for each in step.records.absences_of(step.actor.id):
        if each.ended_at is None:
            step.records.save_absence(replace(each, ended_at=min(step.now, each.until)))
