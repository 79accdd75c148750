"""An entry as named texts, and back: what Markdown, CSV and JSON have in common.

Every field of Entry is written under one name and read under several; nothing is lost on the way.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import process

from knowledge.entry import Audience, Entry, Status
from knowledge.files.days import window
from knowledge.files.found import Found, Piece, Problem, shown
from knowledge.files.names import LISTS, NAMES, field_name, plain_key, rank
from knowledge.files.talk import asked_by_one
from knowledge.files.visibility import GROUPS, is_state, says_state, visibility
from knowledge.upkeep.structure import Flaw

E = TypeVar("E", bound=StrEnum)

UNUSED = Flaw("Take it out if you like.", "take_out")


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
        if _says_visibility(piece, each, found) or _says_who_asked(piece, each, found):
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


def _says_visibility(piece: Piece, given: Given, found: Found) -> bool:
    """Whether the key says who may be shown the entry; if so, that holds from now on."""
    if isinstance(given.value, dict):
        # Each one is asked: the first that says something must not hide the others.
        inside = [_says_visibility(piece, each, found) for each in _settings(given)]
        return any(inside) and len(inside) == len(given.value)
    if not (given.value is None or isinstance(given.value, str)):
        return False
    verdict = visibility(given.key, given.value)
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


def _says_who_asked(piece: Piece, given: Given, found: Found) -> bool:
    """Whether it says whose question this was; if so, what they were told is nobody else's yet."""
    if not asked_by_one(given.key, given.value):
        return False
    piece.texts["status"] = Status.DRAFT
    why = f"It is a draft: {shown(given.key)} says who asked, so the answer was for one person."
    mend = "Take out what is about them, then write in chat: approve ID"
    found.notes.append(piece.problem(why, mend, line=given.line))
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
    found.notes.append(piece.problem(unused(given.key), UNUSED, line=given.line))


def unused(key: str) -> Flaw:
    """That nothing is done with what stands under that word."""
    return Flaw(f'"{key[:40]}" isn\'t used.', "unused", words=key[:40])


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
    words = {name: one_line(getattr(entry, name)) for name in ONE_LINE}
    words["language"] = tag(words["language"])
    return replace(
        entry,
        answer=many_lines(entry.answer),
        variants=lines_of(entry.variants),
        not_for=lines_of(entry.not_for),
        **words,  # type: ignore[arg-type]
    )


def tag(text: str) -> str:
    """A language as its tag is written."""
    return text.casefold().replace("_", "-") or "en"


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts on a line each, empty ones left out."""
    return tuple(filter(None, map(one_line, texts)))


ONE_LINE = (
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


def free_id(question: str, taken: Iterable[str]) -> str:
    """Make an id of a question's first words that nobody has."""
    plain = unicodedata.normalize("NFKD", question.casefold()).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)[:6])[:60] or "entry"
    names = taken if isinstance(taken, set) else set(taken)
    name, number = base, 2
    while name in names:
        name, number = f"{base}-{number}", number + 1
    return name
