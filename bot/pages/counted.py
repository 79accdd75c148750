"""What each number of the page of results counts: the lists that it leads to, by name.

A row is counted here as the figures count it in the database; a test holds the two together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.desk.nouns.listed import AskedRow, TicketRow
from bot.desk.nouns.parts import Covered
from bot.desk.nouns.results import End
from bot.desk.nouns.ticket import TicketState, Turn
from bot.desk.rules.lifecycle import TURNS
from bot.desk.time.hours import Hours
from bot.desk.words.report import age
from bot.pages.gathering import FEWEST_PEOPLE, PART

T = TypeVar("T")
SURE = {0.98: 2.0, 0.95: 0.98, 0.9: 0.95, 0.8: 0.9, 0: 0.8}
"""From which probability on to which, as answers are put together by how sure the desk was."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Which part of a list is meant."""

    of: str
    now: datetime
    hours: Hours
    covered: Sequence[Covered] = ()
    """The categories of the span."""


def _any(_: object, __: Part) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A list."""

    called: str
    counts: Callable[[Any, Part], bool] = _any
    """Of the rows that are read for it, those that are in it."""
    always: bool = False
    """Of this moment, whatever the days."""


def _ended(end: End, called: str) -> Counted:
    return Counted(called=called, counts=lambda row, _: row.how is end)


def _promised(state: str, called: str) -> Counted:
    return Counted(called=called, counts=lambda row, _: row.state == state)


def _in_category(row: AskedRow, part: Part) -> bool:
    """Those of few people, and those without a category, are one, which has no name."""
    alone = {c.category for c in part.covered if c.category and c.people >= FEWEST_PEOPLE}
    return row.category == part.of if part.of else row.category not in alone


def _of_guide(row: AskedRow) -> bool:
    """Answered outright with what the guide has."""
    return row.outcome == "answer" and not row.of_issue


def _judged(row: AskedRow, part: Part) -> bool:
    told = _of_guide(row) and row.feedback in {"solved", "not_solved"}
    least = next((each for each in SURE if str(each) == part.of), None)
    return told and row.sure is not None and least is not None and least <= row.sure < SURE[least]


def _at(row: AskedRow, part: Part) -> bool:
    """ "4:3" is Friday from nine to twelve."""
    local = row.asked_at.astimezone(part.hours.zone)
    return part.of == f"{local.weekday()}:{local.hour // PART}"


def _open(row: TicketRow, part: Part) -> bool:
    """ "age_day:ours" or, on the customer's turn, "age_day:others"; all if nothing is asked for."""
    whose = "ours" if TURNS[TicketState(row.state)] is Turn.OURS else "others"
    return part.of in {"", f"{age(row.opened_at, part.now)}:{whose}"}


KINDS: Mapping[str, Mapping[str, Counted]] = {
    "questions": {
        "all": Counted(called="all that were asked"),
        End.SOLVED: _ended(End.SOLVED, "said solved"),
        End.NO_WORD: _ended(End.NO_WORD, "shown an answer, no word"),
        End.PERSON: _ended(End.PERSON, "went to a person"),
        End.UNKNOWN: _ended(End.UNKNOWN, 'told "I don\'t know"'),
        End.LEFT: _ended(End.LEFT, "left without an answer"),
        "back": Counted(called="came back within a week", counts=lambda row, _: row.came_back),
        "wrong": Counted(
            called="answers called wrong",
            counts=lambda row, _: _of_guide(row) and row.feedback == "not_solved",
        ),
        "category": Counted(called="nearest to answers of: {of}", counts=_in_category),
        "answered": Counted(
            called="shown an answer of: {of}",
            counts=lambda row, part: row.answered and _in_category(row, part),
        ),
        "judged": Counted(called="judged, sure from {of} on", counts=_judged),
        "right": Counted(
            called="right, sure from {of} on",
            counts=lambda row, part: _judged(row, part) and row.feedback == "solved",
        ),
        "at": Counted(called="asked at that time of the week", counts=_at),
        "nearest": Counted(
            called="nearest to the answer {of}", counts=lambda row, part: row.nearest == part.of
        ),
        "unanswered": Counted(called="unanswered and asked like number {of}", always=True),
        "objecting": Counted(called="kept by what keeps number {of}"),
        "shown": Counted(
            called="shown the answer {of}",
            counts=lambda row, part: part.of in row.shown and not row.of_issue,
        ),
    },
    "tickets": {
        "every": Counted(called="all that were opened, merged ones too"),
        "opened": Counted(called="all that were opened"),
        "replied": Counted(called="opened, and answered by a person"),
        "opened_waiting": Counted(called="opened, and waiting for a first reply"),
        "waiting": Counted(called="waiting for a first reply", always=True),
        "open": Counted(called="open", counts=_open, always=True),
        "closed": Counted(called="closed"),
        "reopened": Counted(called="closed, and opened again within a week"),
    },
    "promises": {
        "all": Counted(called="all that ended"),
        "kept": _promised("kept", "kept"),
        "moved": _promised("moved", "moved before they were due"),
        "missed": _promised("missed", "missed"),
    },
    "answers": {
        "all": Counted(called="all that were written"),
        "written": Counted(called="written by {of}", counts=lambda row, part: row.by == part.of),
    },
}
"""Kind of row -> name -> list; the first of a kind is all of them."""


def counting(kind: str, which: str, part: Part, rows: Iterable[T]) -> list[T]:
    """The rows that are in a list."""
    return [each for each in rows if KINDS[kind][which].counts(each, part)]
