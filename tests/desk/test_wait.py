"""A wait is said from enough history, and then never better than it was."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.wait import FEWEST, Wait, honest_wait

lengths = st.timedeltas(timedelta(0), timedelta(days=30))


def minutes(*values: int) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@given(st.lists(lengths, max_size=FEWEST - 1))
def test_too_little_history_says_nothing(replies: list[timedelta]) -> None:
    assert honest_wait(replies) is None


@given(st.lists(lengths, min_size=FEWEST, max_size=60))
def test_what_is_said_held_for_as_many_as_it_claims(replies: list[timedelta]) -> None:
    wait = honest_wait(replies)

    assert wait is not None
    assert wait.usual <= wait.most
    assert 2 * sum(reply <= wait.usual for reply in replies) >= len(replies)
    assert 10 * sum(reply <= wait.most for reply in replies) >= 9 * len(replies)


@given(st.lists(lengths, min_size=FEWEST, max_size=20).flatmap(
    lambda replies: st.tuples(st.just(replies), st.permutations(replies))
))  # fmt: skip
def test_the_order_of_history_does_not_count(
    two: tuple[list[timedelta], list[timedelta]],
) -> None:
    one, other = two

    assert honest_wait(one) == honest_wait(other)


def test_a_range_is_in_lengths_that_people_say() -> None:
    wait = honest_wait(minutes(3, 7, 12, 17, 26, 28, 50, 110, 180, 200))

    assert wait == Wait(usual=timedelta(minutes=30), most=timedelta(minutes=240), replies=10)
    assert wait.words() == "30 min to 4 h"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (timedelta(0), "up to 5 min"),
        (timedelta(minutes=5), "up to 5 min"),
        (timedelta(minutes=61), "up to 1 h 30 min"),
        (timedelta(hours=13), "up to 1 day"),
        (timedelta(hours=25), "up to 2 days"),
    ],
)
def test_one_length_is_said_as_an_upper_end(reply: timedelta, words: str) -> None:
    wait = honest_wait([reply] * FEWEST)

    assert wait is not None
    assert wait.words() == words
