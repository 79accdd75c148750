"""The store: a database file with one writer, a few readers, and its backups.

`write` returns when the work is on the disk; that is the whole promise.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store import backup, connect
from bot.store.doors import Doors
from bot.store.footprint import Footprint, footprint
from bot.store.journal import SqliteJournal
from bot.store.migrations import migrations
from bot.store.opening import look_over, open_database
from bot.store.pieces import Outcome, Piece, Work
from bot.store.reader import Readers, read
from bot.store.writer import Writer

log = logging.getLogger(__name__)


def in_memory() -> SqliteJournal:
    """Return an empty journal without a file; each call on it is a transaction of its own."""
    db = connect.memory()
    migrations.apply(db)
    return SqliteJournal(db)


@contextmanager
def read_only(path: Path) -> Iterator[SqliteJournal]:
    """Look into a database, in use or not, without a trace. Raises as opening it does."""
    if not path.exists():
        raise StoreError(f"There is no database {path} yet.")
    if look_over(path)[0]:
        raise StoreError(f"The database {path} is an older one: start Front Desk once.")
    db = connect.reader(path)
    with closing(db.conn):
        yield SqliteJournal(db)


@contextmanager
def asking(path: Path) -> Iterator[Callable[[Work], Outcome]]:
    """The same, each time on a view of what has been committed by then, for a minute at most."""
    with read_only(path) as journal:
        yield lambda work: read(journal.db, [Piece(work, _nobody)], connect.LONG_LIMIT)[0]


def _nobody(_: Outcome) -> None:
    """The outcome is handed back instead."""


class SqliteStore(Doors):
    """What `bot.desk.ports.journal.Store` asks for, on SQLite."""

    backs_up = True
    leases = None
    _writer: Writer

    def __init__(self, path: Path, now: datetime) -> None:
        """Open, and bring up to date. `now` dates the backup that is made before.

        Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
        """
        super().__init__()
        self.path = path
        self._opened = open_database(path, now)
        self.looked_over = self._opened.looked_over
        self._writer = Writer(self._opened.db, self._committed, self._opened.file, self._make_room)
        self._readers = Readers(path, self._opened.file)
        self._slow = Readers(path, self._opened.file, count=1, limit=connect.LONG_LIMIT)

    async def back_up(
        self, now: datetime, hourly: int = backup.HOURLY, daily: int = backup.DAILY
    ) -> Path:
        """Remove old copies, and make a checked one. Raises StoreError."""
        return await asyncio.to_thread(self.back_up_now, now, hourly, daily)

    def back_up_now(
        self, now: datetime, hourly: int = backup.HOURLY, daily: int = backup.DAILY
    ) -> Path:
        """Remove old copies, and make a checked one. Raises StoreError."""
        self.check()
        # Before, too: where the disk is full of them none could be made, and so none removed.
        backup.prune(self.path, hourly, daily)
        backup.clear_room(self.path)
        copy = backup.make(self.path, now)
        backup.prune(self.path, hourly, daily, newest=copy)
        return copy

    def check(self) -> None:
        """Raise DatabaseMoved once the file is no longer the one that was opened."""
        self._opened.file.check()

    def _make_room(self) -> None:
        """The disk is full: what comes in goes before copies of what came in hours ago."""
        gone = backup.let_go_hourly(self.path)
        if gone is not None:
            log.warning("the disk is full: the hourly backup %s was let go", gone.name)

    def look_over(self) -> None:
        """Look at the whole file, however long that takes. Raises DatabaseDamaged."""
        look_over(self.path)
        self.looked_over = True

    def footprint(self) -> Footprint:
        """What it takes up on its disk. Raises OSError where its folder is gone."""
        return footprint(self.path)

    def last_backup(self) -> datetime | None:
        """Return when the newest of the regular copies was made."""
        return backup.last(self.path)

    def close(self) -> None:
        """Finish what is queued, close, and let the next copy start."""
        self._finish()
        if self._opened.file.moved:
            self._rescue()
        self._opened.db.conn.close()
        self._opened.release()

    def _rescue(self) -> None:
        """What was acknowledged lies in a file without a name: give it one."""
        try:
            log.critical(
                "what had been kept is in %s", backup.rescue(self.path, self._opened.db.conn)
            )
        except StoreError as error:
            log.critical("%s", error)
