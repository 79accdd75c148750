"""What the running program asks of an open store, besides to read and write: to be looked after.

What kind of database it is nobody else needs to know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from bot.desk.ports.journal import Changes, Journal, Store
from bot.desk.ports.leases import Leases
from bot.store.footprint import Footprint

OWN_COPIES = (
    "DESK_DATABASE is a server, whose copies are made and put back by its own means, such as: "
    "pg_dump --format=custom --schema=frontdesk --file=frontdesk.dump"
)
"""In place of a backup, of a database that lies in no file of ours."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Health:
    """How a database's server is."""

    version: str
    ahead: timedelta
    """Its clock, of this computer's; as sure as the way there and back is short."""
    lacks: str
    """What it doesn't let this account do, as an SQL statement of its owner's would allow; "" for nothing."""
    stands_by: bool
    """It follows another server, and takes nothing in itself."""
    forgets: bool
    """It says that something is kept before it is on its disk."""
    letters: str
    """In which letters it keeps texts, where those are not all; else ""."""
    shared: bool
    """A pooler in front gives each transaction another connection."""


class OpenStore(Store, Protocol):
    """A store, for whoever opened it; they close it."""

    @property
    def looked_over(self) -> bool:
        """Whether all of it is known to be whole; else `look_over` has something left to do."""
        ...

    @property
    def leases(self) -> Leases | None:
        """Who of several does what; None where one has all of it."""
        ...

    @property
    def refused(self) -> str:
        """What was said when something could not be written; "" once something is again."""
        ...

    def write_now(self, work: Callable[[Journal], T]) -> T:
        """Write, for those outside the event loop: blocks until it is durable."""
        ...

    def read_now(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Read, for those outside the event loop."""
        ...

    def unsubscribe(self, heard: Callable[[Changes], None]) -> None:
        """Stop calling it."""
        ...

    def look_over(self) -> None:
        """Look at all of it, however long that takes. Raises DatabaseDamaged."""
        ...

    def check(self) -> None:
        """Raise DatabaseMoved once it is no longer the one that was opened."""
        ...

    def footprint(self) -> Footprint:
        """What it takes up. Raises OSError, StoreError."""
        ...

    @property
    def backs_up(self) -> bool:
        """Whether it makes copies of itself; else they are made by whoever looks after its server."""
        ...

    def last_backup(self) -> datetime | None:
        """When the newest of the regular copies was made."""
        ...

    def back_up_now(self, now: datetime, hourly: int = ..., daily: int = ...) -> Path:
        """Remove old copies, and make a checked one. Raises StoreError."""
        ...

    def close(self) -> None:
        """Finish what is queued, close, and let the next copy start."""
        ...
