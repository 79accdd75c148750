"""A moment that comes once a week, by the desk's own clock on the wall.

Pure: the moment "now" is passed in, what comes back is UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.desk.time.hours import instant
from bot.desk.time.week import read_day
from bot.errors import BadArgument

_EXAMPLE = "Write a day and a time: Mon 09:00. `off` sends none."


@dataclass(frozen=True)
class Weekly:
    """A weekday, Monday 0, and a time on it."""

    day: int
    at: time

    @classmethod
    def parse(cls, text: str) -> "Weekly":
        """Read "Mon 09:00" or "friday 16:30". Raises BadArgument with a sentence."""
        day, _, clock = text.strip().partition(" ")
        try:
            at = time.fromisoformat(clock.strip().zfill(5))
        except ValueError:
            raise BadArgument(f'"{text[:40]}" is no day and time. {_EXAMPLE}') from None
        if at.tzinfo or at.second or at.microsecond:
            raise BadArgument(f'"{text[:40]}" is more than a day and a time. {_EXAMPLE}')
        return cls(read_day(day), at)

    def last(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The newest such moment that is not after now."""
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        days = (monday + timedelta(days=self.day - 7 * weeks) for weeks in range(3))
        return next(at for day in days if (at := self._on(day, zone)) <= now)

    def next(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first such moment after now."""
        day = self.last(now, zone).astimezone(zone).date() + timedelta(days=7)
        return self._on(day, zone)

    def _on(self, day: date, zone: ZoneInfo) -> datetime:
        return instant(datetime.combine(day, self.at), zone)


def days_before(at: datetime, days: int, zone: tzinfo) -> datetime:
    """When the clock on the wall showed the same so many days before."""
    wall = at.astimezone(zone).replace(tzinfo=None)
    return instant(wall - timedelta(days=days), zone)
