"""Time, as delivery sees it, and a clock that stands still until it is moved.

Nothing else in delivery asks what time it is.
"""

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Protocol


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """Aware, UTC."""
        ...

    def steady(self) -> float:
        """Seconds that have passed since some moment, whatever happened to the clock on the wall."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait a span of time, whatever happens to the clock on the wall."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until the clock on the wall shows this, even if somebody sets it."""
        ...


class VirtualClock:
    """A clock that only moves when told to, and wakes sleepers in the order of their times."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock's time needs its zone")
        self._now = start
        self._steady = 0.0
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._spans: set[int] = set()
        """Those who wait a span, whatever the clock shows: by their number in the order."""
        self._order = count()

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._now

    def steady(self) -> float:
        """Return how far it was moved, in seconds."""
        return self._steady

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved on by so much."""
        number = next(self._order)
        self._spans.add(number)
        try:
            await self._sleep(self._now + timedelta(seconds=seconds), number)
        finally:
            self._spans.discard(number)

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until the clock has been moved there."""
        await self._sleep(moment, next(self._order))

    async def _sleep(self, moment: datetime, number: int) -> None:
        if moment <= self._now:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (moment, number, woken))
        await woken

    def next_wake(self) -> datetime | None:
        """Return when the next sleeper wakes; None when nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def set_by(self, span: timedelta) -> None:
        """Do as somebody does who sets a clock on the wall: forwards, or back, and no time passes."""
        self._now += span
        self._sleepers = [
            (at + span if number in self._spans else at, number, woken)
            for at, number, woken in self._sleepers
        ]
        heapq.heapify(self._sleepers)
        self.move_to(self._now)

    def move_to(self, moment: datetime) -> None:
        """Let time pass until then, and wake those whose time has come. It never goes back."""
        self._steady += max(0.0, (moment - self._now).total_seconds())
        self._now = max(self._now, moment)
        while (wake := self.next_wake()) is not None and wake <= self._now:
            heapq.heappop(self._sleepers)[2].set_result(None)

    async def advance(
        self, by: timedelta, settled: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Let time pass, stopping at each sleeper's time; `settled` lets what it starts finish."""
        target = self._now + by
        while (wake := self.next_wake()) is not None and wake <= target:
            self.move_to(wake)
            await (settled or _turns)()
        self.move_to(target)
        await (settled or _turns)()


async def _turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


BREATH = 0.05
"""Seconds that a loop rests between two looks at everything: what a commit brings it is told of
at once, and a look costs the more the more there is."""
_SHARE = 10
"""A look may cost one part in so many of the time."""


class Wake(asyncio.Event):
    """Wakes a loop, and lets whoever asks for it wait until it has gone round since."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[asyncio.Future[None]] = []

    async def gone_round(self) -> None:
        """Wake it; return once it has gone all the way round after that."""
        asked = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self.set()
        await asked

    @property
    def asked(self) -> "list[asyncio.Future[None]]":
        """Who asks for a round that begins now."""
        return list(self._asked)

    def tell(self, asked: "list[asyncio.Future[None]]") -> None:
        """It has ended. Of one that fails nobody is told, and they wait for the next."""
        for each in asked:
            if not each.done():
                each.set_result(None)
        self._asked = [each for each in self._asked if not each.done()]


async def wait_for_wake(wake: asyncio.Event, clock: Clock, until: datetime | None) -> None:
    """Wait until the event is set, or the time has come if there is one."""
    if until is None:
        await wake.wait()
        return
    waits = [
        asyncio.ensure_future(wake.wait()),
        asyncio.ensure_future(clock.sleep_until(until)),
    ]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()
        await asyncio.gather(*waits, return_exceptions=True)


async def look_round(
    look: Callable[[], Awaitable[object]],
    next_due: Callable[[], Awaitable[datetime | None]],
    wake: Wake,
    clock: Clock,
) -> None:
    """Look at everything again and again, when woken and when something falls due, until cancelled.

    Looks take a small part of the time only.
    """
    while True:
        began = time.monotonic()
        asked = wake.asked
        wake.clear()
        await look()
        due = await next_due()
        wake.tell(asked)
        took = time.monotonic() - began
        await clock.sleep(max(BREATH, took * _SHARE))
        await wait_for_wake(wake, clock, due)
