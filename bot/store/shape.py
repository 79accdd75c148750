"""How a value lies in a table: a column a field, its type decided by the field's.

Times become microseconds since 1970, enums their value, what is never searched JSON.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from bot.store.codec import decoder, encoder, remembering

T = TypeVar("T")
Cell = str | int | float | None
Row = Sequence[Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FEW = 128
"""Values remembered of a field: what is read is often written back; two people's are rarely the same,
and each may be long."""


@lru_cache(4096)
def to_cell(at: datetime) -> int:
    """Return a time as it is stored. Raises ValueError for one without its zone."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone can't be stored")
    return (at - _EPOCH) // _MICROSECOND


def from_cell(cell: int) -> datetime:
    """Return a stored time, in UTC. A float tells microseconds apart until the year 2106."""
    return datetime.fromtimestamp(cell / 1_000_000, UTC)


def maybe_time(cell: int | None) -> datetime | None:
    """Return a stored time that may be missing."""
    return None if cell is None else from_cell(cell)


class Shape(Generic[T]):
    """A table that holds one kind of value, and the statements for it."""

    def __init__(
        self,
        kind: type[T],
        table: str,
        *,
        key: str = "",
        unique: Sequence[str] = (),
        extra: Mapping[str, Callable[[T], Cell]] | None = None,
    ) -> None:
        """`key` is numbered by the database, `unique` columns are what a row is replaced by; `extra` ones
        are reckoned from the value."""
        if hasattr(kind, "__post_init__") or hasattr(kind, "__slots__"):
            raise TypeError(f"{kind.__name__} can't be loaded field by field")
        self._kind = kind
        self.key = key
        self._unique = tuple(unique)
        hints = get_type_hints(kind)
        self._names = [spot.name for spot in fields(kind)]  # type: ignore[arg-type]
        codecs = [_codec(hints[name]) for name in self._names]
        self._back = [(n, back) for n, (_, back) in enumerate(codecs) if back is not _same]
        self._written = [name for name in self._names if name != key]
        self._get = attrgetter(*self._written)
        outs = [out for name, (out, _) in zip(self._names, codecs, strict=True) if name != key]
        self._out = [(n, out) for n, out in enumerate(outs) if out is not _same]
        self._extra = dict(extra or {})
        self._reckon = tuple(self._extra.values())
        self._statements(table)

    def _statements(self, table: str) -> None:
        written = [*self._written, *self._extra]
        columns = ", ".join(f'"{name}"' for name in written)
        marks = ", ".join("?" * len(written))
        sets = ", ".join(f'"{name}" = ?' for name in written)
        every = ", ".join(f'{table}."{name}"' for name in self._names)
        self.select = f"SELECT {every} FROM {table}"  # noqa: S608
        self.insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
        self.number = f'{self.insert} RETURNING "{self.key}"'
        anew = ", ".join(f'"{name}" = excluded."{name}"' for name in written)
        self.replace = f"{self.insert} ON CONFLICT ({', '.join(self._unique)}) DO UPDATE SET {anew}"
        self.update = f'UPDATE {table} SET {sets} WHERE "{self.key}" = ?'  # noqa: S608

    def cells(self, value: T) -> list[Cell]:
        """Return what `insert` and `replace` take; `update` takes the key behind it."""
        cells = list(self._get(value))
        for n, out in self._out:
            if cells[n] is not None:
                cells[n] = out(cells[n])
        for reckon in self._reckon:
            cells.append(reckon(value))  # noqa: PERF401 - the list has begun already
        return cells

    def load(self, row: Row) -> T:
        """Make the value of a row of `select`."""
        found = list(row)
        for n, back in self._back:
            if found[n] is not None:
                found[n] = back(found[n])
        # Past __init__, which sets each field of a frozen value by a call: three times as long.
        value = object.__new__(self._kind)
        value.__dict__.update(zip(self._names, found, strict=True))
        return value


Codec = tuple[Callable[[Any], Cell], Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _codec(hint: Any) -> Codec:
    """Return how a value is written and read; None never gets here."""
    options = get_args(hint) if isinstance(hint, UnionType) else ()
    if type(None) in options:
        (hint,) = (option for option in options if option is not type(None))
    if isinstance(hint, type) and issubclass(hint, str | int | float | date):
        return _plain(hint)
    return remembering(encoder(hint), _FEW), remembering(decoder(hint), _FEW)


def _plain(hint: type) -> Codec:
    if issubclass(hint, StrEnum):
        return attrgetter("_value_"), {each.value: each for each in hint}.__getitem__
    if issubclass(hint, datetime):
        return to_cell, from_cell
    if issubclass(hint, date):
        return date.isoformat, date.fromisoformat
    if issubclass(hint, bool):
        return int, bool
    return _same, _same
