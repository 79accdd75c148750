"""How a value lies in a table: a column a field, its type decided by the field's.

Times become microseconds since 1970, enums their value, what is never searched JSON.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from bot.store.codec import decoder, encoder

T = TypeVar("T")
Cell = str | int | float | None
Row = Sequence[Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_cell(at: datetime) -> int:
    """Return a time as it is stored. Raises ValueError for one without its zone."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone can't be stored")
    return (at - _EPOCH) // _MICROSECOND


def from_cell(cell: int) -> datetime:
    """Return a stored time, in UTC."""
    return _EPOCH + timedelta(microseconds=cell)


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
        extra: Mapping[str, Callable[[T], Cell]] | None = None,
    ) -> None:
        """`key` is numbered by the database; `extra` columns are reckoned from the value."""
        self._kind = kind
        self._key = key
        hints = get_type_hints(kind)
        names = [spot.name for spot in fields(kind)]  # type: ignore[arg-type]
        self._names = names
        self._codecs = [_codec(hints[name]) for name in names]
        self._out = [
            (name, out) for name, (out, _) in zip(names, self._codecs, strict=True) if name != key
        ]
        self._extra = dict(extra or {})
        self._statements(table)

    def _statements(self, table: str) -> None:
        written = [name for name, _ in self._out] + list(self._extra)
        columns = ", ".join(f'"{name}"' for name in written)
        marks = ", ".join("?" * len(written))
        sets = ", ".join(f'"{name}" = ?' for name in written)
        every = ", ".join(f'{table}."{name}"' for name in self._names)
        self.select = f"SELECT {every} FROM {table}"  # noqa: S608
        self.insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
        self.replace = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
        self.update = f'UPDATE {table} SET {sets} WHERE "{self._key}" = ?'  # noqa: S608

    def cells(self, value: T) -> list[Cell]:
        """Return what `insert` and `replace` take; `update` takes the key behind it."""
        return [out(getattr(value, name)) for name, out in self._out] + [
            reckon(value) for reckon in self._extra.values()
        ]

    def load(self, row: Row) -> T:
        """Make the value of a row of `select`."""
        found = {
            name: back(cell)
            for name, (_, back), cell in zip(self._names, self._codecs, row, strict=True)
        }
        return self._kind(**found)


Codec = tuple[Callable[[Any], Cell], Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _codec(hint: Any) -> Codec:
    options = get_args(hint) if isinstance(hint, UnionType) else ()
    if type(None) in options:
        (inner,) = (option for option in options if option is not type(None))
        out, back = _codec(inner)
        return (
            lambda value: None if value is None else out(value),
            lambda cell: None if cell is None else back(cell),
        )
    if not isinstance(hint, type) or issubclass(hint, str | int | float | date) is False:
        return encoder(hint), decoder(hint)
    return _plain(hint)


def _plain(hint: type) -> Codec:
    if issubclass(hint, StrEnum):
        return str, hint
    if issubclass(hint, datetime):
        return to_cell, from_cell
    if issubclass(hint, date):
        return date.isoformat, date.fromisoformat
    if issubclass(hint, bool):
        return int, bool
    return _same, _same
