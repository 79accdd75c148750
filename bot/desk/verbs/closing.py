"""Days on which the desk is closed besides its holidays: set, taken back, and what they break.

A setting like others; what is promised for such a day is named to whoever closes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.nouns.promise import PromiseState
from bot.desk.rules import promises
from bot.desk.step.step import Step
from bot.desk.time.closed_days import Closed, in_order, written
from bot.desk.time.hours import Hours
from bot.desk.verbs.deciding import CLOSED_DAYS, decide
from bot.errors import Refused

KEPT = timedelta(days=400)
"""So long a day that is over stays written down: reports reckon with it."""


@dataclass(frozen=True)
class Broken:
    """A time that somebody was given and at which nobody will be there."""

    at: datetime
    ticket: int = 0
    issue: int = 0
    who: str = ""
    """Whom it was given; "" for all who have a known issue."""


def close(step: Step, days: Closed) -> Sequence[Broken]:
    """Be closed on them; the times that break by it, the earliest first.

    Raises Refused where the desk is closed then as it is, by its own days.
    """
    before = step.policy.hours
    if all(any(day in each for each in before.closed) for day in days.days()):
        raise Refused.of("closed_already")
    _set(step, (*_without(before, days), days))
    return sorted(_broken(step, days, before), key=lambda each: each.at)


def open_again(step: Step, days: Closed) -> None:
    """Be there on them, as the week has it. Raises Refused where none was closed by the desk itself."""
    hours = step.policy.hours
    if not any(day in each for each in hours.closed for day in days.days()):
        holiday = any(hours.is_holiday(day) for day in days.days())
        raise Refused.of("closed_by_holiday" if holiday else "not_closed")
    _set(step, _without(hours, days))


def _without(hours: Hours, days: Closed) -> tuple[Closed, ...]:
    return tuple(part for each in hours.closed for part in each.without(days))


def _set(step: Step, closings: Sequence[Closed]) -> None:
    today = step.now.astimezone(step.policy.hours.zone).date()
    kept = in_order(
        replace(each, why=each.why.replace(";", ","))
        for each in closings
        if each.last > today - KEPT
    )
    decide(step, CLOSED_DAYS, written(kept))


def _broken(step: Step, days: Closed, before: Hours) -> Iterator[Broken]:
    for ticket in step.records.open_tickets():
        for each in step.records.promises(ticket.number):
            stands = each.state is PromiseState.OPEN and each.moving_at is None
            if stands and promises.named(each) and _falls_on(each.due_at, days, before, step.now):
                yield Broken(each.due_at, ticket=ticket.number, who=ticket.requester.name)
    for issue in step.records.open_incidents():
        due = issue.due_at
        if promises.named(issue.promise()) and _falls_on(due, days, before, step.now):
            yield Broken(due, issue=issue.number)


def _falls_on(at: datetime, days: Closed, hours: Hours, now: datetime) -> bool:
    """Whether a time to come is on one of those days, or in a shift that begins on one."""
    if at <= now:
        return False
    shifts = (span for day in days.days() for span in hours.spans_on(day))
    return at.astimezone(hours.zone).date() in days or any(a < at <= b for a, b in shifts)
