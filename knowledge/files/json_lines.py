"""Entries as JSON: written as one object a line, read in every form that programs export.

Fields have the names of Entry; `phrasings` may stand for the question and its variants.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from knowledge.entry import Entry
from knowledge.files.answers import tidy
from knowledge.files.fields import Given, fill, to_texts
from knowledge.files.found import NOT_OURS, Found, Piece, shown
from knowledge.files.json_items import Item, items
from knowledge.files.names import NAMES, field_name, rank

_MEND = 'Write {"question": "…", "answer": "…"} on a line of its own.'


_INSIDE = ("rendered", "text", "markdown", "html", "raw", "value", "body")
"""Keys under which an object keeps the one text that it is about."""


def write_json_lines(entries: list[Entry]) -> str:
    """Return one line an entry, `variants` always there."""
    lines = []
    for entry in entries:
        texts: dict[str, Any] = {"variants": [], **to_texts(entry), "version": entry.version}
        ordered = {name: texts[name] for name in NAMES if name in texts}
        lines.append(json.dumps(ordered, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def read_json(text: str, file: str) -> Found:
    """Return what a file holds."""
    found = Found()
    known = list(items(text))
    if any(item.talk for item in known):
        return Found(problems=[Piece(file=file, line=0).problem(*NOT_OURS)])
    crowded = {line for line, count in Counter(_entries(known)).items() if count > 1}
    for item in known:
        at = Piece(file=file, line=item.line)
        if item.line in crowded and (name := _name(item)):
            at = Piece(file=file, line=item.line, unit="", about=shown(name))
        if item.wrong:
            found.problems.append(at.problem(item.wrong, _MEND))
        elif item.more:
            what = f'There are further pages ("{item.unused}"), which are not in this file.'
            found.notes.append(at.problem(what, "Export and import them too."))
        elif item.unused:
            found.notes.append(at.problem(f'"{item.unused[:40]}" isn\'t used.'))
        else:
            _take(at, item, found)
    return found


def _entries(known: list[Item]) -> Iterator[int]:
    return (item.line for item in known if item.fields)


def _name(item: Item) -> str:
    """What people call an entry by: its question or title, else its id."""
    names = (
        str(item.fields[key]).strip()
        for field in ("question", "id")
        for key in sorted(item.fields, key=rank)
        if field_name(key) == field and isinstance(item.fields[key], (str, int))
    )
    return next(filter(None, names), "")


def _take(at: Piece, item: Item, found: Found) -> None:
    problems = len(found.problems)
    fill(at, _given(item), found)
    if item.category:
        at.texts.setdefault("category", item.category)
    tidy(at, found, html_too=True)
    if len(found.problems) == problems:
        found.pieces.append(at)


def _given(item: Item) -> Iterator[Given]:
    for key, value in item.fields.items():
        yield Given(key=key, value=_plain(key, value), line=item.line)


def _plain(key: str, value: Any) -> object:
    """A value as text, also where it is an object with the text in it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        return [str(each) for each in value]
    if isinstance(value, dict) and field_name(key) in {"question", "answer"}:
        return next((value[name] for name in _INSIDE if isinstance(value.get(name), str)), value)
    return value
