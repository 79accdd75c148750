"""An entry as named texts, and back: what Markdown, CSV and JSON have in common.

Every field of Entry is written under one name and read under several; nothing is lost on the way.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import process

from knowledge.entry import Audience, Entry, Status
from knowledge.files.days import window
from knowledge.files.found import Found, Piece, Problem, shown
from knowledge.files.names import LISTS, NAMES, field_name, plain_key, rank
from knowledge.files.standing import GROUPS, is_state, says_state, standing
from knowledge.text.language import written_in
from knowledge.text.secrets import redact
from knowledge.upkeep.structure import secret_in

E = TypeVar("E", bound=StrEnum)

UNUSED = "Take it out if you like."


@dataclass(frozen=True, kw_only=True)
class Given:
    """A key and its value as a file has them: a text, a list of texts, None, or what we can't use."""

    key: str
    value: object
    line: int


def fill(piece: Piece, given: Iterable[Given], found: Found) -> None:
    """Put what a file gives into the fields of a piece, and say what is not used."""
    best: dict[str, Given] = {}
    for each in sorted(given, key=_order):
        piece.windows += window(each.key, each.value, each.line)
        if _stands(piece, each, found):
            continue
        name = field_name(each.key)
        if not name:
            _unused(piece, each, found)
        elif isinstance(each.value, list) and name == "question":
            _extend(piece, "phrasings", each, found)
        elif name in (*LISTS, "phrasings"):
            _extend(piece, name, each, found)
        elif name in best and each.value not in (None, "", []):
            if each.value != best[name].value:
                what = f"{shown(each.key)} isn't used, as {shown(best[name].key)} is."
                found.notes.append(piece.problem(what, line=each.line))
        elif isinstance(each.value, (str, list)):
            if each.value:
                best[name], piece.texts[name] = each, each.value
        elif each.value is not None and plain_key(each.key) in NAMES:
            found.problems.append(_unfit(piece, name, each))
        elif each.value is not None:
            _unused(piece, each, found)


def _order(given: Given) -> int:
    """The best word for a field first; lists are joined, and stay in the order of the file."""
    return 0 if field_name(given.key) in (*LISTS, "phrasings") else rank(given.key)


def _stands(piece: Piece, given: Given, found: Found) -> bool:
    """Whether the key says who may be shown the entry; if so, that holds from now on."""
    if isinstance(given.value, dict):
        # Each one is asked: the first that says something must not hide the others.
        inside = [_stands(piece, each, found) for each in _settings(given)]
        return any(inside) and len(inside) == len(given.value)
    if not (given.value is None or isinstance(given.value, str)):
        return False
    verdict = standing(given.key, given.value)
    if verdict is None:
        return False
    name, value = verdict
    held = piece.texts.get(name)
    if value and held != Status.DRAFT:
        piece.texts[name] = str(value)
        if value == Status.DRAFT and str(given.value).casefold() != "draft":
            found.notes.append(_held_back(piece, given))
        if value == Audience.STAFF and plain_key(given.key) != "audience":
            what = f"It is for staff only, as {shown(f'{given.key}: {given.value}')} says."
            found.notes.append(piece.problem(what, line=given.line))
    return True


def _settings(given: Given) -> Iterator[Given]:
    """What a group of settings says of the page itself, such as Hugo's build."""
    if plain_key(given.key) in GROUPS and isinstance(given.value, dict):
        for key, value in given.value.items():
            plain = str(value).lower() if isinstance(value, bool) else value
            yield Given(key=f"{given.key}.{key}", value=plain, line=given.line)


def _held_back(piece: Piece, given: Given) -> Problem:
    """Why an entry is a draft, where its file does not say so in that word."""
    word = given.value if isinstance(given.value, str) else ""
    said = shown(f"{given.key}: {word}".strip())
    why = f"It is a draft, as {said} says."
    if says_state(given.key) and not is_state(word):
        near = process.extractOne(word.casefold(), list(map(str, Status)), score_cutoff=70)
        meant = f" Did you mean {near[0]}?" if near else ""
        why = f"It is a draft, as I don't know {said}.{meant}"
    return piece.problem(why, "Nobody is shown it before it is approved.", line=given.line)


def _extend(piece: Piece, name: str, given: Given, found: Found) -> None:
    if not (given.value is None or isinstance(given.value, (str, list))):
        found.problems.append(_unfit(piece, name, given))
        return
    known = piece.texts.setdefault(name, [])
    texts = given.value.split("\n") if isinstance(given.value, str) else given.value or []
    for text in texts:
        if plain_key(given.key) in {"alias", "aliases"} and re.match(r"/|https?://", text):
            # Site generators list earlier addresses of a page under this word.
            what = f"{shown(text)} is an address and no phrasing."
            found.notes.append(piece.problem(what, "It was left out.", line=given.line))
        elif isinstance(known, list):
            known.append(text)


def _unused(piece: Piece, given: Given, found: Found) -> None:
    if window(given.key, given.value, given.line) and plain_key(given.key) != "date":
        return  # "date" is mostly that of writing, and then says nothing
    found.notes.append(piece.problem(f'"{given.key[:40]}" isn\'t used.', UNUSED, line=given.line))


def _unfit(piece: Piece, name: str, given: Given) -> Problem:
    what = f'"{name}" is neither text nor a list of texts.'
    return piece.problem(what, "Put it in quotes.", line=given.line)


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


def to_entries(
    pieces: Iterable[Piece], language: str
) -> tuple[list[Entry], list[Problem], tuple[str, ...]]:
    """Judge pieces; name those without id, refuse an id that stands twice.

    `language` is the desk's: that of entries which neither state nor show theirs. The last are
    the languages of those that state none.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    where: dict[str, Piece] = {}
    good: list[tuple[Piece, Entry]] = []
    for piece in pieces:
        entry = _entry(piece, language, problems)
        if entry and entry.id in where:
            first = where[entry.id]
            problems.append(
                piece.problem(
                    f'The id "{entry.id}" stands twice, first in {first.problem("").place}.',
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
    guessed = tuple(entry.language for piece, entry in good if not _states_language(piece))
    return entries, problems, guessed


def free_id(question: str, taken: Iterable[str]) -> str:
    """Make an id of a question's first words that nobody has."""
    plain = unicodedata.normalize("NFKD", question.casefold()).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)[:6])[:60] or "entry"
    names = taken if isinstance(taken, set) else set(taken)
    name, number = base, 2
    while name in names:
        name, number = f"{base}-{number}", number + 1
    return name


def _states_language(piece: Piece) -> bool:
    """Whether the file says in which language an entry is."""
    return bool(one_line(_text(piece.texts, "language")))


def _entry(piece: Piece, desks: str, problems: list[Problem]) -> Entry | None:
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
    stated = words.pop("language")
    language = _tag(stated or written_in(f"{words['question']}\n{answer}", desks))
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
    if secret := secret_in(entry):
        found.append(piece.problem(secret, "Take it out.", line=_line_of_secret(piece)))
    problems += found
    return None if found else entry


def _line_of_secret(piece: Piece) -> int:
    """The line of the answer that holds it; that of the piece where none does by itself."""
    answer = _text(piece.texts, "answer")
    line = next((line for line in answer.split("\n") if redact(line)[1]), "")
    return piece.line_of(line, answer) if line else piece.line


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
        return date.fromisoformat(re.split("[T ]", text)[0]) if text else None
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
