"""Clocks for the double: the real one, and one that tests turn by hand.

Everything in the double that waits or expires asks one of these, so a test can make five minutes pass at once.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """Something that was set to go off and can be called off."""

    def cancel(self) -> None: ...


class Clock:
    """Real time, in seconds since 1970."""

    def now(self) -> float:
        """Seconds since 1970, as Slack stamps them."""
        return time.time()  # noqa: TID251  this is the double of somebody else's server

    def call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Arrange for `call` to run after that many seconds."""
        return asyncio.get_running_loop().call_later(seconds, call)

    async def sleep(self, seconds: float) -> None:
        """Wait by this clock."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        done = asyncio.get_running_loop().create_future()
        timer = self.call_later(seconds, lambda: None if done.done() else done.set_result(None))
        try:
            await done
        finally:
            timer.cancel()


class _HandTimer:
    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class ManualClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self, start: float = 1_793_610_000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._timers: list[tuple[float, int, _HandTimer]] = []

    def now(self) -> float:
        """The time that the test has set."""
        return self._now

    def call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Arrange for `call` to run once the test has moved the clock that far."""
        timer = _HandTimer(call)
        heapq.heappush(self._timers, (self._now + seconds, next(self._order), timer))
        return timer

    async def advance(self, seconds: float) -> None:
        """Move on, running what falls due in its order; each gets a turn of the event loop."""
        end = self._now + seconds
        while self._timers and self._timers[0][0] <= end:
            due, _, timer = heapq.heappop(self._timers)
            self._now = max(self._now, due)
            if timer.call is not None:
                timer.call()
            for _ in range(5):
                await asyncio.sleep(0)
        self._now = end
