"""Lists of definitions as Markdown has them in PHP Markdown Extra, Pandoc and kramdown.

    Term
    : what it means

Read from the lines of its paragraphs: the parser that answers are shown by doesn't know them, and
if it did, each platform would have to.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

from knowledge.files.html_tables import terms_table
from knowledge.files.page_tables import PageTable, Row
from knowledge.text.syntax import Tokens

_TEXT = re.compile(r" {0,3}[:~][ \t]+(?=\S)")
_INSIDE = re.compile(r"(?: {2,}|\t)\S")
_MOST_TERMS = 3
"""Lines above a text that are its terms; what is longer is a paragraph."""


def term_lists(tokens: Tokens, lines: Sequence[str]) -> Iterator[PageTable]:
    """Yield the lists of definitions of a page."""
    starts = [t.map[0] for t in tokens if t.type == "paragraph_open" and not t.level and t.map]
    known = 0
    for start in starts:
        if start < known:
            continue
        rows, place = [], start
        while row := _row(lines, place):
            rows.append(row)
            place = _next(lines, row.end)
        if rows:
            known = rows[-1].end
            yield terms_table(rows, start, known)


def _row(lines: Sequence[str], start: int) -> Row | None:
    """The definition whose first term stands on a line; None where none does."""
    texts = start
    while texts < len(lines) and lines[texts].strip() and not _TEXT.match(lines[texts]):
        texts += 1
    terms = [" ".join(line.split()) for line in lines[start:texts]]
    first = _next(lines, texts) if texts - start == 1 else texts
    if not (0 < len(terms) <= _MOST_TERMS) or first >= len(lines) or not _TEXT.match(lines[first]):
        return None
    end = _end(lines, first)
    cells = [terms[0], "\n".join(terms[1:]), _words(lines[first:end])]
    return Row(line=start, end=end, cells=cells)


def _end(lines: Sequence[str], first: int) -> int:
    """The first line after the texts that begin on a line."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        line, after = lines[number], lines[number + 1 : number + 2]
        if not line.strip():
            continue
        apart = end < number
        follows = not apart and not any(map(_TEXT.match, after))
        if not (_TEXT.match(line) or _INSIDE.match(line) or follows):
            break
        end = number + 1
    return end


def _words(lines: Sequence[str]) -> str:
    """The texts without their colons, each its own paragraph."""
    parts: list[list[str]] = []
    for line in lines:
        if mark := _TEXT.match(line):
            parts.append([line[mark.end() :]])
        else:
            parts[-1].append(line)
    texts = ("\n".join([each[0], textwrap.dedent("\n".join(each[1:]))]).strip() for each in parts)
    return "\n\n".join(texts)


def _next(lines: Sequence[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if lines[n].strip()), len(lines))
