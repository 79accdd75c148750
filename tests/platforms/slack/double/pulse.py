"""A way to wait until something has become true, without sleeping and looking.

Whatever changes the double's state bumps the pulse; waiters look again then.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Pulse:
    """Wakes everybody who waits for a change."""

    def __init__(self) -> None:
        self._change = asyncio.Event()

    def bump(self) -> None:
        """Say that something changed."""
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, predicate: Callable[[], T], within: float = 5.0) -> T:
        """Wait until the predicate gives something true, and return that.

        Raises TimeoutError after so many real seconds.
        """
        async with asyncio.timeout(within):
            while True:
                change = self._change
                value = predicate()
                if value:
                    return value
                await change.wait()
