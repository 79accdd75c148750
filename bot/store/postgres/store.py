"""The store on a PostgreSQL server: one line that writes, a pool that reads. Its backups are the server's.

`write` returns when the server says that it is committed; that is the whole promise.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

import psycopg
from psycopg_pool import ConnectionPool

from bot.errors import DatabaseMoved, StoreError
from bot.settings.values import Server
from bot.store.base import Connected
from bot.store.connect import LONG_LIMIT, READ_LIMIT
from bot.store.doors import Doors
from bot.store.footprint import Footprint
from bot.store.pieces import Outcome, Work
from bot.store.port import OWN_COPIES
from bot.store.postgres.connect import (
    PATIENCE,
    SCHEMA,
    Raw,
    Session,
    address,
    configure,
    connect,
    refuse_old,
    trouble,
)
from bot.store.postgres.journal import PostgresJournal
from bot.store.postgres.leases import LeaseBook
from bot.store.postgres.line import WritingLine
from bot.store.postgres.migrations import STEPS, apply_all, pending
from bot.store.postgres.reader import BEGIN, Readers, read
from bot.store.postgres.telling import Ear
from bot.store.postgres.writer import Writer

_SIZE = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND relkind = 'r'
"""
_AT_ONCE = 2
"""Threads that read; what is long has one more."""


class PostgresStore(Doors):
    """What `bot.desk.ports.journal.Store` asks for, on a server."""

    looked_over = True
    """A server looks after its own files."""
    backs_up = False
    _writer: Writer

    def __init__(self, server: Server, *, several: bool = False) -> None:
        """Open, and bring up to date; with `several`, others that are too may be at work.

        Raises AnotherCopyRuns, SchemaTooNew, StoreError.
        """
        super().__init__()
        self.server = server
        self._line = _opened(server, several=several)
        name = uuid.uuid4().hex if several else ""
        self.leases: LeaseBook | None = None
        self._ear: Ear | None = None
        if several:
            try:
                self.leases = LeaseBook(server, name)
            except StoreError:
                self._line.close()
                raise
            self._ear = Ear(server, name, self._committed)
        self._pool = ConnectionPool(
            address(server),
            min_size=1,
            max_size=_AT_ONCE + 1,
            timeout=PATIENCE,
            kwargs={"autocommit": True, "application_name": "front-desk reading"},
            configure=configure,
            check=ConnectionPool.check_connection,
            open=True,
        )
        self._writer = Writer(self._line, self._committed, name)
        self._readers = Readers(self._pool, _AT_ONCE, READ_LIMIT)
        self._slow = Readers(self._pool, 1, LONG_LIMIT)

    @property
    def again(self) -> int:
        """How often a group of pieces had to be run again, as others wrote at the same moment."""
        return self._writer.again

    def look_over(self) -> None:
        """Nothing is left to be looked at."""

    def check(self) -> None:
        """Raise DatabaseMoved once another copy has the lock, which a broken connection lets go."""
        if self._writer.shut_out:
            raise DatabaseMoved(
                f"The connection to {self.server} was lost, and another copy of Front Desk has begun "
                "there meanwhile: I stop."
            )

    def footprint(self) -> Footprint:
        """What its tables take up; how much room a server has it does not say. Raises StoreError."""
        found = self.read_now(lambda journal: cast("Connected", journal).rows(_SIZE, (SCHEMA,)))
        return Footprint(database=found[0][0])

    def last_backup(self) -> datetime | None:
        """None: its copies are made by whoever looks after the server."""
        return None

    def back_up_now(self, now: datetime, hourly: int = 0, daily: int = 0) -> Path:
        """Raise StoreError with what does it."""
        raise StoreError(OWN_COPIES)

    def close(self) -> None:
        """Finish what is queued, close, and let the next copy start."""
        if self._ear:
            self._ear.close()
        self._finish()
        if self.leases:
            self.leases.close()
        self._pool.close()
        self._line.close()


def _opened(server: Server, *, several: bool) -> WritingLine:
    """Brought up to date, for which one has to be alone."""
    if several and not _behind(server):
        return WritingLine(server, several=True)
    line = WritingLine(server)
    try:
        if pending(line.open()):
            apply_all(line.open())
    except psycopg.Error as error:
        line.close()
        raise trouble(error, f"The database {server} can't be brought up to date") from error
    except StoreError:
        line.close()
        raise
    if several:
        line.close()
        return WritingLine(server, several=True)
    return line


def _behind(server: Server) -> bool:
    """Whether steps are lacking. Raises SchemaTooNew, StoreError."""
    conn = connect(server)
    try:
        return bool(pending(conn))
    except psycopg.Error as error:
        raise trouble(error, f"The database {server} can't be read") from error
    finally:
        conn.close()


@contextmanager
def read_only(server: Server) -> Iterator[PostgresJournal]:
    """Look into a database, in use or not, without a trace. Raises StoreError."""
    conn = _reading(server)
    try:
        conn.execute(BEGIN)
        yield PostgresJournal(Session(conn))
    except psycopg.Error as error:
        raise trouble(error, f"The database {server} can't be read") from error
    finally:
        conn.close()


@contextmanager
def asking(server: Server) -> Iterator[Callable[[Work], Outcome]]:
    """The same, each time on a view of what has been committed by then."""
    conn = _reading(server)

    def ask(work: Work) -> Outcome:
        nonlocal conn
        if conn.closed:
            conn = _reading(server)
        return read(conn, work, LONG_LIMIT)

    try:
        yield ask
    finally:
        conn.close()


def _reading(server: Server) -> Raw:
    """A connection to what this version may read. Raises StoreError."""
    conn = connect(server)
    try:
        refuse_old(conn, server)
        _refuse_other(conn, server)
    except StoreError:
        conn.close()
        raise
    except psycopg.Error as error:
        conn.close()
        raise trouble(error, f"The database {server} can't be read") from error
    return conn


def _refuse_other(conn: Raw, server: Server) -> None:
    """Raise StoreError where it isn't as this version leaves it."""
    missing = pending(conn)
    if list(STEPS) == missing:
        raise StoreError(f"There is nothing of Front Desk's in {server} yet.")
    if missing:
        raise StoreError(f"The database {server} is an older one: start Front Desk once.")
