"""What is taken off a page before it is split, each with a note; lines keep their numbers."""

import re
from collections.abc import Iterable

from knowledge.files.found import Found, Piece, shown
from knowledge.text.syntax import Tokens

_ANCHOR = re.compile(r"\s*\{:?\s*[#.][^{}]*\}(?=\s*#*\s*$)")


def empty(lines: list[str], start: int, end: int) -> None:
    """Blank lines out, from one and up to another."""
    lines[start:end] = [""] * (end - start)


def cut(
    places: Iterable[tuple[int, int, str]], what: str, lines: list[str], at: Piece, found: Found
) -> None:
    """Blank out places, each given as its lines and how it begins."""
    for start, end, words in places:
        last = next(n for n in range(end, start, -1) if lines[n - 1].strip())
        found.notes.append(at.problem(f"{what}: {shown(words)}.", line=start + 1, last=last))
        empty(lines, start, end)


def cut_anchors(tokens: Tokens, lines: list[str], at: Piece, found: Found) -> None:
    """Take the anchors off all headings: those in an answer are read by customers too."""
    for token in tokens:
        if token.type == "heading_open" and token.map:
            line = token.map[0]
            if anchor := _ANCHOR.search(lines[line]):
                lines[line] = lines[line][: anchor.start()] + lines[line][anchor.end() :]
                what = f"The anchor {shown(anchor[0])} was left out."
                found.notes.append(at.problem(what, line=line + 1))
