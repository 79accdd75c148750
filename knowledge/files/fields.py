"""An entry as named texts, and back: what Markdown, CSV and JSON lines have in common.

Every field of Entry is written under one name and read under several; nothing is lost on the way.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import process

from knowledge.entry import Audience, Entry, Status

E = TypeVar("E", bound=StrEnum)

LISTS = ("variants", "not_for")
NAMES = (
    "id", "question", *LISTS, "answer", "language", "translates", "category", "audience", "status",
    "owner", "checked_by", "checked_on", "review_on", "source", "version",
)  # fmt: skip
"""Every field, in the order in which files show them."""

_OTHER_NAMES = {
    "title": "question", "q": "question", "frage": "question", "pregunta": "question",
    "a": "answer", "body": "answer", "antwort": "answer", "respuesta": "answer",
    "entry": "id", "key": "id",
    "variant": "variants", "also": "variants", "alias": "variants", "aliases": "variants",
    "phrasings": "phrasings", "phrasing": "phrasings", "notfor": "not_for",
    "lang": "language", "locale": "language", "sprache": "language", "idioma": "language",
    "translation_of": "translates", "tag": "category", "tags": "category",
    "checked": "checked_on", "last_checked": "checked_on", "review": "review_on",
    "url": "source", "link": "source",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a piece of a file can't be an entry, or what of it isn't used."""

    file: str
    line: int
    """Line of a text file, row of a table; 0 for the file as a whole."""
    what: str
    mend: str
    unit: str = "line"

    def __str__(self) -> str:
        """Return one sentence for people."""
        place = f", {self.unit} {self.line}" if self.line else ""
        return f"{self.file}{place}: {self.what} {self.mend}"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a file or a folder held."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Pieces that could not be read. Take nothing, or only the good entries: the caller's choice."""
    notes: tuple[Problem, ...] = ()
    """What was left aside and does no harm."""


@dataclass(kw_only=True)
class Piece:
    """One entry as found in a file, before it is judged."""

    file: str
    line: int
    unit: str = "line"
    texts: dict[str, str | list[str]] = field(default_factory=dict)
    name: str = ""
    """What to call it when it has no id."""

    def problem(self, what: str, mend: str) -> Problem:
        """Say what is wrong with this piece."""
        return Problem(file=self.file, line=self.line, unit=self.unit, what=what, mend=mend)


def field_name(word: str) -> str:
    """Return the field that a heading or key means, "phrasings", or "" for none."""
    plain = re.sub(r"[\s_-]+", "_", word.strip().casefold())
    for name in (plain, re.sub(r"_?\d+$", "", plain)):
        if name in NAMES:
            return name
        if name in _OTHER_NAMES:
            return _OTHER_NAMES[name]
    return ""


def one_line(text: str) -> str:
    """Return a text on one line, without doubled blanks and control characters."""
    return " ".join(_printable(text).split())


def many_lines(text: str) -> str:
    """Return a text with plain line ends, without empty lines around it."""
    plain = _printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", plain).rstrip()


def _printable(text: str) -> str:
    """Drop what no file keeps: control characters, and halves of pairs."""
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )


def normal(entry: Entry) -> Entry:
    """Return the entry as files keep it; reading what was written gives exactly this."""
    words = {name: one_line(getattr(entry, name)) for name in _ONE_LINE}
    words["language"] = _tag(words["language"])
    return replace(
        entry,
        answer=many_lines(entry.answer),
        variants=_lines(entry.variants),
        not_for=_lines(entry.not_for),
        **words,  # type: ignore[arg-type]
    )


def _tag(text: str) -> str:
    return text.casefold().replace("_", "-") or "en"


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


_ONE_LINE = (
    "id",
    "question",
    "language",
    "translates",
    "category",
    "owner",
    "checked_by",
    "source",
)


def to_texts(entry: Entry) -> dict[str, str | list[str]]:
    """Return every field as text, lists as lists; empty ones and plain defaults left out."""
    entry = normal(entry)
    texts: dict[str, str | list[str]] = {}
    for name in NAMES:
        value = getattr(entry, name)
        if name in LISTS:
            texts[name] = list(value)
        else:
            texts[name] = "" if value is None else str(value)
    return {name: text for name, text in texts.items() if text}


def to_entries(pieces: Iterable[Piece]) -> tuple[list[Entry], list[Problem]]:
    """Judge pieces; name those without id, refuse an id that stands twice."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    pieces = list(pieces)
    where: dict[str, Piece] = {}
    good: list[tuple[Piece, Entry]] = []
    for piece in pieces:
        entry = _entry(piece, problems)
        if entry and entry.id in where:
            first = where[entry.id]
            problems.append(
                piece.problem(
                    f'The id "{entry.id}" stands twice, first in {first.file}, '
                    f"{first.unit} {first.line}.",
                    "Give one of them another id, or take it out.",
                )
            )
        elif entry:
            if entry.id:
                where[entry.id] = piece
            good.append((piece, entry))
    taken = set(where)
    for piece, entry in good:
        named = entry.id or free_id(piece.name or entry.question, taken)
        taken.add(named)
        entries.append(entry if entry.id else replace(entry, id=named))
    return entries, problems


def free_id(question: str, taken: Iterable[str]) -> str:
    """Make an id of a question's first words that nobody has."""
    plain = unicodedata.normalize("NFKD", question.casefold()).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)[:6])[:60] or "entry"
    names, name, number = set(taken), base, 2
    while name in names:
        name, number = f"{base}-{number}", number + 1
    return name


def _entry(piece: Piece, problems: list[Problem]) -> Entry | None:
    """Make an entry of a piece; None when it has problems, which are added to the list."""
    found: list[Problem] = []
    words = {name: one_line(_text(piece.texts, name)) for name in _ONE_LINE}
    lists = {name: _list(piece.texts, name) for name in LISTS}
    phrasings = _list(piece.texts, "phrasings")
    words["question"] = words["question"] or (phrasings[0] if phrasings else "")
    lists["variants"] += tuple(
        each for each in phrasings if each != words["question"] and each not in lists["variants"]
    )
    answer = many_lines(_text(piece.texts, "answer"))
    if not words["question"]:
        found.append(piece.problem("There is no question.", "Write one."))
    if not answer:
        found.append(piece.problem("There is no answer.", "Write one, or take this entry out."))
    language = _tag(words.pop("language"))
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language, re.ASCII):
        found.append(
            piece.problem(f'"{language}" is not a language.', "Write its tag: en, de, pt-br.")
        )
    entry = Entry(
        **words,
        answer=answer,
        variants=lists["variants"],
        not_for=lists["not_for"],
        language=language,
        audience=_choice(piece, "audience", Audience.PUBLIC, found),
        status=_choice(piece, "status", Status.APPROVED, found),
        checked_on=_day(piece, "checked_on", found),
        review_on=_day(piece, "review_on", found),
        version=_version(piece, found),
    )
    problems += found
    return None if found else entry


def _text(texts: Mapping[str, str | Sequence[str]], name: str) -> str:
    value = texts.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _list(texts: Mapping[str, str | Sequence[str]], name: str) -> tuple[str, ...]:
    value = texts.get(name, ())
    lines = value.split("\n") if isinstance(value, str) else value
    return _lines(lines)


def _choice(piece: Piece, name: str, default: E, found: list[Problem]) -> E:
    text = one_line(_text(piece.texts, name)).casefold()
    kinds = [str(kind) for kind in type(default)]
    if not text or text in kinds:
        return type(default)(text) if text else default
    near = process.extractOne(text, kinds, score_cutoff=70)
    mend = f"Did you mean {near[0]}?" if near else f"Write {' or '.join(kinds)}."
    found.append(piece.problem(f'"{text}" is not a known {name}.', mend))
    return default


def _day(piece: Piece, name: str, found: list[Problem]) -> date | None:
    text = one_line(_text(piece.texts, name))
    try:
        return date.fromisoformat(text.partition("T")[0]) if text else None
    except ValueError:
        label = name.replace("_", " ")
        found.append(piece.problem(f'"{text}" is not a day ({label}).', "Write it as 2026-11-24."))
        return None


def _version(piece: Piece, found: list[Problem]) -> int:
    text = one_line(_text(piece.texts, "version")) or "1"
    if re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        return int(text)
    found.append(piece.problem(f'"{text}" is not a version.', "Write a whole number from 1 on."))
    return 1
