"""What threads have done, brought to the event loop: one wake-up for many results.

Each wake-up from another thread costs the loop a system call and a change of threads.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress


class Mailbox:
    """One loop's. Calls are made in the order in which they were put in."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._waiting: deque[Callable[[], None]] = deque()
        self._woken = False

    def put(self, call: Callable[[], None]) -> None:
        """Have this called in the loop. From any thread; nothing happens once the loop is closed."""
        self._waiting.append(call)
        if not self._woken:
            self._woken = True
            # It may be closed at any moment; a thread that works for others must not end by that.
            with suppress(RuntimeError):
                self.loop.call_soon_threadsafe(self._empty)

    def _empty(self) -> None:
        # Before the first call is taken out: what is put in from here on wakes the loop anew.
        self._woken = False
        while self._waiting:
            self._waiting.popleft()()
