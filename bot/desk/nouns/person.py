"""Somebody on a platform, and what they may do."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do. Comes from configured ids, never from names."""

    CUSTOMER = 0
    AGENT = 1
    LEAD = 2


CHOSEN = "-x-chosen"
"""Ends the language of somebody who has said which one the desk is to write in."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody on a platform. `id` is "slack:T1:U1", "discord:42" or "console:ana"."""

    id: str
    name: str
    language: str = ""
    """BCP 47 from the platform's profile, empty when unknown."""
    timezone: str = ""

    @property
    def platform(self) -> str:
        """The part of the id before the first colon."""
        return self.id.partition(":")[0]
