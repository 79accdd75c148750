"""Counts the weeks that are over beside the writer, so that nobody who looks at the page waits for it."""

import asyncio
import logging
from datetime import date, datetime, timedelta

from bot.delivery.clock import Clock
from bot.desk.ports.decisions import Settable
from bot.desk.time.hours import Hours
from bot.desk.words import weeks
from bot.errors import StoreError
from bot.store import OpenStore

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
_FIRST = timedelta(minutes=2)
"""After a start, when what was missed has been worked on."""
_REST = 1.0
"""Seconds between two weeks: whoever asks for something else comes first."""


async def count_hourly(store: OpenStore, clock: Clock, rules: Settable) -> None:
    """Count what is to be counted, for ever."""
    await clock.sleep(_FIRST.total_seconds())
    while True:
        try:
            hours = await store.read(lambda journal: rules.policy(journal.decided()).hours)
            await count_all(store, clock, hours)
        except StoreError as error:
            log.warning("the weeks could not be counted: %s", error)
        await clock.sleep(EVERY.total_seconds())


async def count_all(store: OpenStore, clock: Clock, hours: Hours) -> None:
    """Count each week that is over and not kept, the newest first."""
    now = clock.now()
    left = await store.read(lambda journal: weeks.uncounted(journal, now, hours), long=True)
    for monday in reversed(left):
        await _count(store, monday, now, hours)
        if monday != left[0]:
            await asyncio.sleep(_REST)


async def _count(store: OpenStore, monday: date, now: datetime, hours: Hours) -> None:
    since, until = weeks.bounds(monday, hours)
    by, whole = weeks.by(hours, monday), weeks.is_whole(until, now)
    await store.write(lambda journal: journal.begin_week(since, until, by, whole=whole))
    found = await store.read(
        lambda journal: weeks.count(journal, since, until, now, hours), long=True
    )
    adds = (found.sums, found.parts) if whole else None
    await store.write(lambda journal: journal.keep_week(since, by, found.told, adds))
