"""What time has to do next: the one alarm of a ticket, a question or a known issue, and when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something whose time has come: the number of a ticket, a question or a known issue."""

    ticket: int | None = None
    question: int | None = None
    incident: int | None = None


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
