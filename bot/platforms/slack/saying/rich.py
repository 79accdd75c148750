"""Parts of a message as rich_text: the form in which nothing in a text can ping, link or style.

Pure. Only Mention spans make a user element, and only Markdown is styled.
"""

from collections.abc import Iterator, Sequence
from typing import Any

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
from bot.platforms import bars, plain
from bot.platforms.links import parted
from bot.platforms.markdown import Code, Items, Paragraph, Run, parse
from bot.platforms.plain import When
from bot.platforms.slack.words import DATE

JSON = dict[str, Any]

BLOCK = 2800
"""Characters in one block; Slack takes 3,000 in most kinds and does not say for this one."""


def blocks(parts: Sequence[Part], when: When) -> list[JSON]:
    """Parts that follow one another, in as few blocks as their length allows."""
    made: list[list[JSON]] = [[]]
    room = BLOCK
    for element in (each for part in parts for each in _elements(part, when)):
        for piece in _pieces(element):
            size = _size(piece)
            if size > room and made[-1]:
                made.append([])
                room = BLOCK
            made[-1].append(piece)
            room -= size
    return [{"type": "rich_text", "elements": elements} for elements in made if elements]


def _elements(part: Part, when: When) -> Iterator[JSON]:
    match part:
        case Line() | Fine():
            yield from _section(_leaves(part.spans, when))
        case Markdown():
            yield from markdown(part.text)
        case Quote():
            yield from _holding("rich_text_quote", [_text(part.text)] if part.text else [])
        case Pasted():
            yield from _holding("rich_text_preformatted", [_text(part.text)] if part.text else [])
        case Facts():
            for row in part.rows:
                label = _text(f"{row.label}: ", bold=True)
                yield from _section([label, *_leaves(row.spans, when)])
        case Table():
            text = "\n".join(plain.table_lines(part))
            yield from _holding("rich_text_preformatted", [_text(text)] if text else [])
        case Links():
            for link in part.links:
                leads = {"type": "link", "url": link.url, "text": link.label}
                yield from _section([leads])
        case Chart():
            text = "\n".join(bars.lines(part))
            yield from _holding("rich_text_preformatted", [_text(text)] if text else [])


def markdown(text: str) -> Iterator[JSON]:
    """An entry's or a colleague's words. Paragraphs stay apart as they were."""
    open_section: list[JSON] = []
    for block in parse(text):
        match block:
            case Paragraph(quote=False):
                gap = [_text("\n\n")] if open_section else []
                open_section += gap + [_run(run, bold=block.heading) for run in _full(block.runs)]
                continue
            case _:
                yield from _section(open_section)
                open_section = []
        match block:
            case Paragraph():
                yield from _holding("rich_text_quote", [_run(run) for run in _full(block.runs)])
            case Code():
                code = [_text(block.text)] if block.text else []
                yield from _holding("rich_text_preformatted", code)
            case Items():
                yield from _list(block)
    yield from _section(open_section)


def _list(block: Items) -> Iterator[JSON]:
    items = [[_run(run) for run in _full(item)] for item in block.items]
    listed: JSON = {
        "type": "rich_text_list",
        "style": "ordered" if block.ordered else "bullet",
        "elements": [{"type": "rich_text_section", "elements": item} for item in items if item],
    }
    if block.indent:
        listed["indent"] = min(block.indent, 8)
    if block.ordered and block.start > 1:
        listed["offset"] = block.start - 1
    if listed["elements"]:
        yield listed


def _full(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.text]


def _section(leaves: Sequence[JSON]) -> Iterator[JSON]:
    return _holding("rich_text_section", leaves)


def _holding(kind: str, leaves: Sequence[JSON]) -> Iterator[JSON]:
    if leaves:
        yield {"type": kind, "elements": list(leaves)}


def _text(text: str, *, bold: bool = False) -> JSON:
    return {"type": "text", "text": text, **({"style": {"bold": True}} if bold else {})}


def _run(run: Run, *, bold: bool = False) -> JSON:
    styles = {
        "bold": run.bold or bold,
        "italic": run.italic,
        "strike": run.strike,
        "code": run.code,
    }
    style = {name: True for name, on in styles.items() if on}
    leaf: JSON = {"type": "link", "url": run.link} if run.link else {"type": "text"}
    leaf["text"] = run.text
    return {**leaf, "style": style} if style else leaf


def _leaves(spans: Sequence[Span], when: When) -> list[JSON]:
    return [leaf for span in spans for leaf in _leaf(span, when)]


def _leaf(span: Span, when: When) -> Iterator[JSON]:
    match span:
        case Moment():
            yield {
                "type": "date",
                "timestamp": int(span.at.timestamp()),
                "format": DATE,
                "fallback": when(span.at),
            }
        case Mention():
            yield {"type": "user", "user_id": member(span.person)}
        case str():
            for piece, own in parted(span):
                yield {"type": "link", "url": piece, "text": piece} if own else _text(piece)


def member(person: str) -> str:
    """The member id in a person's id; leads in the settings have no team in theirs."""
    return person.rpartition(":")[2]


def _size(element: JSON) -> int:
    if "elements" in element:
        return 10 + sum(map(_size, element["elements"]))
    return len(element.get("text", "")) + len(element.get("fallback", ""))


def _pieces(element: JSON) -> Iterator[JSON]:
    """An element that is too long for a block, in pieces of the same kind."""
    if _size(element) <= BLOCK:
        yield element
        return
    listed = element["type"] == "rich_text_list"
    taken: list[JSON] = []
    count = 0
    for leaf in element["elements"]:
        for piece in [leaf] if listed else _halves(leaf):
            if taken and count + _size(piece) > BLOCK - 10:
                yield {**element, "elements": taken}
                if element.get("style") == "ordered":
                    element = {**element, "offset": element.get("offset", 0) + len(taken)}
                taken, count = [], 0
            taken.append(piece)
            count += _size(piece)
    yield {**element, "elements": taken}


def _halves(leaf: JSON) -> Iterator[JSON]:
    """A text too long for a block, parted between lines or words where that can be."""
    text, step = leaf.get("text", ""), BLOCK - 100
    while len(text) > step:
        at = max(text.rfind("\n", step // 2, step), 0) or max(text.rfind(" ", step // 2, step), 0)
        yield {**leaf, "text": text[: at or step]}
        text = text[at + 1 :] if at else text[step:]
    yield {**leaf, "text": text} if text or "text" in leaf else leaf
