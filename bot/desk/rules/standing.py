"""When a rehearsal has shown enough: what the team's judgements say of the share of wrong answers that
the owner allows.

Pure; the interval is Wilson's, as for every share.
"""

from enum import StrEnum

from bot.desk.nouns.rehearsed import Tally
from bot.desk.rules.shares import FEWEST, Share, wilson

MOST = 2000
"""More answers than that nobody judges."""


class Standing(StrEnum):
    """What the judgements say."""

    FEW = "few"
    """Too few to say anything."""
    UNSURE = "unsure"
    """The true share may lie on either side of the wish."""
    GOOD = "good"
    """19 times in 20 the true share of right answers is what is wished for, or more."""
    BAD = "bad"
    """19 times in 20 it is less."""


def right(tally: Tally) -> Share:
    """The right ones of the answers that were judged."""
    return Share(tally.right, tally.judged)


def stands(tally: Tally, wish: float) -> Standing:
    """How it stands with the wish: the share of answers that may be wrong, 0 to 1."""
    if tally.judged < FEWEST:
        return Standing.FEW
    low, high = wilson(tally.right, tally.judged)
    if low >= 1 - wish:
        return Standing.GOOD
    return Standing.BAD if high < 1 - wish else Standing.UNSURE


def lacks(tally: Tally, wish: float) -> int:
    """How many right answers in a row would show that the wish is kept; `MOST` at most."""
    for more in range(MOST):
        grown = Tally(room=tally.room, right=tally.right + more, wrong=tally.wrong)
        if stands(grown, wish) is Standing.GOOD:
            return more
    return MOST
