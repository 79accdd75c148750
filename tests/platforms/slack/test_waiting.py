"""How long events have waited shows in their own stamps, whatever the clocks say."""

import pytest

from bot.platforms.slack.hearing.listening import TOO_LONG
from bot.platforms.slack.hearing.waiting import FLOOD, Waiting

_SLACKS = 1_793_000_000.0


class Hand:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def came(waiting: Waiting, hand: Hand, at: float, *, age: float, again: int = 0) -> bool:
    """An event arrives `at`, having waited so long. The clocks are years apart."""
    hand.now = at
    event = {"event_ts": f"{_SLACKS + at - age:.6f}"}
    return waiting.seconds(event, again=again) > TOO_LONG


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def waiting(hand: Hand) -> Waiting:
    return Waiting(hand)


def test_in_a_flood_what_waited_long_is_too_late(waiting: Waiting, hand: Hand) -> None:
    quick = [came(waiting, hand, 50 + n / 400, age=0.1) for n in range(2 * FLOOD)]
    slow = came(waiting, hand, 51, age=1.5)

    assert not any(quick)
    assert slow


def test_without_a_flood_slack_itself_was_slow(waiting: Waiting, hand: Hand) -> None:
    assert not came(waiting, hand, 50, age=0.1)
    assert not came(waiting, hand, 53, age=30)


def test_what_comes_again_is_as_late_as_the_others(waiting: Waiting, hand: Hand) -> None:
    for n in range(2 * FLOOD):
        came(waiting, hand, 50 + n / 400, age=0.1)
    before = came(waiting, hand, 50.6, age=3, again=1)
    came(waiting, hand, 50.7, age=2)
    after = came(waiting, hand, 50.8, age=3, again=1)

    assert not before
    assert after


def test_clocks_may_drift(waiting: Waiting, hand: Hand) -> None:
    for n in range(1000):
        came(waiting, hand, 50 + n, age=0.1 + n / 100)
    late = [came(waiting, hand, 1050 + n / 400, age=10.2) for n in range(2 * FLOOD)]

    assert not all(late)


def test_later_tries_are_compared_with_one_another(waiting: Waiting, hand: Hand) -> None:
    quick = [came(waiting, hand, 120 + n / 400, age=63.1, again=2) for n in range(2 * FLOOD)]
    slow = came(waiting, hand, 121, age=64.5, again=2)

    assert not any(quick)
    assert slow
