"""How long events have waited to be read, reckoned from their own stamps.

In a flood they wait in buffers where nobody sees them. What has waited long is not worth keeping
now: its acknowledgement would come too late, Slack would send it again all the same, and those
behind it would wait for that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FLOOD = 100
"""Events within a second. Of fewer, none waits for us: then Slack itself was slow."""
_FORGET = 300.0
"""Seconds after which the quickest event so far counts no more: clocks drift."""


@dataclass
class Waiting:
    """Compares events with the quickest of the last minutes."""

    clock: Callable[[], float]
    """Monotonic seconds: somebody may set the clock on the wall."""
    _least: float = float("inf")
    _least_before: float = float("inf")
    _since: float = float("-inf")
    _second: float = float("-inf")
    _seen: int = 0
    _seen_before: int = 0
    _age: float = 0.0

    def seconds(self, event: dict[str, Any], *, again: bool) -> float:
        """How long this event has waited; 0 outside a flood. One that comes again has waited as
        long as the others."""
        now = self.clock()
        self._count(now)
        stamp = event.get("event_ts")
        if stamp and not again:
            self._age = self._compared(now, now - float(stamp))
        return self._age if max(self._seen, self._seen_before) >= FLOOD else 0.0

    def _count(self, now: float) -> None:
        if now - self._second >= 1:
            self._seen_before = self._seen if now - self._second < 2 else 0
            self._seen, self._second = 0, now
        self._seen += 1

    def _compared(self, now: float, apart: float) -> float:
        """How much longer this one took than the quickest; how far the clocks are apart drops out."""
        if now - self._since > _FORGET:
            self._least_before, self._least, self._since = self._least, apart, now
        self._least = min(self._least, apart)
        return apart - min(self._least, self._least_before)
