"""The one thread that writes: pieces of work are committed in groups, one flush to disk for many.

A piece of work is whole or not at all, and nobody is told of it before it is on the disk.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.desk.ports.journal import Changes
from bot.errors import StoreError
from bot.store.journal import SqliteJournal
from bot.store.openfile import OpenFile
from bot.store.tidying import Tidying

GROUP = 256
"""Pieces of work in one commit, at most."""

Work = Callable[[SqliteJournal], Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a piece of work."""

    result: Any = None
    error: BaseException | None = None


Settle = Callable[[Outcome], None]


@dataclass(frozen=True)
class Piece:
    """Work to do, and whom to tell."""

    work: Work
    settle: Settle


class Writer:
    """Owns the writing connection."""

    def __init__(
        self,
        db: Database,
        committed: Callable[[Changes], None],
        file: OpenFile,
        full: Callable[[], None],
    ) -> None:
        """`committed` hears of each group, `full` of a full disk, both in the writer's thread.

        Whoever opened the connection closes it.
        """
        self._db = db
        self._committed = committed
        self._file = file
        self._full = full
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._closed = False
        self._scrub = False
        self._tidying = Tidying(db)
        self.refused = ""
        """What the disk said, from when it took something no more until it takes something again."""
        self.commits = 0
        """How many groups have been committed since the start."""
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def put(self, piece: Piece) -> None:
        """Queue a piece of work. Raises StoreError once the store is closed."""
        if self._closed:
            raise StoreError("The database has been closed.")
        self._queue.put(piece)

    def close(self) -> None:
        """Finish what is queued, then fold the log into the database."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        if self._file.moved:
            return
        # While a backup reads, or on a full disk, that can't be: then the next start folds it in.
        with suppress(sqlite3.Error):
            self._db.conn.execute("PRAGMA busy_timeout = 100").fetchall()
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _run(self) -> None:
        while True:
            group, last = self._gather()
            if group or self._tidying.behind:
                self._do(group)
            if last:
                return

    def _gather(self) -> tuple[list[Piece], bool]:
        """Wait for work, where there is none of one's own, then take along all that is there already."""
        group: list[Piece] = []
        try:
            piece = self._queue.get(block=not self._tidying.behind)
        except queue.Empty:
            return group, False
        while piece is not None:
            group.append(piece)
            if len(group) == GROUP:
                return group, False
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _do(self, group: list[Piece]) -> None:
        changes: list[Changes] = []
        before = self._db.conn.total_changes
        try:
            self._file.check()
            outcomes = self._transaction(group, changes)
            self._file.check()  # what went into a file that is gone is not kept
        except Exception as error:  # noqa: BLE001 - whatever it was, nobody may be left waiting
            self._tidying.behind = False
            failed = Outcome(error=as_store_error(error))
            outcomes = [failed] * len(group)
            changes = []
        if any(is_full(each.error) for each in outcomes):
            self._full()
        # What changes nothing is no proof: a full disk lets it pass.
        if said := [str(each.error) for each in outcomes if is_of_the_disk(each.error)]:
            self.refused = said[0]
        elif self._db.conn.total_changes > before:
            self.refused = ""
        for piece, outcome in zip(group, outcomes, strict=True):
            piece.settle(outcome)
        together = _joined(changes)
        if together != Changes():
            self._committed(together)
        if self._scrub and not self._tidying.behind:
            self._clear_log()

    def _clear_log(self) -> None:
        """Take what was erased out of the write-ahead log; while somebody reads, later."""
        conn = self._db.conn
        try:
            conn.execute("PRAGMA busy_timeout = 100").fetchall()
            busy, *_ = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            conn.execute("PRAGMA busy_timeout = 5000").fetchall()
        except sqlite3.Error:
            return
        self._scrub = bool(busy)

    def _transaction(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        conn = self._db.conn
        if conn.in_transaction:  # the last one could not even be rolled back
            conn.execute("ROLLBACK")
        conn.execute("BEGIN IMMEDIATE")
        try:
            outcomes = [self._piece(conn, piece, changes) for piece in group]
            self._tidying.go_on()
            conn.execute("COMMIT")
            self.commits += 1
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
        return outcomes

    def _piece(self, conn: sqlite3.Connection, piece: Piece, changes: list[Changes]) -> Outcome:
        journal = SqliteJournal(self._db)
        conn.execute("SAVEPOINT piece")
        try:
            result = piece.work(journal)
        except Exception as error:
            if not conn.in_transaction:
                raise
            conn.execute("ROLLBACK TO piece")
            conn.execute("RELEASE piece")
            return Outcome(error=as_store_error(error))
        conn.execute("RELEASE piece")
        changes.append(journal.changes())
        if journal.scrub:
            self._scrub = True
            self._tidying.cleanse()
        return Outcome(result=result)


def is_of_the_disk(error: BaseException | None) -> bool:
    """Whether it is no fault of whoever wanted it written."""
    return isinstance(error, StoreError) and isinstance(error.__cause__, sqlite3.Error)


def is_full(error: BaseException | None) -> bool:
    """Whether the disk had no room for it."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


def as_store_error(error: Exception, done: str = "written to") -> Exception:
    """A disk that is full or broken is the store's trouble; a broken rule is its author's."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        trouble = StoreError(f"The database can't be {done}: {error}.")
        trouble.__cause__ = error
        return trouble
    return error


def _joined(changes: list[Changes]) -> Changes:
    return Changes(
        conversations=tuple(dict.fromkeys(key for each in changes for key in each.conversations)),
        rooms=tuple(dict.fromkeys(key for each in changes for key in each.rooms)),
        alarms=any(each.alarms for each in changes),
    )
