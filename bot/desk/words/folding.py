"""A customer's words as staff are shown them: whole, in as many pages as it takes; on a card folded.

Nothing is dropped: what a card has no room for stands in the thread below it, and is counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice

from bot.desk.nouns.message import Facts, Fine, Line, Markdown, Part, Pasted, Quote, Table
from bot.desk.words.wording import Wording
from knowledge.text.logs import of_machines

PAGE = 2400
"""Characters of one message: what every platform shows in full, in its plainest look too."""
MOST = 40
"""Pieces that a text is taken apart into; one of more is shown as it stands, in few messages."""
CARD, CARD_LINES = 600, 12
"""Of a customer's words on a card."""
_FENCE = "```"
_JUDGED = 400
"""Characters of a line that tell whether a program wrote it."""
_FRAME = 100
"""What each piece takes of a message besides its signs: platforms count pieces, too."""
_PLACE = 40
"""What a folded log takes of a card's room."""


def parts(text: str, by: str = "") -> tuple[Part, ...]:
    """All of it, in order: what a person wrote, and what a program did."""
    found = list(islice(_pieces(text), MOST + 1))
    if len(found) > MOST:
        return (Quote(text=text, by=by),)
    return tuple(Pasted(text=each) if code else Quote(text=each, by=by) for code, each in found)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """(whether a program wrote it, the text); what is fenced, and what looks like a log."""
    fenced = text.split(_FENCE)
    for number, piece in enumerate(fenced):
        if number % 2:
            yield from _worded(True, piece)
            continue
        lines = piece.split("\n")
        logs = of_machines([line[:_JUDGED] for line in lines], code=len(fenced) > 1)
        for code, group in groupby(zip(logs, lines, strict=True), key=lambda each: each[0]):
            yield from _worded(code, "\n".join(line for _, line in group))


def _worded(code: bool, text: str) -> Iterator[tuple[bool, str]]:
    if text.strip():
        yield code, text.strip("\n")


def on_card(text: str, by: str, wording: Wording, language: str) -> tuple[Part, ...]:
    """As much as a card has room for. A log gives way first, since it can be read below."""
    whole = parts(text, by)
    if fits_card(text):
        return whole
    shown: list[Part] = []
    room, read = CARD, 0
    for part in whole:
        if room < _PLACE:
            break
        if isinstance(part, Quote):
            kept = _beginning(part.text, room)
            shown.append(replace(part, text=kept))
            read += len(kept)
            room -= len(kept) + CARD // CARD_LINES * kept.count("\n")
        elif isinstance(part, Pasted):
            lines = part.text.count("\n") + 1
            shown.append(Line(spans=(wording.words("card_log", language, lines=lines),)))
            room -= _PLACE
    left = wording.words("card_more", language, count=f"{len(text) - read:,}")
    return (*shown, Line(spans=(left,)))


def fits_card(text: str) -> bool:
    """Whether a card shows all of it."""
    return len(text) <= CARD and text.count("\n") < CARD_LINES


def _beginning(text: str, most: int) -> str:
    """The first lines and words of a text."""
    text = "\n".join(text.split("\n", CARD_LINES)[:CARD_LINES])
    return text if len(text) <= most else text[: _at_word(text, most)]


def _at_word(text: str, most: int) -> int:
    """Where a text is best parted: at a line's end, else between two words."""
    found = (text.rfind(sign, most // 2, most) for sign in "\n ")
    return next((at for at in found if at > 0), most)


def pages(shown: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Parts in messages that each fit, in order."""
    page: list[Part] = []
    room = PAGE
    for piece in (each for part in shown for each in _cut(part)):
        size = _size(piece)
        if page and size > room:
            yield tuple(page)
            page, room = [], PAGE
        page.append(piece)
        room -= size
    if page:
        yield tuple(page)


def _cut(part: Part) -> Iterator[Part]:
    if isinstance(part, Table):
        yield from _rows(part)
    elif isinstance(part, Quote | Pasted | Markdown):
        text = part.text
        while len(text) > PAGE - _FRAME:
            at = _at_word(text, PAGE - _FRAME)
            yield replace(part, text=text[:at])
            text = text[at:]
        yield replace(part, text=text)
    else:
        yield part


def _rows(table: Table) -> Iterator[Table]:
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        if rows and _size(replace(table, rows=(*rows, row))) > PAGE:
            yield replace(table, rows=tuple(rows))
            rows = []
        rows.append(row)
    yield replace(table, rows=tuple(rows))


def _size(part: Part) -> int:
    match part:
        case Quote() | Pasted() | Markdown():
            return len(part.text) + _FRAME
        case Table():
            columns = zip(part.head, *part.rows, strict=True)
            width = sum(max(map(len, column)) + 2 for column in columns)
            return width * (len(part.rows) + 1)
        case Line() | Fine():
            return sum(len(str(span)) for span in part.spans)
        case Facts():
            return sum(len(str(span)) for row in part.rows for span in (row.label, *row.spans))
        case _:
            return _PLACE
