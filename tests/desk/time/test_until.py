"""Until when a ticket rests: said as a length, a moment or a day, in front of a reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.hours import Hours
from bot.desk.time.until import first_until, parse_by, parse_until, perhaps_until
from bot.errors import BadArgument
from tests.desk.harness import ANA, SAM, Desk

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
HOURS = Hours.parse("Mon-Fri 09:00-17:00", BERLIN)
TIMES = {
    "2d": "Sun 22 Nov 10:15",
    "2 days": "Sun 22 Nov 10:15",
    "for 1 day 4 hours": "Sat 21 Nov 14:15",
    "in 3h": "Fri 20 Nov 13:15",
    "until Friday": "Fri 27 Nov 09:00",
    "Monday": "Mon 23 Nov 09:00",
    "until Saturday": "Mon 23 Nov 09:00",
    "until tomorrow": "Mon 23 Nov 09:00",
    "till Mon 14:00": "Mon 23 Nov 14:00",
    "until tomorrow 10:00": "Sat 21 Nov 10:00",
    "until tomorrow at 9am": "Sat 21 Nov 09:00",
    "until 3 Dec": "Thu 03 Dec 09:00",
    "Dec 3": "Thu 03 Dec 09:00",
    "3 December 14:00": "Thu 03 Dec 14:00",
    "2026-12-03": "Thu 03 Dec 09:00",
    "2026-12-03 10:00": "Thu 03 Dec 10:00",
    "Thu 3 Dec, 10:00": "Thu 03 Dec 10:00",
    "until 3.12.2026": "Thu 03 Dec 09:00",
    "3. 12. 2026": "Thu 03 Dec 09:00",
    "until 4.1.": "Mon 04 Jan 09:00",
    "3.12. 10:00": "Thu 03 Dec 10:00",
    "until next week": "Mon 23 Nov 09:00",
    "next month": "Tue 01 Dec 09:00",
    "until next month 14:00": "Tue 01 Dec 14:00",
    "until this Monday": "Mon 23 Nov 09:00",
    "coming Tuesday 10:00": "Tue 24 Nov 10:00",
    "until next Friday": "Fri 27 Nov 09:00",
    "14:30": "Fri 20 Nov 14:30",
    "end of day": "Fri 20 Nov 17:00",
}
REASONS = (
    "waiting for the carrier",
    "the part is ordered",
    "we move house",
    "kim is ill",
    "ok",
    "(see above)",
)


def read(text: str) -> str:
    at = parse_until(text, now=FRIDAY, zone=BERLIN, hours=HOURS)
    return f"{at.astimezone(BERLIN):%a %d %b %H:%M}"


@pytest.mark.parametrize(("text", "at"), TIMES.items())
def test_a_time_is_read(text: str, at: str) -> None:
    assert at == read(text)


@given(
    st.sampled_from(sorted(TIMES)),
    st.sampled_from((" ", ", ", ": ", " - ", " | ")),
    st.sampled_from(REASONS),
)
def test_a_reason_may_follow_it_in_any_way(time: str, between: str, reason: str) -> None:
    assert (time, reason) == first_until(f"{time}{between}{reason}")


@pytest.mark.parametrize(
    "text",
    [
        "until later",
        "until",
        "soon",
        "until the part is here",
        "for a while",
        "next",
        "10",
        "until 10",
    ],
)
def test_what_is_none_is_refused_with_an_example(text: str) -> None:
    time, _ = first_until(f"{text} the part is ordered")

    with pytest.raises(BadArgument, match=r"until Friday"):
        read(time)


@pytest.mark.parametrize(
    "text",
    [
        "until 30 Feb",
        "until yesterday",
        "1.5.2020",
        "31.2.2027",
        "14:75",
        "2026-02-30",
        "today 9:00",
        "2020-01-01",
        "Mon 3 Dec",
    ],
)
def test_a_time_that_is_past_or_does_not_exist_is_refused_whole(text: str) -> None:
    time, reason = first_until(f"{text} the part is ordered")

    with pytest.raises(BadArgument):
        read(time)
    assert "the part is ordered" == reason


@given(st.text(max_size=60))
def test_any_words_are_a_time_and_a_rest_or_refused(text: str) -> None:
    try:
        time, rest = first_until(text)
    except BadArgument:
        return
    assert "".join((time + rest).split()) in "".join(text.split()) or rest in " ".join(text.split())


def test_a_clock_is_that_of_whoever_types() -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")
    shown = desk.command(
        replace(SAM, timezone="America/New_York"), "hold 1 tomorrow 10:00 the part is ordered"
    )

    assert datetime(2026, 11, 17, 15, tzinfo=UTC) == desk.ticket().hold_until
    assert any("until Tue 17 Nov, 10:00." in each for each in shown)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc", "UTC\x00"])
def test_a_zone_that_there_is_not_is_the_desks(zone: str) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")
    desk.command(replace(SAM, timezone=zone), "hold 1 tomorrow 10:00 the part is ordered")

    assert desk.now + timedelta(days=1) == desk.ticket().hold_until


@pytest.mark.parametrize(
    "line", ["hold 1 until next Wednesday: strings", "promise 1 next Wed 10:00"]
)
def test_a_day_that_people_mean_two_of_is_asked_back_with_both(line: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you tune harps?")

    [told] = desk.command(SAM, line)

    assert '"until 18 Nov" or "until 25 Nov"' in told
    desk.command(SAM, "hold 1 until 25 Nov: strings")
    assert desk.ticket().hold_until == datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("until Friday insults", ("until Friday", "insults")),
        ("until Friday: insults", ("until Friday", "insults")),
        ("for 2 days insults", ("for 2 days", "insults")),
        ("for insults", ("", "for insults")),
        ("until further notice", ("", "until further notice")),
        ("Friday night spam", ("", "Friday night spam")),
        ("2 days of spam", ("", "2 days of spam")),
        ("", ("", "")),
    ],
)
def test_a_time_that_may_be_left_out_is_one_only_behind_its_word(
    text: str, parted: tuple[str, str]
) -> None:
    assert parted == perhaps_until(text)


BY = {
    "Monday": "Mon 23 Nov 17:00",
    "by Monday": "Mon 23 Nov 17:00",
    "next week": "Mon 23 Nov 17:00",
    "3 Dec": "Thu 03 Dec 17:00",
    "Dec 3": "Thu 03 Dec 17:00",
    "until 3.12.": "Thu 03 Dec 17:00",
    "2026-12-03": "Thu 03 Dec 17:00",
    "20 Nov": "Fri 20 Nov 17:00",
    "Sat 3:00": "Sat 21 Nov 03:00",
    "2h": "Fri 20 Nov 12:15",
}


@pytest.mark.parametrize("text", BY)
def test_by_a_day_is_by_the_end_of_its_hours(text: str) -> None:
    at = parse_by(text, now=FRIDAY, zone=BERLIN, hours=HOURS)

    assert f"{at.astimezone(BERLIN):%a %d %b %H:%M}" == BY[text]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tomorrow", "closed_that_day"),
        ("Sunday", "closed_that_day"),
        ("soon", "no_time"),
        ("31 Feb", "no_such_day"),
        ("2026-11-19", "past_already"),
    ],
)
def test_what_is_no_day_with_hours_is_asked_back(text: str, why: str) -> None:
    with pytest.raises(BadArgument) as refused:
        parse_by(text, now=FRIDAY, zone=BERLIN, hours=HOURS)

    assert refused.value.said
    assert refused.value.said.name == why


GERMAN = {
    "bis Freitag 14:00": "until Friday 14:00",
    "morgen 10 Uhr": "tomorrow 10:00",
    "morgen um 10:30 Uhr": "tomorrow at 10:30",
    "am Montag um 9 Uhr": "on Monday at 9:00",
    "Di 14 Uhr": "Tue 14:00",
    "Do 9.30 Uhr": "Thu 9:30",
    "bis zum 3. Dezember": "until 3 Dec",
    "3. März 9:00": "3 March 9:00",
    "in 2 Stunden": "in 2 hours",
    "2 Tage und 4 Std": "2 days and 4 hours",
    "nächste Woche": "next week",
    "bis nächsten Monat": "until next month",
    "BIS MORGEN": "until tomorrow",
    "Ende des Tages": "end of day",
}


@pytest.mark.parametrize("text", GERMAN)
def test_german_times_are_read_as_their_english_ones(text: str) -> None:
    for read in (parse_until, parse_by):
        both = []
        for each in (text, GERMAN[text]):
            try:
                both.append(str(read(each, now=FRIDAY, zone=BERLIN, hours=HOURS)))
            except BadArgument as why:
                both.append(why.said.name if why.said else "no_time")
        assert both[0] == both[1] != "no_time"
    assert (text, "das Teil fehlt") == first_until(f"{text} das Teil fehlt")
