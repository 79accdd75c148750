"""Who of several does what: rows that say whose something is and until when, by the server's clock.

A lease ends by itself, so that one who was killed, stands still or is cut off keeps nobody waiting. What
counts is not decided here: each transaction looks at the state of its rows.
"""

import math
import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

import psycopg

from bot.desk.ports.leases import FIRST, SHARES, Held
from bot.errors import StoreError
from bot.settings.values import Server
from bot.store.postgres.connect import IN_TURN, Raw, connect, trouble

LASTS = timedelta(seconds=10)
"""How long a lease is good for without being renewed."""
_HERE = "here:"
"""In front of the name of one who is at work, whose row says until when they surely are."""
_LONG_GONE = timedelta(minutes=10)
"""After so long nothing is remembered of one who went."""

MADE = """
CREATE TABLE IF NOT EXISTS lease (
  key text COLLATE "C" PRIMARY KEY, owner text COLLATE "C" NOT NULL, until timestamptz NOT NULL
)
"""
"""No step of the schema: nothing in it outlives ten seconds, and a file needs none."""
_ROWS = "INSERT INTO lease SELECT unnest($1::text[]), '', '-infinity' ON CONFLICT DO NOTHING"
_COME = """
INSERT INTO lease VALUES ($1, $2, clock_timestamp() + $3)
ON CONFLICT (key) DO UPDATE SET until = excluded.until
"""
_RENEW = """
UPDATE lease SET until = clock_timestamp() + $2
WHERE owner = $1 AND until > clock_timestamp() AND key <> $3 RETURNING key
"""
_LET_GO = "UPDATE lease SET owner = '', until = '-infinity' WHERE owner = $1 AND key = ANY($2)"
_LEAVE = "DELETE FROM lease WHERE key = $1"
_COUNT = "SELECT count(*) FROM lease WHERE starts_with(key, $1) AND until > clock_timestamp()"
_FORGET = "DELETE FROM lease WHERE starts_with(key, $1) AND until < clock_timestamp() - $2"
_TAKE = """
UPDATE lease SET owner = $1, until = clock_timestamp() + $2 FROM (
  SELECT key AS free, owner AS before FROM lease WHERE key = ANY($3) AND until <= clock_timestamp()
  ORDER BY key LIMIT $4 FOR UPDATE SKIP LOCKED
) found
WHERE key = free RETURNING key, before
"""


class LeaseBook:
    """One instance's, on a connection of its own: the writer's may have much to do."""

    lasts = LASTS

    def __init__(self, server: Server, owner: str) -> None:
        """`owner`: a name that nobody else has. Raises StoreError."""
        self._server, self._owner = server, owner
        self._conn: Raw | None = None
        self._closed = False
        self._one = threading.Lock()
        """For whoever closes it while a round is on its way."""
        try:
            conn = self._open()
            with conn.transaction():
                conn.execute(IN_TURN)  # of two that make it at the same moment one would fail
                conn.execute(MADE)
                conn.execute(_ROWS, ([*SHARES, FIRST],))
        except psycopg.Error as error:
            self.close()
            raise trouble(error, f"The database {server} can't be shared") from error

    def round(self, leaving: Collection[str]) -> Held:
        """Renew what is held, let go of `leaving`, and take a fair part of what is free.

        Raises StoreError where the server can't be asked.
        """
        with self._one:
            try:
                conn = self._open()
                with conn.transaction():
                    return self._round(conn, leaving)
            except psycopg.Error as error:
                self._drop()
                raise trouble(error, f"The database {self._server} can't be shared") from error

    def _round(self, conn: Raw, leaving: Collection[str]) -> Held:
        here = _HERE + self._owner
        conn.execute(_COME, (here, self._owner, LASTS))
        conn.execute(_LET_GO, (self._owner, list(leaving)))
        kept = {row[0] for row in conn.execute(_RENEW, (self._owner, LASTS, here)).fetchall()}
        conn.execute(_FORGET, (_HERE, _LONG_GONE))
        row = conn.execute(_COUNT, (_HERE,)).fetchone()
        others = max(1, int(row[0]) if row else 1)
        part = math.ceil(len(SHARES) / others)
        free = [each for each in SHARES if each not in leaving]
        gained = self._take(conn, free, part - len(kept & set(SHARES)))
        gained |= self._take(conn, [FIRST], 1 - len(kept & {FIRST}))
        lost = any(before for before in gained.values())
        return Held(keys=kept | set(gained), part=part, at_work=others, lapsed=lost)

    def _take(self, conn: Raw, free: Collection[str], most: int) -> dict[str, str]:
        """What was free, and whose it was: one who let go of it properly has left no name."""
        if most <= 0:
            return {}
        found = conn.execute(_TAKE, (self._owner, LASTS, list(free), most)).fetchall()
        return {key: "" if before == self._owner else before for key, before in found}

    def _open(self) -> Raw:
        if self._closed:
            raise StoreError("The database has been closed.")
        if self._conn is None or self._conn.closed:
            self._conn = connect(self._server)
        return self._conn

    def _drop(self) -> None:
        if self._conn is not None:
            with suppress(psycopg.Error):
                self._conn.close()
            self._conn = None

    def close(self) -> None:
        """Let go of everything, so that others have it at once."""
        with self._one:
            try:
                conn = self._open()
                conn.execute(_LET_GO, (self._owner, [*SHARES, FIRST]))
                conn.execute(_LEAVE, (_HERE + self._owner,))
            except (psycopg.Error, StoreError):
                return  # it ends by itself
            finally:
                self._drop()
                self._closed = True
