"""Days that the desk is closed: as people type them, and as a setting has them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.closed_days import LONGEST, Closed, written
from bot.desk.time.days import first_days, parse_days
from bot.desk.time.hours import Hours
from bot.errors import BadArgument
from bot.settings.closed_days import parse

HOURS = Hours.parse("Mon-Fri 09:00-17:00", ZoneInfo("Europe/Berlin"))
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
DAYS = {
    "24 Dec": "2026-12-24",
    "Thu 24 Dec": "2026-12-24",
    "on 24 December": "2026-12-24",
    "Dec 24": "2026-12-24",
    "Fri 24 Dec 2027": "2027-12-24",
    "24.12.": "2026-12-24",
    "2026-12-24": "2026-12-24",
    "today": "2026-11-16",
    "tomorrow": "2026-11-17",
    "Fri": "2026-11-20",
    "this Friday": "2026-11-20",
    "3 Jan": "2027-01-03",
    "24-26 Dec": "2026-12-24 to 2026-12-26",
    "24 to 26 Dec": "2026-12-24 to 2026-12-26",
    "24.12. bis 26.12.": "2026-12-24 to 2026-12-26",
    "24. Dezember": "2026-12-24",
    "24. bis 26. Dezember": "2026-12-24 to 2026-12-26",
    "Mo bis Mi": "2026-11-16 to 2026-11-18",
    "nächste Woche": "2026-11-23 to 2026-11-29",
    "30 Dec - 2 Jan": "2026-12-30 to 2027-01-02",
    "Mon to Wed": "2026-11-16 to 2026-11-18",
    "next week": "2026-11-23 to 2026-11-29",
    "2026-12-24 to 2026-12-31": "2026-12-24 to 2026-12-31",
}


@pytest.mark.parametrize(("typed", "meant"), DAYS.items(), ids=str)
def test_days_are_read_by_the_desks_own_calendar(typed: str, meant: str) -> None:
    assert meant == parse_days(typed, now=MONDAY, hours=HOURS).written()


@pytest.mark.parametrize(("typed", "meant"), DAYS.items(), ids=str)
@pytest.mark.parametrize("why", ["", "Christmas", '"a day off"', "3 of us are ill", "to rest"])
def test_what_stands_behind_days_is_the_reason(typed: str, meant: str, why: str) -> None:
    days, rest = first_days(f"{typed} {why}")

    assert (meant, why) == (parse_days(days, now=MONDAY, hours=HOURS).written(), rest)


@pytest.mark.parametrize(
    ("typed", "why"),
    {
        "Fri 24 Dec": "the next such date is Thu 2026-12-24",
        "next Friday": "20 Nov or 27 Nov",
        "24 Nov 2020": "already past",
        "yesterday": "already past",
        "31 Feb": "does not exist",
        "24": "as a day",
        "the day we moved": "as a day",
        "24 Dec to 24 Jun": "100 days",
        "24 Dec to 26 Dec to 28 Dec": "as a day",
        "": "as a day",
    }.items(),
    ids=str,
)
def test_what_is_no_day_to_come_is_refused_with_how_to_write_it(typed: str, why: str) -> None:
    with pytest.raises(BadArgument, match=why):
        parse_days(typed, now=MONDAY, hours=HOURS)


closings = st.builds(
    lambda first, span, why: Closed(first=first, last=first + timedelta(days=span), why=why),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, LONGEST.days),
    st.from_regex(r"[A-Z][a-z ]{0,20}[a-z]", fullmatch=True),
)


@given(st.lists(closings, max_size=5))
def test_what_is_written_is_read_back(found: list[Closed]) -> None:
    assert sorted(each.written() for each in found) == sorted(
        each.written() for each in parse(written(found))
    )


@given(closings, closings)
def test_what_is_opened_again_is_open_and_nothing_else(one: Closed, other: Closed) -> None:
    left = {day for part in one.without(other) for day in part.days()}

    assert set(one.days()) - set(other.days()) == left


@given(closings, st.integers(0, 20_000))
def test_on_a_closed_day_no_shift_begins_and_no_time_ends_in_one(closed: Closed, hour: int) -> None:
    hours = Hours(week=HOURS.week, zone=HOURS.zone, closed=(closed,))
    by = hours.add(MONDAY + timedelta(hours=hour), timedelta(hours=4))

    assert () == hours.spans_on(closed.first)
    assert by.astimezone(HOURS.zone).date() not in closed


@pytest.mark.parametrize(
    "text", ["Christmas", "2026-12-24 to 2026-12-20", "2026-02-31", "2026-01-01 to 2026-12-31 x"]
)
def test_a_setting_that_names_no_days_is_refused(text: str) -> None:
    with pytest.raises(BadArgument, match="2026-12-24 Christmas"):
        parse(text)
