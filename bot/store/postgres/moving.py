"""A PostgreSQL server as one side of a move: all in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar

import psycopg
from psycopg import sql

from bot.settings.values import Server
from bot.store.moving import INDEX, TO_INDEX, Parts
from bot.store.postgres.connect import SCHEMA, Session, shown, trouble
from bot.store.postgres.journal import PostgresJournal
from bot.store.postgres.line import WritingLine
from bot.store.postgres.migrations import apply_all, pending
from bot.store.shape import Row

_TABLES = """
SELECT relname, array_agg(attname::text ORDER BY attnum)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE relnamespace = to_regnamespace($1) AND relkind = 'r' AND relname NOT IN ('migration', 'said', 'lease', $2)
GROUP BY relname ORDER BY relname
"""
_NUMBERED = """
SELECT table_name, pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name)
FROM information_schema.columns WHERE table_schema = $1 AND is_identity = 'YES' ORDER BY table_name
"""
_BELONGS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' AND connamespace = to_regnamespace($1)
"""
_AT_ONCE = 2_000
"""Rows that are fetched at once."""
F = TypeVar("F", bound=Callable[..., Any])


def _in_words(method: F) -> F:
    """What the server says, as an error of ours."""

    @wraps(method)
    def run(self: "ServerSide", *args: Any) -> Any:
        try:
            return method(self, *args)
        except psycopg.Error as error:
            raise trouble(error, f"{self.where} can't be moved to or from") from error

    return run  # type: ignore[return-value]


class ServerSide:
    """There already or not."""

    @_in_words
    def __init__(self, server: Server) -> None:
        """Open it, and make what is not there. Raises AnotherCopyRuns, SchemaTooNew, StoreError."""
        self.where = str(server)
        self._line = WritingLine(server, silent=0)
        self._conn = self._line.open()
        self._conn.execute("BEGIN")
        if pending(self._conn):
            apply_all(self._conn)

    @property
    def journal(self) -> PostgresJournal:
        return PostgresJournal(Session(self._conn))

    @_in_words
    def tables(self) -> Mapping[str, Sequence[str]]:
        return dict(self._conn.execute(_TABLES, (SCHEMA, INDEX)).fetchall())

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        asked = sql.SQL("SELECT {} FROM {}").format(_named(columns), sql.Identifier(table))
        try:
            with self._conn.cursor("moving") as cursor:
                cursor.itersize = _AT_ONCE
                yield from cursor.execute(asked)
        except psycopg.Error as error:
            raise trouble(error, f"{table} can't be read from {self.where}") from error

    def able(self, row: Row) -> Row:
        return tuple(shown(cell) if isinstance(cell, str) else cell for cell in row)

    @_in_words
    def numbers(self) -> Mapping[str, int]:
        found = {}
        for table, sequence in self._conn.execute(_NUMBERED, (SCHEMA,)).fetchall():
            asked = sql.SQL("SELECT last_value FROM {} WHERE is_called").format(_parts_of(sequence))
            if row := self._conn.execute(asked).fetchone():
                found[table] = int(row[0])
        return found

    @_in_words
    def fill(self, parts: Parts, numbers: Mapping[str, int]) -> None:
        tables = list(self.tables())
        belongs = self._conn.execute(_BELONGS, (SCHEMA,)).fetchall()
        for table in tables:
            self._alter(table, "DISABLE TRIGGER USER")
        for table, name in belongs:
            self._alter(table, f'ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
        for table, columns, rows in parts:
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _named(columns))
            with self._conn.cursor().copy(into) as copy:
                for row in rows:
                    copy.write_row(row)
        for table, sequence in self._conn.execute(_NUMBERED, (SCHEMA,)).fetchall():
            if table in numbers:
                self._conn.execute("SELECT setval($1, $2)", (sequence, numbers[table]))
        for each in TO_INDEX:
            self._conn.execute(each)
        self.journal.index()
        self._conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name in belongs:
            self._alter(table, f'ALTER CONSTRAINT "{name}" NOT DEFERRABLE')
        for table in tables:
            self._alter(table, "ENABLE TRIGGER USER")

    @_in_words
    def keep(self) -> None:
        self._conn.execute("COMMIT")

    @_in_words
    def retire(self, now: datetime) -> str:
        kept = f"{SCHEMA}_moved_{now.astimezone(UTC):%Y%m%dt%H%M%Sz}"
        self._conn.execute(
            sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(
                sql.Identifier(SCHEMA), sql.Identifier(kept)
            )
        )
        self._conn.execute("COMMIT")
        return f"What was in {self.where} is kept there: the schema {kept}"

    def close(self) -> None:
        self._line.close()

    def _alter(self, table: str, how: str) -> None:
        self._conn.execute(sql.SQL("ALTER TABLE {} " + how).format(sql.Identifier(table)))


def _named(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _parts_of(name: str) -> sql.Identifier:
    return sql.Identifier(*name.split("."))
