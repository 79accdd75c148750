"""QnA Maker and Azure's custom question answering: their table with tabs, a row a phrasing.

https://learn.microsoft.com/azure/ai-services/language-service/question-answering/
Rows of one QnaId are one entry. Phrasings that were only proposed were accepted by nobody.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress

from knowledge.files.programs.article import Article, Export, words
from knowledge.files.programs.bundle import PIPED, Broken, Bundle

KIND = "qna"
_ENDINGS = (".tsv", ".txt", ".csv", PIPED)
_LITTLE_TALK = re.compile(r"qna_chitchat", re.IGNORECASE)
_COLUMNS = {"question", "answer", "qnaid"}
_NONE = {"", "[]", "null", "none"}

Row = dict[str, str]


def fits(bundle: Bundle) -> bool:
    """Whether it holds such a table."""
    for name in bundle.ending(*_ENDINGS)[:20]:
        try:
            head = bundle.text(name).lstrip().partition("\n")[0]
        except Broken:
            continue
        if {each.strip().casefold() for each in head.split("\t")} >= _COLUMNS:
            return True
    return False


def read(bundle: Bundle, export: Export) -> None:
    """Take in the rows, those of one id together. Raises Broken."""
    for name in bundle.ending(*_ENDINGS):
        groups: dict[str, list[Row]] = {}
        for number, row in _rows(bundle, name, export):
            if not row.get("qnaid"):
                export.odd(name, "It has no QnaId.", line=number)
            else:
                groups.setdefault(row["qnaid"], []).append(row)
        for qna, rows in groups.items():
            _take(name, qna, rows, export)


def _rows(bundle: Bundle, name: str, export: Export) -> Iterator[tuple[int, Row]]:
    text = bundle.open_text(name).replace("\r\n", "\n").replace("\r", "\n")
    table = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns: list[str] = []
    for number, cells in enumerate(table, 1):
        if not columns:
            columns = [each.strip().casefold() for each in cells]
            if not _COLUMNS.issubset(columns):
                export.odd(name, "Its first row doesn't name Question, Answer and QnaId.")
                return
        elif any(map(str.strip, cells)):
            if len(cells) != len(columns):
                what = f"It has {len(cells)} cells, and the first row names {len(columns)} columns."
                export.odd(name, what, line=number)
            else:
                yield number, dict(zip(columns, map(_bare, cells), strict=False))


def _bare(cell: str) -> str:
    """A cell without the quotes that a spreadsheet put around it, doubling those inside."""
    cell = cell.strip()
    inside = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if quoted else cell


def _take(name: str, qna: str, rows: list[Row], export: Export) -> None:
    first = rows[0]
    if _LITTLE_TALK.search(first.get("source", "")):
        export.odd(
            name, f'"{first["question"][:60]}" is small talk, which the desk has its own of.'
        )
        return
    answers = list(dict.fromkeys(row.get("answer", "") for row in rows))
    if len(answers) > 1:
        export.odd(name, f'QnaId "{qna[:20]}" has {len(answers)} answers that differ.')
        return
    asked = list(dict.fromkeys(row.get("question", "") for row in rows))
    source = first.get("source", "")
    export.take(
        Article(
            file=name,
            kind=KIND,
            id=qna,
            title=asked[0],
            body=answers[0].replace("\\n", "\n"),
            variants=asked[1:],
            category=_category(first.get("metadata", "")),
            url=source if source.startswith(("https://", "http://")) else "",
            said=tuple(_said(rows)),
        )
    )


def _said(rows: list[Row]) -> Iterator[str]:
    if any(row.get("iscontextonly", "").casefold() == "true" for row in rows):
        yield "It answers only what was asked before it there: see that it stands by itself."
    if any(_listed(row.get("prompts", "")) for row in rows):
        yield "The prompts that lead on from it were left out."
    if any(_listed(row.get("suggestedquestions", "")) for row in rows):
        yield "Phrasings that were only proposed there were left out."


def _listed(cell: str) -> bool:
    """Whether a cell that lists something, as JSON, lists anything."""
    try:
        return bool(json.loads(cell)) if cell.casefold() not in _NONE else False
    except (ValueError, RecursionError):
        return True


def _category(metadata: str) -> str:
    """The values of "topic:returns|region:eu" or [{"name": "topic", "value": "returns"}], without names."""
    with suppress(ValueError, RecursionError):
        listed = json.loads(metadata)
        pairs = listed if isinstance(listed, list) else []
        return ", ".join(words(each.get("value")) for each in pairs if isinstance(each, dict))
    values = (pair.partition(":")[2].strip() for pair in metadata.split("|"))
    return ", ".join(filter(None, values))
