"""Opening hours hold through clock changes, holidays, nights and leap days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.hours import Hours, NeverOpens, instant
from bot.errors import BadArgument

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = Hours.parse("Mon-Fri 09:00-12:00 13:00-17:00", BERLIN)
ALWAYS = Hours.parse("always", ZoneInfo("UTC"))
NIGHTS = Hours.parse("Mon-Fri 22:00-02:00", BERLIN)

# Both directions, both halves of the globe, half-hour shifts, odd offsets, none at all.
ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York",
    "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo", "America/Santiago",
    "America/Havana", "Africa/Casablanca", "Africa/Cairo", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Beirut", "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Adelaide",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Asia/Gaza",
)  # fmt: skip
WEEKS = (
    "always",
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-12:00",
    "Mon-Sun 22:00-06:00",
    "Sun 01:00-02:30 02:30-03:30; Wed 12:00-12:01",
    "Fri-Mon 00:00-24:00",
)

hours = st.builds(
    lambda week, zone, off: Hours.parse(week, ZoneInfo(zone), off),
    st.sampled_from(WEEKS),
    st.sampled_from(ZONES),
    st.frozensets(st.dates(date(2023, 12, 20), date(2026, 12, 31)), max_size=8),
)
moments = st.datetimes(
    datetime(2023, 12, 1), datetime(2026, 12, 31), timezones=st.just(UTC)  # noqa: DTZ001
) | st.sampled_from([  # around clock changes and the leap day
    datetime(2024, 2, 28, 22, tzinfo=UTC), datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2024, 3, 31, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    datetime(2024, 3, 10, 6, 45, tzinfo=UTC), datetime(2024, 11, 3, 5, 30, tzinfo=UTC),
    datetime(2024, 4, 6, 15, 15, tzinfo=UTC), datetime(2024, 10, 5, 15, 15, tzinfo=UTC),
])  # fmt: skip
lengths = st.integers(0, 60 * 24 * 30).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@given(hours, moments, lengths)
def test_working_time_added_is_the_working_time_found_between(
    desk: Hours, start: datetime, working: timedelta
) -> None:
    end = desk.add(start, working)

    assert working == desk.between(start, end)


@given(hours, moments, lengths, lengths)
def test_adding_in_two_steps_is_adding_at_once(
    desk: Hours, start: datetime, one: timedelta, two: timedelta
) -> None:
    assert desk.between(start, desk.add(desk.add(start, one), two)) == one + two


@given(hours, moments, lengths, lengths)
def test_more_work_never_ends_earlier(
    desk: Hours, start: datetime, less: timedelta, more: timedelta
) -> None:
    assert desk.add(start, less) <= desk.add(start, less + more)


@given(hours, moments)
def test_the_next_opening_is_open_and_nothing_is_open_before_it(
    desk: Hours, start: datetime
) -> None:
    opens = desk.next_opening(start)

    assert desk.is_open(opens)
    assert opens >= start
    assert desk.between(start, opens) == timedelta(0)


@given(hours, moments, moments, moments)
def test_working_time_adds_up_over_any_cut(
    desk: Hours, one: datetime, two: datetime, three: datetime
) -> None:
    first, middle, last = sorted((one, two, three))

    assert desk.between(first, last) == desk.between(first, middle) + desk.between(middle, last)
    assert desk.between(first, last) <= last - first


@given(hours)
def test_hours_said_are_read_back(desk: Hours) -> None:
    again = Hours.parse(desk.week_words(), desk.zone)

    assert desk == again


@given(st.text(max_size=60) | st.text("MonTueSatdy-0123456789:; ", max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        desk = Hours.parse(text, BERLIN)
    except BadArgument as refusal:
        said = str(refusal)
    else:
        said = f"{desk.next_opening(at('2026-01-01T00:00'))}."

    assert said.endswith(".")


@pytest.mark.parametrize(
    ("start", "working", "end"),
    [
        ("2026-11-20T16:30", timedelta(hours=1), "2026-11-23T09:30"),
        ("2026-11-20T11:30", timedelta(hours=1), "2026-11-20T13:30"),
        ("2026-11-20T16:00", timedelta(hours=1), "2026-11-20T17:00"),
        ("2026-11-21T10:00", timedelta(0), "2026-11-23T09:00"),
        ("2026-11-20T10:00", timedelta(0), "2026-11-20T10:00"),
        ("2024-02-29T16:00", timedelta(hours=2), "2024-03-01T10:00"),
    ],
    ids=["over a weekend", "over lunch", "to closing", "nothing, closed", "nothing, open", "leap"],
)
def test_working_time_is_added(start: str, working: timedelta, end: str) -> None:
    assert at(end) == WEEKDAYS.add(at(start), working)


def test_holidays_are_skipped() -> None:
    desk = Hours.parse("Mon-Fri 09:00-17:00", BERLIN, {date(2026, 12, 25), date(2026, 12, 28)})

    assert at("2026-12-29T09:30") == desk.add(at("2026-12-24T16:30"), timedelta(hours=1))


def test_a_night_before_a_holiday_runs_to_its_end_and_the_holidays_own_night_is_off() -> None:
    desk = Hours.parse("Mon-Fri 22:00-02:00", BERLIN, {date(2026, 11, 24)})

    assert desk.is_open(at("2026-11-24T01:59"))
    assert not desk.is_open(at("2026-11-24T02:00"))
    assert not desk.is_open(at("2026-11-24T23:00"))
    assert not desk.is_open(at("2026-11-25T01:00"))
    assert desk.is_open(at("2026-11-25T22:00"))


def test_fridays_night_reaches_into_saturday() -> None:
    assert NIGHTS.is_open(at("2026-11-21T01:00"))
    assert not NIGHTS.is_open(at("2026-11-22T01:00"))
    assert at("2026-11-23T23:00") == NIGHTS.add(at("2026-11-21T01:00"), timedelta(hours=2))


@pytest.mark.parametrize(
    ("night", "worked"),
    [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-20", 8)],
    ids=["clocks go forward", "clocks go back", "neither"],
)
def test_a_night_with_a_clock_change_counts_its_real_hours(night: str, worked: int) -> None:
    desk = Hours.parse("Sat 22:00-06:00", BERLIN)
    start = at(f"{night}T12:00")

    assert timedelta(hours=worked) == desk.between(start, start + timedelta(days=1))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_hour_of_a_year_is_worked_once_by_a_desk_that_never_closes(
    zone: str, year: int
) -> None:
    desk = Hours.parse("always", ZoneInfo(zone))
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)

    assert end - start == desk.between(start, end)


def test_a_time_that_the_clock_skips_is_the_moment_of_the_change() -> None:
    skipped = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001

    assert datetime(2026, 3, 29, 1, tzinfo=UTC) == instant(skipped, BERLIN)


def test_a_time_that_comes_twice_is_the_first() -> None:
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001

    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == instant(twice, BERLIN)


def test_a_day_that_a_country_left_out_has_no_opening() -> None:
    """Samoa went from Thursday 29 to Saturday 31 December 2011."""
    apia = ZoneInfo("Pacific/Apia")
    desk = Hours.parse("Mon-Fri 09:00-17:00", apia)

    assert at("2012-01-02T09:00", apia) == desk.next_opening(at("2011-12-29T17:00", apia))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mon-Fri 09:00-12:00 13:00-17:00",
            "Mon-Fri 09:00-12:00 and 13:00-17:00 (Europe/Berlin)",
        ),
        ("monday - friday 9-17; Sat 10.00-12", "Mon-Fri 09:00-17:00; Sat 10:00-12:00 (Europe/Berlin)"),
        ("Mon, Wed and Fri 09:00–17:00", "Mon,Wed,Fri 09:00-17:00 (Europe/Berlin)"),
        ("Fri-Mon 22:00-02:00", "Mon,Fri-Sun 22:00-02:00 (Europe/Berlin)"),
        ("Sat 00:00-24:00", "Sat 00:00-24:00 (Europe/Berlin)"),
        ("ALWAYS", "around the clock"),
        ("Mon-Sun 0-24", "around the clock"),
    ],
)  # fmt: skip
def test_hours_are_said_plainly(text: str, words: str) -> None:
    assert words == Hours.parse(text, BERLIN).words()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "never open"),
        (" ; ", "never open"),
        ("nine to five", "can't read the hours"),
        ("Mon-Fri", "can't read the hours"),
        ("Mon-Fry 09:00-17:00", '"Fry" is not a day'),
        ("09:00-17:00", "can't read the hours"),
        ("Mon 09:00", "can't read the times"),
        ("Mon 09:00-17:00 or so", "can't read the times"),
        ("Mon 09:00-25:00", '"25:00" is not a time'),
        ("Mon 09:60-17:00", '"09:60" is not a time'),
        ("Mon 09:00-09:00", "has no length"),
        ("Mon 24:00-02:00", "has no length"),
        ("Mon 09:00-12:00 11:00-17:00", "Mon 09:00-12:00 and Mon 11:00-17:00 overlap"),
        ("Sun 22:00-02:00; Mon 01:00-03:00", "Sun 22:00-02:00 and Mon 01:00-03:00 overlap"),
        ("Mon-Fri 09:00-17:00; Fri 09:00-15:00", "overlap"),
    ],
)
def test_hours_that_cannot_be_read_are_refused(text: str, says: str) -> None:
    with pytest.raises(BadArgument) as refusal:
        Hours.parse(text, BERLIN)

    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mo-Fr 9 bis 17 Uhr", "Mon-Fri 09:00-17:00"),
        ("montag bis freitag von 9 bis 17", "Mon-Fri 09:00-17:00"),
        (
            "montags bis freitags 8 Uhr bis 16.30 Uhr, samstags 9 - 12 Uhr",
            "Mon-Fri 08:00-16:30; Sat 09:00-12:00",
        ),
        ("mo-do 8-17, fr 8-14", "Mon-Thu 08:00-17:00; Fri 08:00-14:00"),
        ("Mo–Fr: 9–17 Uhr", "Mon-Fri 09:00-17:00"),
        ("Mo und Mi 9-12", "Mon,Wed 09:00-12:00"),
        ("Mo, Mi 9 bis 12 und 14 bis 18 Uhr", "Mon,Wed 09:00-12:00 and 14:00-18:00"),
        ("täglich 8-20", "Mon-Sun 08:00-20:00"),
        ("werktags 9-17, Wochenende geschlossen", "Mon-Fri 09:00-17:00"),
        ("Rund um die Uhr", "always"),
        ("Mon-Fri 9am-5pm, Sat 10am to 12:30pm", "Mon-Fri 09:00-17:00; Sat 10:00-12:30"),
        (
            "Mon 9 to 5pm; Tue 1-5pm; Wed 10-12pm",
            "Mon 09:00-17:00; Tue 13:00-17:00; Wed 10:00-12:00",
        ),
        ("every day 8:00 - 20:00", "Mon-Sun 08:00-20:00"),
        (
            "Monday to Friday from 9:00 until 17:00 and Sat 10-12",
            "Mon-Fri 09:00-17:00; Sat 10:00-12:00",
        ),
        ("Mon-Fri 09:00-17:00 Sat 10:00-12:00", "Mon-Fri 09:00-17:00; Sat 10:00-12:00"),
        ("Mon 22:00-02:00, closed Sun", "refused"),
        ("Ms 9-17", "refused"),
        ("Ss 10:00-12:00", "refused"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, words: str) -> None:
    try:
        read = Hours.parse(text, BERLIN).week_words()
    except BadArgument:
        read = "refused"

    assert words == read
    if read != "refused":
        assert Hours.parse(read, BERLIN).week_words() == read


def test_a_desk_whose_every_day_is_a_holiday_says_so_instead_of_searching_for_ever() -> None:
    desk = Hours.parse("Mon-Fri 09:00-17:00", BERLIN, lambda _: True)

    with pytest.raises(NeverOpens):
        desk.add(at("2026-11-20T10:00"), timedelta(hours=1))


def test_a_time_without_zone_is_refused_everywhere() -> None:
    naive = datetime(2026, 11, 20, 10)  # noqa: DTZ001
    aware = at("2026-11-20T10:00")
    for ask in (
        lambda: WEEKDAYS.is_open(naive),
        lambda: WEEKDAYS.next_opening(naive),
        lambda: WEEKDAYS.add(naive, timedelta(0)),
        lambda: WEEKDAYS.between(naive, aware),
        lambda: WEEKDAYS.between(aware, naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            ask()


def test_negative_working_time_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        WEEKDAYS.add(at("2026-11-20T10:00"), timedelta(minutes=-1))


def test_the_closing_of_a_day_is_the_end_of_its_last_span() -> None:
    assert at("2026-11-20T17:00") == WEEKDAYS.closing_on(date(2026, 11, 20))
    assert at("2026-11-21T02:00") == NIGHTS.closing_on(date(2026, 11, 20))
    assert WEEKDAYS.closing_on(date(2026, 11, 21)) is None


def test_a_desk_that_never_closes_is_always_open() -> None:
    assert ALWAYS.always
