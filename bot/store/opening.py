"""Opening the database: locked, looked over, backed up, brought up to date, in that order.

Nothing is written before the file is known to be whole, ours, and not too new.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import DatabaseDamaged, StoreError
from bot.store import backup, connect
from bot.store.lock import StartLock
from bot.store.migrations import APPLICATION_ID, apply_whole, check_not_newer, pending

LOOK = 1.0
"""Seconds that a start takes to look a file over; what is left of a large one comes after it."""
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"}


def open_database(path: Path, now: datetime) -> tuple[Database, StartLock, bool]:
    """Return the writer's connection, the lock held for it, and whether all of it was looked over.

    Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        refuse_network(path)
        lock = StartLock(path)
    except OSError as error:
        raise StoreError(f"The database {path} can't be opened: {error.strerror}.") from error
    try:
        db, whole = _open(path, now)
    except BaseException:
        lock.release()
        raise
    return db, lock, whole


def _open(path: Path, now: datetime) -> tuple[Database, bool]:
    whole = True
    if path.exists():
        _undo_half_written(path)
        missing, whole = look_over(path, LOOK)
        if missing:
            backup.make(path, now, before=missing[0])
    else:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        missing = ["everything"]
    try:
        path.chmod(0o600)
        db = connect.writer(path)
        if missing:
            apply_whole(db)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The database {path} can't be written to: {error}.") from error
    return db, whole


def _undo_half_written(path: Path) -> None:
    """Roll back what a power cut left half done: only a connection that may write can do that.

    A new or a restored file gets its write-ahead log by such a write.
    """
    journal = path.resolve().with_name(f"{path.resolve().name}-journal")
    if not journal.exists() or path.stat().st_size == 0:
        return
    with _in_words(path), closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def look_over(path: Path, seconds: float | None = None) -> tuple[list[str], bool]:
    """Check the file without writing to it.

    Return the migrations that it lacks, and whether all of it was looked at in that time.
    Raises DatabaseDamaged, SchemaTooNew, StoreError.
    """
    if path.stat().st_size == 0 and backup.newest(path) is not None:
        raise _damaged(path, "it is empty")
    with _in_words(path), closing(connect.reader(path).conn) as conn:
        whole = _checked(path, conn, seconds)
        lacking = _lacking(path, Database(conn, execute_plugins=False, recursive_triggers=False))
        # What changes the file is done to one that is known to be whole.
        return lacking, whole or (bool(lacking) and _checked(path, conn, None))


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What SQLite says of a file that it can't read, as errors of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
            said = f"The database {path} was cut short while starting: start Front Desk once."
            raise StoreError(said) from error
        raise StoreError(f"The database {path} can't be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error


def _checked(path: Path, conn: sqlite3.Connection, seconds: float | None) -> bool:
    timer = threading.Timer(seconds, conn.interrupt) if seconds is not None else None
    if timer is not None:
        timer.start()
    try:
        found = conn.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.OperationalError as error:
        if timer is not None and str(error) == "interrupted":
            return False
        raise
    finally:
        if timer is not None:
            timer.cancel()
            timer.join()
    if found != "ok":
        raise _damaged(path, found)
    return True


def _lacking(path: Path, db: Database) -> list[str]:
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    if owner != APPLICATION_ID and db.table_names():
        begun = set(db.table_names()) <= {"_sqlite_migrations"}
        if not begun:
            raise StoreError(f"{path} is a database, but not one of Front Desk's.")
    check_not_newer(db)
    return pending(db)


def _damaged(path: Path, found: str) -> DatabaseDamaged:
    copy = backup.newest(path)
    remedy = (
        f"The newest backup is {copy}: move the damaged file away and put a copy of that in its place."
        if copy
        else "There is no backup beside it."
    )
    return DatabaseDamaged(
        f"The database {path} is damaged ({found.splitlines()[0]}). Nothing was written to it. "
        f"{remedy}"
    )


def refuse_network(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raise StoreError where the file would lie on a network file system: its locks don't hold."""
    if not mounts.exists():
        return
    here = path.parent.resolve()
    best, kind = "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, this_kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if here.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, this_kind
    if kind in _NETWORK:
        raise StoreError(
            f"{path} lies on a network file system ({kind}), where a database can be damaged. "
            "Set DESK_DATABASE to a file on a local disk."
        )
