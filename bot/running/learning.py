"""Fits the matcher anew behind everybody's back: after changes, and as customers confirm answers.

Runs in a thread of its own; answers go on meanwhile, and the result is swapped in whole.
Nobody waits for that thread at the end: what it was at is begun anew at the next start.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.delivery.background import in_background
from bot.delivery.clock import Clock
from bot.desk.nouns.question import Question
from bot.desk.ports.journal import Store

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
REACTIONS = 2_000
"""The newest that are taken in at once: each costs two milliseconds, at every start."""
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class Learner(Protocol):
    """What learns."""

    def learn(self, questions: Sequence[Question]) -> None:
        """Take reactions in and fit anew, if there is anything new."""
        ...


async def keep_learning(
    store: Store, desk: Learner, clock: Clock, *, first: timedelta = timedelta()
) -> None:
    """Learn after `first` and every ten minutes, until cancelled."""
    since = BEGINNING
    await clock.sleep(first.total_seconds())
    while True:
        judged = await _judged(store, since)
        await in_background(lambda: desk.learn(judged))  # noqa: B023 -- it is over before the next round
        since = max((q.feedback_at for q in judged if q.feedback_at), default=since)
        log.info("matcher fitted, %d reactions taken in", len(judged))
        await clock.sleep(EVERY.total_seconds())


async def _judged(store: Store, since: datetime) -> list[Question]:
    return await store.read(lambda journal: list(journal.judged_questions(since, REACTIONS)))
