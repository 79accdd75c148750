"""What came of a span of any length: put together of the weeks that are kept, and of what is counted now
before, between and after them. It is the same as if all of it were counted now.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.desk.nouns.adding import added, put_together, summed
from bot.desk.nouns.parts import Parts
from bot.desk.nouns.results import End, Results, Sums
from bot.desk.ports.records import Records
from bot.desk.time.hours import Hours
from bot.desk.words import weeks

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Spans:
    """What is known at one moment."""

    records: Records
    now: datetime
    hours: Hours

    def both(self, until: datetime, span: timedelta) -> tuple[Results, Results]:
        """What came of a span up to then, and of the one before it."""
        return self.of_two(until - 2 * span, until - span, until)

    def of_two(self, before: datetime, since: datetime, until: datetime) -> tuple[Results, Results]:
        """What came of a span, and of the one before it, which began then."""
        return self.results(since, until), self.results(before, since)

    def results(self, since: datetime, until: datetime) -> Results:
        """All that a report says of it."""
        return self.records.results(self.sums(since, until), since, until)

    def sums(self, since: datetime, until: datetime) -> Sums:
        """What of it is a sum."""
        between = self.hours.between
        return summed(
            [
                self.records.sums(*each, self.now, between) if isinstance(each, tuple) else each
                for each in self._pieces(since, until, self.records.week_sums)
            ]
        )

    def parts(self, since: datetime, until: datetime) -> Parts:
        """What its questions part into."""
        return put_together(
            [
                self.records.parts(*each, self.hours.zone) if isinstance(each, tuple) else each
                for each in self._pieces(since, until, self.records.week_parts)
            ]
        )

    def ends(self, since: datetime, until: datetime) -> Mapping[End, int]:
        """How the questions ended that were asked in it."""
        return added(
            self.records.ends(*each) if isinstance(each, tuple) else each.ends
            for each in self._pieces(since, until, self.records.week)
        )

    def near(self, since: datetime, until: datetime) -> Mapping[str, int]:
        """How many questions came nearest to each entry."""
        return added(
            self.records.near(*each) if isinstance(each, tuple) else each.nearest
            for each in self._pieces(since, until, self.records.week)
        )

    def _pieces(
        self, since: datetime, until: datetime, kept: Callable[[datetime, str], T | None]
    ) -> Iterator[T | tuple[datetime, datetime]]:
        """In order: what is kept of each week that lies in it, and between them spans to count."""
        counted, monday = since, weeks.monday_of(since, self.hours)
        while (begins := weeks.bounds(monday, self.hours)[0]) < until:
            ends = weeks.bounds(monday, self.hours)[1]
            found = None
            if since <= begins and ends <= until:
                found = kept(begins, weeks.by(self.hours, monday))
            if found is not None:
                if counted < begins:
                    yield counted, begins
                yield found
                counted = ends
            monday += timedelta(days=7)
        if counted < until:
            yield counted, until
