"""A moment that comes once a week, whatever the clocks do in between."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.weekly import Weekly
from bot.errors import BadArgument

ZONES = st.sampled_from(
    (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    )
).map(ZoneInfo)
TIMES = st.builds(
    Weekly, st.integers(0, 6), st.times().map(lambda at: at.replace(second=0, microsecond=0))
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TIMES, MOMENTS, ZONES)
def test_now_lies_between_the_last_and_the_next(
    when: Weekly, now: datetime, zone: ZoneInfo
) -> None:
    last, after = when.last(now, zone), when.next(now, zone)

    assert last <= now < after
    assert timedelta(days=6, hours=22) <= after - last <= timedelta(days=8)
    assert last == when.last(last, zone)


def test_it_is_said_in_the_desk_s_own_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    when = Weekly.parse("friday 9:05")

    assert datetime(2026, 11, 20, 8, 5, tzinfo=UTC) == when.last(
        datetime(2026, 11, 22, 12, 0, tzinfo=UTC), berlin
    )
    assert datetime(2026, 7, 3, 7, 5, tzinfo=UTC) == when.next(
        datetime(2026, 7, 1, 12, 0, tzinfo=UTC), berlin
    )


@pytest.mark.parametrize(
    "text", ["", "Mon", "9:00", "Mon 25:00", "Someday 09:00", "Mon 09:00:30", "Mon 9"]
)
def test_what_is_no_day_and_time_is_refused(text: str) -> None:
    with pytest.raises(BadArgument):
        Weekly.parse(text)
