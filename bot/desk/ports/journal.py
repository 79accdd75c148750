"""Everything that is remembered, as delivery and the running program ask it, and where it lives.

A port and its values: the parts stand beside it, and who needs one of them asks for that one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.desk.ports.alarms import Alarms
from bot.desk.ports.inbox import Inbox
from bot.desk.ports.outbox import Outbox
from bot.desk.ports.privacy import Traces
from bot.desk.ports.records import Records
from bot.desk.ports.scans import Scans

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a commit gave the loops to do."""

    conversations: tuple[str, ...] = ()
    """Conversations with something new in the inbox, in the order in which it came."""
    rooms: tuple[str, ...] = ()
    """Rooms, as `room_key` names them, with something new in the outbox, in its order."""
    alarms: bool = False


class Queues(Inbox, Outbox, Protocol):
    """What waits to be worked on or to be sent, taken together."""

    def newest_waiting(self) -> datetime | None:
        """When the newest of what waits, to be worked on or to be sent, came there or was tried."""
        ...

    def shift_waiting(self, back: timedelta) -> None:
        """The clock was set back by that: what waits a span of time waits no longer for it."""
        ...


class Journal(Records, Queues, Alarms, Scans, Traces, Protocol):
    """One transaction's view of everything that is remembered."""


class Store(Protocol):
    """Where the journal lives."""

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Run in one transaction; on return it is durable. Raises StoreError, or what `work` did."""
        ...

    async def read(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Run on a consistent view of what has been committed; must not write.

        `long`: it may take its time, and keeps no other reading waiting but such.
        """
        ...

    def subscribe(self, heard: Callable[[Changes], None]) -> None:
        """Call this in the event loop after each commit that changed something."""
        ...
