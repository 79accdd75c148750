"""What the soak calls a drift, on times that are made up: real ones are as the machine is."""

from random import Random

import pytest

from tests.chaos.g14_soak import FEWEST, drifts
from tests.chaos.suite import chance

RUNS = 400


def windows(dice: Random, count: int, slower: float = 1.0) -> list[float]:
    """The slowest replies of so many windows, in seconds: most alike, some far out."""
    return [slower * dice.lognormvariate(-3.5, 0.35) for _ in range(count)]


@pytest.mark.parametrize("count", [FEWEST, 9, 18, 60])
def test_chance_is_hardly_ever_called_a_drift(count: int) -> None:
    dice = chance(f"soak {count}")
    called = sum(drifts(windows(dice, count), windows(dice, count)) for _ in range(RUNS))
    assert called <= RUNS / 100


@pytest.mark.parametrize(("count", "slower"), [(18, 2.0), (60, 1.4)])
def test_a_drift_is_found(count: int, slower: float) -> None:
    dice = chance(f"soak {count}")
    found = sum(drifts(windows(dice, count), windows(dice, count, slower)) for _ in range(RUNS))
    assert found >= 0.95 * RUNS


def test_a_drift_that_matters_to_nobody_is_none() -> None:
    dice = chance("soak")
    assert not drifts(windows(dice, 2_000), windows(dice, 2_000, 1.1))


def test_too_few_quiet_windows_judge_nothing() -> None:
    assert not drifts([0.01] * (FEWEST - 1), [1.0] * 60)
