"""A message's parts as far as they fit into one of Slack's messages.

Pure. What does not fit is counted, never dropped in silence.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import (
    Facts,
    Fine,
    Line,
    Links,
    Markdown,
    Message,
    Part,
    Pasted,
    Quote,
    Table,
)
from bot.platforms import plain


def fit(parts: Sequence[Part], most: int) -> list[Part]:
    """The parts, and behind them how much is left out."""
    kept: list[Part] = []
    for part in parts:
        size = _size(part)
        if size <= most:
            kept.append(part)
            most -= size
            continue
        shorter, left = _shortened(part, max(most, 0))
        if shorter is not None:
            kept.append(shorter)
        kept.append(Line(spans=(f"[… {left} more do not fit here]",)))
        break
    return kept


def _size(part: Part) -> int:
    return sum(len(line) + 1 for line in plain.lines(Message(kind="", parts=(part,)), plain.clock))


def _shortened(part: Part, most: int) -> tuple[Part | None, str]:
    match part:
        case Markdown() | Quote() | Pasted():
            left = len(part.text) - most
            return replace(part, text=part.text[:most]), f"{left:,} characters"
        case Table():
            rows = part.rows
            while rows and _size(replace(part, rows=rows)) > most:
                rows = rows[:-1]
            return replace(part, rows=rows), f"{len(part.rows) - len(rows)} rows"
        case Line() | Fine():
            words = plain.spans_text(part.spans, plain.clock)
            return replace(part, spans=(words[:most],)), f"{len(words) - most:,} characters"
        case Facts():
            return None, f"{len(part.rows)} lines"
        case Links():
            return part, ""
        case Chart():
            return None, f"{len(part.labels)} bars"
