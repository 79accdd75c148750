"""Copies of the database, made while it is in use, each checked before it counts.

A copy gets its name only once it is whole.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bot.errors import AnotherCopyRuns, StoreError
from bot.store import connect
from bot.store.lock import take

HOURLY = 24
DAILY = 7
FLOOR = 64 * 1024 * 1024
"""Bytes that a copy leaves free: what the write-ahead log may take, so that nothing is refused."""
_STAMP = "%Y%m%dT%H%M%SZ"


def folder(database: Path) -> Path:
    """Where the copies of a database lie."""
    return database.parent / "backups"


def newest(database: Path) -> Path | None:
    """Return the copy made last, of any kind."""
    found = [*_copies(database), *_kept(database, "before", "rescued")]
    return max(found, key=_made, default=None)


def known(database: Path) -> bool:
    """Whether there was such a database before."""
    return newest(database) is not None or any(_kept(database, "replaced", "moved"))


def replaced(database: Path, now: datetime) -> Path:
    """Where a database is kept that another takes the place of."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return folder(database) / f"{database.stem}-replaced-{stamp}.db"


def moved(database: Path, now: datetime) -> Path:
    """Where a database is kept that all has been moved from."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return folder(database) / f"{database.stem}-moved-{stamp}.db"


def moved_last(database: Path) -> Path | None:
    """The newest of what all has been moved from, where no copy is newer."""
    found = max(_kept(database, "moved"), key=_made, default=None)
    copy = newest(database)
    return None if found is None or (copy is not None and _made(copy) > _made(found)) else found


def _made(copy: Path) -> int:
    return copy.stat().st_mtime_ns


def copies_beside(db: sqlite3.Connection) -> int:
    """How many copies of an open database there are; none of one in memory."""
    path = db.execute("PRAGMA database_list").fetchone()[2]
    if not path:
        return 0
    database = Path(path)
    return len({*_copies(database), *_kept(database, "before", "rescued", "replaced", "moved")})


def last(database: Path) -> datetime | None:
    """Return when the newest of the regular copies was made."""
    stamps = [_stamp(database, copy) for copy in _copies(database)]
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
    with _in_words(target), closing(connect.reader(database).conn) as source:
        write(source, target)
    return target


def rescue(database: Path, source: sqlite3.Connection) -> Path:
    """Give a name to a database that has lost its own, and is still open. Raises StoreError.

    Such a copy is kept until somebody removes it.
    """
    lost = os.urandom(4).hex()
    target = folder(database) / f"{database.stem}-rescued-{lost}.db"
    with _in_words(target):
        write(source, target)
    return target


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"No backup could be made in {target.parent}: {error}.") from error


def write(source: sqlite3.Connection, target: Path) -> None:
    """Copy in one step, which is one snapshot: writers go on meanwhile. Checked before it counts.

    Raises StoreError, sqlite3.Error, OSError.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_left(target)
    part = target.with_suffix(".part")
    held = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        take(held, part)
        _fill(part, source)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(held)


def _fill(part: Path, source: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise StoreError(f"The backup {part} is damaged: {found}.")


def _remove_left(target: Path) -> None:
    """Of a program that was ended: nobody holds it. One that is being made now is."""
    for part in target.parent.glob(f"{target.stem.partition('-')[0]}*.part"):
        with suppress(FileNotFoundError, AnotherCopyRuns):
            held = os.open(part, os.O_RDWR)
            try:
                take(held, part)
                part.unlink()
            finally:
                os.close(held)


def clear_room(database: Path) -> None:
    """Let old hourly copies go until a copy fits. Raises StoreError where it never does."""
    needs = sum(each.stat().st_size for each in (database, _log(database)) if each.exists())
    while (free := free_room(database)) < needs + FLOOR:
        if let_go_hourly(database) is None:
            raise StoreError(
                f"No backup was made: it needs {_megabytes(needs)}, and only {_megabytes(free)} are "
                f"free on the disk of {folder(database)}, of which {_megabytes(FLOOR)} are for what "
                "comes in. Give it more room; I try again every ten minutes."
            )


def free_room(database: Path) -> int:
    """Bytes that are free where the copies lie."""
    return shutil.disk_usage(database.parent).free


def let_go_hourly(database: Path) -> Path | None:
    """Remove the oldest copy that is neither the newest nor the last of its day; return it."""
    copies = sorted(_copies(database))
    for copy, after in pairwise(copies):
        if _stamp(database, copy)[:8] == _stamp(database, after)[:8]:
            copy.unlink(missing_ok=True)
            return copy
    return None


def _megabytes(size: int) -> str:
    return f"{-(-size // 1024**2):,} MB"


def _log(database: Path) -> Path:
    real = database.resolve()
    return real.with_name(f"{real.name}-wal")


def prune(
    database: Path, hourly: int = HOURLY, daily: int = DAILY, newest: Path | None = None
) -> Sequence[Path]:
    """Remove copies beyond the newest `hourly` and the newest of each of the last `daily` days.

    `newest` stays whatever its name says: the clock may have been set back.
    """
    copies = sorted(_copies(database), reverse=True)
    days: dict[str, Path] = {}
    for copy in copies:
        days.setdefault(_stamp(database, copy)[:8], copy)
    kept = {newest, *copies[:hourly], *list(days.values())[:daily]}
    gone = [copy for copy in copies if copy not in kept]
    for copy in gone:
        copy.unlink(missing_ok=True)
    return gone


def _stamp(database: Path, copy: Path) -> str:
    return copy.stem[len(database.stem) + 1 :]


def _kept(database: Path, *why: str) -> Iterator[Path]:
    """Copies that stay until somebody removes them."""
    for each in why:
        yield from folder(database).glob(f"{database.stem}-{each}-*.db")


def _copies(database: Path) -> list[Path]:
    stamp = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"
    return list(folder(database).glob(f"{database.stem}-{stamp}.db"))


def sync(path: Path) -> None:
    """Let a file, or what a folder says of its files, reach the disk."""
    if os.name == "nt" and path.is_dir():
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
