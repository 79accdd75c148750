"""From a neutral message to what Slack is sent: blocks, and a text that stands for them alone.

Pure. Five looks, from the richest to bare text, for workspaces that lack the newer blocks.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby
from typing import Any
from uuid import uuid4

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import (
    Button,
    Facts,
    Fine,
    Line,
    Links,
    Mention,
    Message,
    Moment,
    Part,
    Pasted,
    Quote,
    Span,
    Style,
    Table,
    Tone,
)
from bot.platforms import bars, plain
from bot.platforms.fit import cut, must_fit
from bot.platforms.plain import When
from bot.platforms.seen import seen
from bot.platforms.slack.saying import charting, rich
from bot.platforms.slack.saying.fitting import fit
from bot.platforms.slack.words import date_token, escape

JSON = dict[str, Any]

BUTTON, VALUE, BUTTONS = 75, 2000, 25
"""https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
SECTION = 2900
WHOLE = 11_000
"""Characters in one message; from about 13,200 on Slack refuses (bolt-js issue 2509)."""
TEXT = 3000
"""Characters of the text beside blocks, which say it all."""
BARE = 7_500
"""Of a text alone, before its escapes: Slack parts it from 4,040 on, and refuses 40,000."""
ROWS = 99
PRESS = "fd:"
"""How the action ids of all that can be pressed begin."""
OPENS = "opens:"
"""And of what only opens an address."""


class Look(IntEnum):
    """How much of Block Kit is used."""

    FULL = 0
    UNCHARTED = 1
    """Without charts, whose bars stand in text."""
    RICH = 2
    """Without feedback buttons and tables."""
    CLASSIC = 3
    """Sections, contexts and buttons."""
    TEXT = 4


@must_fit
def payload(message: Message, when: When, look: Look = Look.FULL, *, at: str = "") -> JSON:
    """`text`, and `blocks` but for the last look. `at` is the thread that presses belong to."""
    message = seen(message)
    if look is Look.TEXT:
        return {"text": bare(message, when)}
    return {"text": text(message, when), "blocks": blocks(message, when, look, at=at)}


def blocks(
    message: Message, when: When, look: Look, *, at: str = "", home: bool = False
) -> list[JSON]:
    """The message's parts and buttons."""
    parts = fit(message.said, WHOLE)
    shape = _classic if look is Look.CLASSIC else _rich
    made = list(shape(parts, when, look))
    if message.buttons:
        made.append(_actions(message.buttons, at))
    if look < Look.RICH and message.tone is Tone.ANSWER and not home:
        made += _feedback(message.buttons)
    return made


# Text


def text(message: Message, when: When) -> str:
    """What notifications and screen readers get: everything but the buttons."""
    parts = fit(message.said, TEXT - 500)
    return _ended("\n".join(line for part in parts for line in _lines(part, when)))


def bare(message: Message, when: When) -> str:
    """The whole message without blocks; buttons as what to write instead."""
    shown = [f"[{b.number or b.command}] {b.label}" for b in message.buttons]
    words = "\n".join(line for part in fit(message.parts, BARE) for line in _lines(part, when))
    return "\n".join((words, escape("   ".join(shown)))) if shown else words


def _ended(words: str) -> str:
    """Escapes make a text longer; it is ended between two lines, never inside a token."""
    while len(words) > TEXT and "\n" in words:
        words = words.rpartition("\n")[0]
    return words if len(words) <= TEXT + 900 else cut(words, TEXT)


def _lines(part: Part, when: When) -> Iterator[str]:
    match part:
        case Line() | Fine():
            yield mrkdwn(part.spans, when)
        case Facts():
            yield from (f"{escape(row.label)}: {mrkdwn(row.spans, when)}" for row in part.rows)
        case Chart():
            yield escape(part.said)
        case _:
            yield from map(escape, plain.lines(Message(kind="", parts=(part,)), when))


def mrkdwn(spans: Sequence[Span], when: When) -> str:
    """Spans with times in the reader's zone; only a Mention pings."""
    return "".join(_token(span, when) for span in spans)


def _token(span: Span, when: When) -> str:
    match span:
        case Moment():
            return date_token(span.at, when(span.at))
        case Mention():
            return f"<@{rich.member(span.person)}>"
        case str():
            return escape(span)


# Blocks


def _rich(parts: Sequence[Part], when: When, look: Look) -> Iterator[JSON]:
    tabled, charted = False, 0
    for kind, group in groupby(parts, key=_block_kind):
        if kind == "context":
            yield from (_context(part, when) for part in group if isinstance(part, Fine))
        elif kind == "chart" and look is Look.FULL:
            for part in group:
                native = charting.block(part) if charted < charting.MOST else None
                charted += native is not None
                yield from [native] if native else rich.blocks([part], when)
        elif kind == "links":
            yield from (_opening(part) for part in group if isinstance(part, Links))
        elif kind == "table" and look < Look.RICH and not tabled:
            first, *rest = [part for part in group if isinstance(part, Table)]
            yield from _table(first)
            yield from rich.blocks(rest, when)
            tabled = True
        else:
            yield from rich.blocks(list(group), when)


def _block_kind(part: Part) -> str:
    return {Fine: "context", Table: "table", Chart: "chart", Links: "links"}.get(type(part), "rich")


def _table(table: Table) -> Iterator[JSON]:
    """A native table. Slack has one a message, of a hundred rows."""
    rows = [row for row in (table.head, *table.rows[:ROWS]) if any(row)]
    cells = [[{"type": "raw_text", "text": cell or " "} for cell in row[:20]] for row in rows]
    if cells:
        yield {"type": "table", "rows": cells}


def _classic(parts: Sequence[Part], when: When, _: Look) -> Iterator[JSON]:
    for part in parts:
        if isinstance(part, Fine):
            yield _context(part, when)
            continue
        if isinstance(part, Links):
            yield _opening(part)
            continue
        if isinstance(part, Quote | Pasted) or _only_words(part):
            lines = plain.lines(Message(kind="", parts=(part,)), when)
            for piece in _pieces(lines):
                yield {"type": "section", "text": {"type": "plain_text", "text": piece}}
            continue
        fence = "```" if isinstance(part, Table | Chart) else ""
        said = map(escape, bars.lines(part)) if isinstance(part, Chart) else _lines(part, when)
        for piece in _pieces(said):
            words = {"type": "mrkdwn", "text": f"{fence}{piece}{fence}", "verbatim": True}
            yield {"type": "section", "text": words}


def _only_words(part: Part) -> bool:
    return isinstance(part, Line) and all(isinstance(span, str) for span in part.spans)


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """Lines in pieces that fit into a section, parted between lines where that can be."""
    piece = ""
    for line in lines:
        for start in range(0, max(len(line), 1), SECTION):
            part = line[start : start + SECTION]
            if piece and len(piece) + len(part) >= SECTION:
                yield piece
                piece = ""
            piece = f"{piece}\n{part}" if piece else part
    if piece:
        yield piece


def _context(part: Fine, when: When) -> JSON:
    if all(isinstance(span, str) for span in part.spans):
        words: JSON = {"type": "plain_text", "text": "".join(map(str, part.spans))[:SECTION]}
    else:
        words = {"type": "mrkdwn", "text": mrkdwn(part.spans, when), "verbatim": True}
    return {"type": "context", "elements": [words]}


def _actions(buttons: Sequence[Button], at: str) -> JSON:
    block: JSON = {
        "type": "actions",
        "elements": [_button(each, n) for n, each in enumerate(buttons[:BUTTONS])],
    }
    if at:
        block["block_id"] = f"at:{at}:{uuid4().hex[:8]}"
    return block


def _opening(part: Links) -> JSON:
    """Buttons that open an address. Slack tells of a press all the same."""
    made = [
        {
            "type": "button",
            "action_id": f"{OPENS}{number}",
            "text": {"type": "plain_text", "text": cut(link.label, BUTTON)},
            "url": link.url,
        }
        for number, link in enumerate(part.links)
    ]
    return {"type": "actions", "elements": made}


def _button(button: Button, number: int) -> JSON:
    made: JSON = {
        "type": "button",
        "action_id": f"{PRESS}{number}",
        "text": {"type": "plain_text", "text": cut(button.label, BUTTON)},
        "value": button.command[:VALUE],
        "accessibility_label": cut(button.describe or button.label, BUTTON),
    }
    if button.style is not Style.PLAIN:
        made["style"] = button.style.value
    return made


def _feedback(buttons: Sequence[Button]) -> Iterator[JSON]:
    """Thumbs that press an answer's first two buttons: what solved it, and what did not."""
    if len(buttons) < 2 or buttons[0].style is not Style.PRIMARY:
        return
    sides = [
        {
            "text": {"type": "plain_text", "text": cut(each.label, BUTTON)},
            "value": each.command[:VALUE],
            "accessibility_label": cut(each.describe or each.label, BUTTON),
        }
        for each in buttons[:2]
    ]
    thumbs = {
        "type": "feedback_buttons",
        "action_id": f"{PRESS}feedback",
        "positive_button": sides[0],
        "negative_button": sides[1],
    }
    yield {"type": "context_actions", "elements": [thumbs]}
