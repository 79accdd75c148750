"""Rehearsal: what the desk would have said to a customer who heard nothing of it, and what the team
thinks of that.

Values only, and no customer's word among them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.question import OutcomeKind


class Mode(StrEnum):
    """What customers see of the desk in a room."""

    LIVE = "live"
    """Its answers, and all else."""
    HANDOVER = "handover"
    """That the team has what they ask, and by when it replies; no entry."""
    REHEARSAL = "rehearsal"
    """Nothing."""


class Verdict(StrEnum):
    """What one of the team says of what would have been said."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """One question, and what would have come of it."""

    id: int = 0
    at: datetime
    room: str
    """As its mode is kept under: "slack:C012345", "direct" for all direct messages."""
    message: str
    """Identity of the message that asked."""
    outcome: OutcomeKind
    entry: str = ""
    """The entry that would have answered, or come nearest."""
    version: int = 0
    verdict: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How a room's rehearsal went."""

    room: str
    answers: int = 0
    choices: int = 0
    unknown: int = 0
    right: int = 0
    """Of the answers, how many the team called right."""
    wrong: int = 0

    @property
    def asked(self) -> int:
        """Questions that came while it rehearsed."""
        return self.answers + self.choices + self.unknown

    @property
    def judged(self) -> int:
        """Answers that somebody of the team called right or wrong."""
        return self.right + self.wrong
