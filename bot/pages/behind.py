"""The rows behind a number of the page of results: which questions, tickets, promises it counts.

Each list is as long as the number that leads to it; words stand there as long as they are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.desk.nouns.listed import AskedRow
from bot.desk.ports.records import Records
from bot.desk.time.hours import Hours
from bot.desk.words.spans import Spans
from bot.desk.words.weeks import bounds
from bot.pages import exports, groups
from bot.pages.counted import KINDS, Part, counting
from bot.pages.frame import Way, page
from bot.pages.gathering import covered
from bot.pages.markup import Inside, el, in_address, table
from bot.pages.told import Told, as_csv, as_json, stamp

MOST = 500
"""Rows that a page shows; the files have all."""
LONGEST = 200
"""Characters of a part: a category's name, an entry's id."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which days."""

    since: datetime
    until: datetime
    now: datetime
    said: str
    asked: str
    """How the address asks for it: "days=7"."""


def last(now: datetime, days: int, *, before: bool = False) -> Span:
    """The last so many days up to now, or those before them."""
    until, span = now + timedelta(seconds=1), timedelta(days=days)
    if before:
        until -= span
    said = "the last day" if days == 1 else f"the last {days} days"
    return Span(
        since=until - span,
        until=until,
        now=now,
        said=f"those before {said}" if before else said,
        asked=f"days={days}{'&before=1' if before else ''}",
    )


def of_week(now: datetime, day: date, hours: Hours) -> Span:
    """The week of the calendar in which that day is, in the desk's zone."""
    monday = day - timedelta(days=day.weekday())
    since, until = bounds(monday, hours)
    return Span(
        since=since,
        until=until,
        now=now,
        said=f"the week from {monday:%-d %b %Y}",
        asked=f"week={monday.isoformat()}",
    )


def to(kind: str, which: str, days: int, *, before: bool = False, of: str | None = None) -> str:
    """The address of the rows behind a number of the last so many days; `of` one part of them."""
    part = "" if of is None else f"&of={in_address(of)}"
    return f"{kind}?days={days}{'&before=1' if before else ''}&which={which}{part}"


def to_week(kind: str, which: str, monday: date) -> str:
    """The same for a week of the calendar."""
    return f"{kind}?week={monday.isoformat()}&which={which}"


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list, and what it is called."""

    kind: str
    which: str
    of: str
    span: Span
    told: Told

    @property
    def title(self) -> str:
        """In words."""
        return f"{self.told.title}: {self.told.note}, {self.span.said}"

    @property
    def asked(self) -> str:
        """How the address asks for it."""
        return f"{self.span.asked}&which={self.which}&of={in_address(self.of)}"


def known(kind: str) -> tuple[str, ...]:
    """Which lists of a kind there are."""
    return tuple(KINDS[kind])


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which list, and how much of it."""

    kind: str
    which: str
    """One of `known(kind)`, or "" for the first of them, which is all."""
    of: str = ""
    """One part of it: a category, an entry, an hour."""
    hours: Hours
    words: bool
    """Whether customers' words are shown."""


def find(records: Records, wanted: Wanted, span: Span) -> Rows:
    """Read it."""
    which = wanted.which or known(wanted.kind)[0]
    part = Part(of=wanted.of, now=span.now, hours=wanted.hours)
    counted = KINDS[wanted.kind][which]
    if counted.always:
        span = replace(span, said="at this moment")
    if which in {"category", "answered"}:
        parts = Spans(records=records, now=span.now, hours=wanted.hours).parts(
            span.since, span.until
        )
        part = replace(part, covered=covered(records, parts))
    told = _READ[wanted.kind](records, which, span, part, words=wanted.words)
    return Rows(
        kind=wanted.kind,
        which=which,
        of=wanted.of,
        span=span,
        told=replace(told, note=counted.called.format(of=wanted.of or "others")),
    )


def _questions(records: Records, which: str, span: Span, part: Part, *, words: bool) -> Told:
    rows = _asked(records, which, span, part.of)
    return exports.questions(counting("questions", which, part, rows), words=words)


def _asked(records: Records, which: str, span: Span, of: str) -> Sequence[AskedRow]:
    number = int(of) if of.isascii() and of.isdecimal() and len(of) < 16 else 0
    if which == "unanswered":
        return records.asked_alone(groups.waiting_like(records, number), span.now)
    if which == "objecting":
        found = groups.objecting_like(records, span.since, span.until, number)
        return records.asked_alone(found, span.now)
    return records.asked_rows(span.since, span.until, span.now)


def _tickets(records: Records, which: str, span: Span, part: Part, *, words: bool) -> Told:
    rows = records.ticket_rows(span.since, span.until, which)
    return exports.tickets(counting("tickets", which, part, rows), words=words)


def _promises(records: Records, which: str, span: Span, part: Part, *, words: bool) -> Told:
    rows = records.promise_rows(span.since, span.until)
    return exports.promises(counting("promises", which, part, rows))


def _answers(records: Records, which: str, span: Span, part: Part, *, words: bool) -> Told:
    rows = records.answer_rows(span.since, span.until) if words else ()
    return exports.answers(counting("answers", which, part, rows))


_READ = {
    "questions": _questions,
    "tickets": _tickets,
    "promises": _promises,
    "answers": _answers,
}


def as_page(rows: Rows, ways: tuple[Way, ...], *, opens: bool) -> str:
    """A page of them; with `opens` the number of a ticket leads to it."""
    head, all_of_them = rows.told.head, rows.told.rows
    shown = [
        [
            _cell(name, cell, opens=opens and (rows.kind, name) in _NUMBERS)
            for name, cell in zip(head, row, strict=True)
        ]
        for row in all_of_them[:MOST]
    ]
    first = (
        f"The first {MOST} of {len(all_of_them):,}; the files have all."
        if len(all_of_them) > MOST
        else ""
    )
    files = [f"{rows.kind}.{each}" for each in ("csv", "json")]
    return page(
        rows.title,
        ways,
        el(
            "header",
            el("h1", rows.title),
            el("p", f"{_counted(len(all_of_them))}. {first}".strip(), class_="lead"),
        ),
        el("section", table(head, shown, rows.told.title), class_="panel wide") if shown else None,
        el(
            "section",
            el("h2", "The same for a spreadsheet or a program"),
            el("p", [(_file(each, rows), " ") for each in files]),
            class_="panel wide more",
        ),
    )


def _counted(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


_NUMBERS = {("tickets", "number"), ("questions", "ticket"), ("promises", "ticket")}


def _cell(name: str, cell: object, *, opens: bool) -> Inside:
    if cell is None:
        return ""
    if opens:
        return el("a", str(cell), href=f"ticket?number={cell}")
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _file(name: str, rows: Rows) -> Inside:
    return el("a", name, href=f"{name}?{rows.asked}")


def csv(rows: Rows) -> str:
    """All of them as CSV."""
    return as_csv([rows.told])


def json(rows: Rows) -> str:
    """All of them as JSON."""
    span = {"since": stamp(rows.span.since), "until": stamp(rows.span.until)}
    return as_json([rows.told], which=rows.which, **span)
