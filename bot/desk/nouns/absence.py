"""An absence: that somebody of the team is not there, until when. Values only."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.person import Person


@dataclass(frozen=True, kw_only=True)
class Absence:
    """One time that somebody said that they are away."""

    number: int = 0
    person: Person
    at: datetime
    until: datetime
    ended_at: datetime | None = None
    """When they were back before that, or said another time."""
