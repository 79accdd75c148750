"""Entries as CSV: one a row, lists as lines within a cell.

A cell that a spreadsheet would take for a formula is written with ' before it and read without.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.entry import Entry
from knowledge.files.answers import tidy
from knowledge.files.days import says_day
from knowledge.files.fields import UNUSED, Given, fill, to_texts
from knowledge.files.found import LEFT_OUT, NOT_OURS, CannotRead, Found, Piece, shown
from knowledge.files.names import NAMES, field_name, rank
from knowledge.files.talk import is_asker, is_talk
from knowledge.files.visibility import visibility
from knowledge.upkeep.leftovers import is_uncomputed
from knowledge.upkeep.structure import Flaw

_FORMULA = frozenset("=+-@\t＝＋－＠'")
_DELIMITERS = ",;\t|"
_COMPUTES = re.compile(r"=[A-Z][A-Z0-9.]*\(.*\)\s*", re.DOTALL)
_RULE = re.compile(r"[|+: \t-]*---[|+: \t-]*")
"""A line that only draws one, below the head of a table."""
_SEPARATOR = re.compile(r'"?sep=(.)"?[,;\t|]*', re.IGNORECASE)


def write_csv(entries: list[Entry]) -> str:
    """Return a table with every field; write it with `utf-8-sig`, which spreadsheets expect."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(NAMES)
    for entry in entries:
        texts = to_texts(entry)
        cells = (texts.get(name, "") for name in NAMES)
        rows.writerow(
            _guarded("\n".join(cell) if isinstance(cell, list) else cell) for cell in cells
        )
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def is_table(text: str) -> bool:
    """Whether a text begins with the names of columns, and is no table of Markdown."""
    rows, delimiter = _delimited(text)
    first, _, rest = rows.partition("\n")
    return _known(first, delimiter) > 1 and not _RULE.fullmatch(rest.partition("\n")[0].strip())


def read_csv(text: str, file: str) -> Found:
    """Return what a table holds. The first row names the columns; rows count as in a spreadsheet."""
    found = Found()
    text, delimiter = _delimited(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n"))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            if number == 1:
                columns = row
                if not _named(Piece(file=file, line=1, unit="row"), columns, found):
                    return found
            elif any(map(str.strip, row)) and not (
                number == 2 and _RULE.fullmatch(delimiter.join(row).strip())
            ):
                take_row(Piece(file=file, line=number, unit="row"), columns, row, found)
    except csv.Error as error:
        at = Piece(file=file, line=number + 1, unit="row")
        what = f"The table breaks off here: {error}."
        return Found(problems=[at.problem(what, "Check its quotes.")])
    if not number:
        _named(Piece(file=file, line=1, unit="row"), [], found)
    return found


def asked_rows(text: str) -> list[dict[str, str]] | None:
    """The rows of a table as its first one names their cells, that of the question as "text"; None where
    no column is named question, in whatever language. Raises CannotRead where the table breaks off: one
    quote that is not closed would make a single question of all rows below it."""
    text, delimiter = _delimited(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n"))
    read: list[list[str]] = []
    try:
        read.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        what = f"row {len(read) + 1}: The table breaks off here: {error}. Check its quotes."
        raise CannotRead(what) from error
    columns, *rows = read or [[]]
    asks = [cell for cell in columns if field_name(cell) in {"question", "phrasings"}]
    if not asks:
        return None
    column = min(asks, key=rank)
    named = (dict(zip(columns, row, strict=False)) for row in rows)
    return [{**row, "text": row.get(column, "")} for row in named]


def _delimited(text: str) -> tuple[str, str]:
    """Return the rows, and what stands between cells: as told by Excel, or as the names tell."""
    first, _, rest = text.partition("\n")
    if told := _SEPARATOR.fullmatch(first.strip(" ")):
        return rest, told[1]
    return text, max(_DELIMITERS, key=lambda each: (_known(first, each), first.count(each)))


def _known(first: str, delimiter: str) -> int:
    cells = next(csv.reader([first], delimiter=delimiter), [])
    return sum(1 for cell in cells if field_name(cell))


def _named(at: Piece, columns: list[str], found: Found) -> bool:
    """Whether the columns have the names that entries need."""
    if is_talk(columns):
        found.problems.append(replace(at, line=0).problem(*NOT_OURS))
        return False
    names = {field_name(cell) for cell in columns}
    if not {"question", "phrasings"} & names:
        mend = Flaw('Name at least "question" and "answer" there.', "name_columns")
        what = Flaw("The first row doesn't name the columns.", "columns_unnamed")
        found.problems.append(at.problem(what, mend))
        return False
    if "answer" not in names:
        found.problems.append(
            at.problem(
                Flaw("No column is named answer.", "no_answer_column"),
                Flaw("Name the one that is.", "name_it"),
            )
        )
        return False
    for cell in columns:
        if cell.strip() and not _used(cell):
            what = Flaw(f'The column "{cell[:40]}" isn\'t used.', "column_unused", words=cell[:40])
            found.notes.append(at.problem(what, UNUSED))
    return True


def _used(column: str) -> bool:
    known = bool(field_name(column)) or is_asker(column)
    return known or visibility(column, None) is not None or says_day(column)


def take_row(at: Piece, columns: Sequence[str], row: Sequence[str], found: Found) -> None:
    """Make a piece of a row, unless something in it has to be mended first."""
    problems = len(found.problems)
    beyond = [cell for cell in row[len(columns) :] if cell.strip()]
    if beyond:
        what = Flaw(
            f"It has {len(row)} cells, and the first row names {len(columns)} columns.",
            "cells",
            cells=len(row),
            columns=len(columns),
        )
        mend = Flaw("Put quotes around a cell that holds a delimiter.", "quote_it")
        found.problems.append(at.problem(what, mend))
    given = []
    for column, cell in zip(columns, row, strict=False):
        if not column.strip() and cell.strip():
            what = Flaw(
                f"{shown(cell)} stands in a column without a name.", "nameless", words=shown(cell)
            )
            found.notes.append(at.problem(what, LEFT_OUT))
        elif _used(column):
            given.append(Given(key=column, value=_unguarded(cell), line=at.line))
            if is_uncomputed(cell) or _COMPUTES.fullmatch(cell):
                verb = "could not" if is_uncomputed(cell) else "did not"
                bad = f"A spreadsheet {verb} compute {shown(cell)}, the {field_name(column)}."
                found.problems.append(at.problem(bad, "Mend that cell and save the table again."))
    fill(at, given, found)
    tidy(at, found, html_too=True)
    if len(found.problems) == problems:
        found.pieces.append(at)
