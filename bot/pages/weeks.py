"""The weeks that the page of results tells of: those that are over are counted once, and kept.

What is kept is what would be counted now, since whatever changes it strikes it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.desk.nouns.results import OfWeek
from bot.desk.ports.records import Records
from bot.desk.rules.shares import within
from bot.desk.time.hours import Hours, instant

LEAST, MOST = 12, 53
"""Weeks that are shown, as many as the span has."""
_REPLIED = timedelta(days=60)
"""Holidays so long after a week are looked at: a first reply that takes longer is not of this world."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week of the calendar, from its Monday in the desk's zone."""

    monday: date
    told: OfWeek
    running: bool


def weeks(
    records: Records, first: datetime, now: datetime, days: int, hours: Hours
) -> Iterator[Week]:
    """From the first that anything was asked in, as many as the span has, a dozen at least."""
    for monday in _mondays(first, now, min(max(LEAST, -(-days // 7)), MOST), hours):
        since, until = bounds(monday, hours)
        running = until > now
        kept = None if running else records.week(since, by(hours, monday))
        told = kept or count(records, since, until, hours)
        yield Week(monday=monday, told=told, running=running)


def uncounted(records: Records, now: datetime, hours: Hours) -> list[date]:
    """Mondays of the weeks that are over and not kept, as far back as any page goes."""
    first = records.first_asked()
    mondays = _mondays(first, now, MOST, hours) if first else ()
    return [
        each
        for each in mondays
        if bounds(each, hours)[1] <= now
        and records.week(bounds(each, hours)[0], by(hours, each)) is None
    ]


def count(records: Records, since: datetime, until: datetime, hours: Hours) -> OfWeek:
    """What came of the week."""
    opened, promised = records.opened(since, until), records.promised(since, until)
    spans = sorted(hours.between(*pair) for pair in opened.replies)
    return OfWeek(
        ends=records.ends(since, until),
        replied=len(spans),
        half=within(spans, 50) if spans else None,
        most=within(spans, 90) if spans else None,
        waiting=len(opened.waiting),
        kept=promised.kept,
        moved=promised.moved,
        missed=promised.missed,
    )


def by(hours: Hours, monday: date) -> str:
    """By which hours a week is counted, as far as it matters for that one."""
    days = (monday + timedelta(days=each) for each in range(7 + _REPLIED.days))
    closed = ",".join(each.isoformat() for each in days if hours.is_holiday(each))
    return f"{hours.words()} {closed}".strip()


def bounds(monday: date, hours: Hours) -> tuple[datetime, datetime]:
    """When a week begins and ends."""
    return midnight(monday, hours), midnight(monday + timedelta(days=7), hours)


def _mondays(first: datetime, now: datetime, most: int, hours: Hours) -> Iterator[date]:
    this, begun = (_monday(each, hours) for each in (now, first))
    monday = max(begun, this - timedelta(weeks=most - 1))
    while monday <= this:
        yield monday
        monday += timedelta(days=7)


def _monday(at: datetime, hours: Hours) -> date:
    day = at.astimezone(hours.zone).date()
    return day - timedelta(days=day.weekday())


def midnight(day: date, hours: Hours) -> datetime:
    """When a day begins in the desk's zone."""
    return instant(datetime.combine(day, time()), hours.zone)
