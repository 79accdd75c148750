"""The weeks of the calendar: those that are over are counted once, and kept.

What is kept is what would be counted now, since whatever changes it strikes it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.desk.nouns.parts import Parts
from bot.desk.nouns.results import OfWeek, Sums
from bot.desk.ports.records import Records
from bot.desk.time.hours import Hours, instant

LEAST, MOST = 12, 53
"""Weeks that are shown, as many as the span has."""
KEPT = 5 * MOST
"""Weeks that are kept: of a year, and of the four before it, which show what rises."""
_FORM = "4"
"""Another one whenever more is counted of a week: what was kept before is then counted anew."""
BACK = timedelta(days=7)
"""Who comes back is known so long after a week; then it is counted as a whole."""
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
        told = kept or count(records, since, until, now, hours).told
        yield Week(monday=monday, told=told, running=running)


def uncounted(records: Records, now: datetime, hours: Hours) -> list[date]:
    """Mondays of the weeks that are over and not kept, as far back as any page goes."""
    first = records.first_asked()
    mondays = _mondays(first, now, KEPT, hours) if first else ()
    return [each for each in mondays if not _is_kept(records, each, now, hours)]


def _is_kept(records: Records, monday: date, now: datetime, hours: Hours) -> bool:
    since, until = bounds(monday, hours)
    if until > now:
        return True  # it runs
    counted = by(hours, monday)
    return records.is_kept(since, counted, whole=is_whole(until, now))


def is_whole(until: datetime, now: datetime) -> bool:
    """Whether all is known of a week that ended then."""
    return until + BACK <= now


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What came of a week: what is shown of it beside others, and all that adds up."""

    told: OfWeek
    sums: Sums
    parts: Parts


def count(
    records: Records, since: datetime, until: datetime, now: datetime, hours: Hours
) -> Counted:
    """Count it."""
    sums = records.sums(since, until, now, hours.between)
    parts = records.parts(since, until, hours.zone)
    spans = sums.opened.working
    told = OfWeek(
        ends=sums.asked.ends,
        replied=len(spans),
        half=spans.within(50) if spans else None,
        most=spans.within(90) if spans else None,
        waiting=records.opened_waiting(since, until),
        kept=sums.promised.kept,
        moved=sums.promised.moved,
        missed=sums.promised.missed,
        nearest={entry: near.asked for entry, near in parts.near.items() if entry},
    )
    return Counted(told=told, sums=sums, parts=parts)


def by(hours: Hours, monday: date) -> str:
    """By which hours a week is counted, as far as it matters for that one, and what is counted of it."""
    days = (monday + timedelta(days=each) for each in range(7 + _REPLIED.days))
    closed = ",".join(each.isoformat() for each in days if hours.is_closed(each))
    return f"{_FORM} {hours.words()} {hours.zone.key} {closed}".strip()


def bounds(monday: date, hours: Hours) -> tuple[datetime, datetime]:
    """When a week begins and ends."""
    return midnight(monday, hours), midnight(monday + timedelta(days=7), hours)


def _mondays(first: datetime, now: datetime, most: int, hours: Hours) -> Iterator[date]:
    this, begun = (monday_of(each, hours) for each in (now, first))
    monday = max(begun, this - timedelta(weeks=most - 1))
    while monday <= this:
        yield monday
        monday += timedelta(days=7)


def monday_of(at: datetime, hours: Hours) -> date:
    day = at.astimezone(hours.zone).date()
    return day - timedelta(days=day.weekday())


def midnight(day: date, hours: Hours) -> datetime:
    """When a day begins in the desk's zone."""
    return instant(datetime.combine(day, time()), hours.zone)
