"""Durations and moments that people type are understood or refused with a sentence."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.durations import LONGEST, format_duration, parse_duration, parse_moment
from bot.desk.time.hours import Hours
from bot.errors import BadArgument

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours.parse("Mon-Fri 09:00-17:00", BERLIN)
FRIDAY = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)  # 10:15 in Berlin


def moment(text: str, now: datetime = FRIDAY, zone: ZoneInfo = BERLIN) -> str:
    at = parse_moment(text, now=now, zone=zone, hours=HOURS)
    assert at.tzinfo is UTC
    return at.astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30s", timedelta(seconds=30)),
        ("10m", timedelta(minutes=10)),
        ("4h", timedelta(hours=4)),
        ("2d", timedelta(days=2)),
        ("1d 4h", timedelta(days=1, hours=4)),
        ("1d4h30m", timedelta(days=1, hours=4, minutes=30)),
        ("1 day and 4 hours", timedelta(days=1, hours=4)),
        ("2 Weeks", timedelta(days=14)),
        (" 90 MIN ", timedelta(minutes=90)),
        ("0", timedelta(0)),
        ("0s", timedelta(0)),
    ],
)
def test_durations_are_read(text: str, length: timedelta) -> None:
    assert length == parse_duration(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a length of time"),
        ("4", "not a length of time"),
        ("h", "not a length of time"),
        ("-4h", "not a length of time"),
        ("4 fortnights", "not a length of time"),
        ("4h later", "not a length of time"),
        ("٤h", "not a length of time"),
        ("1h 2h", "one unit twice"),
        ("999999999d", "too long"),
        ("9" * 50 + "h", "not a length of time"),
    ],
)
def test_what_is_no_duration_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadArgument) as refusal:
        parse_duration(text)

    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=30), "30 min"),
        (timedelta(hours=4), "4 h"),
        (timedelta(hours=2, minutes=30), "2 h 30 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=1, hours=4), "1 day 4 h"),
        (timedelta(days=1, hours=4, minutes=20), "1 day 4 h"),
        (timedelta(hours=3, minutes=59, seconds=40), "4 h"),
        (timedelta(hours=23, minutes=59, seconds=59), "1 day"),
        (-timedelta(hours=4), "4 h"),
    ],
)
def test_durations_are_said_plainly(length: timedelta, words: str) -> None:
    assert words == format_duration(length)


@given(st.integers(0, int(LONGEST.total_seconds()) - 86_400).map(lambda s: timedelta(seconds=s)))
def test_a_duration_said_is_read_back_to_within_its_smaller_unit(length: timedelta) -> None:
    again = parse_duration(format_duration(length))

    assert abs(again - length) <= max(length / 48, timedelta(0))


@given(st.text(max_size=80) | st.text("0123456789dhms tomrwon:-", max_size=20))
def test_any_text_is_a_moment_to_come_or_a_sentence(text: str) -> None:
    try:
        fits = parse_moment(text, now=FRIDAY, zone=BERLIN, hours=HOURS) > FRIDAY
    except BadArgument as refusal:
        fits = str(refusal).endswith(".")

    assert fits


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2h", "Fri 2026-11-20 12:15"),
        ("in 2h", "Fri 2026-11-20 12:15"),
        ("in 1 day 4 hours", "Sat 2026-11-21 14:15"),
        ("tomorrow 9", "Sat 2026-11-21 09:00"),
        ("Tomorrow at 9:30", "Sat 2026-11-21 09:30"),
        ("tomorrow 2pm", "Sat 2026-11-21 14:00"),
        ("Mon 14:00", "Mon 2026-11-23 14:00"),
        ("by Monday, 14.00", "Mon 2026-11-23 14:00"),
        ("Fri 14:00", "Fri 2026-11-20 14:00"),
        ("Fri 4:00", "Fri 2026-11-27 04:00"),
        ("14:30", "Fri 2026-11-20 14:30"),
        ("by 14:30", "Fri 2026-11-20 14:30"),
        ("today 14:30", "Fri 2026-11-20 14:30"),
        ("12am tomorrow", "refused"),
        ("tomorrow 12am", "Sat 2026-11-21 00:00"),
        ("2026-11-24 10:00", "Tue 2026-11-24 10:00"),
        ("2026-11-24T10:00", "Tue 2026-11-24 10:00"),
        ("24 Nov 10:00", "Tue 2026-11-24 10:00"),
        ("November 24, 2026 10:00", "Tue 2026-11-24 10:00"),
        ("3 January 10:00", "Sun 2027-01-03 10:00"),
        ("end of day", "Fri 2026-11-20 17:00"),
        ("EOD", "Fri 2026-11-20 17:00"),
        ("2028-02-29 10:00", "Tue 2028-02-29 10:00"),
    ],
)
def test_moments_are_read(text: str, at: str) -> None:
    if at == "refused":
        with pytest.raises(BadArgument):
            moment(text)
    else:
        assert at == moment(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "don't understand"),
        ("soon", "don't understand"),
        ("9", "don't understand"),
        ("at 9", "don't understand"),
        ("tomorrow", "At what time"),
        ("Monday", "At what time"),
        ("someday 9:00", "don't understand"),
        ("24 Foo 10:00", "don't understand"),
        ("9:00", "already past"),
        ("today 9:00", "already past"),
        ("2020-01-01 10:00", "already past"),
        ("0s", "already past"),
        ("14:75", "does not exist"),
        ("25:00", "does not exist"),
        ("14pm", "does not exist"),
        ("2026-02-30 10:00", "does not exist"),
        ("2027-02-29 10:00", "does not exist"),
    ],
)
def test_what_is_no_moment_to_come_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadArgument) as refusal:
        moment(text)

    assert says in str(refusal.value)


def test_the_writers_zone_counts_for_the_clock_and_the_desks_for_the_end_of_day() -> None:
    new_york = ZoneInfo("America/New_York")

    assert moment("14:30", zone=new_york) == "Fri 2026-11-20 14:30"
    assert moment("end of day", zone=new_york) == "Fri 2026-11-20 11:00"


@pytest.mark.parametrize("now", ["2026-11-20T17:00", "2026-11-21T10:00"], ids=["after", "weekend"])
def test_the_end_of_a_day_that_is_over_is_refused(now: str) -> None:
    late = datetime.fromisoformat(now).replace(tzinfo=BERLIN).astimezone(UTC)

    with pytest.raises(BadArgument, match="closed for the rest of today"):
        moment("end of day", now=late)


def test_a_clock_time_in_the_skipped_hour_is_the_moment_of_the_change() -> None:
    eve = datetime(2026, 3, 28, 12, tzinfo=UTC)

    assert moment("tomorrow 2:30", now=eve) == "Sun 2026-03-29 03:00"
