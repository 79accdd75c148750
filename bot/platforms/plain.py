"""A message as plain text: for the terminal, for notifications, and for platforms' last resort.

Self-sufficient: whoever sees only this misses nothing but the buttons' shape.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import (
    Facts,
    Fine,
    Line,
    Links,
    Markdown,
    Mention,
    Message,
    Moment,
    Part,
    Pasted,
    Quote,
    Span,
    Table,
)
from bot.platforms import bars
from bot.platforms.markdown import Code, Items, Paragraph, parse, plain

_BOX = re.compile(r"^- (?=[☐☑] )")
"""A box stands where a list's sign would."""

When = Callable[[datetime], str]
"""How a time is written."""


def lines(message: Message, when: When) -> list[str]:
    """The message's lines without its buttons."""
    found = (line for part in message.said for line in _part(part, when))
    return [each for line in found for each in line.split("\n")]


def text(message: Message, when: When) -> str:
    """The same as one text."""
    return "\n".join(lines(message, when))


def spans_text(spans: Sequence[Span], when: When) -> str:
    """A sentence with its times and names written out."""
    return "".join(_span(span, when) for span in spans)


def _span(span: Span, when: When) -> str:
    match span:
        case Moment():
            return when(span.at)
        case Mention():
            return f"@{span.name}"
        case str():
            return span


def _part(part: Part, when: When) -> Iterator[str]:
    match part:
        case Line() | Fine():
            yield from spans_text(part.spans, when).split("\n")
        case Markdown():
            yield from markdown_lines(part.text)
        case Quote():
            yield from (f"| {line}" for line in part.text.split("\n"))
        case Pasted():
            yield from part.text.split("\n")
        case Facts():
            yield from (f"{row.label}: {spans_text(row.spans, when)}" for row in part.rows)
        case Table():
            yield from table_lines(part)
        case Chart():
            yield from bars.lines(part)
        case Links():
            yield from (f"{link.label}: {link.url}" for link in part.links)


def markdown_lines(markdown: str) -> Iterator[str]:
    """Markdown without its signs."""
    for block in parse(markdown):
        match block:
            case Paragraph():
                mark = "| " if block.quote else ""
                yield from (mark + line for line in plain(block.runs).split("\n"))
            case Code():
                yield from ("    " + line for line in block.text.split("\n"))
            case Items():
                for number, item in enumerate(block.items, start=block.start):
                    sign = f"{number}." if block.ordered else "-"
                    first, *more = _BOX.sub("", f"{sign} {plain(item)}").split("\n")
                    indent = "  " * block.indent
                    yield indent + first
                    yield from (f"{indent}  {line}" for line in more)


def table_lines(table: Table) -> Iterator[str]:
    """A table in columns as wide as their widest cell."""
    rows = [row for row in (table.head, *table.rows) if any(row)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def clock(at: datetime) -> str:
    """A time in its own zone: "Mon 23 Nov, 10:00". Without words of one language but the short day."""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"
