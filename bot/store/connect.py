"""Connections to SQLite, set up the one way that loses nothing.

The writer is the only connection that writes; everybody else opens read-only.
"""

import sqlite3
import sys
import time
from pathlib import Path

from sqlite_utils import Database

READ_LIMIT = 5.0
"""Seconds. A reader that never ends would let the write-ahead log grow without bound."""

LONG_LIMIT = 60.0
"""Seconds for what may take its time: the log grows meanwhile, by a minute's work at most."""

_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 1000",
    f"PRAGMA journal_size_limit = {64 * 1024 * 1024}",
    "PRAGMA secure_delete = ON",
)
_EVERYBODY = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA mmap_size = 0",
)


def writer(path: Path) -> Database:
    """Open for writing. To be used by one thread at a time."""
    conn = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    db = _set_up(conn)
    for pragma in _WRITER:
        conn.execute(pragma).close()
    if sys.platform == "darwin":
        conn.execute("PRAGMA fullfsync = 1").close()
    return db


def reader(path: Path) -> Database:
    """Open for reading: nothing can be written through it, by mistake or otherwise."""
    conn = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    return _set_up(conn)


def memory() -> Database:
    """Open a database that lives as long as the connection."""
    return _set_up(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def limit_time(db: Database, seconds: float = READ_LIMIT) -> None:
    """Interrupt what this connection does once the time is up."""
    until = time.monotonic() + seconds
    db.conn.set_progress_handler(lambda: int(time.monotonic() > until), 10_000)


def _set_up(conn: sqlite3.Connection) -> Database:
    for pragma in _EVERYBODY:
        conn.execute(pragma).close()
    return Database(conn, execute_plugins=False, recursive_triggers=False)
