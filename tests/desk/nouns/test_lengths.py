"""Lengths are put together exactly: nothing is rounded, and nothing estimated."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.lengths import Lengths

SPANS = st.lists(st.integers(0, 10**12).map(lambda micros: timedelta(microseconds=micros)))


@given(SPANS.filter(bool), st.integers(1, 100))
def test_so_many_are_within(spans: list[timedelta], percent: int) -> None:
    found = Lengths.of(spans).within(percent)

    assert found in spans
    assert sum(each <= found for each in spans) * 100 >= percent * len(spans)
    assert sum(each < found for each in spans) * 100 < percent * len(spans)


@given(st.lists(SPANS))
def test_of_several_it_is_as_if_they_had_been_one(several: list[list[timedelta]]) -> None:
    together = Lengths.together(Lengths.of(spans) for spans in several)

    assert Lengths.of(span for spans in several for span in spans) == together


def test_there_is_no_half_of_nothing() -> None:
    with pytest.raises(ValueError, match="no lengths"):
        Lengths().within(50)
