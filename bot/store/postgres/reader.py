"""Threads that read, each on one view of what has been committed; connections come from a pool.

A read sees all that was committed before it was asked for.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from bot.store.pieces import Outcome
from bot.store.postgres.connect import Raw, Session
from bot.store.postgres.journal import PostgresJournal
from bot.store.postgres.writer import as_store_error
from bot.store.threads import Reading

Pool = ConnectionPool[Raw]
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Readers(Reading):
    """A few threads with one queue."""

    def __init__(self, pool: Pool, count: int, limit: float) -> None:
        """`limit`: seconds that one statement of a read may take."""
        super().__init__(count)
        self._pool, self._limit = pool, limit
        self.start()

    def _run(self) -> None:
        while (piece := self._queue.get()) is not None:
            try:
                with self._pool.connection() as conn:
                    outcome = read(conn, piece.work, self._limit)
            except Exception as error:  # noqa: BLE001 - nobody may be left waiting
                outcome = Outcome(error=as_store_error(error, "read"))
            piece.settle(outcome)


def read(conn: Raw, work: Callable[[PostgresJournal], Any], limit: float) -> Outcome:
    """Do it in one view; what fails is handed back."""
    try:
        conn.execute(BEGIN)
        conn.execute("SELECT set_config('statement_timeout', $1, true)", (f"{limit * 1000:.0f}",))
        return Outcome(result=work(PostgresJournal(Session(conn))))
    except Exception as error:  # noqa: BLE001 - goes to whoever asked
        return Outcome(error=as_store_error(error, "read"))
    finally:
        with suppress(psycopg.Error):
            conn.execute("ROLLBACK")
