"""Threads that read: what is asked for meanwhile is read together, from one view of the database.

A read sees all that was committed before it was asked for.
"""

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store import connect
from bot.store.journal import SqliteJournal
from bot.store.openfile import OpenFile
from bot.store.pieces import Outcome, Piece
from bot.store.threads import Reading
from bot.store.writer import as_store_error

TOGETHER = 16
"""Reads from one view, at most: a slow one keeps those behind it waiting."""


class Readers(Reading):
    """A few threads, each with a connection of its own."""

    def __init__(
        self, path: Path, file: OpenFile, count: int = 2, limit: float = connect.READ_LIMIT
    ) -> None:
        """`limit`: seconds that one read may take."""
        super().__init__(count)
        self.path, self.file, self.limit = path, file, limit
        self.start()

    def _run(self) -> None:
        db: Database | None = None
        while (first := self._queue.get()) is not None:
            group, last = self._gather(first)
            db = self._answer(db, group)
            if last:
                break
        if db is not None:
            db.conn.close()

    def _answer(self, db: Database | None, group: list[Piece]) -> Database | None:
        """Settle each, whatever happens; return the connection, or None to open another next time."""
        try:
            self.file.check()
            db = db or connect.reader(self.path)
            outcomes = read(db, group, self.limit)
        except Exception as error:  # noqa: BLE001 - nobody may be left waiting
            outcomes = [Outcome(error=as_store_error(error, "read"))] * len(group)
        for piece, outcome in zip(group, outcomes, strict=True):
            piece.settle(outcome)
        if db is not None and any(isinstance(each.error, StoreError) for each in outcomes):
            db.conn.close()
            return None
        return db

    def _gather(self, first: Piece) -> tuple[list[Piece], bool]:
        group = [first]
        while len(group) < TOGETHER:
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                break
            if piece is None:
                return group, True
            group.append(piece)
        return group, False


def read(db: Database, group: list[Piece], limit: float = connect.READ_LIMIT) -> list[Outcome]:
    """Do each, in one view; what fails fails alone. Raises what ends the view for all."""
    outcomes = []
    for piece in group:
        # A trouble with the disk may have ended the view by itself.
        if not db.conn.in_transaction:
            db.conn.execute("BEGIN")
        outcomes.append(_outcome(db, piece.work, limit))
    if db.conn.in_transaction:
        db.conn.execute("ROLLBACK")
    return outcomes


def _outcome(db: Database, work: Callable[[SqliteJournal], Any], limit: float) -> Outcome:
    connect.limit_time(db, limit)
    try:
        return Outcome(result=work(SqliteJournal(db)))
    except Exception as error:  # noqa: BLE001 - goes to whoever asked
        return Outcome(error=as_store_error(error, "read"))
