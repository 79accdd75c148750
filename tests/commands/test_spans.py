"""How far back a report goes is read as people say it, and what is not understood is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.spans import Asked, read
from bot.desk.words.report import LONGEST
from bot.errors import BadArgument


@pytest.mark.parametrize(
    ("words", "days", "export"),
    [
        ("30", 30, False),
        ("month", 30, False),
        ("Month", 30, False),
        ("last month", 30, False),
        ("the last 2 weeks", 14, False),
        ("30 days", 30, False),
        ("30d", 30, False),
        ("2w", 14, False),
        ("week", 7, False),
        ("today", 1, False),
        ("quarter", 91, False),
        ("this year", 365, False),
        ("for the last 90 days", 90, False),
        ("Monat", 30, False),
        ("letzten 3 Monate", 90, False),
        ("Jahr", 365, False),
        ("export", 7, True),
        ("export 30", 30, True),
        ("30 export", 30, True),
        ("export month", 30, True),
        ("month as csv", 30, True),
        ("export für das letzte Quartal", 91, True),
    ],
)
def test_it_is_read_as_it_is_meant(words: str, days: int, *, export: bool) -> None:
    assert Asked(days=days, export=export) == read(words, "report 30")


@pytest.mark.parametrize(
    ("words", "days"),
    [("me", 7), ("mine month", 30), ("30 me", 30), ("me for the last 2 weeks", 14), ("meine", 7)],
)
def test_ones_own_is_asked_for_by_a_word(words: str, days: int) -> None:
    assert Asked(days=days, own=True) == read(words, "report 30")


@pytest.mark.parametrize(
    "words",
    [
        "sam",
        "me export",
        "@sam 30",
        "0",
        "367",
        "400",
        "2 years",
        "soon",
        "3 4",
        "-1",
        "٣x",
        "30 ducks",
        "week month",
    ],
)
def test_what_is_no_span_is_answered_with_what_is_one(words: str) -> None:
    with pytest.raises(BadArgument, match="a month, a quarter or a year, for instance: report 30"):
        read(words, "report 30")


@given(st.text() | st.text("0123456789dwexport .,-"))
def test_whatever_is_written_is_a_span_or_refused(words: str) -> None:
    try:
        found = read(words, "report 30")
    except BadArgument:
        return

    assert 1 <= found.days <= LONGEST
