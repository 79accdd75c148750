"""The store: a database file with one writer, a few readers, and its backups.

`write` returns when the work is on the disk; that is the whole promise.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from bot.desk.ports.journal import Changes, Journal
from bot.errors import StoreError
from bot.store import backup, connect
from bot.store.journal import SqliteJournal
from bot.store.mailbox import Mailbox
from bot.store.migrations import migrations
from bot.store.opening import look_over, open_database
from bot.store.reader import Readers
from bot.store.writer import Outcome, Piece, Writer

log = logging.getLogger(__name__)

T = TypeVar("T")


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


class SqliteStore:
    """What `bot.desk.ports.journal.Store` asks for, on SQLite."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Open, and bring up to date. `now` dates the backup that is made before.

        Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
        """
        self.path = path
        self._opened = open_database(path, now)
        self.looked_over = self._opened.looked_over
        self._heard: list[tuple[Mailbox, Callable[[Changes], None]]] = []
        self._mail: Mailbox | None = None
        self._writer = Writer(self._opened.db, self._committed, self._opened.file, self._make_room)
        self._readers = Readers(path, self._opened.file)
        self._slow = Readers(path, self._opened.file, count=1, limit=connect.LONG_LIMIT)

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Run in one transaction; on return it is durable. Raises StoreError, or what `work` did."""
        mail = self._mailbox()
        future: asyncio.Future[T] = mail.loop.create_future()
        self._writer.put(Piece(work, lambda done: mail.put(lambda: _resolve(future, done))))
        return await future

    def write_now(self, work: Callable[[Journal], T]) -> T:
        """Write, for those outside the event loop: blocks until it is durable."""
        future: Future[T] = Future()
        self._writer.put(Piece(work, lambda outcome: _resolve(future, outcome)))
        return future.result()

    async def read(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Run on a consistent view of what has been committed. Raises StoreError after 5 s.

        What is `long` has a minute, and a thread of its own.
        """
        mail = self._mailbox()
        future: asyncio.Future[T] = mail.loop.create_future()
        readers = self._slow if long else self._readers
        readers.put(Piece(work, lambda done: mail.put(lambda: _resolve(future, done))))
        return await future

    def read_now(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Read, for those outside the event loop."""
        future: Future[T] = Future()
        readers = self._slow if long else self._readers
        readers.put(Piece(work, lambda outcome: _resolve(future, outcome)))
        return future.result()

    def subscribe(self, heard: Callable[[Changes], None]) -> None:
        """Call this in the event loop after each commit that changed something."""
        self._heard.append((self._mailbox(), heard))

    def unsubscribe(self, heard: Callable[[Changes], None]) -> None:
        """Stop calling it."""
        self._heard = [(mail, each) for mail, each in self._heard if each != heard]

    async def back_up(
        self, now: datetime, hourly: int = backup.HOURLY, daily: int = backup.DAILY
    ) -> Path:
        """Remove old copies, and make a checked one. Raises StoreError."""
        return await asyncio.to_thread(self.back_up_now, now, hourly, daily)

    def back_up_now(
        self, now: datetime, hourly: int = backup.HOURLY, daily: int = backup.DAILY
    ) -> Path:
        """Remove old copies, and make a checked one. Raises StoreError."""
        self.check_file()
        # Before, too: where the disk is full of them none could be made, and so none removed.
        backup.prune(self.path, hourly, daily)
        backup.clear_room(self.path)
        copy = backup.make(self.path, now)
        backup.prune(self.path, hourly, daily, newest=copy)
        return copy

    def check_file(self) -> None:
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

    def last_backup(self) -> datetime | None:
        """Return when the newest of the regular copies was made."""
        return backup.last(self.path)

    @property
    def refused(self) -> str:
        """What the disk said when something could not be written; "" once something is again."""
        return self._writer.refused

    @property
    def commits(self) -> int:
        """How often something was committed since the start: each is one flush to disk."""
        return self._writer.commits

    def close(self) -> None:
        """Finish what is queued, close, and let the next copy start."""
        self._readers.close()
        self._slow.close()
        self._writer.close()
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

    def _mailbox(self) -> Mailbox:
        loop = asyncio.get_running_loop()
        if self._mail is None or self._mail.loop is not loop:
            self._mail = Mailbox(loop)
        return self._mail

    def _committed(self, changes: Changes) -> None:
        for mail, heard in self._heard:
            mail.put(lambda heard=heard: heard(changes))  # type: ignore[misc]


def _resolve(future: "asyncio.Future[T] | Future[T]", outcome: Outcome) -> None:
    if future.done():  # cancelled, by whoever waited
        return
    if outcome.error is not None:
        future.set_exception(outcome.error)
    else:
        future.set_result(cast("T", outcome.result))
