"""What a page tells, apart from how: tables, of which the page, the CSV and the JSON are made.

A cell of a table that opens in a spreadsheet never begins a formula.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""https://owasp.org/www-community/attacks/CSV_Injection"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A table with its heading, and the chart in front of it where it has one."""

    key: str
    """Its name in the JSON and in the CSV."""
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    links: tuple[tuple[str, ...], ...] = ()
    """For each cell of the rows the address of what is behind it, "" for none; or for no cell any."""
    chart: tuple[Element, ...] = field(default=(), compare=False)


def as_csv(told: Sequence[Told]) -> str:
    """One table as it is; of several each row begins with the name of its own."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    for each in told:
        names = [each.key] if len(told) > 1 else []
        write([*(["table"] if names else []), *each.head])
        for row in each.rows:
            write([*names, *map(_inert, row)])
    return out.getvalue()


def as_json(told: Iterable[Told], **about: Any) -> str:
    """What it is about, and each table as a list of objects."""
    tables = {
        each.key: [dict(zip(each.head, row, strict=True)) for row in each.rows] for each in told
    }
    return json.dumps({**about, **tables}, ensure_ascii=False, indent=1) + "\n"


def _inert(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def stamp(at: datetime | None) -> str:
    """A time for machines: ISO 8601 in UTC, to the second; "" for none."""
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
