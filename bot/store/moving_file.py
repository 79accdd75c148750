"""A SQLite file as one side of a move.

What is filled gets its name only once it is whole, as a copy does.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store import backup, connect
from bot.store.journal import SqliteJournal
from bot.store.migrations import apply_all
from bot.store.moving import INDEX, TO_INDEX, Parts
from bot.store.opening import lock_out, open_database
from bot.store.shape import Row

_TABLES = """
SELECT name FROM pragma_table_list
WHERE type = 'table' AND name NOT LIKE '%sqlite%' AND name <> ? ORDER BY name
"""
_RULES = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
_ENDS = ("", "-wal", "-shm", "-journal")


class _File:
    """What is read of either."""

    def __init__(self, path: Path, db: Database) -> None:
        self.where = str(path)
        self._path = path.resolve()
        self._db = db

    @property
    def journal(self) -> SqliteJournal:
        return SqliteJournal(self._db)

    def tables(self) -> Mapping[str, Sequence[str]]:
        return {
            name: [row[1] for row in self._db.execute(f"PRAGMA table_info({name})").fetchall()]
            for (name,) in self._db.execute(_TABLES, (INDEX,)).fetchall()
        }

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        yield from self._db.execute(f"SELECT {_named(columns)} FROM {table}")  # noqa: S608

    def able(self, row: Row) -> Row:
        return row

    def numbers(self) -> Mapping[str, int]:
        return dict(self._db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def _let_go(self) -> None:
        """Whoever closes last folds the write-ahead log in."""
        with suppress(sqlite3.ProgrammingError):  # closed already
            if self._db.conn.in_transaction:
                self._db.execute("ROLLBACK")
            self._db.conn.close()


class FileSide(_File):
    """One that is there already."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Open it. Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError."""
        if not path.exists():
            raise StoreError(f"There is no database {path} yet.")
        self._opened = open_database(path, now)
        super().__init__(path, self._opened.db)
        self._db.execute("BEGIN IMMEDIATE")

    def fill(self, parts: Parts, numbers: Mapping[str, int]) -> None:
        raise StoreError(f"{self.where} is there already. Name a file that isn't there yet.")

    def keep(self) -> None:
        """Nothing was changed."""

    def retire(self, now: datetime) -> str:
        self._let_go()
        kept = backup.moved(self._path, now)
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        self._path.rename(kept)
        backup.sync(kept.parent)
        backup.sync(self._path.parent)
        return f"What was {self.where} is kept: {kept}"

    def close(self) -> None:
        self._let_go()
        self._opened.release()


class FreshFile(_File):
    """One that is made, beside where it will lie."""

    def __init__(self, path: Path) -> None:
        """Begin one, in the place of what a move left that was broken off.

        Raises AnotherCopyRuns, StoreError.
        """
        self._lock = lock_out(path)
        self._part = path.resolve().with_name(f"{path.name}.moving")
        self._remove()
        super().__init__(path, connect.writer(self._part))
        self._part.chmod(0o600)
        apply_all(self._db)
        self._db.execute("PRAGMA foreign_keys = OFF").fetchall()
        self._db.execute("BEGIN IMMEDIATE")

    def fill(self, parts: Parts, numbers: Mapping[str, int]) -> None:
        rules = self._db.execute(_RULES).fetchall()
        for name, _ in rules:
            self._db.execute(f'DROP TRIGGER "{name}"')
        for table, columns, rows in parts:
            marks = ", ".join("?" * len(columns))
            sql = f"INSERT INTO {table} ({_named(columns)}) VALUES ({marks})"  # noqa: S608
            self._db.conn.executemany(sql, rows)
        self._db.execute("DELETE FROM sqlite_sequence")
        self._db.conn.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", numbers.items())
        for sql in TO_INDEX:
            self._db.execute(sql)
        self.journal.index()
        for _, sql in rules:
            self._db.execute(sql)
        if found := self._db.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError(f"A row of {found[0]} belongs to one of {found[2]} that isn't there.")

    def keep(self) -> None:
        self._db.execute("COMMIT")
        self._db.conn.close()
        backup.sync(self._part)
        self._part.rename(self._path)
        backup.sync(self._path.parent)

    def close(self) -> None:
        self._let_go()
        self._remove()
        self._lock.release()

    def _remove(self) -> None:
        for end in _ENDS:
            self._part.with_name(self._part.name + end).unlink(missing_ok=True)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{each}"' for each in columns)
