"""Moves all that is remembered from one database to another, as it is, row by row.

The target has all of it or nothing; what was the source starts no Front Desk any more once it has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from bot.errors import StoreError
from bot.store.auditing import Finding, audit_at_rest
from bot.store.journal import StoredJournal
from bot.store.shape import Row

SAID_EACH = 100_000
"""Rows of one table after which is said how far it is."""
INDEX = "to_index"
"""What a database has yet to take into its index of words; each makes an index of its own."""
TO_INDEX = (
    "INSERT INTO to_index SELECT number << 32, '' FROM ticket",
    "INSERT INTO to_index SELECT ticket << 32 | id, '' FROM history WHERE text <> ''",
)
"""Has all of it taken in anew."""
_ALL = 2**256


Parts = Iterable[tuple[str, Sequence[str], Iterable[Row]]]
"""Tables, their columns, their rows."""


class Side(Protocol):
    """A database that nobody else has open, up to date. Raises StoreError wherever it fails."""

    where: str
    """In words."""

    def tables(self) -> Mapping[str, Sequence[str]]:
        """Their columns, without what is made of others."""
        ...

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """All of one, in no order."""
        ...

    def numbers(self) -> Mapping[str, int]:
        """The last that each table has given, and gives no more."""
        ...

    def close(self) -> None:
        """Let go; what was not kept is gone."""
        ...


class Source(Side, Protocol):
    """The one that is left."""

    def retire(self, now: datetime) -> str:
        """Be no database of Front Desk's any more; say what it is now."""
        ...


class Target(Side, Protocol):
    """The one that is moved to."""

    @property
    def journal(self) -> StoredJournal:
        """Its one transaction."""
        ...

    def able(self, row: Row) -> Row:
        """It as it can be kept there."""
        ...

    def fill(self, parts: Parts, numbers: Mapping[str, int]) -> None:
        """Take all in as it is, with an index of words of its own, and give only numbers after these.

        What a rule does when something comes in has been done already; at the end all rules hold.
        """
        ...

    def keep(self) -> None:
        """Have it for good, all at once."""
        ...


@dataclass
class Sum:
    """Rows, whatever their order."""

    rows: int = 0
    total: int = 0

    def over(self, rows: Iterable[Row], table: str, told: Callable[[str], None]) -> Iterator[Row]:
        """Pass them on, each once it is counted."""
        for row in rows:
            self.rows += 1
            self.total = (self.total + int.from_bytes(sha256(repr(row).encode()).digest())) % _ALL
            if self.rows % SAID_EACH == 0:
                told(f"{table}: {self.rows:,} rows…")
            yield row


def move(
    source: Source, target: Target, now: datetime, told: Callable[[str], None]
) -> list[Finding]:
    """Move all, compare it, have the source retired; return what the books of the target say.

    Broken off, it may be begun again. Raises StoreError where the target holds something else.
    """
    if target.tables() != source.tables():
        raise StoreError(f"{source.where} and {target.where} have not the same tables.")
    there = _sums(target)
    if any(each.rows for each in there.values()):
        if there != _sums(source, target.able):
            raise StoreError(
                f"There is something in {target.where} already, so I left everything as it is. "
                "Name an empty one."
            )
        told(f"All of it is in {target.where} already.")
    else:
        came: dict[str, Sum] = {}
        target.fill(_parts(source, target.able, came, told), source.numbers())
        _compare(source, target, came)
        told(f"Compared: {sum(each.rows for each in came.values()):,} rows in {len(came)} tables.")
    findings = list(audit_at_rest(target.journal, now))
    target.keep()
    told(source.retire(now))
    return findings


def _parts(
    source: Source, able: Callable[[Row], Row], came: dict[str, Sum], told: Callable[[str], None]
) -> Parts:
    for table, columns in source.tables().items():
        sums = came[table] = Sum()
        yield table, columns, sums.over(map(able, source.rows(table, columns)), table, told)
        if sums.rows:
            told(f"{table}: {sums.rows:,} rows")
    told("Taking what was said into the index of words…")


def _sums(side: Side, able: Callable[[Row], Row] = tuple) -> dict[str, Sum]:
    found = {}
    for table, columns in side.tables().items():
        sums = found[table] = Sum()
        for _ in sums.over(map(able, side.rows(table, columns)), table, _nothing):
            pass
    return found


def _compare(source: Side, target: Side, came: Mapping[str, Sum]) -> None:
    """Raise StoreError where what can be read there is not what was put there."""
    for table, found in _sums(target).items():
        if found != came[table]:
            raise StoreError(
                f"{target.where} has not taken {table} as it is in {source.where} "
                f"({found.rows:,} rows for {came[table].rows:,}). Nothing was moved."
            )
    if dict(target.numbers()) != dict(source.numbers()):
        raise StoreError(f"{target.where} would give numbers again. Nothing was moved.")


def _nothing(_: str) -> None:
    """Nobody is told."""
