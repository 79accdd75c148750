"""Opening the database: locked, looked over, backed up, brought up to date, in that order.

Nothing is written before the file is known to be whole, ours, and not too new.
"""

import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import DatabaseDamaged, StoreError
from bot.store import backup, connect
from bot.store.lock import StartLock
from bot.store.migrations import APPLICATION_ID, apply_all, check_not_newer, pending
from bot.store.openfile import OpenFile

LOOK = 1.0
"""Seconds that a start takes to look a file over; what is left of a large one comes after it."""
_NETWORK = re.compile(
    r"(fuse\.)?(nfs\d?|cifs|smb\w*|9p|afs|coda|ncpfs|ceph(-fuse)?|gluster\w*|lustre|beegfs\w*|gpfs|"
    r"orangefs|pvfs2|ocfs2|gfs2|moosefs|mfs|lizardfs|seaweedfs|juicefs|davfs2?|webdav|sshfs|curlftpfs|"
    r"s3fs|rclone|gcsfuse|goofys|mountpoint-s3|blobfuse2?|virtiofs|vboxsf|vmhgfs(-fuse)?|prl_fs|drvfs|"
    r"osxfs|grpcfuse)"
)
"""File systems of several computers, or of a guest and its host: locks, and memory that is shared
through a file, can't be relied on there."""


@dataclass(frozen=True)
class Opened:
    """A database in use: nobody else's, and known again."""

    db: Database
    """The writer's connection."""
    lock: StartLock
    file: OpenFile
    looked_over: bool
    """Whether all of it was looked over."""

    def release(self) -> None:
        """Let the next copy start."""
        self.file.release()
        self.lock.release()


def open_database(path: Path, now: datetime) -> Opened:
    """Lock, look over, back up, bring up to date.

    Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
    """
    with ExitStack() as held:
        lock = lock_out(path)
        held.callback(lock.release)
        file, missing, looked_over = _looked_over(path, now)
        held.callback(file.release)
        try:
            path.chmod(0o600)
            db = connect.writer(path)
            if missing:
                apply_all(db)
            db.execute(
                "SELECT count(*) FROM sqlite_schema"
            ).fetchone()  # the log is there from now on
            file.opened()
        except (sqlite3.Error, OSError) as error:
            said = _said(path, f"The database {path} can't be written to: {error}.")
            raise StoreError(said) from error
        held.pop_all()
        return Opened(db, lock, file, looked_over)


def lock_out(path: Path) -> StartLock:
    """Keep other copies out. Raises AnotherCopyRuns, StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        refuse_network(path)
        return StartLock(path.resolve())
    except OSError as error:
        said = _said(path, f"The database {path} can't be opened: {error.strerror}.")
        raise StoreError(said) from error


def no_right(path: Path) -> tuple[str, str] | None:
    """What this account may not write to, and what to do; None where it may write all it needs."""
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not _may_write(folder):
        return (
            f"This account may not write in the folder {folder}, where the database belongs with its "
            "log and its backups.",
            f"As its owner: chmod u+rwx {folder}; as another account, set DESK_DATABASE to a file elsewhere.",
        )
    if path.exists() and not _may_write(path):
        return (
            f"This account may not write to the database {path}.",
            f"As its owner: chmod u+rw {path}",
        )
    return None


def _said(path: Path, otherwise: str) -> str:
    return " ".join(no_right(path) or (otherwise,))


def _may_write(path: Path) -> bool:
    asked = os.W_OK | os.X_OK if path.is_dir() else os.W_OK
    return os.access(path, asked, effective_ids=os.access in os.supports_effective_ids)


def _looked_over(path: Path, now: datetime) -> tuple[OpenFile, list[str], bool]:
    """Return the file, held, the migrations that it lacks, and whether all of it was looked at."""
    new = not path.exists()
    if new:
        _refuse_to_begin_anew(path)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    with ExitStack() as held:
        file = OpenFile(path)
        held.callback(file.release)
        missing, looked_over = ["everything"], True
        if not new:
            undo_half_written(path)
            missing, looked_over = look_over(path, LOOK)
            if missing:
                backup.make(path, now, before=missing[0])
        held.pop_all()
    return file, missing, looked_over


def _refuse_to_begin_anew(path: Path) -> None:
    """Who has lost a file must not find an empty one in its place, and answer from that."""
    if not backup.known(path):
        return
    if moved := backup.moved_last(path):
        raise StoreError(
            f"There is no database {path}: all of it was moved. Set DESK_DATABASE to where it is now. "
            f"To go back to how it was then: python run_bot.py restore {moved}"
        )
    copy, folder = backup.newest(path) or "FILE", backup.folder(path)
    raise StoreError(
        f"There is no database {path}, but there are copies of one in {folder}. To go on with the "
        f"newest: python run_bot.py restore {copy}\nTo begin anew, move that folder away first."
    )


def undo_half_written(path: Path) -> None:
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
        f"The newest backup is {copy}. To go on with it: python run_bot.py restore {copy}"
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
        point = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), point)
        if here.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, this_kind
    if _NETWORK.fullmatch(kind.lower()):
        raise StoreError(
            f"{path} lies on a network file system ({kind}), where a database can be damaged. "
            "Set DESK_DATABASE to a file on a local disk."
        )
