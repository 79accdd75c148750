"""A promise: a time that a customer was given, and what became of it.

Values only: `rules.promises` has what time does to one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PromiseKind(StrEnum):
    """What was promised."""

    REPLY = "reply"
    """Word from a person by then."""
    UPDATE = "update"
    """Word by then, even without news."""
    ANSWER = "answer"
    """A time that a member of staff gave."""


class PromiseState(StrEnum):
    """What became of it."""

    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"
    """A member of staff gave another time, and the customer knew of it before this one passed."""
    MISSED = "missed"
    """Nobody acted. It ended when the customer was told; after its time only if that was not possible."""
    RELEASED = "released"
    """No longer needed: closed, withdrawn, merged, or never told to the customer."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A time that a customer is given. A row in the ledger, and a promise once it is told."""

    id: int = 0
    ticket: int
    kind: PromiseKind
    to: str
    """Person id of the customer."""
    made_at: datetime
    made_by: str
    """Person id of the agent, or "desk"."""
    due_at: datetime
    state: PromiseState = PromiseState.OPEN
    ended_at: datetime | None = None
    reminded_at: datetime | None = None
    """When staff were reminded of it."""
    moves: int = 0
    """How many before it were missed, one after the other."""
    told_at: datetime | None = None
    """When the customer had it in words."""
    moving_at: datetime | None = None
    """When word of another time, or that there is no news, was sent off."""

    @property
    def span(self) -> timedelta:
        """From made to due."""
        return self.due_at - self.made_at
