"""What one article of another program says, and the piece that is made of it.

What nobody has published there is a draft. What only some may read there is for staff here, and that is said.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from knowledge.entry import Audience, Status
from knowledge.files.answers import tidy
from knowledge.files.found import LEFT_OUT, Found, Piece, shown
from knowledge.files.from_html import TURNED
from knowledge.files.programs.bundle import JSON, Broken, Bundle

_SEEN, _FILES_SEEN = 500, 20
"""Objects of a file, and files, that are looked at to tell which program wrote them."""
_DEEPEST = 8
"""Levels of objects that are looked through."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article as its program has it; texts may be whatever stands in the file."""

    file: str
    kind: str
    """What ids begin with: that of the program."""
    id: object
    """That of the source, by which the same article is known again."""
    title: object
    body: object
    variants: Iterable[object] = ()
    language: object = ""
    translates: str = ""
    category: object = ""
    internal: str = ""
    """Why it is for staff only, as its program says it; "" for what all may read."""
    url: object = ""
    author: object = ""
    day: object = ""
    """When it was last changed: ISO, or seconds of the epoch."""
    unread: str = ""
    """Why somebody has to read it first, as its program says it; "" for what is published there."""
    said: tuple[str, ...] = ()
    """What has to be said of it besides, in sentences."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field of a form there."""

    label: str
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Category:
    """What tickets are sorted by there, and what its form asks."""

    name: str
    asks: tuple[Asked, ...] = ()


@dataclass
class Export:
    """What an export gives while it is read."""

    name: str = ""
    """That of the file or folder it came in."""
    found: Found = field(default_factory=Found)
    past: list[str] = field(default_factory=list)
    """What people asked there, in their words: for `rehearse`, and never for an entry."""
    replies: dict[str, str] = field(default_factory=dict)
    """Saved replies of its team, by name: for the team here, and for no customer by themselves."""
    categories: list[Category] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def take(self, article: Article) -> None:
        """Make a piece of an article, or say why it can't be one."""
        title, body = words(article.title), words(article.body)
        at = Piece(file=article.file, line=0, unit="", about=shown(title or str(article.id)[:60]))
        if article.id in (None, "") or isinstance(article.id, (dict, list, bool, float)):
            self.left_out(at, "It has no id, by which it would be known again.")
            return
        named = entry_id(article.kind, article.id)
        if named in self.ids:
            self.left_out(at, f'Its id "{named}" stands twice.')
            return
        if not (title and body):
            missing = "answer" if title else "title"
            self.left_out(at, f"It has no {missing}.")
            return
        self.ids.add(named)
        at.texts |= {"id": named, "question": title, "answer": body}
        at.texts["variants"] = [each for each in map(words, article.variants) if each]
        more = {
            "language": _language(article.language),
            "translates": article.translates,
            "category": words(article.category),
            "source": words(article.url),
            "checked_by": words(article.author),
            "checked_on": day_of(article.day),
        }
        at.texts |= {name: text for name, text in more.items() if text}
        if article.internal:
            at.texts["audience"] = Audience.STAFF
            what = f"It is for staff only, as {article.internal}."
            self.found.notes.append(at.problem(what))
        if article.unread:
            at.texts["status"] = Status.DRAFT
            self.found.notes.append(at.problem(f"{article.unread}."))
        self.found.notes += [at.problem(each) for each in article.said]
        inside = Found()
        tidy(at, inside, html_too=True)
        self.found.problems += inside.problems
        self.found.notes += [each for each in inside.notes if each.what != TURNED]
        if not inside.problems:
            self.found.pieces.append(at)

    def left_out(self, at: Piece, why: str) -> None:
        """Say of something that it was left out, and why."""
        self.found.notes.append(at.problem(why, LEFT_OUT))

    def odd(self, file: str, what: str, *, line: int = 0) -> None:
        """Say of something in a file, or a line of it, that it was left out, and why."""
        self.left_out(Piece(file=file, line=line), what)

    def strays(self, file: str, value: object, is_one: Callable[[dict[str, Any]], bool]) -> None:
        """Say what stands in a list of articles and is none."""
        for each in lists(value):
            known = [isinstance(one, dict) and is_one(one) for one in each]
            for number, good in enumerate(known if any(known) else (), 1):
                if not good:
                    self.odd(file, f"What stands at place {number} of the articles is none.")

    def further(self, file: str) -> None:
        """Say that there are more pages than this one."""
        what = "There are further pages, which are not in this file."
        at = Piece(file=file, line=0)
        self.found.notes.append(at.problem(what, "Export and import them too."))


def held_back(state: object, published: object, draft: object) -> str:
    """Why what stands in a state has to be read first: whatever is not known to be published is."""
    if state == published or str(state).strip().casefold() == str(published):
        return ""
    if state == draft or str(state).strip().casefold() == str(draft):
        return "It is a draft there"
    return f"Nothing here says that it is published there ({str(state)[:40]})"


def entry_id(kind: str, source_id: object) -> str:
    """The id of an entry that came from a source: the same each time."""
    plain = re.sub(r"[^\w.]+", "-", str(source_id).strip().casefold()).strip("-.")
    return f"{kind}-{plain[:80] or 'x'}"


def words(value: object) -> str:
    """A value as one text: "" for what is none."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def texts(value: object) -> list[str]:
    """The texts of a list; those of a text that names several, with commas between."""
    if isinstance(value, str):
        value = value.split(",")
    return [each for each in map(words, value) if each] if isinstance(value, list) else []


def day_of(value: object) -> str:
    """A moment as its day, "" for what is none."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**11:
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    try:
        return date.fromisoformat(words(value)[:10]).isoformat()
    except ValueError:
        return ""


def _language(value: object) -> str:
    plain = words(value).casefold().replace("_", "-")
    return plain if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", plain, re.ASCII) else ""


def objects(value: object, deep: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in a value, the outer ones first, down to `_DEEPEST` levels."""
    if deep > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each, deep + 1)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each, deep + 1)


def lists(value: object, deep: int = 0) -> Iterator[list[Any]]:
    """Every list in a value, down to `_DEEPEST` levels."""
    if deep > _DEEPEST:
        return
    if isinstance(value, list):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for each in inside if isinstance(inside, Iterable) and not isinstance(inside, str) else ():
        yield from lists(each, deep + 1)


def any_of(bundle: Bundle, holds: Callable[[dict[str, Any]], bool]) -> bool:
    """Whether one of the first objects in the first files of JSON is of that kind."""
    for name in bundle.ending(*JSON)[:_FILES_SEEN]:
        try:
            value = bundle.value(name)
        except Broken:
            continue
        if any(holds(each) for each in islice(objects(value), _SEEN)):
            return True
    return False
