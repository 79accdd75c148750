"""A block: the team listens to somebody no longer, for a reason and, mostly, for a time.

Values only: what is heard all the same is decided in `hearing.blocked`.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.person import Person


@dataclass(frozen=True, kw_only=True)
class Block:
    """One time that somebody was blocked, on all their linked accounts."""

    number: int = 0
    person: Person
    reason: str
    """As the blocked person reads it."""
    by: Person
    at: datetime
    until: datetime | None = None
    """When it is over by itself; None for never."""
    told_at: datetime | None = None
    """When they were told: once, at their first words."""
    unheard: int = 0
    """How often they wrote since, and nobody heard it."""
    ended_at: datetime | None = None
    """When somebody took it back, or blocked them anew."""
    ended_by: Person | None = None
