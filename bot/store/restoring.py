"""Puts a copy in the place of the database; what was there is kept.

At no moment does the one's file lie beside the other's log: broken off, there is no database, and a
start says so.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.errors import DatabaseDamaged, StoreError
from bot.store import backup, connect
from bot.store.migrations import migrations
from bot.store.opening import lock_out, look_over, undo_half_written

_WITH = ("", "-wal", "-journal")
"""What makes up a database, by the ends of the names; the file itself goes first and comes last."""


def restore(path: Path, copy: Path, now: datetime) -> Path | None:
    """Return where what was there lies now, if anything was.

    Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError; then all is as it was.
    """
    if not copy.is_file():
        raise StoreError(f"There is no file {copy}. {_instead(path)}")
    if path.exists() and copy.samefile(path):
        raise StoreError(f"{copy} is the database itself. Name the copy to put in its place.")
    lock = lock_out(path)
    try:
        with _whole(copy, path.resolve().parent) as source:
            _refuse_others(source, copy, path)
            return _put_in_place(path, source, now)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{copy} can't be put in the place of {path}: {error}.") from error
    finally:
        lock.release()


def erased_since(replaced: Path, path: Path) -> int | None:
    """How many people were erased in what was replaced whom the database still knows; None where that
    can't be read. Who they were is written down nowhere."""
    try:
        before, now = ({row[0] for row in _receipts(each)} for each in (replaced, path))
    except sqlite3.Error:
        return None
    return len(before - now)


def _receipts(path: Path) -> list[tuple[int]]:
    with closing(connect.reader(path).conn) as source:
        return source.execute("SELECT at FROM receipt").fetchall()


@contextmanager
def _whole(copy: Path, beside: Path) -> Iterator[Path]:
    """The copy; of one whose last write was cut short, such as an earlier `replaced`, a copy without it.

    Only who may write can roll that back, and the copy itself stays as it is.
    """
    if not copy.with_name(f"{copy.name}-journal").exists():
        yield copy
        return
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=beside) as folder:
        for end in _WITH:
            if (part := copy.with_name(copy.name + end)).exists():
                shutil.copyfile(part, Path(folder, part.name))
        source = Path(folder, copy.name)
        undo_half_written(source)
        yield source


def _refuse_others(source: Path, copy: Path, path: Path) -> None:
    """Raise for what is no whole copy of ours."""
    try:
        missing, _ = look_over(source)
    except DatabaseDamaged as damaged:
        said = f"{copy} is damaged, or no database at all, so I left everything as it is."
        raise StoreError(f"{said} {_instead(path)}") from damaged
    if len(missing) == len(list(migrations.pending(connect.memory()))):
        said = f"{copy} is not a database of Front Desk's, so I left everything as it is."
        raise StoreError(f"{said} {_instead(path)}")


def _instead(path: Path) -> str:
    """What to name in its place."""
    copy = backup.newest(path)
    return f"The newest copy is {copy}." if copy else f"There is no copy in {backup.folder(path)}."


def _put_in_place(path: Path, copy: Path, now: datetime) -> Path | None:
    real = path.resolve()  # what a link leads to is replaced, not the link
    fresh = real.with_name(f"{real.name}.restored")
    fresh.unlink(missing_ok=True)
    with closing(connect.reader(copy).conn) as source:
        backup.write(source, fresh)
    kept = backup.replaced(path, now)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    moved = [
        (old, kept.with_name(kept.name + end))
        for end in _WITH
        if (old := real.with_name(real.name + end)).exists()
    ]
    for old, new in moved:
        old.rename(new)
    real.with_name(f"{real.name}-shm").unlink(missing_ok=True)
    backup.sync(kept.parent)
    backup.sync(real.parent)
    fresh.replace(real)
    backup.sync(real.parent)
    return kept if kept.exists() else None  # of a log alone nothing can be opened
