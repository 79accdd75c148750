"""Counts refusals, so that a storm of them ends before Discord bans the address.

Discord bans at 10,000 answers of 401, 403 or 429 in 10 minutes; the desk stops at a tenth of it.
"""

from collections import deque
from collections.abc import Callable
from types import SimpleNamespace

import aiohttp

from bot.errors import SendLater

REFUSALS = 1000
WINDOW = 600.0
_COUNTED = {401, 403, 429}


class Breaker:
    """Open after too many refusals in a row of time; closes by itself as they grow old."""

    def __init__(self, clock: Callable[[], float], refusals: int = REFUSALS) -> None:
        """`clock` is monotonic, in seconds."""
        self._clock = clock
        self._times: deque[float] = deque(maxlen=refusals)

    def count(self, status: int, path: str = "") -> None:
        """Another answer came. An interaction that ran out is refused with 401, and no storm."""
        if status in _COUNTED and not (status == 401 and "/webhooks/" in path):
            self._times.append(self._clock())

    def check(self) -> None:
        """Raises SendLater while nothing should be sent."""
        left = self.left()
        if left > 0:
            raise SendLater(left, "Discord refused too much in the last minutes; I'm holding back.")

    def left(self) -> float:
        """Seconds until something may be sent again."""
        if len(self._times) < (self._times.maxlen or 1):
            return 0.0
        return max(0.0, self._times[0] + WINDOW - self._clock())

    def trace(self) -> aiohttp.TraceConfig:
        """For a client of discord.py: every answer passes by here, also those it retries itself."""

        async def ended(
            _: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams
        ) -> None:
            self.count(params.response.status, params.url.path)

        config = aiohttp.TraceConfig()
        config.on_request_end.append(ended)
        return config
