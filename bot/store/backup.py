"""Copies of the database, made while it is in use, each checked before it counts.

A copy gets its name only once it is whole.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store import connect

HOURLY = 24
DAILY = 7
_STAMP = "%Y%m%dT%H%M%SZ"


def folder(database: Path) -> Path:
    """Where the copies of a database lie."""
    return database.parent / "backups"


def newest(database: Path) -> Path | None:
    """Return the copy made last, of any kind."""
    found = [*_copies(database), *folder(database).glob(f"{database.stem}-before-*.db")]
    return max(found, key=lambda copy: copy.stat().st_mtime_ns, default=None)


def copies_beside(db: sqlite3.Connection) -> int:
    """How many copies of an open database there are; none of one in memory."""
    path = db.execute("PRAGMA database_list").fetchone()[2]
    if not path:
        return 0
    database = Path(path)
    return len({*_copies(database), *folder(database).glob(f"{database.stem}-before-*.db")})


def last(database: Path) -> datetime | None:
    """Return when the newest of the regular copies was made."""
    stamps = [copy.stem[len(database.stem) + 1 :] for copy in _copies(database)]
    if not stamps:
        return None
    return datetime.strptime(max(stamps), _STAMP).replace(tzinfo=UTC)


def make(database: Path, now: datetime, *, before: str = "") -> Path:
    """Copy the database as it is committed at this moment. Raises StoreError.

    `before` names the migration that comes next; such copies are kept until somebody removes them.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    middle = f"before-{before}-{stamp}" if before else stamp
    target = folder(database) / f"{database.stem}-{middle}.db"
    target.parent.mkdir(mode=0o700, exist_ok=True)
    for left in target.parent.glob(f"{database.stem}-*.part"):  # by a program that was ended
        left.unlink(missing_ok=True)
    part = target.with_suffix(".part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(database, part)
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"No backup could be made in {target.parent}: {error}.") from error
    return target


def prune(database: Path, hourly: int = HOURLY, daily: int = DAILY) -> Sequence[Path]:
    """Remove copies beyond the newest `hourly` and the newest of each of the last `daily` days."""
    copies = sorted(_copies(database), reverse=True)
    days: dict[str, Path] = {}
    for copy in copies:
        days.setdefault(copy.stem[len(database.stem) + 1 :][:8], copy)
    kept = {*copies[:hourly], *list(days.values())[:daily]}
    gone = [copy for copy in copies if copy not in kept]
    for copy in gone:
        copy.unlink()
    return gone


def _copies(database: Path) -> list[Path]:
    stamp = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"
    return list(folder(database).glob(f"{database.stem}-{stamp}.db"))


def _copy(database: Path, part: Path) -> None:
    """Copy in one step, which is one snapshot: writers go on meanwhile."""
    with closing(connect.reader(database).conn) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise StoreError(f"The backup {part} is damaged: {found}.")


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
