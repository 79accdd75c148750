"""Work in lanes: one thing at a time in a lane, different lanes side by side.

A lane that is asked for while it runs runs once more, so that nothing new is overlooked.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

AGAIN_AFTER = 1.0
"""Seconds until a lane that failed is tried again. Real time: what failed is not the desk's."""


class Lanes:
    """A lane is known by its key and lives only while there is something to do in it."""

    def __init__(self, work: Callable[[str], Awaitable[None]], *, at_once: int = 64) -> None:
        """`work` does all there is to do in a lane now."""
        self._work = work
        self._room = asyncio.Semaphore(at_once)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopping = False

    def nudge(self, key: str) -> None:
        """There may be something to do in this lane."""
        if self._stopping:
            return
        if key in self._tasks:
            self._again.add(key)
            return
        self._tasks[key] = asyncio.create_task(self._run(key), name=f"lane {key}")

    async def idle(self) -> None:
        """Wait until no lane runs."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def stop(self, seconds: float) -> None:
        """Begin nothing new; give what runs so long, then break it off."""
        self._stopping = True
        running = list(self._tasks.values())
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

    async def _run(self, key: str) -> None:
        try:
            async with self._room:
                await self._work(key)
        except Exception:  # the edge of a loop: logged, tried again
            log.exception("a lane failed and will be tried again")
            asyncio.get_running_loop().call_later(AGAIN_AFTER, self.nudge, key)
        finally:
            del self._tasks[key]
            if key in self._again:
                self._again.discard(key)
                self.nudge(key)
