"""When a rehearsal has shown enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.rehearsed import Tally
from bot.desk.rules.shares import wilson
from bot.desk.rules.standing import MOST, Standing, lacks, stands


@pytest.mark.parametrize(
    ("right", "wrong", "wish", "expected"),
    [
        (0, 0, 0.05, Standing.FEW),
        (19, 0, 0.5, Standing.FEW),
        (20, 0, 0.05, Standing.UNSURE),
        (72, 0, 0.05, Standing.UNSURE),
        (73, 0, 0.05, Standing.GOOD),
        (100, 1, 0.05, Standing.UNSURE),
        (120, 1, 0.05, Standing.GOOD),
        (10, 20, 0.05, Standing.BAD),
        (20, 0, 0.2, Standing.GOOD),
    ],
)
def test_it_is_good_where_even_the_low_end_keeps_the_wish(
    right: int, wrong: int, wish: float, expected: Standing
) -> None:
    assert expected is stands(Tally(room="direct", right=right, wrong=wrong), wish)


@given(st.integers(0, 60), st.integers(0, 5), st.sampled_from((0.02, 0.05, 0.1, 0.3)))
def test_what_it_lacks_is_just_enough(right: int, wrong: int, wish: float) -> None:
    more = lacks(Tally(room="direct", right=right, wrong=wrong), wish)
    grown = Tally(room="direct", right=right + more, wrong=wrong)

    assert more < MOST
    assert Standing.GOOD is stands(grown, wish)
    assert wilson(grown.right, grown.judged)[0] >= 1 - wish
    if more:
        one_less = Tally(room="direct", right=right + more - 1, wrong=wrong)
        assert Standing.GOOD is not stands(one_less, wish)
