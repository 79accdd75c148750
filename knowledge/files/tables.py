"""Entries as CSV: one a row, lists as lines within a cell.

A cell that a spreadsheet would take for a formula is written with ' before it and read without.
"""

import csv
import io

from knowledge.entry import Entry
from knowledge.files.fields import LISTS, NAMES, Piece, Problem, field_name, to_texts

_FORMULA = frozenset("=+-@\t＝＋－＠'")
_DELIMITERS = ",;\t|"


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


def read_csv(text: str, file: str) -> tuple[list[Piece], list[Problem], list[Problem]]:
    """Return what a table holds: pieces, problems, notes. The first row names the columns."""
    text = text.removeprefix("\ufeff")
    first, _, _ = text.partition("\n")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    whole = Piece(file=file, line=1, unit="row")
    pieces: list[Piece] = []
    notes: list[Problem] = []
    names: list[str] = []
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            if number == 1:
                names = [field_name(cell) for cell in row]
                if not {"question", "phrasings"} & set(names):
                    return [], [_no_columns(whole)], []
                notes = [_unused(whole, cell) for cell in row if cell and not field_name(cell)]
            elif any(map(str.strip, row)):
                pieces.append(_piece(file, number, names, row))
    except csv.Error as error:
        at = Piece(file=file, line=number + 1, unit="row")
        return [], [at.problem(f"The table breaks off here: {error}.", "Check its quotes.")], []
    if not names:
        return [], [_no_columns(whole)], []
    return pieces, [], notes


def _piece(file: str, number: int, names: list[str], row: list[str]) -> Piece:
    piece = Piece(file=file, line=number, unit="row")
    for name, cell in zip(names, map(_unguarded, row), strict=False):
        if name in (*LISTS, "phrasings"):
            known = piece.texts.setdefault(name, [])
            if isinstance(known, list):
                known += cell.split("\n")
        elif name and cell.strip():
            piece.texts.setdefault(name, cell)
    return piece


def _no_columns(whole: Piece) -> Problem:
    return whole.problem(
        "The first row doesn't name the columns.", 'Name at least "question" and "answer" there.'
    )


def _unused(whole: Piece, cell: str) -> Problem:
    return whole.problem(f'The column "{cell[:40]}" isn\'t used.', "Take it out if you like.")
