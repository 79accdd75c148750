"""One text of each statement: how SQLite has it, read by PostgreSQL.

Pure. What can't be said in one text is no matter of this module: it stands in `journal`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bot.store.base import Cells

_PIECES = re.compile(
    r"(?P<kept>'(?:[^']|'')*'|\"[^\"]*\")"
    r"|(?P<comment>--[^\n]*)"
    r"|(?P<mark>\?(?P<number>\d+)?|:(?P<name>[a-z_]+))"
    r"|(?P<hint>\bINDEXED BY \w+)"
    r"|(?P<like>\bLIKE\b)"
)


@lru_cache(1024)
def translated(sql: str) -> tuple[str, tuple[str | int, ...]]:
    """The statement with marks of PostgreSQL's, and which cell belongs to each of them in turn.

    SQLite's LIKE knows no case, and its hints about indexes are its own.
    """
    order: dict[str | int, int] = {}
    came = 0

    def piece(found: "re.Match[str]") -> str:
        nonlocal came
        if found["kept"]:
            return found["kept"]
        if found["comment"] or found["hint"]:
            return ""
        if found["like"]:
            return "ILIKE"
        if found["name"]:
            cell: str | int = found["name"]
        elif found["number"]:
            cell = int(found["number"]) - 1
        else:
            cell, came = came, came + 1
        return f"${order.setdefault(cell, len(order) + 1)}"

    return _PIECES.sub(piece, sql), tuple(order)


def given(cells: Cells, order: Sequence[str | int]) -> list[Any]:
    """The cells in the order of the marks."""
    return [cells[each] for each in order]  # type: ignore[index]
