"""An honest wait: a range from the desk's own history, or nothing at all.

Nothing is said from fewer replies than FEWEST, and nothing better than what was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from bot.desk.durations import format_duration

FEWEST = 8
"""First replies needed before a range is named.

If the next reply is like the past ones, it comes within the k-th shortest of n with the chance
k / (n + 1). "Nine of ten" therefore needs nine; the longest of eight holds with 8/9, which still
rounds to it. With fewer the desk would claim more than it knows.
"""

_STEPS = tuple(
    timedelta(minutes=minutes)
    for minutes in (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720, 1440)
)
"""Lengths that people say; above the last, whole days."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How long first replies mostly took, in working time."""

    usual: timedelta
    """Half of the replies came within this."""
    most: timedelta
    """Nine of ten came within this."""
    replies: int
    """How many it rests on."""

    def words(self) -> str:
        """Say the range: "30 min to 4 h", or "up to 4 h" where both ends are one."""
        if self.usual == self.most:
            return f"up to {format_duration(self.most)}"
        return f"{format_duration(self.usual)} to {format_duration(self.most)}"


def honest_wait(replies: Sequence[timedelta]) -> Wait | None:
    """Return the range from the median to the 90th percentile, rounded up to what people say.

    `replies` are first replies in working time, in any order; the caller chooses the period.
    Returns None when there are fewer than FEWEST.
    """
    if len(replies) < FEWEST:
        return None
    ordered = sorted(replies)
    return Wait(
        usual=_rounded(_within(ordered, 50)),
        most=_rounded(_within(ordered, 90)),
        replies=len(ordered),
    )


def _within(ordered: Sequence[timedelta], percent: int) -> timedelta:
    """Return the past reply within which the next one comes with about that chance."""
    rank = ceil(percent * (len(ordered) + 1) / 100)
    return ordered[min(rank, len(ordered)) - 1]


def _rounded(length: timedelta) -> timedelta:
    """Round up, so that what is said was kept at least as often."""
    for step in _STEPS:
        if length <= step:
            return step
    return timedelta(days=ceil(length / timedelta(days=1)))
