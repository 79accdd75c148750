"""The connection that may write: it holds the lock that keeps every other Front Desk out.

The lock belongs to the connection, so that it goes when the process or the network dies, and nothing can
be written by one that has lost it. A process that stands still says nothing, and the server ends it too.
"""

import time
from contextlib import suppress

import psycopg

from bot.errors import AnotherCopyRuns, StoreError
from bot.settings.values import Server
from bot.store.postgres.connect import SCHEMA, Raw, connect, refuse_unfit

_LOCK = 0x46444B31
"""Of Front Desk's among the server's advisory locks; with the schema's own number beside it."""
_TAKE = "SELECT pg_try_advisory_lock($1::int, hashtext(current_database() || $2))"
_TAKE_TOO = "SELECT pg_try_advisory_lock_shared($1::int, hashtext(current_database() || $2))"
"""Several at work hold it together, and keep out one that would be alone."""
_WHAT = f"{{{SCHEMA}}}"
"""By name: at the first start there is none yet."""
SILENT = 10
"""Seconds after which the server ends the connection of one who says nothing, and so frees the lock."""
_BETWEEN = 5
"""The same in the middle of a transaction, which keeps others from writing."""
_LOOK, _LOOKS = 0.2, 10
"""Seconds between two looks whether the lock is free, and how many."""


class WritingLine:
    """Opened anew when it breaks. To be used by one thread at a time."""

    def __init__(self, server: Server, *, silent: int = SILENT, several: bool = False) -> None:
        """Open it; 0 for `silent` lets it be silent as long as it likes, `several` lets others in that
        are several too. Raises AnotherCopyRuns, StoreError."""
        self._server, self._silent, self._several = server, silent, several
        self._conn: Raw | None = None
        self.open()

    def open(self) -> Raw:
        """As it is, or another one once it is gone. Raises StoreError, AnotherCopyRuns."""
        if self._conn is not None and not self.lost:
            return self._conn
        conn = connect(self._server)
        try:
            if not _taken(conn, _TAKE_TOO if self._several else _TAKE):
                raise AnotherCopyRuns(
                    f"Another copy of Front Desk uses {self._server}. Stop it first."
                )
            refuse_unfit(conn, self._server)
            within = min(self._silent, _BETWEEN) if self._several else self._silent
            for name, seconds in (
                ("idle_session_timeout", self._silent),
                ("idle_in_transaction_session_timeout", within),
            ):
                conn.execute("SELECT set_config($1, $2, false)", (name, f"{seconds}s"))
        except psycopg.Error as error:
            conn.close()
            raise StoreError(f"The database {self._server} can't be used: {error}.") from error
        except StoreError:
            conn.close()
            raise
        self._conn = conn
        return conn

    @property
    def lost(self) -> bool:
        """Whether it is gone; `open` makes another."""
        return self._conn is None or bool(self._conn.closed)

    def close(self) -> None:
        """Let the next copy start."""
        if self._conn is not None:
            with suppress(psycopg.Error):
                self._conn.rollback()
                # The server would let go a moment after the connection has gone.
                self._conn.execute("SELECT pg_advisory_unlock_all()")
                self._conn.close()


def _taken(conn: Raw, how: str) -> bool:
    """Whether the lock is ours; a server takes a moment to see that a process was killed."""
    for wait in (*[_LOOK] * _LOOKS, 0):
        row = conn.execute(how, (_LOCK, _WHAT)).fetchone()
        if row is not None and row[0]:
            return True
        time.sleep(wait)
    return False
