"""Questions that stand in a paragraph where a heading would have been: in bold, behind "Q:", or plain.

A paragraph may hold several, each at the start of a line; what stands behind one, up to the next, is
the beginning of its answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.files.labels import Label, begins_answer, label_of, only_label, run_in
from knowledge.files.titles import Title, asks, is_numbered, title_of, without_drawing
from knowledge.text.syntax import inline

_STRONG = re.compile(
    r"<(b|strong)\b[^<>]*>(?P<inside>.*?)</\1>(?P<after>.*)", re.DOTALL | re.IGNORECASE
)
_LONGEST = 200
"""Characters of a plain line that is a question; what is longer is a text that ends with one."""
_NO_TITLE = re.compile(
    r"^(?:[?!]{3}|:{3})|[.!?…][\"'”)]?\s(?=\w*[^\W\d])(?<!^\d[.]\s)(?<!^\d\d[.]\s)"
)
"""A box of MkDocs, or a sentence that ends before the question."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question and its lines in the paragraph, from and up to."""

    start: int
    end: int
    title: Title
    lead: str
    """What stands behind it, up to the next one or the end."""
    raw: str
    """As written."""


def asked_in(content: str, *, plain: bool = False) -> Iterator[Asked]:
    """Yield the questions of a paragraph; `plain`: also each line that is nothing but a question."""
    lines = content.split("\n")
    listed = begins_answer(lines[0]) or _question(content, plain=plain) is not None
    starts = [0]
    for number in range(1, len(lines)):
        found = _question("\n".join(lines[number : number + 2]).lstrip(), plain=plain)
        if found and (listed or plain or found[0].label):
            starts.append(number)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        words = "\n".join(lines[start:end]).strip()
        if found := _question(words, plain=plain):
            title, lead = found
            raw = words.removesuffix(lead).strip()
            yield Asked(start=start, end=end, title=title, lead=lead, raw=raw)


def _question(words: str, *, plain: bool) -> tuple[Title, str] | None:
    """Return the question that words begin with and the rest of them; None for no question."""
    head, _, rest = words.partition("\n")
    if marked := _marked(words):
        inside, after = marked
        if label := only_label(inside):
            head, _, rest = after.lstrip(" :").partition("\n")
            return _labelled(label, head, rest)
        title = title_of(inline(inside))
        if title.asks:
            return title, after.lstrip(" \t:").removeprefix("\\").lstrip("\n")
    if label := label_of(head):
        return _labelled(label, head[label.length :], rest)
    if plain and len(head) <= _LONGEST and not _NO_TITLE.search(without_drawing(head)):
        title = title_of(inline(head))
        if asks(head) or (is_numbered(head) and title.seems_to_ask):
            return title, re.sub(r"\A\s*:\s+", "", rest)
    return None


def _labelled(label: Label, head: str, rest: str) -> tuple[Title, str] | None:
    if (place := run_in(head)) >= 0:
        head, rest = head[:place], f"{head[place:].lstrip()}\n{rest}".rstrip("\n")
    if label.sure or asks(head) or begins_answer(rest):
        return replace(title_of(inline(head)), label=label), rest
    return None


def _marked(words: str) -> tuple[str, str] | None:
    """Return the words in bold that words begin with, or a line in italics, and what follows."""
    if tag := _STRONG.match(words):
        return tag["inside"], tag["after"]
    mark = next((each for each in ("***", "**", "__", "*", "_") if words.startswith(each)), "")
    close = words.find(mark, len(mark)) if mark else -1
    if close <= 0:
        return None
    inside, after = words[len(mark) : close], words[close + len(mark) :]
    return None if len(mark) == 1 and after[:1] not in {"", "\n"} else (inside, after)
