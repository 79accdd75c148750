"""Days that the desk is closed: times leave them out, and what breaks by one is named."""

from datetime import timedelta

import pytest

from bot.desk.nouns.person import Person
from bot.settings.loading import load
from bot.store import audit
from tests.desk.harness import ANA, BEN, LEA, SAM, Desk

CAL = Person(id="console:cal", name="cal")
ON = "closed Tue 17 Nov to Thu 19 Nov Stocktaking"


def a_desk(**env: str) -> Desk:
    """Monday, ten o'clock, and one customer."""
    desk = Desk(settings=load({"DESK_HOURS": "Mon-Fri 09:00-17:00", **env}))
    desk.say(ANA, "do you ship to brazil?")
    return desk


def test_times_leave_closed_days_out_and_take_them_in_again() -> None:
    desk = a_desk()
    desk.command(SAM, ON)
    desk.wait(timedelta(hours=5))
    first = desk.say(BEN, "do you tune harps?")
    desk.command(SAM, "closed remove 17-18 Nov")
    second = desk.say(CAL, "do you tune pianos?")

    assert "Fri 20 Nov, 11:00" in first[0]
    assert "Tue 17 Nov, 11:00" in second[0]


def test_each_time_that_breaks_is_named_with_the_line_that_gives_another() -> None:
    desk = a_desk()
    desk.say(BEN, "do you tune harps?")
    desk.command(SAM, "promise 1 Wed 18 Nov 12:00")
    desk.command(SAM, "promise 2 Fri 20 Nov 12:00")
    desk.command(SAM, "incident start Payments fail | We look into it | Tue 17 Nov 10:00")
    (told,) = desk.command(SAM, ON)

    assert "2 promises fall on it, and stand." in told
    assert "ticket 1, to ana by Wed 18 Nov, 12:00: promise 1 2026-11-20 09:00" in told
    assert "known issue 1, word by Tue 17 Nov, 10:00: incident update 1 | TEXT | 2026-11-20" in told
    assert told.index("known issue 1") < told.index("ticket 1")
    assert "ticket 2" not in told
    assert [] == audit(desk.journal, desk.now)


def test_a_time_in_the_night_shift_of_a_closed_day_breaks() -> None:
    desk = a_desk(DESK_HOURS="Mon-Sun 20:00-04:00")
    desk.command(SAM, "promise 1 Wed 18 Nov 02:00")
    (told,) = desk.command(SAM, "closed 17 Nov")

    assert "ticket 1, to ana by Wed 18 Nov, 02:00" in told


def test_nothing_breaks_where_nothing_was_promised() -> None:
    desk = a_desk()
    (told,) = desk.command(SAM, "closed 24 Dec: Christmas")

    assert told.endswith("To take it back: closed remove 2026-12-24")
    assert "Thu 24 Dec 2026 (Christmas)" in told


def test_what_time_does_next_is_reckoned_anew() -> None:
    desk = a_desk()
    before = desk.ticket().alarm_at
    desk.command(SAM, "closed today")
    closed = desk.journal.due_alarms(desk.now + timedelta(days=30), 1)[0].at
    desk.command(SAM, "closed remove today")

    assert before == desk.ticket().alarm_at
    assert before == closed, "a promise stands, and is reminded of in time"


def test_undo_takes_it_back_unless_somebody_changed_it_since() -> None:
    desk = a_desk()
    desk.command(SAM, ON)
    desk.command(LEA, "closed 24 Dec")
    (refused,) = desk.command(SAM, "undo")
    desk.command(LEA, "undo")
    (undone,) = desk.command(SAM, "undo")
    (listed,) = desk.command(SAM, "closed")

    assert "Lea has changed it since" in refused
    assert "Lea has changed it since" in undone
    assert "Stocktaking" in listed


def test_public_holidays_stand_in_the_list_and_are_not_opened() -> None:
    desk = a_desk(DESK_HOLIDAYS="DE-BY")
    (listed,) = desk.command(SAM, "closed")
    (refused,) = desk.command(SAM, "closed remove 25 Dec")

    assert "Fri 25 Dec 2026  public holiday" in listed
    assert "public holiday (DESK_HOLIDAYS)" in refused


def test_closed_days_of_the_environment_are_changed_like_others() -> None:
    desk = a_desk(DESK_CLOSED_DAYS="2026-11-17 to 2026-11-19 Moving")
    desk.command(SAM, "closed remove 18 Nov")
    (listed,) = desk.command(SAM, "closed")

    assert "2 times closed" in listed
    assert "Wed 18 Nov" not in listed


def test_a_desk_that_would_never_open_again_is_refused() -> None:
    desk = a_desk(DESK_HOURS="Mon 09:00-10:00", DESK_HOLIDAYS="DE")
    told = []
    for n in range(5):
        first = (desk.now + timedelta(days=1 + 100 * n)).date()
        last = first + timedelta(days=99)
        told += desk.command(SAM, f"closed {first.isoformat()} to {last.isoformat()}")

    assert [3] == [n for n, each in enumerate(told) if "Every opening of DESK_HOURS is" in each]


@pytest.mark.parametrize("line", ["closed", "closed tomorrow"])
def test_a_customer_is_told_nothing_and_changes_nothing(line: str) -> None:
    desk = a_desk()
    desk.command(ANA, line)

    assert {} == desk.journal.decided()
