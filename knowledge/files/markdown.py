"""Entries as Markdown: one a file with a header, or many in a list of questions.

The header is `key: value` lines between `---` lines. It is no YAML: a value is what stands after
the first colon, so "How to cancel: step by step", 22:22 and NO mean themselves.
"""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.files.fields import LISTS, Piece, Problem, field_name, to_texts

_FENCE = "---"
_QUOTES = "\"'"
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*")
_QUESTION_MARKS = ("?", "？", "؟")


def write_markdown(entry: Entry) -> str:
    """Return the text of one entry's file."""
    lines = [_FENCE]
    texts = to_texts(entry)
    answer = texts.pop("answer", "")
    for name, value in texts.items():
        label = name.replace("_", " ")
        if isinstance(value, list):
            lines += [f"{label}:", *(f"- {_quoted(text)}" for text in value)]
        else:
            lines.append(f"{label}: {_quoted(value)}")
    return "\n".join([*lines, _FENCE, "", str(answer), ""])


def _quoted(text: str) -> str:
    """Wrap what stands in quotes already, as reading takes one pair off."""
    return f'"{text}"' if _unquoted(text) != text else text


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in _QUOTES:
        return text[1:-1]
    return text


def read_markdown(text: str, file: str) -> tuple[list[Piece], list[Problem], list[Problem]]:
    """Return what a file holds: pieces, problems, notes."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    whole = Piece(file=file, line=start + 1, name=_stem(file))
    notes: list[Problem] = []
    if lines[start].rstrip() != _FENCE:
        return *_sections(lines, 0, whole, notes), notes
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == _FENCE), None)
    if end is None:
        problem = whole.problem("The header is never closed.", "End it with a line of ---.")
        return [], [problem], notes
    problems = _read_header(lines[start + 1 : end], start + 2, whole, notes)
    if problems:
        return [], problems, notes
    if {"question", "phrasings"} & set(whole.texts):
        whole.texts["answer"] = "\n".join(lines[end + 1 :])
        return [whole], [], notes
    return *_sections(lines, end + 1, whole, notes), notes


def _stem(file: str) -> str:
    return re.sub(r"\.\w+$", "", file.replace("\\", "/").rpartition("/")[2])


def _read_header(lines: list[str], first: int, piece: Piece, notes: list[Problem]) -> list[Problem]:
    problems: list[Problem] = []
    name = ""
    for number, line in enumerate(lines, first):
        words = line.strip()
        at = Piece(file=piece.file, line=number)
        if not words or words.startswith("#"):
            continue
        if words.startswith("- ") or words == "-":
            if not name:
                problems.append(at.problem("This item belongs to no key.", "Write a key above."))
            elif name != "?":
                _put(piece, name, _unquoted(words[1:].strip()))
            continue
        key, colon, value = words.partition(":")
        if not colon:
            problems.append(
                at.problem(f'"{_short(words)}" is not "key: value".', "Add the key and a colon.")
            )
            continue
        name = field_name(key) or "?"
        if name == "?":
            notes.append(at.problem(f'"{_short(key)}" isn\'t used.', "Take it out if you like."))
        elif value.strip():
            _read_value(piece, name, value.strip())
    return problems


def _read_value(piece: Piece, name: str, value: str) -> None:
    if name in (*LISTS, "phrasings") and value[0] == "[" and value[-1] == "]":
        for each in value[1:-1].split(","):
            _put(piece, name, _unquoted(each.strip()))
    else:
        _put(piece, name, _unquoted(value))


def _put(piece: Piece, name: str, value: str) -> None:
    known = piece.texts.get(name)
    if isinstance(known, list):
        known.append(value)
    elif name in (*LISTS, "phrasings"):
        piece.texts[name] = [value]
    else:
        piece.texts[name] = f"{known}, {value}" if isinstance(known, str) else value


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


# Lists of questions -------------------------------------------------------------------------------


def _sections(
    lines: list[str], start: int, whole: Piece, notes: list[Problem]
) -> tuple[list[Piece], list[Problem]]:
    """Read a file in which each heading is a question and the text below it the answer."""
    sections = [section for section in _headed(lines, start) if section[1] >= 2]
    asking = [title for _, _, title, _ in sections if title.endswith(_QUESTION_MARKS)]
    pieces: list[Piece] = []
    category = whole.texts.get("category", "")
    for line, level, title, body in sections:
        at = Piece(file=whole.file, line=line)
        if not (title in asking if asking else body.strip()):
            if body.strip():
                notes.append(at.problem(f'"{_short(title)}" is no question.', "It was left out."))
            elif level == 2:
                category = title
            continue
        at.texts = {**whole.texts, "question": title, "answer": body}
        if category:
            at.texts["category"] = category
        pieces.append(at)
    if pieces:
        return pieces, []
    return [], [
        whole.problem(
            "There is neither a header with a question nor a heading with an answer below.",
            'Begin with ---, "question: …", ---, or write "## How do I …?" above each answer.',
        )
    ]


def _headed(lines: list[str], start: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield line number, level, title and body of each heading outside of code."""
    heading: tuple[int, int, str] | None = None
    body: list[str] = []
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and (not fence or mark == fence):
            fence = "" if fence else mark
        found = None if fence else _HEADING.fullmatch(line)
        if found and len(found[1]) <= 3:
            if heading:
                yield *heading, "\n".join(body)
            heading, body = (number, len(found[1]), found[2]), []
        else:
            body.append(line)
    if heading:
        yield *heading, "\n".join(body)
