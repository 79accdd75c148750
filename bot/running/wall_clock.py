"""The clock on the wall. The only one: everything else is given its time."""

import asyncio
import time
from datetime import UTC, datetime

_TICK = 1.0
"""Seconds between two looks at the clock on the wall, which somebody may set."""


class RealClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        """Return what time it is."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Return what nobody can set."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait, whatever happens to the clock on the wall."""
        await asyncio.sleep(seconds)

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until the clock on the wall shows this, even if somebody sets it."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left, _TICK))
