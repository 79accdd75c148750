"""Entries as JSON lines: one object a line, or one array of objects.

Fields have the names of Entry; `phrasings` may stand for the question and its variants.
"""

import json
from typing import Any

from knowledge.entry import Entry
from knowledge.files.fields import NAMES, Piece, Problem, field_name, to_texts

_MEND = 'Write {"question": "…", "answer": "…"} on a line of its own.'


def write_json_lines(entries: list[Entry]) -> str:
    """Return one line an entry, `variants` always there."""
    lines = []
    for entry in entries:
        texts: dict[str, Any] = {"variants": [], **to_texts(entry), "version": entry.version}
        ordered = {name: texts[name] for name in NAMES if name in texts}
        lines.append(json.dumps(ordered, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def read_json_lines(text: str, file: str) -> tuple[list[Piece], list[Problem], list[Problem]]:
    """Return what a file holds: pieces, problems, notes."""
    text = text.removeprefix("\ufeff")
    pieces: list[Piece] = []
    problems: list[Problem] = []
    notes: dict[str, Problem] = {}
    for number, item in _items(text):
        at = Piece(file=file, line=number)
        if isinstance(item, ValueError):
            why = getattr(item, "msg", str(item))
            problems.append(at.problem(f"This is not JSON: {why}.", _MEND))
        elif not isinstance(item, dict):
            problems.append(at.problem("This is not an object.", _MEND))
        else:
            problems += _fill(at, item, notes)
            pieces.append(at)
    bad = {problem.line for problem in problems}
    return [each for each in pieces if each.line not in bad], problems, list(notes.values())


def _items(text: str) -> list[tuple[int, Any]]:
    """Return line and value of each object; in place of what is no JSON, the error."""
    if text.lstrip().startswith("["):
        whole = _loaded(text)
        if isinstance(whole, ValueError):
            return [(getattr(whole, "lineno", 1), whole)]
        return list(enumerate(whole, 1))
    lines = enumerate(text.split("\n"), 1)
    return [(number, _loaded(line)) for number, line in lines if line.strip()]


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("it is nested too deeply")


def _fill(at: Piece, item: dict[str, Any], notes: dict[str, Problem]) -> list[Problem]:
    problems = []
    for key, value in item.items():
        name = field_name(key)
        if not name:
            unused = at.problem(f'"{key[:40]}" isn\'t used.', "Take it out if you like.")
            notes.setdefault(key, unused)
        elif isinstance(value, str):
            at.texts[name] = value
        elif isinstance(value, int) and not isinstance(value, bool):
            at.texts[name] = str(value)
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            at.texts[name] = value
        elif value is not None:
            problems.append(
                at.problem(f'"{name}" is neither text nor a list of texts.', "Put it in quotes.")
            )
    return problems
