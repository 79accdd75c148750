"""Work in lanes: one thing at a time in a lane, different lanes side by side.

A lane that is asked for while it runs runs once more, so that nothing new is overlooked.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

AGAIN_AFTER = 1.0
"""Seconds until a lane that failed is tried again. Real time: what failed is not the desk's."""


class Lanes:
    """A lane is known by its key and lives only while there is something to do in it."""

    def __init__(self, work: Callable[[str], Awaitable[None]], *, at_once: int = 64) -> None:
        """`work` does all there is to do in a lane now."""
        self._work = work
        self._at_once = at_once
        self._waiting: OrderedDict[str, None] = OrderedDict()
        """Keys only: however many lanes wait, no more tasks live than may run."""
        self._running: set[str] = set()
        self._again: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._runners = 0
        """Tasks that still look for lanes. One that has ended stays in `_tasks` for a moment."""
        self._stopping = False

    def nudge(self, key: str) -> None:
        """There may be something to do in this lane."""
        if self._stopping:
            return
        if key in self._running:
            self._again.add(key)
            return
        self._waiting[key] = None
        if self._runners < self._at_once:
            self._runners += 1
            task = asyncio.create_task(self._run(), name="lane")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until no lane runs."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def stop(self, seconds: float) -> None:
        """Begin nothing new; give what runs so long, then break it off."""
        self._stopping = True
        self._waiting.clear()
        running = list(self._tasks)
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    @property
    def stopping(self) -> bool:
        """Lanes are to end after what they are doing."""
        return self._stopping

    async def _run(self) -> None:
        """Take one lane after the other, the one that has waited longest first."""
        try:
            while self._waiting:
                key, _ = self._waiting.popitem(last=False)
                await self._one(key)
        finally:
            self._runners -= 1

    async def _one(self, key: str) -> None:
        self._running.add(key)
        try:
            await self._work(key)
        except Exception:  # the edge of a loop: logged, tried again
            log.exception("a lane failed and will be tried again")
            asyncio.get_running_loop().call_later(AGAIN_AFTER, self.nudge, key)
        finally:
            self._running.discard(key)
            if key in self._again:
                self._again.discard(key)
                self.nudge(key)
