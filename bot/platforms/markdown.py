"""Markdown of entries and staff replies as a small tree that every platform can render.

Only http, https and mailto links stay links; images become links; raw HTML stays text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_TASK = re.compile(r"\[([ xX])\] ")
SAFE_LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Run:
    """Some characters in one style. "\\n" stands for a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]
    heading: bool = False
    quote: bool = False


@dataclass(frozen=True)
class Code:
    """Text to be shown as it stands."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list, one level of it; deeper lists follow as lists of their own."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool
    indent: int
    start: int = 1


Block = Paragraph | Code | Items

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(1024)
def parse(markdown: str) -> tuple[Block, ...]:
    """Blocks in order. Never raises; what isn't understood stays text.

    Remembered: the same answers are shown again and again, and each several times over.
    """
    root = SyntaxTreeNode(_PARSER.parse(markdown))
    return tuple(block for node in root.children for block in _blocks(node))


def _blocks(node: SyntaxTreeNode, *, indent: int = 0, quote: bool = False) -> Iterator[Block]:
    match node.type:
        case "bullet_list" | "ordered_list":
            yield from _list(node, indent)
        case "blockquote":
            for child in node.children:
                yield from _blocks(child, indent=indent, quote=True)
        case "fence" | "code_block":
            yield Code(node.content.rstrip("\n"))
        case "table":
            yield Code("\n".join(_table_rows(node)))
        case "heading" | "paragraph":
            runs = tuple(run for child in node.children for run in _runs(child, Run("")))
            yield Paragraph(runs, heading=node.type == "heading", quote=quote)
        case _:
            pass


def _list(node: SyntaxTreeNode, indent: int) -> Iterator[Block]:
    """A list level; what is inside an item besides its words follows as blocks of their own."""
    ordered = node.type == "ordered_list"
    number = int(node.attrs.get("start", 1) or 1)
    items: list[tuple[Run, ...]] = []
    for item in node.children:
        words = [child for child in item.children if child.type == "paragraph"]
        deeper = [child for child in item.children if child.type != "paragraph"]
        told = [[run for part in each.children for run in _runs(part, Run(""))] for each in words]
        if told and not ordered:
            told[0] = _ticked(told[0])
        items.append(
            tuple(chain.from_iterable((*told[:1], *([Run("\n"), *run] for run in told[1:]))))
        )
        if deeper:
            yield Items(tuple(items), ordered, indent, number)
            number, items = number + len(items), []
            for child in deeper:
                yield from _blocks(child, indent=indent + 1)
    if items:
        yield Items(tuple(items), ordered, indent, number)


def _ticked(runs: list[Run]) -> list[Run]:
    """A task's box as people know it, for what Markdown makes of brackets."""
    box = _TASK.match(runs[0].text) if runs and not (runs[0].code or runs[0].link) else None
    if box is None:
        return runs
    sign = "☐" if box[1] == " " else "☑"
    return [replace(runs[0], text=f"{sign} {runs[0].text[box.end() :]}"), *runs[1:]]


def _table_rows(node: SyntaxTreeNode) -> Iterator[str]:
    for row in node.walk():
        if row.type == "tr":
            yield " | ".join(_cell(cell) for cell in row.children)


def _cell(cell: SyntaxTreeNode) -> str:
    return plain([run for part in cell.children for run in _runs(part, Run(""))])


def _runs(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    match node.type:
        case "strong":
            style = replace(style, bold=True)
        case "em":
            style = replace(style, italic=True)
        case "s":
            style = replace(style, strike=True)
        case "link":
            style = replace(style, link=_safe(str(node.attrs.get("href", ""))))
        case "code_inline":
            yield replace(style, text=node.content, code=True)
        case "softbreak" | "hardbreak":
            yield replace(style, text="\n")
        case "image":
            link = _safe(str(node.attrs.get("src", "")))
            yield replace(style, text=node.content or link or "image", link=link)
            return
        case "text" | "html_inline" if node.content:
            yield replace(style, text=node.content)
        case _:
            pass
    for child in node.children:
        yield from _runs(child, style)


def _safe(link: str) -> str:
    return link if link.casefold().startswith(SAFE_LINKS) else ""


def plain(runs: Sequence[Run]) -> str:
    """Runs as text; a link's address follows it unless it is the text already."""
    return "".join(
        run.text
        if not run.link or run.link.removeprefix("mailto:") == run.text.removeprefix("mailto:")
        else f"{run.text} ({run.link})"
        for run in runs
    )
