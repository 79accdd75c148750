"""What the page of results is made of, read in one view: the figures of `report`, span by span.

Nothing is counted here that `bot.store` or `bot.desk.words.report` counts.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk.nouns.listed import Helper, Turn, Turned, Worded
from bot.desk.nouns.parts import ENOUGH, Covered, Moment, Near, Parts, Said, Shown, Trend
from bot.desk.nouns.question import Question
from bot.desk.nouns.results import Results
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.time.hours import Hours
from bot.desk.words.spans import Spans
from bot.desk.words.weeks import Week, weeks
from knowledge.entry import Audience, Entry, Status
from knowledge.text.objections import objects

FEWEST_PEOPLE = ENOUGH
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
    members: Mapping[str, int] = field(default_factory=dict)
    """Who of the community helped and lets it be counted, with how often."""
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
    spans = Spans(records=records, now=now, hours=hours)
    recent, before = spans.both(until, span)
    parts = spans.parts(until - span, until)
    first = records.first_asked()
    return Gathered(
        now=now,
        days=days,
        hours=hours,
        recent=recent,
        before=before,
        weeks=tuple(weeks(records, first, now, days, hours)) if first else (),
        open=tuple(records.open_tickets()),
        covered=joined(covered(records, parts)),
        said=tuple(parts.said[least] for least in sorted(parts.said, reverse=True)),
        counts=by_time(parts.moments),
        shown=tuple(parts.shown.values()),
        trends=tuple(trends(spans, parts, until, span)),
        guide=tuple(each for each in records.entries() if _for_customers(each)),
        unanswered=tuple(records.newest_open(UNANSWERED)),
        objections=tuple(objecting(records, until - span, until)),
        well=tuple(records.turned(Turn.WELL, until - span, until, TURNED)),
        wrong=tuple(records.turned(Turn.WRONG, until - span, until, TURNED)),
        helpers=tuple(helpers(records, parts)),
        members=records.helped_in(until - span, until),
        first_asked=first,
        wish=wish,
    )


def objecting(records: Records, since: datetime, until: datetime) -> list[Worded]:
    """Of the newest questions of a span, those that say what keeps somebody."""
    return [each for each in records.words_asked(since, until, READ) if objects(each.text)]


def trends(spans: Spans, parts: Parts, until: datetime, span: timedelta) -> Sequence[Trend]:
    """What the span's questions came nearest to, the most asked first, and how often those before it
    did; none where nobody had asked yet in the first of the spans before."""
    first, since = spans.records.first_asked(), until - span
    before = since - EARLIER * span
    if first is None or first > before + span:
        return ()
    was = spans.near(before, since)
    found = [
        Trend(entry=entry, people=len(near.people), asked=near.asked, before=was.get(entry, 0))
        for entry, near in parts.near.items()
        if entry
    ]
    return sorted(found, key=lambda each: (-each.asked, each.entry))


def covered(records: Records, parts: Parts) -> list[Covered]:
    """How far the guide goes, by what category an entry has now, the most asked first."""
    categories = {each.id: each.category for each in records.entries()}
    by: defaultdict[str, list[Near]] = defaultdict(list)
    for entry, near in parts.near.items():
        by[categories.get(entry, "")].append(near)
    found = [
        Covered(
            category=category,
            people=len(frozenset[int]().union(*(each.people for each in several))),
            asked=sum(each.asked for each in several),
            answered=sum(each.answered for each in several),
        )
        for category, several in by.items()
    ]
    return sorted(found, key=lambda each: (-each.asked, each.category))


def helpers(records: Records, parts: Parts) -> list[Helper]:
    """Whose words solved what, by what category an entry has now; who was erased has no name."""
    categories = {each.id: each.category for each in records.entries()}
    found: Counter[tuple[str, str]] = Counter()
    for (entry, who), tickets in parts.helped.items():
        found[categories.get(entry, ""), who] += tickets
    named = ((category, records.person(who), tickets) for (category, who), tickets in found.items())
    return [
        Helper(category=category, name=who.name, tickets=tickets)
        for category, who, tickets in named
        if who and who.name
    ]


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


def by_time(moments: Mapping[tuple[int, int], Moment]) -> Counts:
    """Questions by the day of the week and the part of the day, in the desk's zone."""
    return tuple(
        tuple(_asked_in(moments, day, part) for part in range(24 // PART)) for day in range(7)
    )


def _asked_in(moments: Mapping[tuple[int, int], Moment], day: int, part: int) -> int | None:
    hours = range(part * PART, (part + 1) * PART)
    found = [moments[day, hour] for hour in hours if (day, hour) in moments]
    people = frozenset[int]().union(*(each.people for each in found))
    return None if 0 < len(people) < FEWEST_PEOPLE else sum(each.asked for each in found)


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
