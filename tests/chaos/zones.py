"""Working time across changes of clocks, for G8: checked against a count of single quarters of an hour.

The count knows nothing of the desk's sums.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.desk.time.hours import Hours
from tests.chaos.suite import Broken, Figures, Task, chance

ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Chisinau"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/St_Johns", "America/Halifax", "America/Havana", "America/Asuncion"),
    *("America/Santiago", "Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem"),
    *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
)
HOURS = ("Mon-Fri 09:00-17:00", "Mon-Sun 00:00-24:00", "Sat-Mon 01:00-04:00; Tue-Fri 08:30-12:00")
_COUNTED = 15
"""Minutes counted at a time; every change of a clock in these years falls on such a mark."""
_DAYS = {name: day for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))}


def working_time(task: Task, first: int) -> Figures:
    """Add working time across changes of the clock in twenty zones, and over a leap day.

    `first`: at which of the changes to begin. Raises Broken.
    """
    dice = chance(task.seed, "zones", task.block)
    around = _around()
    for number in range(first, first + task.cases):
        zone, change = around[number % len(around)]
        words = HOURS[(number // len(around)) % len(HOURS)]
        start = change + _COUNTED * timedelta(minutes=dice.randint(-200, 40))
        span = _COUNTED * timedelta(minutes=dice.choice((1, 2, 16, 32, 66)))
        hours = Hours.parse(words, ZoneInfo(zone), ())
        end = hours.add(start, span)
        counted = _counted(words, ZoneInfo(zone), start, end)
        if counted != span or not start <= end:
            raise Broken(
                f"{words} in {zone}: {span} from {start} ends at {end}, {counted} of work later",
                task.seed,
            )
    return Figures({f"spans of working time in {len(ZONES)} zones": task.cases})


@cache
def _around() -> list[tuple[str, datetime]]:
    """Where and when clocks change, and a leap day everywhere."""
    found = [(zone, at) for zone in ZONES for at in _changes(ZoneInfo(zone))]
    return found + [(zone, datetime(2028, 2, 29, 12, tzinfo=UTC)) for zone in ZONES]


def _changes(zone: ZoneInfo) -> list[datetime]:
    """The moments at which the zone's clocks change, in two years."""
    found = []
    day, hour = timedelta(days=1), timedelta(hours=1)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year < 2028:
        offsets = [(at + n * hour).astimezone(zone).utcoffset() for n in (0, 24)]
        if offsets[0] != offsets[1]:
            found += [
                at + n * hour
                for n in range(1, 25)
                if (at + n * hour).astimezone(zone).utcoffset()
                != (at + (n - 1) * hour).astimezone(zone).utcoffset()
            ]
        at += day
    return found


def _counted(words: str, zone: ZoneInfo, start: datetime, end: datetime) -> timedelta:
    minute, count, at = timedelta(minutes=_COUNTED), 0, start
    spans = [_span(part) for part in words.split(";")]
    while at < end:
        local = at.astimezone(zone)
        count += any(
            local.weekday() in days and begin <= local.hour * 60 + local.minute < until
            for days, begin, until in spans
        )
        at += minute
    return count * minute


def _span(part: str) -> tuple[set[int], int, int]:
    days, clock = part.split()
    first, _, last = days.partition("-")
    length = (_DAYS[last or first] - _DAYS[first]) % 7
    begin, end = (int(each[:2]) * 60 + int(each[3:]) for each in clock.split("-"))
    return {(_DAYS[first] + each) % 7 for each in range(length + 1)}, begin, end
