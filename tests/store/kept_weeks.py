"""Keeps weeks as the running desk does, and leaves none."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.words import weeks


def keep(journal: Journal, mondays: Iterable[date], now: datetime, hours: Hours) -> None:
    """Count these weeks, and keep them."""
    for monday in mondays:
        since, until = weeks.bounds(monday, hours)
        by, whole = weeks.by(hours, monday), weeks.is_whole(until, now)
        journal.begin_week(since, until, by, whole=whole)
        found = weeks.count(journal, since, until, now, hours)
        journal.keep_week(since, by, found.told, (found.sums, found.parts) if whole else None)
