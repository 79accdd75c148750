"""The one thread that writes: each group of pieces is one SERIALIZABLE transaction, done again if it must.

What runs in it is run again from its beginning, and nobody is told of it before it is committed. Of several
programs one writes at a time, so that none meets what another is about to change.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg
from psycopg.pq import TransactionStatus

from bot.desk.ports.journal import Changes
from bot.errors import AnotherCopyRuns, StoreError
from bot.store.pieces import Outcome, Piece, joined
from bot.store.postgres.connect import IN_TURN, Raw, Session, trouble
from bot.store.postgres.journal import PostgresJournal
from bot.store.postgres.line import WritingLine
from bot.store.postgres.telling import tell
from bot.store.threads import Writing

TRIES = 8
"""How often a group is run at most, when others wrote at the same moment."""
_AGAIN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
_BEGIN = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_PAUSE = 0.01
"""Seconds that the first pause takes at most, before a group is run again; each next one twice as long."""


class Writer(Writing):
    """Owns the writing connection."""

    group = 60
    """Beyond 64 savepoints PostgreSQL looks for them on its disk."""

    pulse = 3.0
    """A third of what the server waits for: `line.SILENT`."""

    def __init__(
        self, line: WritingLine, committed: Callable[[Changes], None], name: str = ""
    ) -> None:
        """`committed` hears of each group, in the writer's thread. `name`: one of several's, who write in
        turn and tell one another; "" where nobody else writes."""
        super().__init__(committed)
        self._line, self._name = line, name
        self.again = 0
        """How many groups had to be run again."""
        self.shut_out = False
        """The connection was lost, and another copy of Front Desk has begun there."""
        self.start()

    def _beat(self) -> None:
        """So that the server keeps the line for us, and we hear of it where it did not."""
        try:
            self._begin().execute("ROLLBACK")
        except AnotherCopyRuns:
            self.shut_out = True
        except (psycopg.Error, StoreError):
            return  # away: whoever writes is told

    def _commit(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        outcomes = self._until_done(group, changes)
        self.refused = ""
        return outcomes

    def _failed(self, error: Exception) -> Exception:
        failed = self._said(error)
        self.refused = str(failed)
        self.shut_out |= isinstance(error, AnotherCopyRuns)
        return failed

    def _said(self, error: Exception) -> Exception:
        return as_store_error(error)

    def _until_done(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        for tried in range(TRIES):
            changes.clear()
            conn = self._begin()
            try:
                return self._transaction(conn, group, changes)
            except _AGAIN as error:
                self.again += 1
                if tried == TRIES - 1:
                    raise trouble(error, "Others write the same at every moment") from error
                # Not for safety: two that met shall not meet again.
                time.sleep(random.uniform(0, _PAUSE * 2**tried))  # noqa: S311
            finally:
                with suppress(psycopg.Error):
                    if conn.info.transaction_status is not TransactionStatus.IDLE:
                        conn.execute("ROLLBACK")
        raise AssertionError("unreachable")

    def _begin(self) -> Raw:
        """A transaction; on another connection where this one has died while nobody had work for it."""
        begin = f"{_BEGIN}; {IN_TURN}" if self._name else _BEGIN
        try:
            conn = self._line.open()
            conn.execute(begin)
        except psycopg.OperationalError:
            conn = self._line.open()
            conn.execute(begin)
        return conn

    def _transaction(self, conn: Raw, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        outcomes = [
            self._piece(conn, PostgresJournal(Session(conn)), piece, changes) for piece in group
        ]
        if self._name:
            tell(conn, self._name, joined(changes))
        conn.execute("COMMIT")
        self.commits += 1
        return outcomes

    def _noted(self, outcomes: list[Outcome]) -> None:
        """Its disk is the server's to look after."""

    def _worked(self, journal: PostgresJournal) -> None:
        journal.index()

    def _ends_all(self, error: Exception) -> bool:
        return isinstance(error, _AGAIN) or self._line.lost


def as_store_error(error: Exception, done: str = "written to") -> Exception:
    """A server that is away or full is the store's trouble; a broken rule is its author's."""
    if isinstance(error, psycopg.Error) and not isinstance(
        error, psycopg.IntegrityError | psycopg.ProgrammingError | psycopg.DataError
    ):
        found = trouble(error, f"The database can't be {done}")
        found.__cause__ = error
        return found
    return error
