"""Where in a JSON text the objects are that may be entries, each with its line.

One object a line, an array, a wrapper around one, groups of them, or a map of questions to answers.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.files.names import field_name, plain_key
from knowledge.files.talk import holds_talk

_SPACE = re.compile(r"[ \t\r\n]*")
_WEAK = frozenset({"description", "content", "text"})
"""Keys of an answer that a group of questions may have too."""

_MORE = frozenset({"next", "next_page", "next_page_url", "next_cursor", "has_more", "after_url"})
"""Keys of pages that lead to the next one."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """An object that may be an entry, or what is said instead of one."""

    line: int
    fields: dict[str, Any]
    category: str = ""
    wrong: str = ""
    """What is wrong with what stands there."""
    unused: str = ""
    """A key that holds no entries."""
    more: bool = False
    """It says that there are further pages."""
    talk: bool = False
    """It is what people wrote to one another."""


def items(text: str) -> Iterator[Item]:
    """Yield everything in order; what is no JSON ends the file, or the line where each has one."""
    rows = [(n, row) for n, row in enumerate(text.split("\n"), 1) if row.strip()]
    if len(rows) > 1 and all(
        row.lstrip().startswith("{") and row.rstrip()[-1] in "}," for _, row in rows
    ):
        for number, row in rows:
            yield from _Text(row.rstrip().rstrip(","), number).items()
    else:
        yield from _Text(text, 1).items()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f'"{twice[:40]}" stands twice in one object')
    return found


class _Text:
    """A JSON text, read value by value so that each has a place."""

    def __init__(self, text: str, first: int) -> None:
        self.text, self.first = text, first
        self.decode = json.JSONDecoder(object_pairs_hook=_unique).raw_decode
        self._counted = (0, first)

    def items(self) -> Iterator[Item]:
        at = self._skip(0)
        while at < len(self.text):
            try:
                value, end = self.decode(self.text, at)
            except json.JSONDecodeError as error:
                yield self._wrong(error.pos, f"This is not JSON: {error.msg}.")
                return
            except RecursionError:
                yield self._wrong(at, "This is not JSON: it is nested too deeply.")
                return
            except ValueError as error:
                yield self._wrong(at, f"This is not JSON: {error}.")
                return
            if holds_talk(value):
                yield Item(line=self._line(at), fields={}, talk=True)
                return
            found = list(self._of(value, at, ""))
            yield from found or [self._wrong(at, _nothing(value))]
            at = self._skip(end)

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return space.end() if space else at

    def _line(self, at: int) -> int:
        place, line = self._counted
        if at < place:
            place, line = 0, self.first
        self._counted = (at, line + self.text.count("\n", place, at))
        return self._counted[1]

    def _wrong(self, at: int, what: str) -> Item:
        return Item(line=self._line(at), fields={}, wrong=what)

    def _of(self, value: Any, at: int, category: str) -> Iterator[Item]:
        if isinstance(value, list):
            for each, place in self._elements(at):
                if not isinstance(each, (dict, list)):
                    yield self._wrong(place, "This is not an object.")
                else:
                    yield from self._of(each, place, category)
        elif posts := _posts(value):
            yield from self._topic(value, posts, at)
        elif _is_entry(value):
            yield Item(line=self._line(at), fields=value, category=category)
        elif isinstance(value, dict):
            yield from self._group(value, at, category)

    def _topic(self, value: dict[str, Any], posts: list[dict[str, Any]], at: int) -> Iterator[Item]:
        """A topic of a forum: its title asks, and the post that was marked answers."""
        line = self._line(at)
        answer = next((each for each in posts if each.get("accepted_answer") is True), None)
        if answer is None:
            yield self._wrong(at, "No post of this topic is marked as its answer.")
            return
        fields = {key: each for key, each in value.items() if key in {"id", "title", "tags"}}
        yield Item(line=line, fields={**fields, "answer": answer["cooked"]})
        if len(posts) > 1:
            yield Item(line=line, fields={}, unused="post_stream (but for the answer)")

    def _group(self, value: dict[str, Any], at: int, category: str) -> Iterator[Item]:
        """What an object holds that is itself no entry: a map, or entries under some keys."""
        if _is_map(value):
            for question, answer, place, _ in self._members(at):
                fields = {"question": question, "answer": answer}
                yield Item(line=self._line(place), fields=fields, category=category)
            return
        if _is_named(value):
            for question, about, place, _ in self._members(at):
                fields = {"question": question, **about}
                yield Item(line=self._line(place), fields=fields, category=category)
            return
        keys = [key for key, each in value.items() if _holds(each)]
        if any(isinstance(value[key], list) for key in keys):
            # A title and a description beside the list are the page's.
            keys = [key for key in keys if not _is_entry(value[key])]
        named = next((each for key, each in value.items() if _names_group(key, each)), "")
        for key, each, name_at, place in self._members(at) if keys else ():
            if key in keys:
                yield from self._of(each, place, named or (key if len(keys) > 1 else category))
            elif each != named:
                more = _says_more(key, each)
                yield Item(line=self._line(name_at), fields={}, unused=key, more=more)
        if not keys and any(field_name(key) for key in value):
            yield Item(line=self._line(at), fields=value, category=category)

    def _elements(self, at: int) -> Iterator[tuple[Any, int]]:
        at = self._skip(at + 1)
        while self.text[at] != "]":
            value, end = self.decode(self.text, at)
            yield value, at
            at = self._skip(end)
            at = self._skip(at + 1) if self.text[at] == "," else at

    def _members(self, at: int) -> Iterator[tuple[str, Any, int, int]]:
        at = self._skip(at + 1)
        while self.text[at] != "}":
            key, end = self.decode(self.text, at)
            place = self._skip(self._skip(end) + 1)
            value, end = self.decode(self.text, place)
            yield key, value, at, place
            at = self._skip(end)
            at = self._skip(at + 1) if self.text[at] == "," else at


def _says_more(key: str, value: Any) -> bool:
    """Whether a program says beside its entries that these are not all."""
    if isinstance(value, dict):
        return any(_says_more(inner, each) for inner, each in value.items())
    return bool(value) and plain_key(key) in _MORE


def _nothing(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "There are no questions in it."
    return "This is not an object."


def _is_entry(value: Any) -> bool:
    """Whether an object has a question and an answer, and is no group with a text about it."""
    if not isinstance(value, dict):
        return False
    fields = {field_name(key) for key in value}
    if not fields & {"question", "phrasings"} or "answer" not in fields:
        return False
    answers = {plain_key(key) for key in value if field_name(key) == "answer"}
    return not (
        answers <= _WEAK and any(isinstance(each, list) and _holds(each) for each in value.values())
    )


def _posts(value: Any) -> list[dict[str, Any]]:
    """The posts of a topic as Discourse exports it; none of anything else."""
    stream = value.get("post_stream") if isinstance(value, dict) and "title" in value else None
    posts = stream.get("posts") if isinstance(stream, dict) else None
    found = posts if isinstance(posts, list) else []
    return [each for each in found if isinstance(each, dict) and "cooked" in each]


def _holds(value: Any) -> bool:
    """Whether there are entries somewhere in a value."""
    try:
        if isinstance(value, list):
            return any(map(_holds, value))
        if isinstance(value, dict):
            return (
                _is_entry(value)
                or bool(_posts(value))
                or _is_map(value)
                or _is_named(value)
                or any(map(_holds, value.values()))
            )
    except RecursionError:
        pass
    return False


def _is_map(value: Any) -> bool:
    """Whether an object maps questions to answers."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(each, str) for each in value.values())
        and not any(field_name(key) in {"question", "answer"} for key in value)
        and all(re.search(r"\s|[?？؟]$", key.strip()) for key in value)
    )


def _is_named(value: Any) -> bool:
    """Whether an object has questions as keys, and objects with an answer below them."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(
            isinstance(each, dict) and any(field_name(name) == "answer" for name in each)
            for each in value.values()
        )
        and all(re.search(r"\s|[?？؟]$", key.strip()) for key in value)
    )


def _names_group(key: str, value: Any) -> bool:
    return isinstance(value, str) and field_name(key) in {"question", "category"}
