"""When the desk is open, and arithmetic in working time.

Pure: takes and returns aware times in UTC, knows no clock. Adding happens in UTC, so no hour is
lost or won when clocks change. A span belongs to the day on which it starts: on a holiday that
day's night shift does not take place, the one that began the evening before runs to its end.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.desk.time.closed_days import Closed
from bot.desk.time.week import DAY, SHORT, Span, days_words, read_week, span_words
from bot.errors import DeskError

_LOOK_AHEAD = timedelta(days=400)


class NeverOpens(DeskError):
    """The desk doesn't open in the next 400 days. Check DESK_HOURS, DESK_HOLIDAYS and DESK_CLOSED_DAYS."""


def _no_holidays(_: date) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A week of opening times in a zone, and the days on which they don't hold."""

    week: tuple[tuple[Span, ...], ...]
    """Seven days from Monday, each with its spans in order."""
    zone: ZoneInfo
    is_holiday: Callable[[date], bool] = field(default=_no_holidays, compare=False)
    closed: tuple[Closed, ...] = ()
    """Days on which nobody is there besides."""

    @classmethod
    def parse(
        cls,
        text: str,
        zone: ZoneInfo,
        holidays: Callable[[date], bool] | Collection[date] = _no_holidays,
    ) -> "Hours":
        """Read "Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-12:00" or "always".

        Raises BadArgument with a sentence that says which part is wrong and how to mend it.
        """
        if not callable(holidays):
            holidays = frozenset(holidays).__contains__ if holidays else _no_holidays
        return cls(week=read_week(text), zone=zone, is_holiday=holidays)

    @property
    def always(self) -> bool:
        """Whether there is no moment at which it is closed."""
        full = all(spans == ((0, DAY),) for spans in self.week)
        return full and self.is_holiday is _no_holidays and not self.closed

    def is_closed(self, day: date) -> bool:
        """Whether its hours don't hold on that day: a holiday, or one of the desk's own."""
        return self.is_holiday(day) or any(day in each for each in self.closed)

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at this moment; the closing minute itself is closed."""
        return any(start <= at for start, _ in self._spans_until(at, at))

    def covers(self, at: datetime) -> bool:
        """Whether somebody is there at this moment or up to it."""
        return any(start <= at for start, _ in self._spans_until(at - timedelta(seconds=1), at))

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` while open, else when the desk opens next. Raises NeverOpens."""
        for start, _ in self._spans(at):
            return max(start, at)
        raise NeverOpens

    def add(self, start: datetime, working: timedelta) -> datetime:
        """Return the moment when this much working time has passed. Raises NeverOpens.

        What ends exactly with a span ends at its closing, not at the next opening.
        """
        if working < timedelta(0):
            raise ValueError("working time to add is never negative")
        at, left = start, working
        while True:
            at = self.next_opening(at)
            for opens, end in self._spans(at):
                begin = max(opens, at)
                if left <= end - begin:
                    return begin + left
                left -= end - begin
                at = end

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time in between; nothing when `end` is not after `start`."""
        worked = timedelta(0)
        for opens, closes in self._spans_until(start, end):
            worked += max(timedelta(0), min(closes, end) - max(opens, start))
        return worked

    def closing_on(self, day: date) -> datetime | None:
        """Return when the last span of a day in the desk's zone ends; None on a closed day."""
        spans = self._spans_of(day)
        return _instant(day, spans[-1][1], self.zone) if spans else None

    def spans_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The openings that begin on a day in the desk's zone; a night shift ends on the next."""
        spans = self._spans_of(day)
        return tuple((_instant(day, a, self.zone), _instant(day, b, self.zone)) for a, b in spans)

    def _spans_of(self, day: date) -> tuple[Span, ...]:
        spans = self.week[day.weekday()]
        return () if spans and self.is_closed(day) else spans

    def week_words(self, names: Sequence[str] = SHORT, also: str = "and") -> str:
        """Say the week without the zone; `parse` reads it back where the names are its own."""
        if self.always:
            return "always"
        groups: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in enumerate(self.week):
            if spans:
                groups.setdefault(spans, []).append(day)
        return "; ".join(
            f"{days_words(days, names)} {f' {also} '.join(map(span_words, spans))}"
            for spans, days in groups.items()
        )

    def words(self) -> str:
        """Say the hours: "Mon-Fri 09:00-12:00 and 13:00-17:00 (Europe/Berlin)"."""
        return "around the clock" if self.always else f"{self.week_words()} ({self.zone.key})"

    def _spans(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield openings that end after `since`, in order, as far as one looks ahead."""
        return self._spans_until(since, _aware(since) + _LOOK_AHEAD)

    def _spans_until(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        since, until = _aware(since), _aware(until)
        day = since.astimezone(self.zone).date() - timedelta(days=1)
        last = until.astimezone(self.zone).date()
        while day <= last:
            for opens, closes in self._spans_of(day):
                start, end = _instant(day, opens, self.zone), _instant(day, closes, self.zone)
                if end > since and end > start:
                    yield start, end
            day += timedelta(days=1)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of that name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


def instant(local: datetime, zone: tzinfo) -> datetime:
    """Return the UTC moment at which a clock on the wall shows this time.

    Of a time that comes twice, the first; for one that is skipped, the moment of the change.
    Both keep the order of wall times, so that spans never overlap or turn round.
    """
    wall = local.replace(tzinfo=UTC)
    before = local.replace(tzinfo=zone, fold=0).utcoffset() or timedelta(0)
    after = local.replace(tzinfo=zone, fold=1).utcoffset() or timedelta(0)
    if before >= after:
        return wall - before
    early, late = wall - after, wall - before
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


@lru_cache(maxsize=8192)
def _instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    return instant(datetime.combine(day, time()) + timedelta(minutes=minutes), zone)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its zone can't be reckoned with; pass it in UTC")
    return at.astimezone(UTC)
