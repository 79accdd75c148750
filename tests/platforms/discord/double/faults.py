"""What goes wrong on the HTTP side, by script: errors, drops, delays, silence, rate limits.

A fault is used up after `times` requests of its route; nothing here is random.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Moment = Literal["before", "after"]


@dataclass
class Fault:
    """One thing that happens to the next requests of a route.

    `before` means the request was never acted on, `after` that it was and only the answer is lost.
    A `status` comes instead of acting, or with `acted` after it.
    """

    route: str
    times: int | None = 1
    skip: int = 0
    status: int | None = None
    acted: bool = False
    retry_after: float | None = None
    whole_bot: bool = False
    via: bool = True
    drop: Moment | None = None
    hang: Moment | None = None
    delay: float = 0.0
    delay_answer: float = 0.0
    used: int = 0

    def matches(self, method: str, path: str) -> bool:
        pattern = re.sub(r"\\\*|\\\{\w+\\\}", "[^/]+", re.escape(self.route))
        return re.fullmatch(pattern, f"{method} {path}") is not None


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault this request meets, or None; the path is without /api/v10."""
        for fault in self._waiting:
            if not fault.matches(method, path):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.used += 1
            if fault.times is not None and fault.used >= fault.times:
                self._waiting.remove(fault)
            return fault
        return None


@dataclass
class Bucket:
    """A rate limit as Discord keeps it: so many requests in a window, per bucket."""

    limit: int
    seconds: float
    remaining: int = 0
    resets_at: float = 0.0

    def take(self, now: float) -> bool:
        """Whether a request at `now` (monotonic seconds) is within the limit."""
        if now >= self.resets_at:
            self.remaining, self.resets_at = self.limit, now + self.seconds
        if self.remaining == 0:
            return False
        self.remaining -= 1
        return True
