"""A week that is over is counted once: what is kept of it is always what would be counted now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.person import Person
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import Ending, Happened, TicketState
from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.words import weeks
from bot.desk.words.weeks import Counted
from bot.running.counting import count_all
from bot.store import SqliteStore, in_memory
from tests.pages.sample import HOURS, NOW
from tests.store import kept_weeks
from tests.store.examples import ANA, SAM, a_promise, a_question, a_ticket

DAY = timedelta(days=1)
LEA = Person(id="test:lea", name="Lea")
MONDAY = date(2026, 11, 2)
SINCE, UNTIL = weeks.bounds(MONDAY, HOURS)
BY = weeks.by(HOURS, MONDAY)


NOW_OVER = UNTIL + 8 * DAY
"""When all is known of the week."""


def keep(journal: Journal, now: datetime = NOW_OVER) -> None:
    kept_weeks.keep(journal, [MONDAY], now, HOURS)


def kept(journal: Journal) -> Counted | None:
    told, sums, parts = (
        journal.week(SINCE, BY),
        journal.week_sums(SINCE, BY),
        journal.week_parts(SINCE, BY),
    )
    if told is None or sums is None or parts is None:
        return None
    return Counted(told=told, sums=sums, parts=parts)


def a_week() -> Journal:
    """With a question, one that became a ticket, and a promise."""
    journal = in_memory()
    journal.add_question(a_question(asked_at=SINCE + DAY))
    ticket = journal.add_ticket(a_ticket(opened_at=SINCE + DAY))
    journal.add_question(a_question(asked_at=SINCE + DAY, ticket=ticket.number))
    journal.add_promise(a_promise(ticket.number, made_at=SINCE + DAY, told_at=SINCE + DAY))
    return journal


def _history(journal: Journal, at: int) -> None:
    what = ("confirmed", "parked", "reopened", "rated", "reply", "proposed")[at % 6]
    text = ("good", "ok", "bad")[at % 3] if what == "rated" else ""
    when = SINCE + (at % 20) * DAY
    line = Happened(ticket=1, at=when, by=SAM.id, name=SAM.name, what=what, text=text)
    journal.add_happened(line)


def _solved(journal: Journal, at: int) -> None:
    """Closed in the week, and perhaps by other words."""
    when = SINCE + (at % 7) * DAY + timedelta(hours=30)
    closed = replace(journal.ticket(1), state=TicketState.CLOSED, closed_at=when, alarm_at=None)
    journal.save_ticket(replace(closed, ending=Ending.CONFIRMED))


def _again(journal: Journal, at: int) -> None:
    """Somebody asks within the next week, or the one after."""
    who = (ANA, SAM, LEA)[at % 3]
    journal.add_question(a_question(asked_at=UNTIL + (at % 10) * DAY, by=who))


def _by_ticket(journal: Journal, at: int) -> None:
    who = (ANA, SAM, LEA)[at % 3]
    journal.add_ticket(a_ticket(opened_at=UNTIL + (at % 10) * DAY, requester=who))


def _link(journal: Journal, at: int) -> None:
    if at % 2:
        journal.link(ANA.id, (SAM, LEA)[at % 4 // 2].id)
    else:
        journal.unlink(ANA.id)


def _erase(journal: Journal, at: int) -> None:
    who = (ANA, SAM, LEA)[at % 3]
    if not any(each.requester == who for each in journal.open_tickets()):
        journal.erase_person(who.id, asked_by="lead", working_on="", at=NOW_OVER)


def _feedback(journal: Journal, at: int) -> None:
    asked = journal.question(1)
    judged = (None, Feedback.SOLVED, Feedback.NOT_SOLVED, Feedback.WITHDRAWN)[at % 4]
    at_all = UNTIL if judged else None
    journal.save_question(replace(asked, feedback=judged, feedback_at=at_all))


def _told(journal: Journal, at: int) -> None:
    journal.save_question(replace(journal.question(1), told_entry="x" * (at % 2), open=at % 3 == 0))


def _ticket(journal: Journal, at: int) -> None:
    ending = (None, Ending.CONFIRMED, Ending.UNCONFIRMED, Ending.WITHDRAWN, Ending.MERGED)[at % 5]
    closed = {"state": TicketState.CLOSED, "closed_at": UNTIL, "alarm_at": None}
    still = {"state": TicketState.NEW, "closed_at": None, "alarm_at": UNTIL}
    journal.save_ticket(replace(journal.ticket(1), ending=ending, **(closed if ending else still)))


def _reply(journal: Journal, at: int) -> None:
    first = SINCE + DAY + timedelta(hours=at) if at % 3 else None
    journal.save_ticket(replace(journal.ticket(1), first_response_at=first))


def _promise(journal: Journal, at: int) -> None:
    [promise] = journal.promises(1)
    state = (PromiseState.OPEN, PromiseState.KEPT, PromiseState.MOVED, PromiseState.MISSED)[at % 4]
    ended = None if state is PromiseState.OPEN else SINCE + (at % 12) * DAY
    journal.save_promise(replace(promise, state=state, ended_at=ended))


def _ask(journal: Journal, at: int) -> None:
    journal.add_question(a_question(asked_at=SINCE + (at % 12) * DAY, ticket=1 if at % 2 else None))


def _open(journal: Journal, at: int) -> None:
    journal.add_ticket(a_ticket(opened_at=SINCE + (at % 12) * DAY))


ITS_OWN = (_feedback, _told, _ticket, _reply, _promise, _ask, _open)
CHANGES = (*ITS_OWN, _history, _solved, _again, _by_ticket, _link, _erase)


@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 59), st.booleans()), max_size=8))
def test_what_is_kept_is_what_would_be_counted(
    changes: list[tuple[Callable[[Journal, int], None], int, bool]],
) -> None:
    journal = a_week()
    keep(journal)
    for change, at, again in changes:
        change(journal, at)
        now = weeks.count(journal, SINCE, UNTIL, NOW_OVER, HOURS)
        assert (kept(journal) or now) == now
        if again:
            keep(journal)


@pytest.mark.parametrize("change", ITS_OWN)
def test_what_it_counts_strikes_it_out(change: Callable[[Journal, int], None]) -> None:
    journal = a_week()
    keep(journal)
    assert journal.week(SINCE, BY) is not None

    change(journal, 1)

    assert journal.week(SINCE, BY) is None


def test_what_it_does_not_count_leaves_it() -> None:
    journal = a_week()
    keep(journal)
    journal.add_question(a_question(asked_at=UNTIL + weeks.BACK))
    journal.add_ticket(a_ticket(opened_at=UNTIL + weeks.BACK))
    journal.save_question(replace(journal.question(1), text="[erased]", words="[erased]"))

    assert kept(journal) is not None


def test_what_changed_while_it_was_counted_is_not_kept() -> None:
    journal = a_week()
    journal.begin_week(SINCE, UNTIL, BY, whole=True)
    found = weeks.count(journal, SINCE, UNTIL, NOW_OVER, HOURS)
    _ask(journal, 1)
    journal.keep_week(SINCE, BY, found.told, (found.sums, found.parts))

    assert journal.week(SINCE, BY) is None


def test_what_ended_a_moment_ago_is_told_and_counted_as_a_whole_a_week_later() -> None:
    journal = a_week()
    keep(journal, UNTIL)
    told = journal.week(SINCE, BY), journal.week_sums(SINCE, BY)
    journal.add_question(a_question(asked_at=UNTIL + DAY))

    assert (told[0] is not None, told[1]) == (True, None)
    assert journal.week(SINCE, BY) is not None
    assert [MONDAY] == weeks.uncounted(journal, UNTIL + weeks.BACK, HOURS)[:1]


def test_other_hours_count_anew() -> None:
    journal = a_week()
    keep(journal)
    other = Hours.parse("Mon-Fri 09:00-18:00", ZoneInfo("Europe/Berlin"), ())

    assert journal.week(SINCE, weeks.by(other, MONDAY)) is None


async def test_the_running_desk_counts_what_is_over(tmp_path: Path) -> None:
    store, clock = SqliteStore(tmp_path / "desk.db", NOW), VirtualClock(NOW)
    asked = [a_question(asked_at=NOW - back * DAY) for back in (0, 6, 8)]
    await store.write(lambda journal: [journal.add_question(each) for each in asked])
    await count_all(store, clock, HOURS)
    left = await store.read(lambda journal: weeks.uncounted(journal, NOW, HOURS))
    told = await store.read(
        lambda journal: list(weeks.weeks(journal, NOW - 8 * DAY, NOW, 7, HOURS))
    )
    store.close()

    assert [] == left
    assert [(sum(each.told.ends.values()), each.running) for each in told] == [
        (2, False),
        (1, True),
    ]
