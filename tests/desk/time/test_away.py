"""From when until when somebody is away, as people type it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.time.away import Spell, parse_away, who_and_when
from bot.desk.time.hours import Hours
from bot.errors import BadArgument

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
HOURS = Hours.parse("Mon-Fri 09:00-17:00", BERLIN)
NOW = "Fri 20 Nov 10:15"
WHOLE = {"today": "Mon 23 Nov 09:00", "heute": "Mon 23 Nov 09:00", "2d": "Sun 22 Nov 10:15"}
SPELLS = {
    "until Friday": (NOW, "Fri 27 Nov 09:00"),
    "2d": (NOW, "Sun 22 Nov 10:15"),
    "for 2 days": (NOW, "Sun 22 Nov 10:15"),
    "tomorrow": ("Sat 21 Nov 00:00", "Mon 23 Nov 09:00"),
    "on Monday": ("Mon 23 Nov 00:00", "Tue 24 Nov 09:00"),
    "Montag": ("Mon 23 Nov 00:00", "Tue 24 Nov 09:00"),
    "next week": ("Mon 23 Nov 00:00", "Mon 30 Nov 09:00"),
    "next month": ("Tue 01 Dec 00:00", "Fri 01 Jan 09:00"),
    "24 Dec": ("Thu 24 Dec 00:00", "Fri 25 Dec 09:00"),
    "24 Dec to 2 Jan": ("Thu 24 Dec 00:00", "Mon 04 Jan 09:00"),
    "24 to 26 Dec": ("Thu 24 Dec 00:00", "Mon 28 Dec 09:00"),
    "from 24 Dec until 4 Jan": ("Thu 24 Dec 00:00", "Mon 04 Jan 09:00"),
    "from Monday until Wednesday": ("Mon 23 Nov 00:00", "Wed 25 Nov 09:00"),
    "Mon - Wed": ("Mon 23 Nov 00:00", "Thu 26 Nov 09:00"),
    "Mon-Wed": ("Mon 23 Nov 00:00", "Thu 26 Nov 09:00"),
    "Mon 14:00 to 16:00": ("Mon 23 Nov 14:00", "Mon 23 Nov 16:00"),
    "Fri 14:00 to Mon 9:00": ("Fri 20 Nov 14:00", "Mon 23 Nov 09:00"),
    "tomorrow 14:00 until Monday": ("Sat 21 Nov 14:00", "Mon 23 Nov 09:00"),
    "vom 24. Dezember bis zum 4. Januar": ("Thu 24 Dec 00:00", "Mon 04 Jan 09:00"),
    "nächste Woche": ("Mon 23 Nov 00:00", "Mon 30 Nov 09:00"),
}


def read(text: str) -> Spell:
    return parse_away(text, now=FRIDAY, zone=BERLIN, hours=HOURS)


def shown(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%a %d %b %H:%M}"


@pytest.mark.parametrize("text", SPELLS)
def test_both_ends_are_read(text: str) -> None:
    spell = read(text)

    assert SPELLS[text] == (shown(spell.since), shown(spell.until))


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_day_is_over_before_anybody_is_back(text: str) -> None:
    assert WHOLE[text] == shown(read(text).until)


@pytest.mark.parametrize("text", ["Mon 14:00", "tomorrow 10:00", "Montag 14 Uhr"])
def test_one_moment_is_asked_back(text: str) -> None:
    with pytest.raises(BadArgument) as refused:
        read(text)

    assert refused.value.said
    assert "away_ahead" == refused.value.said.name


@pytest.mark.parametrize(
    "text", ["", "soon", "to Friday", "Fri to", "yesterday", "1 Jan to 1 Dec 2030", "to"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadArgument):
        read(text)


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_no_spell_ends_before_it_begins(text: str) -> None:
    try:
        spell = read(text)
    except BadArgument:
        return

    assert FRIDAY <= spell.since < spell.until


WHO = {
    "until Friday": ("", "until Friday"),
    "sam until Friday": ("sam", "until Friday"),
    "Sam Miller 24 Dec to 2 Jan": ("Sam Miller", "24 Dec to 2 Jan"),
    "@may Monday": ("@may", "Monday"),
    "sam Mon-Fri 9-17": ("sam", "Mon-Fri 9-17"),
    "Mon-Fri 9-17": ("", "Mon-Fri 9-17"),
    "kim none": ("kim", "none"),
    "<@U123> morgen": ("<@U123>", "morgen"),
    "monica": ("monica", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("text", WHO)
def test_who_is_named_stands_before_the_time(text: str) -> None:
    assert WHO[text] == who_and_when(text)
