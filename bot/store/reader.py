"""Threads that read: what is asked for meanwhile is read together, from one view of the database.

A read sees all that was committed before it was asked for.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store import connect
from bot.store.journal import SqliteJournal
from bot.store.writer import Outcome, Piece

TOGETHER = 16
"""Reads from one view, at most: a slow one keeps those behind it waiting."""


@dataclass
class Readers:
    """A few threads, each with a connection of its own."""

    path: Path
    count: int = 2

    def __post_init__(self) -> None:
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"store-reader_{number}", daemon=True)
            for number in range(self.count)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, piece: Piece) -> None:
        """Queue a read. Raises StoreError once closed."""
        if self._closed:
            raise StoreError("The database has been closed.")
        self._queue.put(piece)

    def close(self) -> None:
        """Finish what is queued, and end."""
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        db: Database | None = None
        while (first := self._queue.get()) is not None:
            group, last = self._gather(first)
            if db is None:
                db = self._opened(group)
            if db is not None:
                for piece, outcome in read(db, group):
                    piece.settle(outcome)
            if last:
                break
        if db is not None:
            db.conn.close()

    def _opened(self, group: list[Piece]) -> Database | None:
        try:
            return connect.reader(self.path)
        except sqlite3.Error as error:
            trouble = StoreError(f"The database can't be read: {error}.")
            for piece in group:
                piece.settle(Outcome(error=trouble))
            return None

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


def read(db: Database, group: list[Piece]) -> list[tuple[Piece, Outcome]]:
    """Do each, in one view; what fails fails alone."""
    db.conn.execute("BEGIN")
    try:
        return [(piece, _outcome(db, piece.work)) for piece in group]
    finally:
        db.conn.execute("ROLLBACK")


def _outcome(db: Database, work: Callable[[SqliteJournal], Any]) -> Outcome:
    connect.limit_time(db)
    try:
        return Outcome(result=work(SqliteJournal(db)))
    except sqlite3.OperationalError as error:
        trouble = StoreError(f"The database can't be read: {error}.")
        trouble.__cause__ = error
        return Outcome(error=trouble)
    except Exception as error:  # noqa: BLE001 - goes to whoever asked
        return Outcome(error=error)
