"""What time has to do next: the one alarm of a ticket, a question, a known issue, an absence or a shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something whose time has come: the number of one of these."""

    ticket: int | None = None
    question: int | None = None
    incident: int | None = None
    absence: int | None = None
    shift: int | None = None


@dataclass(frozen=True, kw_only=True)
class DueAlarm:
    """Something whose time has come, and since when."""

    alarm: Alarm
    at: datetime


class Alarms(Protocol):
    """The index of what was reckoned; never read to decide."""

    def due_alarms(self, now: datetime, limit: int = 256) -> Sequence[DueAlarm]:
        """All whose time has come, the oldest first."""
        ...

    def alarms_due(self, after: datetime) -> datetime | None:
        """When, later than `after`, the first alarm is due."""
        ...
