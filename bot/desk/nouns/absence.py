"""An absence: that somebody of the team is not there, from when until when. Values only."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.person import Person


@dataclass(frozen=True, kw_only=True)
class Absence:
    """One time that somebody is away."""

    number: int = 0
    person: Person
    at: datetime
    """When it was said."""
    since: datetime
    until: datetime
    by: Person | None = None
    """The lead who said it for them."""
    ended_at: datetime | None = None
    """When it was over, or was called off."""
    alarm_at: datetime | None = None
    """When time does something to it: its start, then its end."""

    @property
    def begun(self) -> bool:
        """Whether what they had was given back."""
        return self.alarm_at != self.since
