"""Whether somebody of the team is there: who acts while they are away keeps nothing by it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.time.hours import Hours
from bot.desk.time.week import read_week
from bot.errors import Refused


def standing(step: Step, person: Person) -> Absence | None:
    """That somebody is away now."""
    return _away_at(step, person, step.now)


def _away_at(step: Step, person: Person, at: datetime) -> Absence | None:
    """The absence that lasts longest of those at a moment."""
    found = step.records.absences_of(person.id)
    then = (each for each in found if each.ended_at is None and each.since <= at < each.until)
    return max(then, key=lambda each: each.until, default=None)


def check_there(step: Step) -> Person:
    """Whoever acts; Refused while they are away: a customer would hear that somebody is on it who is
    not there."""
    away = standing(step, step.actor)
    if away:
        raise Refused.of("you_are_away", when=away.until)
    return step.actor


def owner(step: Step, ticket: Ticket) -> Person | None:
    """Who has a ticket once whoever acts has seen to it: whoever had it, else they, if they are there."""
    return ticket.owner or (None if standing(step, step.actor) else step.actor)


def is_there(step: Step, person: Person) -> bool:
    """Whether somebody of the team is there at this moment: not away, and on their shift if they have
    one."""
    return works_from(step, person) == step.now


def works_from(step: Step, person: Person) -> datetime:
    """When they work: now, or from when their shift begins and they aren't away. Who has said none sees
    what comes whenever it does. On public holidays and closed days nobody's shift takes place."""
    shift, at = step.records.shift_of(person.id), step.now
    while True:
        if shift and shift.hours:
            at = replace(step.policy.hours, week=read_week(shift.hours)).next_opening(at)
        away = _away_at(step, person, at)
        if away is None:
            return at
        at = away.until


def shift_begins(step: Step, hours: str) -> datetime | None:
    """When a shift of those hours begins next, were there no closed days; None where there are none."""
    if not hours:
        return None
    week = Hours(week=read_week(hours), zone=step.policy.hours.zone)
    today = step.now.astimezone(week.zone).date()
    days = (today + timedelta(days=n) for n in range(9))
    return next(start for day in days for start, _ in week.spans_on(day) if start > step.now)
