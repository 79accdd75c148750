"""A message as lines of a terminal: 80 columns wide, or as wide as a narrower window is.

Nothing is cut off, and no line is broken inside a word that has room on one.

Knows who is looking: a message to somebody else says to whom it went.
"""

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import (
    Button,
    Line,
    Message,
    Outgoing,
    Pasted,
    Readership,
    SendKind,
    Table,
    Tone,
)
from bot.platforms import plain

WIDTH = 80
"""Columns of sentences, and at most."""
NARROWEST = 24
INDENT = 6
"""Columns before a line under the name of whom it is from."""

_COLOURS = {
    Tone.ANSWER: "32",
    Tone.CHOICES: "36",
    Tone.UNKNOWN: "33",
    Tone.PERSON: "34",
    Tone.WARNING: "31",
    Tone.CARD: "35",
    Tone.NEUTRAL: "2",
}


_OBEYED = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""Signs that a terminal would obey instead of showing them, and those that turn a line around."""
_OBEYED |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
_OBEYED[ord("\t")] = " "


class Printer:
    """Makes the lines of one message."""

    def __init__(
        self,
        zone: ZoneInfo,
        words: Callable[[datetime, str], str] | None = None,
        *,
        colour: bool = False,
        columns: Callable[[], int] | None = None,
    ) -> None:
        """`words` writes a time of that zone in a language; `columns` is how wide the window is now,
        where there is one."""
        self._zone = zone
        self._words = words
        self._colour = colour
        self._columns = columns

    def when(self, at: datetime, language: str = "") -> str:
        """A time in the desk's zone, in the reader's language."""
        local = at.astimezone(self._zone)
        return self._words(local, language) if self._words else plain.clock(local)

    def block(self, who: str, message: Message, *, commands: bool = False) -> str:
        """A message below the name of whom it is from and to; `commands` shows what buttons do."""
        label = f"{who}> ".translate(_OBEYED)
        indent = " " * min(len(label), INDENT)
        body = list(self._body(message, commands=commands))
        first, *rest = [*self._beside(label, body[0] if body else ""), *body[1:]]
        painted = self._paint(label, message.tone)
        return "\n".join((painted + first, *(indent + line if line else "" for line in rest)))

    def _body(self, message: Message, *, commands: bool) -> Iterator[str]:
        when = partial(self.when, language=message.language)
        for part in message.parts:
            if isinstance(part, Table):
                yield from self._table(part)
                continue
            for line in plain.lines(Message(kind="", parts=(part,)), when):
                yield from self._wrap(
                    line.translate(_OBEYED), whole=isinstance(part, Pasted | Chart)
                )
        if message.buttons:
            for line in self._buttons(message.buttons, commands=commands):
                yield line.translate(_OBEYED)

    @property
    def _width(self) -> int:
        """Columns of sentences."""
        return max(min(self._columns(), WIDTH), NARROWEST) if self._columns else WIDTH

    def fit(self, text: str) -> str:
        """Ready lines in this window: what stands side by side is put below where it has no room."""
        lines: list[str] = []
        for line in text.split("\n"):
            fits = len(line) <= self._width
            items = [line] if fits else re.split(r"(?<=\S) {3,}", line)
            lines += (
                items if fits else [each for item in items for each in _wrapped(item, self._width)]
            )
        return "\n".join(lines)

    def _beside(self, label: str, line: str) -> list[str]:
        """The first line, which has only the room that a name leaves it."""
        over = len(label) - INDENT
        room = self._width - INDENT
        if over <= 0 or len(line) <= room - over or self._columns is None:
            return [line]
        return [each.removeprefix(" " * over) for each in _wrapped(" " * over + line, room)]

    def _table(self, table: Table) -> Iterator[str]:
        """In columns, where the window has room for them; else cell below cell."""
        rows = [line.translate(_OBEYED) for line in plain.table_lines(table)]
        room = self._columns() - INDENT if self._columns else None
        if room is None or max(map(len, rows), default=0) <= room:
            yield from rows
            return
        for number, row in enumerate(table.rows):
            if number:
                yield ""
            for head, cell in zip(table.head, row, strict=True):
                line = f"{head}: {cell}" if head else cell
                yield from self._wrap(line.translate(_OBEYED), whole=False) if cell else ()

    def _wrap(self, line: str, *, whole: bool) -> list[str]:
        room = self._width - INDENT
        narrow = self._columns is not None and len(line) > self._columns() - INDENT
        if (whole and not narrow) or line.startswith("    "):
            return [line]
        return _wrapped(line, room)

    def _buttons(self, buttons: tuple[Button, ...], *, commands: bool) -> Iterator[str]:
        shown = [
            f"[{button.number}] {button.label}"
            if button.number and not commands
            else f"[{button.command}]"
            for button in buttons
        ]
        line = ""
        for each in shown:
            if line and len(line) + 3 + len(each) > self._width - INDENT:
                yield line
                line = ""
            line = f"{line}   {each}" if line else each
        yield line

    def _paint(self, label: str, tone: Tone) -> str:
        return f"\x1b[{_COLOURS[tone]}m{label}\x1b[0m" if self._colour else label


def _wrapped(line: str, room: int) -> list[str]:
    own = line[: len(line) - len(line.lstrip())]
    wrapped = textwrap.wrap(
        line, room, break_on_hyphens=False, break_long_words=False, subsequent_indent=own
    )
    return wrapped or [""]


def title(message: Message) -> Message:
    """Only the first line: how an edited card is shown where nothing can be edited in place."""
    lines = [part for part in message.parts if isinstance(part, Line)][:1]
    return Message(kind=message.kind, parts=tuple(lines), tone=message.tone)


def label(outgoing: Outgoing, looking: str) -> str:
    """Whom a message is from and to, for somebody looking from the room `looking`."""
    if outgoing.kind is SendKind.PRIVATE:
        return "desk"
    if outgoing.readership is Readership.STAFF:
        return "team"
    return "desk" if outgoing.place.room == looking else f"desk to {outgoing.place.room}"
