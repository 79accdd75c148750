"""Entries in files: a folder of Markdown, a table, JSON; in and out without loss.

Reading never raises for what a file holds: it returns what is good and says what is not, and what
it left out or changed.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from knowledge.entry import Entry
from knowledge.files.answers import cleaned
from knowledge.files.exports import Exported, past_questions, read_export
from knowledge.files.fields import free_id, normal
from knowledge.files.found import CannotRead, Found, Loaded, Piece, Problem, told
from knowledge.files.html_pages import read_html
from knowledge.files.json_lines import read_json, write_json_lines
from knowledge.files.judging import loaded
from knowledge.files.markdown import read_markdown, write_markdown
from knowledge.files.opening import (
    HTML,
    JSON,
    MARKDOWN,
    NOT_ENTRIES,
    TABLES,
    TEXT,
    text_of,
    texts,
    walk,
)
from knowledge.files.programs.article import Asked, Category
from knowledge.files.tables import asked_rows, is_table, read_csv, write_csv
from knowledge.upkeep.structure import Flaw, check_entry, unready

__all__ = [
    "Asked",
    "CannotRead",
    "CannotWrite",
    "Category",
    "Exported",
    "Loaded",
    "Problem",
    "check_entry",
    "cleaned",
    "free_id",
    "normal",
    "past_questions",
    "read_entries",
    "read_export",
    "read_pasted",
    "read_questions",
    "told",
    "unready",
    "write_entries",
]

_Read = Callable[[str, str], Found]


_JSON_BEGINS = re.compile(r"\s*(?:\{|\[\s*[\[{\"\]])")


def _read_text(text: str, file: str) -> Found:
    """Read what says by nothing but how it begins what it is."""
    if _JSON_BEGINS.match(text):
        return read_json(text, file)
    return (read_csv if is_table(text.lstrip()) else read_markdown)(text, file)


_READERS: dict[str, _Read] = {
    **dict.fromkeys(MARKDOWN, read_markdown),
    **dict.fromkeys(TEXT, _read_text),
    **dict.fromkeys(HTML, read_html),
    **dict.fromkeys(TABLES, read_csv),
    **dict.fromkeys(JSON, read_json),
}
_NOTHING = ("There are no questions in it.", "Check whether it is the right file.")


class CannotWrite(Exception):
    """The entries can't be written there."""


def read_entries(path: Path, language: str = "en", today: date | None = None) -> Loaded:
    """Read a folder of texts, or one file, by its ending: .md .mdx .txt .html .csv .tsv .jsonl .json.

    `language` is the desk's, for entries that neither state nor show theirs. What is published
    after `today`, or only until then, is a draft; None asks for no day.
    """
    whole = Found()
    for name, ending, text in texts(path, whole):
        found = _READERS[ending](text, name)
        a_part = PurePosixPath(name).name.startswith("_")  # of other pages, as Docusaurus has it
        if (ending in (*TEXT, *HTML) or a_part) and path.is_dir() and not found.pieces:
            found = Found()
            found.pass_over(Piece(file=name, line=0), "There are no questions in it.")
        if not (found.pieces or found.problems or found.passed_over):
            found.problems.append(Problem(file=name, line=0, what=_NOTHING[0], mend=_NOTHING[1]))
        if {"_drafts", "drafts"} & set(PurePosixPath(name).parts[:-1]):
            _hold_back(found, name)
        whole.pieces += found.pieces
        whole.problems += found.problems
        whole.notes += found.notes
    if not (whole.pieces or whole.problems):
        whole.problems.append(Problem(file=path.name, line=0, what=_NOTHING[0], mend=_NOTHING[1]))
    return loaded(whole, language, today)


def read_pasted(text: str, language: str = "en", today: date | None = None) -> Loaded:
    """Read entries from a text that somebody pasted; its kind is told by how it begins."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        text = text.partition("\n")[2].removesuffix("```").strip()
    return loaded(_read_text(text, Flaw("pasted", "pasted")), language, today)


def read_questions(path: Path) -> list[dict[str, str]]:
    """Read what people asked, each with its "text": a table with a column for questions, or a line each.

    Raises CannotRead.
    """
    found = Found()
    text = text_of(path, found)
    if text is None:
        why = found.problems[0].sentence
        raise CannotRead(f"{path} can't be read: {why[0].lower()}{why[1:]}")
    if path.suffix.lower() not in TABLES:
        return [{"text": line} for line in text.splitlines()]
    try:
        rows = asked_rows(text)
    except CannotRead as broken:
        raise CannotRead(f"{path}, {broken}") from broken
    if rows is None:
        raise CannotRead(f'{path}, row 1: no column is named question. Name it "question".')
    return rows


def _hold_back(found: Found, name: str) -> None:
    """What lies in a folder of drafts is a draft."""
    for piece in found.pieces:
        piece.texts.setdefault("status", "draft")
    what = "It is a draft, as its folder says."
    found.notes.append(
        Problem(file=name, line=0, what=what, mend="Nobody is shown it before it is approved.")
    )


def write_entries(path: Path, entries: Iterable[Entry]) -> list[Path]:
    """Write entries to a .csv or .jsonl file, or as Markdown files into a folder; return the files.

    Raises CannotWrite when the folder holds other Markdown files, or nothing can be written.
    """
    entries = list(entries)
    try:
        match path.suffix.lower():
            case ".csv":
                return [_write(path, "\ufeff" + write_csv(entries))]
            case ".jsonl" | ".ndjson":
                return [_write(path, write_json_lines(entries))]
            case "":
                return _write_folder(path, entries)
            case _:
                raise CannotWrite(
                    f"{path.name}: I can't write such a file. Name a folder, a .csv or a .jsonl."
                )
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror}.") from error


def _write_folder(folder: Path, entries: list[Entry]) -> list[Path]:
    named: dict[str, Entry] = {}
    for entry in entries:
        named[free_id(entry.id, {*named, *NOT_ENTRIES})] = entry
    folder.mkdir(parents=True, exist_ok=True)
    markdown = {each.name for each in walk(folder, Found()) if each.suffix.lower() in MARKDOWN}
    others = sorted(markdown - {f"{name}.md" for name in named})
    if others:
        raise CannotWrite(
            f"{folder} holds Markdown files that are not among these entries, such as "
            f"{others[0]}. Choose an empty folder."
        )
    return [_write(folder / f"{name}.md", write_markdown(entry)) for name, entry in named.items()]


def _write(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode("utf-8"))
    part.replace(path)
    return path
