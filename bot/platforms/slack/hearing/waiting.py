"""How long events have waited to be read, reckoned from their own stamps.

In a flood they wait in buffers where nobody sees them. What has waited long is not worth keeping
now: its acknowledgement would come too late, Slack would send it again all the same, and those
behind it would wait for that.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

FLOOD = 100
"""Events within a second. Of fewer, none waits for us: then Slack itself was slow."""
_FORGET = 300.0
"""Seconds after which the quickest event so far counts no more: clocks drift."""


@dataclass
class _Quickest:
    """The quickest of the last minutes: how far the clocks are apart drops out against it."""

    least: float = float("inf")
    least_before: float = float("inf")
    since: float = float("-inf")

    def longer(self, now: float, apart: float) -> float:
        """How many seconds longer this one took than the quickest."""
        if now - self.since > _FORGET:
            self.least_before, self.least, self.since = self.least, apart, now
        self.least = min(self.least, apart)
        return apart - min(self.least, self.least_before)


@dataclass
class Waiting:
    """Compares events with the quickest of their kind: first tries, and each later one."""

    clock: Callable[[], float]
    """Monotonic seconds: somebody may set the clock on the wall."""
    _quickest: dict[int, _Quickest] = field(default_factory=lambda: defaultdict(_Quickest))
    _second: float = float("-inf")
    _seen: int = 0
    _seen_before: int = 0
    _age: float = 0.0

    def seconds(self, event: dict[str, Any], *, again: int) -> float:
        """How long this event, which comes for the `again`-th time, has waited; 0 outside a flood.

        The second try comes amid the first ones, at no fixed time, and has waited as long as they
        have. Later ones come when no first ones may, each a fixed time after its event.
        """
        now = self.clock()
        self._count(now)
        stamp = event.get("event_ts")
        if stamp and again != 1:
            waited = self._quickest[again].longer(now, now - float(stamp))
            if again:
                return waited if self._flooded() else 0.0
            self._age = waited
        return self._age if self._flooded() else 0.0

    def _flooded(self) -> bool:
        return max(self._seen, self._seen_before) >= FLOOD

    def _count(self, now: float) -> None:
        if now - self._second >= 1:
            self._seen_before = self._seen if now - self._second < 2 else 0
            self._seen, self._second = 0, now
        self._seen += 1
