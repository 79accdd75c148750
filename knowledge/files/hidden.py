"""What a writer put into a file for other writers: comments in all their forms.

They reach nobody: they are cut before anything is read, each is said, and lines keep their numbers.
"""

import re
from collections.abc import Iterator

from knowledge.files.found import Found, Piece, shown
from knowledge.text.syntax import parse, without_code

_BEGIN = re.compile(
    r"(?<!\\)<!--"  # HTML
    r"|\{/\*"  # MDX
    r"|\{%-?\s*comment\b"  # Liquid
    r"|\{#(?=\s)"  # Jinja
    r"|^%%"  # Obsidian
    r"|^[ ]{0,3}\[(?://|comment|_)[^\]\n]*\]:\s*(?:#|<>)",  # a link that leads nowhere
    re.MULTILINE | re.IGNORECASE,
)
_ENDS = {
    "<": "-->",
    "{/": "*/}",
    "{%": r"{%-?\s*endcomment\s*-?%}",
    "{#": "#}",
    "%": "%%",
    "[": "\n",
}


_LETTERED = re.compile(r"^\[a\](?=[^\s(\[:]).*\Z", re.MULTILINE | re.DOTALL)
"""Comments at the end of a text that Google Docs wrote: "[a]is it still nine?"."""
_LETTER = re.compile(r"(?<=\S)\[[a-z]{1,2}\](?![(\[:])")


def without_lettered(text: str, at: Piece, found: Found) -> str:
    """Return a text without the comments below it and their letters in it; lines keep their numbers."""
    tail = _LETTERED.search(text)
    if not (tail and any(mark[0] == "[a]" for mark in _LETTER.finditer(text, 0, tail.start()))):
        return text
    first = text.count("\n", 0, tail.start()) + 1
    for number, line in enumerate(tail[0].split("\n"), first):
        if line.strip():
            found.notes.append(at.problem(f"A comment was left out: {shown(line)}.", line=number))
    return _LETTER.sub("", text[: tail.start()]) + "\n" * tail[0].count("\n")


def without_comments(text: str, at: Piece, found: Found, *, whole: bool = True) -> str:
    """Return the text with blanks for comments outside of code; each is noted where it stood.

    `whole` says that the text is all of a file, so that lines in it are lines of the file.
    """
    if not _BEGIN.search(text):
        return text
    pieces: list[str] = []
    end = 0
    for start, stop in _comments(text):
        pieces += [text[end:start], "\n" * text.count("\n", start, stop)]
        end = stop
        line, last = (
            (1 + text.count("\n", 0, place) for place in (start, stop)) if whole else (0, 0)
        )
        words = shown(text[start : min(stop, start + 200)])
        found.notes.append(at.problem(f"A comment was left out: {words}.", line=line, last=last))
    return "".join([*pieces, text[end:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments begin and end; what stands in code is none."""
    outside = without_code(text, parse(text))
    never: set[str] = set()
    place = 0
    while begin := _BEGIN.search(outside, place):
        place = begin.end()
        ending = next(end for mark, end in _ENDS.items() if begin[0].lstrip().startswith(mark))
        if ending in never:
            continue
        closed = _ending(outside, begin, ending)
        if closed is None:
            never.add(ending)
            closed = _unclosed(outside, begin)
        if closed is not None:
            yield begin.start(), closed
            place = closed


def _ending(text: str, begin: re.Match[str], ending: str) -> int | None:
    """Return where a comment is over; None when it is never closed."""
    if ending.startswith("{%"):
        closing = re.compile(re.escape("{%") + ending[2:], re.IGNORECASE).search(text, begin.end())
        return closing.end() if closing else None
    if ending == "\n":
        end = text.find(ending, begin.end())
        return len(text) if end < 0 else end
    # "<!-->" is a comment too: its end may share the dashes of its beginning.
    end = text.find(ending, begin.start() + 2)
    return None if end < 0 else end + len(ending)


def _unclosed(text: str, begin: re.Match[str]) -> int | None:
    """A comment that begins a line and is never closed hides all that follows, as in browsers."""
    before = text[text.rfind("\n", 0, begin.start()) + 1 : begin.start()]
    return len(text) if begin[0] == "<!--" and not before.strip() else None
