"""Keeps a loop running: one that fails is started again, after a while that grows.

One loop's failure stops no other.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.delivery.clock import Clock

log = logging.getLogger(__name__)

FIRST = 1.0
LONGEST = 60.0
"""Seconds between a failure and the next start."""
_CALM = 300.0
"""Seconds after which a loop that ran is held to be well again."""


async def supervised(name: str, run: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Run until it returns by itself; start it again when it raises."""
    pause = FIRST
    while True:
        began = clock.steady()
        try:
            await run()
        except Exception:  # the edge of a loop
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                # A group of tasks, one of which fails while it is cancelled, tells of that failure alone.
                log.exception("%s failed while it was stopped", name)
                return
            log.exception("%s failed and starts again in %.0f s", name, pause)
        else:
            return
        await clock.sleep(pause)
        calm = clock.steady() - began > _CALM
        pause = FIRST if calm else min(pause * 2, LONGEST)
