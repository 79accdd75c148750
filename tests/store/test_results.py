"""A year of a desk, counted twice: by the database, and plainly from what was put into it.

The plain count reads the values one by one, as docs/results.md says it, and shares nothing with the
statements that it checks.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.person import Person
from bot.desk.nouns.promise import Promise, PromiseState
from bot.desk.nouns.question import Feedback, Guess, OutcomeKind, Question
from bot.desk.nouns.results import Closed, End, Opened, Promised, Results
from bot.desk.nouns.ticket import Ending, Happened, Ticket, TicketState
from bot.desk.words.spans import Spans
from bot.store import in_memory
from bot.store.journal import StoredJournal
from bot.store.results import ENDS
from bot.store.shape import to_cell
from knowledge.entry import Entry
from tests.pages.sample import HOURS
from tests.store.examples import ANA, NOW, SAM, a_promise, a_question, a_ticket, minutes

QUESTIONS = 10_000
YEAR = timedelta(days=365)
WEEK = timedelta(days=7)
ENTRIES = ("keys", "doors", "lamps", "bills")
CLOSINGS = {"confirmed": Ending.CONFIRMED, "parked": Ending.UNCONFIRMED}


@dataclass
class Year:
    """What was put into the records."""

    records: StoredJournal = field(default_factory=in_memory)
    questions: list[Question] = field(default_factory=list)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    history: list[Happened] = field(default_factory=list)
    end: datetime = NOW + YEAR

    def happened(self, ticket: int, at: datetime, what: str, text: str = "") -> None:
        line = Happened(ticket=ticket, at=at, by=ANA.id, name="", what=what, text=text)
        self.records.add_happened(line)
        self.history.append(line)


@pytest.fixture(scope="module")
def year() -> Year:
    """Ten thousand questions of 3,000 people, and what a desk makes of them."""
    year, chance = Year(), random.Random(21)  # noqa: S311 - a seed, no secret
    times = sorted(NOW + YEAR * chance.random() for _ in range(QUESTIONS))
    for at in times:
        _ask(year, chance, at)
    year.records.link("test:1", "test:2")
    return year


def _ask(year: Year, chance: random.Random, at: datetime) -> None:
    who = Person(id=f"test:{chance.randrange(3_000)}", name="somebody")
    number = _open(year, chance, at, who) if chance.random() < 0.3 else None
    entries = chance.sample(ENTRIES, 3)
    outcome = chance.choice(tuple(OutcomeKind))
    shown = {"answer": entries[:1], "choices": entries, "dont_know": []}[outcome.value]
    feedback = chance.choice((None, None, *Feedback))
    told = chance.choice(("", "", "", "bills")) if outcome is OutcomeKind.DONT_KNOW else ""
    asked = a_question(
        asked_at=at,
        by=who,
        outcome=outcome,
        guesses=tuple(Guess(entry=e, version=1, probability=0.5, title=e) for e in entries),
        shown=tuple(shown) if chance.random() < 0.95 else (),
        feedback=feedback,
        feedback_at=at + minutes(5) if feedback else None,
        ticket=number,
        told_entry=told,
        open=outcome is OutcomeKind.DONT_KNOW and not told,
    )
    year.questions.append(year.records.add_question(asked))


def _open(year: Year, chance: random.Random, at: datetime, who: Person) -> int:
    replied = at + minutes(chance.expovariate(1 / 90)) if chance.random() < 0.8 else None
    what = chance.choice(("", "confirmed", "confirmed", "parked", "withdrawn", "merged"))
    closed = (replied or at) + minutes(chance.expovariate(1 / 2_000)) if what else None
    ticket = a_ticket(
        requester=who,
        opened_at=at,
        first_response_at=replied,
        state=TicketState.CLOSED if what else TicketState.OPEN,
        ending=CLOSINGS.get(what, Ending(what) if what in ("withdrawn", "merged") else None),
        closed_at=closed,
        alarm_at=None,
    )
    ticket = year.records.add_ticket(ticket)
    if closed:
        _close(year, chance, ticket, what, closed)
    year.tickets[ticket.number] = year.records.ticket(ticket.number)
    state = chance.choice(tuple(PromiseState))
    _promise(year, chance, ticket, state)
    return ticket.number


def _close(year: Year, chance: random.Random, ticket: Ticket, what: str, at: datetime) -> None:
    year.happened(ticket.number, at, what)
    if what == "confirmed" and chance.random() < 0.5:
        year.happened(ticket.number, at, "rated", chance.choice(("good", "ok", "bad")))
    if chance.random() < 0.3:
        again = at + timedelta(days=14 * chance.random())
        year.happened(ticket.number, again, "reopened")
        year.happened(ticket.number, again + minutes(9), what)


def _promise(year: Year, chance: random.Random, ticket: Ticket, state: PromiseState) -> None:
    due = ticket.opened_at + minutes(240)
    ended = None if state is PromiseState.OPEN else due - minutes(200 * chance.random())
    told = ticket.opened_at if chance.random() < 0.9 else None
    promise = a_promise(
        ticket.number,
        made_at=ticket.opened_at,
        due_at=due,
        state=state,
        ended_at=ended,
        told_at=told,
    )
    year.promises.append(year.records.add_promise(promise))


# The plain count.


def in_span(since: datetime, until: datetime) -> Callable[[datetime | None], bool]:
    return lambda at: at is not None and since <= at < until


def ended(year: Year, asked: Question) -> End:
    ticket = year.tickets.get(asked.ticket or 0)
    ending = ticket.ending if ticket else None
    if asked.feedback is Feedback.SOLVED or ending is Ending.CONFIRMED:
        return End.SOLVED
    if asked.feedback is Feedback.WITHDRAWN or ending is Ending.WITHDRAWN:
        return End.LEFT
    return End.PERSON if ticket else unaided(asked)


def unaided(asked: Question) -> End:
    """How it ended without a person."""
    if asked.told_entry:
        return End.NO_WORD
    if asked.outcome is OutcomeKind.DONT_KNOW:
        return End.UNKNOWN
    answered = asked.outcome is OutcomeKind.ANSWER and asked.feedback is None
    had = asked.shown and (answered or asked.feedback is Feedback.PICKED)
    return End.NO_WORD if had else End.LEFT


def person(of: Person) -> str:
    return "test:2" if of.id == "test:1" else of.id


def came_back(year: Year, asked: Question) -> bool:
    def soon(at: datetime) -> bool:
        return asked.asked_at <= at <= asked.asked_at + WEEK

    again = any(
        later.id > asked.id
        and soon(later.asked_at)
        and person(later.by) == person(asked.by)
        and later.guesses[0].entry in asked.shown
        for later in year.questions
    )
    return again or any(
        soon(ticket.opened_at) and person(ticket.requester) == person(asked.by)
        for ticket in year.tickets.values()
    )


def plain(year: Year, since: datetime, until: datetime) -> dict[str, Any]:
    inside = in_span(since, until)
    asked = [each for each in year.questions if inside(each.asked_at)]
    ends = [ended(year, each) for each in asked]
    silent = [
        each
        for each, how in zip(asked, ends, strict=True)
        if how is End.NO_WORD and each.asked_at <= year.end - WEEK
    ]
    outright = [each.feedback for each in asked if each.outcome is OutcomeKind.ANSWER]
    return {
        "ends": {end: ends.count(end) for end in End},
        "silent": len(silent),
        "came_back": sum(came_back(year, each) for each in silent),
        "right": outright.count(Feedback.SOLVED),
        "wrong": outright.count(Feedback.NOT_SOLVED),
    }


def opened(year: Year, since: datetime, until: datetime) -> Opened:
    inside = in_span(since, until)
    tickets = [
        each
        for each in year.tickets.values()
        if inside(each.opened_at) and each.ending is not Ending.MERGED
    ]
    without = [each for each in tickets if each.first_response_at is None]
    replies = [
        (each.opened_at, each.first_response_at) for each in tickets if each.first_response_at
    ]
    return Opened(
        working=Lengths.of(HOURS.between(*pair) for pair in replies),
        calendar=Lengths.of(first - opened for opened, first in replies),
        waiting=tuple(each.opened_at for each in without if each.is_open),
        wordless=sum(not each.is_open for each in without),
    )


def promised(year: Year, since: datetime, until: datetime) -> Promised:
    inside = in_span(since, until)
    found = [each for each in year.promises if inside(each.ended_at) and each.told_at]
    states = [each.state for each in found]
    return Promised(
        kept=states.count(PromiseState.KEPT),
        moved=states.count(PromiseState.MOVED),
        missed=states.count(PromiseState.MISSED),
        early=Lengths.of(
            each.due_at - each.ended_at
            for each in found
            if each.state is PromiseState.KEPT and each.ended_at
        ),
    )


def closed(year: Year, since: datetime, until: datetime) -> Closed:
    inside = in_span(since, until)
    lines = [each for each in year.history if inside(each.at)]
    closings = [each for each in lines if each.what in CLOSINGS]
    again = {
        line.ticket
        for line in closings
        for later in year.history
        if later.ticket == line.ticket
        and later.what == "reopened"
        and line.at < later.at <= line.at + WEEK
    }
    solved = [
        each
        for each in year.tickets.values()
        if each.ending is Ending.CONFIRMED and inside(each.closed_at)
    ]
    rated = [each.text for each in lines if each.what == "rated"]
    return Closed(
        confirmed=sum(each.what == "confirmed" for each in closings),
        unconfirmed=sum(each.what == "parked" for each in closings),
        numbers=frozenset(each.ticket for each in closings),
        again=frozenset(again),
        solved_in=Lengths.of(each.closed_at - each.opened_at for each in solved if each.closed_at),
        ratings={each: rated.count(each) for each in sorted(set(rated))},
    )


SPANS = {
    "first week": (NOW, NOW + WEEK),
    "a month": (NOW + timedelta(days=100), NOW + timedelta(days=130)),
    "last week": (NOW + YEAR - WEEK, NOW + YEAR),
    "nothing": (NOW - YEAR, NOW - WEEK),
}


every_span = pytest.mark.parametrize("span", SPANS.values(), ids=SPANS.keys())


def counted(year: Year, span: tuple[datetime, datetime]) -> Results:
    return Spans(records=year.records, now=year.end, hours=HOURS).results(*span)


@every_span
def test_every_question_ends_in_one_way(year: Year, span: tuple[datetime, datetime]) -> None:
    asked = counted(year, span).asked
    known = plain(year, *span)

    assert known == {name: getattr(asked, name) for name in known}
    assert asked.all == sum(in_span(*span)(each.asked_at) for each in year.questions)


@every_span
def test_who_came_back_is_found_by_one_statement_as_one_by_one(
    year: Year, span: tuple[datetime, datetime]
) -> None:
    since, until = (to_cell(each) for each in span)
    week = WEEK // timedelta(microseconds=1)
    over = min(until, to_cell(year.end - WEEK) + 1)
    silent = [
        (number, who, asked, shown)
        for number, who, asked, shown, how in year.records.rows(
            ENDS, {"since": since, "until": over}
        )
        if how == End.NO_WORD
    ]
    back = [
        year.records.row(
            _BACK, {"id": number, "who": who, "asked": at, "shown": shown, "over": at + week}
        )
        for number, who, at, shown in silent
    ]
    asked = counted(year, span).asked

    assert (len(silent), sum(each is not None for each in back)) == (asked.silent, asked.came_back)


_LINKED = """(SELECT :who UNION ALL SELECT theirs.person FROM identity_link mine
  JOIN identity_link theirs USING (same_as) WHERE mine.person = :who)"""
_BACK = f"""
SELECT 1 FROM question WHERE person_id IN {_LINKED} AND id > :id AND asked_at <= :over
  AND json_extract(guesses, '$[0].entry') IN (SELECT value FROM json_each(:shown))
UNION ALL SELECT 1 FROM ticket WHERE requester_id IN {_LINKED}
  AND opened_at >= :asked AND opened_at <= :over LIMIT 1
"""  # noqa: S608


@every_span
def test_tickets_are_counted_with_those_that_wait(
    year: Year, span: tuple[datetime, datetime]
) -> None:
    assert opened(year, *span) == counted(year, span).opened


@every_span
def test_promises_are_counted_by_when_they_ended(
    year: Year, span: tuple[datetime, datetime]
) -> None:
    known, found = promised(year, *span), counted(year, span).promised

    assert (known.kept, known.moved, known.missed) == (found.kept, found.moved, found.missed)
    assert known.early == found.early


@every_span
def test_a_ticket_that_is_opened_again_was_closed_all_the_same(
    year: Year, span: tuple[datetime, datetime]
) -> None:
    assert closed(year, *span) == counted(year, span).closed


def test_a_whole_year_is_the_sum_of_its_parts(year: Year) -> None:
    whole = counted(year, (NOW, year.end)).asked
    halves = [
        counted(year, span).asked for span in ((NOW, NOW + YEAR / 2), (NOW + YEAR / 2, year.end))
    ]

    assert {end: sum(half.ends[end] for half in halves) for end in End} == dict(whole.ends)
    assert whole.all == QUESTIONS


def test_wrong_answers_are_named_and_authors_thanked(records: StoredJournal) -> None:
    wrong = {"feedback": Feedback.NOT_SOLVED, "feedback_at": NOW, "outcome": OutcomeKind.ANSWER}
    records.add_question(a_question(**wrong))
    records.save_entry(Entry(id="e", question="Title", answer="A"), SAM, NOW, "")
    program = Person(id="desk:import", name="import")
    records.save_entry(Entry(id="f", question="Brought", answer="B"), program, NOW, "")

    found = Spans(records=records, now=NOW, hours=HOURS).results(NOW, NOW + minutes(10))

    assert found.entries_added == (("Title", "Sam"),)
    assert found.wrong_answers == (("Where are my keys?", "Lost keys"),)
