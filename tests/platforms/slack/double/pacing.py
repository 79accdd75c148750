"""Slack's rate limits: calls per method, and posts per room.

A call over the limit is answered 429 with Retry-After and does nothing.
"""

import math
from collections import defaultdict, deque

from .clock import Clock
from .settings import JSON, Options


class Pacing:
    """Counts calls and says how long a caller has to wait."""

    def __init__(self, clock: Clock, options: Options) -> None:
        self._clock, self._options = clock, options
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def wait_for(self, method: str, args: JSON) -> int | None:
        """Whole seconds to wait before this call may be made again, or None if it may now."""
        limits: list[tuple[str, int, float]] = []
        if method in self._options.limits:
            limits.append((method, *self._options.limits[method]))
        if method == "chat.postMessage" and self._options.pace:
            room = f"post:{args.get('channel')}"
            limits.append((room, self._options.burst, self._options.burst / self._options.pace))
        now = self._clock.now()
        for key, count, seconds in limits:
            calls = self._calls[key]
            while calls and calls[0] <= now - seconds:
                calls.popleft()
            if len(calls) >= count:
                return max(1, math.ceil(calls[0] + seconds - now))
        for key, _, _ in limits:
            self._calls[key].append(now)
        return None
