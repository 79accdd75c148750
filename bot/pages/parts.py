"""The parts of a neutral message as HTML: inert words stay inert, and so do those of an entry."""

from collections.abc import Callable, Iterable
from datetime import datetime
from xml.etree.ElementTree import Element

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import (
    Facts,
    Fine,
    Line,
    Links,
    Markdown,
    Mention,
    Moment,
    Part,
    Pasted,
    Quote,
    Span,
    Table,
)
from bot.pages.markup import el, table

When = Callable[[datetime], str]
"""Writes a time as the team reads it."""


def shown(part: Part, when: When) -> Element:
    """One of them. Markdown stands as it was written: nothing on this page opens anything."""
    match part:
        case Line() | Fine():
            look = "note" if isinstance(part, Fine) else None
            return el("p", _words(part.spans, when), class_=look)
        case Markdown() | Chart() | Links():
            return el("p", _said(part), class_="said")
        case Quote():
            return el("blockquote", el("p", part.text, class_="said"))
        case Pasted():
            return el("pre", part.text, tabindex=0)
        case Facts():
            rows = [(el("dt", row.label), el("dd", _words(row.spans, when))) for row in part.rows]
            return el("dl", rows)
        case Table():
            return table(part.head, part.rows)


def _said(part: Markdown | Chart | Links) -> str:
    match part:
        case Markdown():
            return part.text
        case Chart():
            return part.said
        case Links():
            return "\n".join(f"{each.label}: {each.url}" for each in part.links)


def _words(spans: Iterable[Span], when: When) -> str:
    return "".join(_word(each, when) for each in spans)


def _word(span: Span, when: When) -> str:
    if isinstance(span, Moment):
        return when(span.at)
    return span.name if isinstance(span, Mention) else span
