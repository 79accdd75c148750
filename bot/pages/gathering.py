"""What the page of results is made of, read in one view: the figures of `report`, span by span.

Nothing is counted here that `bot.store.results` or `bot.desk.words.report` counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.question import Question
from bot.desk.nouns.results import (
    Covered,
    Helper,
    Results,
    Said,
    Shown,
    Trend,
    Turn,
    Turned,
    Worded,
)
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.time.hours import Hours
from bot.desk.words import report
from bot.pages.weeks import Week, weeks
from knowledge.entry import Audience, Entry, Status
from knowledge.text.objections import objects

FEWEST_PEOPLE = 5
"""A part of fewer people is joined with others, so that nobody is known by it."""
UNANSWERED = 300
"""Questions without an answer that are put into groups: of more that are nearly alike it takes long."""
READ = 2000
"""Questions of the span that are read for objections, the newest."""
TURNED = 20
"""Tickets that went well, and as many that went wrong, which are named."""
PART = 3
"""Hours in one field of the week."""
EARLIER = 4
"""Spans before this one that it is held against, to see what rises."""
_GRAIN = 5
"""Minutes."""

Counts = tuple[tuple[int | None, ...], ...]
"""Seven days from Monday, each in parts; None where fewer than five people asked."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """All that the page tells."""

    now: datetime
    days: int
    hours: Hours
    recent: Results
    before: Results
    weeks: tuple[Week, ...] = ()
    open: tuple[Ticket, ...] = ()
    covered: tuple[Covered, ...] = ()
    """Those of fewer than five people joined into one, which has no category."""
    said: tuple[Said, ...] = ()
    counts: Counts = ()
    shown: tuple[Shown, ...] = ()
    trends: tuple[Trend, ...] = ()
    """Of the span and of four before it; none where not all of those were asked in."""
    guide: tuple[Entry, ...] = ()
    """The answers that customers may be shown."""
    unanswered: tuple[Question, ...] = ()
    """The newest that nobody has answered, whenever they were asked."""
    objections: tuple[Worded, ...] = ()
    """Of the newest questions of the span, those that say what keeps somebody."""
    well: tuple[Turned, ...] = ()
    wrong: tuple[Turned, ...] = ()
    """Of tickets, the newest first."""
    helpers: tuple[Helper, ...] = ()
    first_asked: datetime | None = None
    wish: float = 0.0
    """The share of wrong answers that the owner allows, 0 to 1."""

    @property
    def since(self) -> datetime:
        """When the span begins."""
        return self.now - timedelta(days=self.days)


def gather(records: Records, now: datetime, days: int, hours: Hours, wish: float = 0.0) -> Gathered:
    """Read it. `days` is 1 to `report.LONGEST`."""
    span, until = timedelta(days=days), now + timedelta(seconds=1)
    recent, before = report.both(records, until, now, span)
    first = records.first_asked()
    return Gathered(
        now=now,
        days=days,
        hours=hours,
        recent=recent,
        before=before,
        weeks=tuple(weeks(records, first, now, days, hours)) if first else (),
        open=tuple(records.open_tickets()),
        covered=joined(records.covered(until - span, until)),
        said=tuple(records.said(until - span, until)),
        counts=by_time(records.moments(until - span, until), hours),
        shown=tuple(records.shown(until - span, until)),
        trends=tuple(_trends(records, first, until, span)),
        guide=tuple(each for each in records.entries() if _for_customers(each)),
        unanswered=tuple(records.newest_open(UNANSWERED)),
        objections=tuple(
            each for each in records.words_asked(until - span, until, READ) if objects(each.text)
        ),
        well=tuple(records.turned(Turn.WELL, until - span, until, TURNED)),
        wrong=tuple(records.turned(Turn.WRONG, until - span, until, TURNED)),
        helpers=tuple(records.helpers(until - span, until)),
        first_asked=first,
        wish=wish,
    )


def _trends(
    records: Records, first: datetime | None, until: datetime, span: timedelta
) -> Sequence[Trend]:
    since = until - span
    before = since - EARLIER * span
    return records.trends(before, since, until) if first and first <= before + span else ()


def _for_customers(entry: Entry) -> bool:
    return entry.status is Status.APPROVED and entry.audience is Audience.PUBLIC


def joined(covered: Sequence[Covered]) -> tuple[Covered, ...]:
    """Those of few people, and those without a category, as one, the last."""
    alone = [each for each in covered if each.category and each.people >= FEWEST_PEOPLE]
    rest = [each for each in covered if each not in alone]
    if not rest:
        return tuple(alone)
    return (
        *alone,
        Covered(
            category="",
            people=sum(each.people for each in rest),
            asked=sum(each.asked for each in rest),
            answered=sum(each.answered for each in rest),
        ),
    )


def by_time(moments: Sequence[tuple[datetime, str]], hours: Hours) -> Counts:
    """Questions by the day of the week and the part of the day, in the desk's zone."""
    parts = 24 // PART
    counts = [[0] * parts for _ in range(7)]
    people: list[list[set[str]]] = [[set() for _ in range(parts)] for _ in range(7)]
    for at, person in moments:
        local = at.astimezone(hours.zone)
        day, part = local.weekday(), local.hour // PART
        counts[day][part] += 1
        people[day][part].add(person)
    return tuple(
        tuple(
            None if 0 < len(people[day][part]) < FEWEST_PEOPLE else counts[day][part]
            for part in range(parts)
        )
        for day in range(7)
    )


def opened(hours: Hours) -> list[list[bool]]:
    """In which parts of the week somebody is there for at least half of it."""
    there = [0] * (7 * 24 // PART)
    for day, spans in enumerate(hours.week):
        for start, end in spans:
            for minute in range(start, end, _GRAIN):
                there[(day * 1440 + minute) // (PART * 60) % len(there)] += _GRAIN
    parts = 24 // PART
    return [
        [each >= PART * 30 for each in there[n : n + parts]] for n in range(0, len(there), parts)
    ]
