"""Days on which the desk is closed though its week has hours for them: which, and why.

Pure values, written as the setting has them: "2026-12-24 Christmas; 2026-12-27 to 2026-12-31 Stocktaking".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

LONGEST = timedelta(days=100)
"""From the first to the last day of one closing: a longer one is a slip of the finger, and the desk looks
400 days ahead for its next opening."""
WHY = 100
"""Characters of a reason."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Closed:
    """From one day to another, both of them closed."""

    first: date
    last: date
    why: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterable[date]:
        """Each of them, in order."""
        return (self.first + n * _DAY for n in range((self.last - self.first).days + 1))

    def without(self, other: "Closed") -> tuple["Closed", ...]:
        """What is left of it when those days are open again: nothing, one part of it or two."""
        before = replace(self, last=min(self.last, other.first - _DAY))
        after = replace(self, first=max(self.first, other.last + _DAY))
        if self.last < other.first or self.first > other.last:
            return (self,)
        return tuple(each for each in (before, after) if each.first <= each.last)

    def written(self) -> str:
        """As the setting has it."""
        until = f" to {self.last.isoformat()}" if self.last != self.first else ""
        return f"{self.first.isoformat()}{until} {self.why}".strip()


def written(closings: Iterable[Closed]) -> str:
    """All of them, as the setting has them."""
    return "; ".join(each.written() for each in closings)


def in_order(closings: Iterable[Closed]) -> tuple[Closed, ...]:
    """By their first day."""
    return tuple(sorted(closings, key=lambda each: (each.first, each.last, each.why)))
