"""An honest wait: a range from the desk's own history, or nothing at all.

Nothing is said from fewer replies than FEWEST, and nothing better than what was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bot.desk.nouns.message import Line
from bot.desk.nouns.policy import Policy
from bot.desk.ports.tickets import Tickets
from bot.desk.words.wording import Wording

FEWEST = 8
"""First replies needed before a range is named.

If the next reply is like the past ones, it comes within the k-th shortest of n with the chance
k / (n + 1). "Nine of ten" therefore needs nine; the longest of eight holds with 8/9, which still
rounds to it. With fewer the desk would claim more than it knows.
"""

LAST = 40
"""So many of the last tickets are looked at."""

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


def so_far(records: Tickets, policy: Policy, now: datetime) -> Wait | None:
    """What the desk's last tickets that had a first reply tell.

    None where more than one in ten still waits, longer than it should: a team that answers a few at
    once and the rest never is not quick.
    """
    times = records.reply_times(LAST)
    had = [policy.hours.between(opened, answered) for opened, answered in times if answered]
    late = sum(
        policy.hours.between(opened, now) > policy.reply_within
        for opened, answered in times
        if not answered
    )
    return None if 10 * late > len(had) + late else honest_wait(had)


def words(wait: Wait, wording: Wording, language: str) -> Line:
    """It as a sentence: how long a first reply mostly takes, and on how many that rests."""
    usual, most = (wording.length(each, language) for each in (wait.usual, wait.most))
    kind = "wait_up_to" if usual == most else "wait_usual"
    said = wording.words(kind, language, usual=usual, most=most, count=wait.replies)
    return Line(spans=(said,))


def line(
    records: Tickets, policy: Policy, wording: Wording, language: str, now: datetime
) -> Line | None:
    """The same of the last tickets; None where they are too few."""
    wait = so_far(records, policy, now)
    return words(wait, wording, language) if wait else None


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
