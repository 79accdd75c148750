"""Shares say of how many they are, and how sure one may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.rules.shares import FEWEST, Share, wilson

PARTS = st.integers(1, 10_000).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 20, 0.0, 0.161), (10, 20, 0.299, 0.701), (81, 263, 0.255, 0.366), (20, 20, 0.839, 1.0)],
)
def test_intervals_are_those_of_the_tables(part: int, whole: int, low: float, high: float) -> None:
    """81 of 263 stands in Newcombe, Statistics in Medicine 17 (1998), table I."""
    assert (low, high) == tuple(round(each, 3) for each in wilson(part, whole))


@given(PARTS)
def test_a_share_lies_within_its_interval(parts: tuple[int, int]) -> None:
    low, high = wilson(*parts)

    assert 0 <= low <= parts[0] / parts[1] + 1e-9
    assert parts[0] / parts[1] - 1e-9 <= high <= 1


@given(PARTS, st.integers(2, 50))
def test_more_of_the_same_is_surer(parts: tuple[int, int], times: int) -> None:
    low, high = wilson(*parts)
    nearer, farther = wilson(parts[0] * times, parts[1] * times)

    assert farther - nearer <= high - low + 1e-12


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 2)])
def test_no_share_of_nothing(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(part, whole)


def test_few_are_not_put_in_percent() -> None:
    assert "none" == Share(0, 0).words()
    assert "3 of 7, too few for a share" == Share(3, 7).words()
    assert "%" not in Share(1, FEWEST - 1).words()
    assert "10 of 20 (50 %, likely 30 to 70 %)" == Share(10, 20).words()
