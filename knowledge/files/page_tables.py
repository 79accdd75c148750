"""Tables on a page that hold its questions: each row below the head is an entry.

A head that names both a question and an answer in words that mean nothing else says so; so do two
columns of which the first asks in every row. Any other table is a text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from knowledge.files.names import field_name, rank
from knowledge.files.titles import title_of
from knowledge.text.syntax import Tokens, inline, plain

_SURE = {"question": rank("title"), "answer": rank("body_markdown")}
"""Names from here on, such as title and content, are those of other tables too."""
BOTH = ("question", "answer")
"""What two columns without a head are."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry of a table. Lines count from 0; `end` is the first one after it."""

    line: int
    end: int
    cells: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PageTable:
    """Questions with their answers. Lines count from 0; `end` is the first one after it."""

    line: int
    end: int
    columns: Sequence[str]
    rows: Sequence[Row]
    sure: bool = True
    """It surely holds questions, and not terms that would be titles if nothing else asked."""


def question_tables(tokens: Tokens, lines: Sequence[str]) -> Iterator[PageTable]:
    """Yield the tables of a page that hold its questions."""
    for place, token in enumerate(tokens):
        if token.type == "table_open" and token.level == 0 and token.map:
            start, end = token.map
            names = (each for each in tokens[place:] if each.type == "inline")
            head = [plain(cell.children or ()) for cell in islice(names, len(_cells(lines[start])))]
            rows = [
                Row(line=number, end=number + 1, cells=_cells(lines[number]))
                for number in (start, *range(start + 2, end))
            ]
            if found := questions_in(head, rows):
                yield PageTable(line=start, end=end, columns=found[0], rows=found[1])


def outside(tokens: Tokens, tables: Sequence[PageTable]) -> Iterator[Token]:
    """Yield what a parser found that stands in none of the tables."""
    inside = False
    for token in tokens:
        if not token.level and token.map:
            line = token.map[0]
            inside = any(table.line <= line < table.end for table in tables)
        if not inside:
            yield token


def questions_in(
    head: Sequence[str], rows: Sequence[Row]
) -> tuple[Sequence[str], Sequence[Row]] | None:
    """Return the columns and the rows of a table of questions, whose first row is its head or asks
    like the others; None for any other table."""
    if names_both(head):
        return head, rows[1:]
    body = rows if _asks(rows[0]) else rows[1:]
    pairs = bool(body) and len(head) == len(BOTH)
    return (BOTH, body) if pairs and all(map(_asks, body)) else None


def _asks(row: Row) -> bool:
    """Whether a row is a question and what may be its answer."""
    if len(row.cells) != len(BOTH):
        return False
    first, second = (title_of(inline(cell)) for cell in row.cells)
    return first.asks and bool(second.text) and not second.asks


def _cells(line: str) -> list[str]:
    """The cells of a row, also those beyond its head, which a parser would drop."""
    cells = escapedSplit(line.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return [cell.strip() for cell in cells]


def names_both(columns: Sequence[str]) -> bool:
    """Whether columns are named as nothing but a question and its answer are."""
    names = {field_name(each) for each in columns if rank(each) < _SURE.get(field_name(each), 0)}
    return names == set(_SURE)
