"""One transaction's connection, and how the records ask it.

Whoever opened the transaction ends it: nothing here commits.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from bot.store.shape import Cell, Row, Shape, T

UNCLEAN = "words:unclean"
"""Under this name is kept that the index of words must be merged."""
Cells = Sequence[Cell] | dict[str, Any]


class Cursor(Protocol):
    """What a statement came to."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """A connection within its transaction. Marks are `?`, `?1` or `:name`."""

    def execute(self, sql: str, parameters: Cells = ..., /) -> Cursor: ...


class Connected:
    """What every part of the journal shares."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.new_inbox: dict[str, None] = {}
        """Conversations that got something to work on."""
        self.new_outbox: dict[str, None] = {}
        """Rooms that got something to send."""
        self.new_alarms = False
        self.tickets: dict[int, None] = {}
        """What this transaction did something about."""
        self.scrub = False
        """Something was erased: it must leave the index of words and the write-ahead log too."""

    def erased(self) -> None:
        """Have what was erased leave the file for good, even where the program ends before it has."""
        self.scrub = True
        self.taken_out()

    def taken_out(self) -> None:
        """Remember that the index of words still holds some that are no longer anywhere else."""
        self.keep(UNCLEAN, "1")

    def keep(self, name: str, text: str) -> None:
        """Keep a short text under a name, instead of what was there."""
        self.db.execute(
            "INSERT INTO kept VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
            (name, text),
        )

    def rows(self, sql: str, cells: Cells = ()) -> list[Any]:
        """Return all rows."""
        return self.db.execute(sql, cells).fetchall()

    def each(self, sql: str, cells: Cells = ()) -> Iterator[Any]:
        """Give the rows one after the other: for what may be very many.

        A list of millions takes the memory that they take, and to let it go keeps every other thread,
        the writer's too, for a fifth of a second.
        """
        yield from self.db.execute(sql, cells)

    def row(self, sql: str, cells: Cells = ()) -> Row | None:
        """Return the first row."""
        found: Row | None = self.db.execute(sql, cells).fetchone()
        return found

    def loaded(self, shape: Shape[T], condition: str, cells: Cells = ()) -> list[T]:
        """Return the values that fulfil the condition."""
        return [shape.load(row) for row in self.rows(f"{shape.select} {condition}", cells)]

    def added(self, shape: Shape[T], value: T) -> int:
        """Insert, and return the number that the database gave."""
        return int(self.rows(shape.number, shape.cells(value))[0][0])
