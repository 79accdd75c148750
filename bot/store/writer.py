"""The one thread that writes: pieces of work are committed in groups, one flush to disk for many.

A piece of work is whole or not at all, and nobody is told of it before it is on the disk.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from sqlite_utils import Database

from bot.desk.ports.journal import Changes
from bot.errors import StoreError
from bot.store.journal import SqliteJournal
from bot.store.openfile import OpenFile
from bot.store.pieces import Outcome, Piece
from bot.store.threads import Writing
from bot.store.tidying import Tidying


class Writer(Writing):
    """Owns the writing connection."""

    group = 256

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
        super().__init__(committed)
        self._db = db
        self._file = file
        self._full = full
        self._scrub = False
        self._before = 0
        """Rows changed since the start, when the group began."""
        self._tidying = Tidying(db)
        self.start()

    def close(self) -> None:
        """Finish what is queued, then fold the log into the database."""
        if self._closed:
            return
        super().close()
        if self._file.moved:
            return
        # While a backup reads, or on a full disk, that can't be: then the next start folds it in.
        with suppress(sqlite3.Error):
            self._db.conn.execute("PRAGMA busy_timeout = 100").fetchall()
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _behind(self) -> bool:
        return self._tidying.behind

    def _do(self, group: list[Piece]) -> None:
        super()._do(group)
        if self._scrub and not self._tidying.behind:
            self._clear_log()

    def _beat(self) -> None:
        """A file asks after nobody."""

    def _noted(self, outcomes: list[Outcome]) -> None:
        if any(is_full(each.error) for each in outcomes):
            self._full()
        # What changes nothing is no proof: a full disk lets it pass.
        if said := [str(each.error) for each in outcomes if is_of_the_disk(each.error)]:
            self.refused = said[0]
        elif self._db.conn.total_changes > self._before:
            self.refused = ""

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

    def _commit(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        self._before = self._db.conn.total_changes
        self._file.check()
        outcomes = self._transaction(group, changes)
        self._file.check()  # what went into a file that is gone is not kept
        return outcomes

    def _transaction(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        conn = self._db.conn
        if conn.in_transaction:  # the last one could not even be rolled back
            conn.execute("ROLLBACK")
        conn.execute("BEGIN IMMEDIATE")
        try:
            outcomes = [
                self._piece(conn, SqliteJournal(self._db), piece, changes) for piece in group
            ]
            self._tidying.go_on()
            conn.execute("COMMIT")
            self.commits += 1
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
        return outcomes

    def _worked(self, journal: SqliteJournal) -> None:
        if journal.scrub:
            self._scrub = True
            self._tidying.cleanse()

    def _ends_all(self, error: Exception) -> bool:
        return not self._db.conn.in_transaction

    def _said(self, error: Exception) -> Exception:
        return as_store_error(error)

    def _failed(self, error: Exception) -> Exception:
        self._tidying.behind = False
        return self._said(error)


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
