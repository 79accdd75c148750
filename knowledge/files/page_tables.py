"""Tables on a page whose head names a question and an answer: each row below it is an entry.

Only a head that names both in words that mean nothing else counts; any other table is a text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markdown_it.rules_block.table import escapedSplit

from knowledge.files.names import field_name, rank
from knowledge.text.syntax import Tokens, plain

_SURE = {"question": rank("title"), "answer": rank("body_markdown")}
"""Names from here on, such as title and content, are those of other tables too."""


@dataclass(frozen=True, kw_only=True)
class PageTable:
    """A table of questions. Lines count from 0; `end` is the first one after it."""

    line: int
    end: int
    columns: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    """Each with its line."""


def question_tables(tokens: Tokens, lines: Sequence[str]) -> Iterator[PageTable]:
    """Yield the tables of a page that hold its questions."""
    for place, token in enumerate(tokens):
        if token.type == "table_open" and token.level == 0 and token.map:
            start, end = token.map
            names = (each for each in tokens[place:] if each.type == "inline")
            columns = [
                plain(cell.children or ()) for cell in islice(names, len(_cells(lines[start])))
            ]
            if _names_both(columns):
                rows = [(number, _cells(lines[number])) for number in range(start + 2, end)]
                yield PageTable(line=start, end=end, columns=columns, rows=rows)


def _cells(line: str) -> list[str]:
    """The cells of a row, also those beyond its head, which a parser would drop."""
    cells = escapedSplit(line.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return [cell.strip() for cell in cells]


def _names_both(columns: Sequence[str]) -> bool:
    names = {field_name(each) for each in columns if rank(each) < _SURE.get(field_name(each), 0)}
    return names == set(_SURE)
