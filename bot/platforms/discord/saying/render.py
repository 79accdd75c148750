"""A message as Discord's components (version 2), in as many messages as its limits ask for.

Pure: nothing here sends. Limits: https://discord.com/developers/docs/components/reference
"""

import re
from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import discord
from discord import ui

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.file import FileKind
from bot.desk.nouns.message import (
    Button,
    Facts,
    Fine,
    Line,
    Link,
    Links,
    Markdown,
    Mention,
    Message,
    Part,
    Pasted,
    Quote,
    Style,
    Table,
    Tone,
)
from bot.desk.words.attached import kind_of
from bot.platforms import bars
from bot.platforms.discord import words
from bot.platforms.discord.saying.picture import Picture, gallery
from bot.platforms.fit import cut, must_fit
from bot.platforms.plain import table_lines
from bot.platforms.seen import seen

TEXT = 3600
"""Characters of text in one message; Discord takes 4,000 in all."""
CHOSEN = 150
"""Characters of what was chosen, before what is inert is escaped: room is left for them beside TEXT."""
ROW, ROWS = 5, 5
LONGEST_ID = 100
LONGEST_LABEL = 80
CHOOSE = "choose"
"""Id of the menu whose options are commands."""

_COLOURS = {
    Tone.ANSWER: 0x2EB67D,
    Tone.CHOICES: 0x3B88C3,
    Tone.UNKNOWN: 0x99A1AB,
    Tone.PERSON: 0x1D3557,
    Tone.WARNING: 0xE0A100,
    Tone.CARD: 0x5865F2,
}
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}

View = ui.LayoutView
Row = ui.ActionRow[ui.LayoutView]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One Discord message's worth of a message."""

    text: str
    fine: str = ""
    buttons: tuple[Button, ...] = ()
    chosen: str = ""
    tone: Tone = Tone.NEUTRAL
    picture: str = ""
    """Address of a small one beside the words."""
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()


def nonce(key: str, number: int = 0) -> str:
    """The same key gives the same nonce, so Discord itself drops a second send. 24 characters."""
    digest = blake2b(f"{key}#{number}".encode(), digest_size=15).digest()
    return b32encode(digest).decode()


@must_fit
def sheets(
    message: Message,
    *,
    mention: str = "",
    single: bool = False,
    pictures: Sequence[Picture] = (),
) -> list[Sheet]:
    """Split a message; the buttons come with its end. `mention` is put before the first word.

    With `pictures` of its charts no bars stand in its text.
    """
    message = seen(message)
    if pictures:
        rest = tuple(part for part in message.parts if not isinstance(part, Chart))
        message = replace(message, parts=rest)
    fine = "\n".join(f"-# {words.spans(p.spans)}" for p in message.parts if isinstance(p, Fine))
    blocks = [block for part in message.parts for block in _blocks(part)]
    if mention:
        first = blocks[0] if blocks else ""
        apart = "\n" if first.startswith(("```", "> ", "- ", "#")) else " "
        blocks = [f"{mention}{apart}{first}", *blocks[1:]]
    texts = _pack(blocks, TEXT - len(fine)) or [""]
    if single and len(texts) > 1:
        texts = [texts[0].rstrip() + "\n…"]
    *firsts, last = texts
    before = [Sheet(text=text, tone=message.tone) for text in firsts]
    end = Sheet(
        text=last,
        fine=fine,
        buttons=message.buttons,
        chosen=message.chosen[:CHOSEN],
        tone=message.tone,
        pictures=tuple(pictures),
        links=tuple(link for p in message.parts if isinstance(p, Links) for link in p.links),
    )
    top, *more = [*before, end]
    face = message.speaker.picture if message.speaker else ""
    return [replace(top, picture=face), *more]


@must_fit
def view(sheet: Sheet) -> View:
    """The components of one message. Stopped: discord.py keeps no trace of it."""
    made = View(timeout=None)
    body: list[ui.Item[View]] = []
    if sheet.text.strip():
        text: ui.TextDisplay[View] = ui.TextDisplay(sheet.text.strip("\n"))
        body.append(_beside(text, sheet.picture) if sheet.picture else text)
    if sheet.fine:
        body.append(ui.TextDisplay(sheet.fine))
    if sheet.chosen:
        body.append(ui.TextDisplay(f"-# {words.inert(sheet.chosen)}"))
    colour = _COLOURS.get(sheet.tone)
    if body and colour is not None:
        made.add_item(ui.Container(*body, accent_colour=colour))
    else:
        for item in body:
            made.add_item(item)
    if sheet.pictures:
        made.add_item(gallery(sheet.pictures))
    if sheet.links:
        made.add_item(_opening(sheet.links))
    for row in _rows(sheet):
        made.add_item(row)
    made.stop()
    return made


def _beside(text: ui.TextDisplay[View], picture: str) -> ui.Section[View]:
    """Words with a small picture beside them.

    https://docs.discord.com/developers/components/reference#section
    """
    return ui.Section(text, accessory=ui.Thumbnail(picture))


@must_fit
def enclosing(sheet: Sheet, files: Sequence[str]) -> View:
    """The same with files below it, by their names.

    https://docs.discord.com/developers/components/reference#file
    """
    made = view(sheet)
    for name in files:
        there = f"attachment://{name}"
        picture = kind_of("", name) is FileKind.PICTURE and not name.lower().endswith(".svg")
        gallery = ui.MediaGallery[View](discord.MediaGalleryItem(there)) if picture else None
        made.add_item(gallery or ui.File(there))
    return made


def plain_name(name: str) -> str:
    """A file's name as Discord leaves it: what stands for it in a message has to be the same."""
    return re.sub(r"[^\w.-]+", "_", name)


def plain_text(sheet: Sheet) -> str:
    """What stands in the message, to know it again in history."""
    return " ".join(f"{sheet.text}\n{sheet.fine}".split())


def mentioned(message: Message) -> list[int]:
    """Ids of the people whom the message's own Mention spans call on Discord."""
    found = [
        span.person.rpartition(":")[2]
        for part in message.parts
        if isinstance(part, Line | Fine)
        for span in part.spans
        if isinstance(span, Mention) and span.person.startswith("discord:")
    ]
    return [int(each) for each in found if each.isdecimal()]


def _blocks(part: Part) -> Iterator[str]:
    match part:
        case Line():
            yield words.spans(part.spans)
        case Fine() | Links():
            return
        case Markdown():
            yield from words.markdown(part.text)
        case Quote():
            yield words.quote(part.text)
        case Pasted():
            yield words.code(part.text)
        case Facts():
            for row in part.rows:
                yield f"**{words.inert(row.label)}:** {words.spans(row.spans)}"
        case Table():
            yield words.code("\n".join(table_lines(part)))
        case Chart():
            yield words.code("\n".join(bars.lines(part)))


def _pack(blocks: Sequence[str], most: int) -> list[str]:
    packed: list[str] = []
    for block in (piece for each in blocks for piece in _cut(each, most)):
        if packed and len(packed[-1]) + 1 + len(block) <= most:
            packed[-1] += "\n" + block
        else:
            packed.append(block)
    return packed


def _cut(block: str, most: int) -> Iterator[str]:
    """A block in pieces that fit, parted at line ends where there are any."""
    if len(block) <= most:
        yield block
        return
    fenced = block.startswith("```")
    mark = "> " if block.startswith("> ") else ""
    lines = block.split("\n")[1:-1] if fenced else block.split("\n")
    room = most - 8 if fenced else most
    piece: list[str] = []
    size = 0  # counted along: a message may be eight thousand empty lines
    for line in (short for each in lines for short in _short(each, room, mark)):
        if piece and size + len(line) > room:
            yield _fence(piece) if fenced else "\n".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line) + 1
    if piece:
        yield _fence(piece) if fenced else "\n".join(piece)


def _short(line: str, most: int, mark: str) -> Iterator[str]:
    """A line in pieces, parted at a space where there is one; a quoted one stays quoted."""
    while len(line) > most:
        at = line.rfind(" ", most // 2, most)
        at = at if at > 0 else most - (line[most - 1] == "\\")
        yield line[:at]
        line = mark + line[at:].lstrip()
    yield line


def _fence(lines: Sequence[str]) -> str:
    return "\n".join(("```", *lines, "```"))


def _rows(sheet: Sheet) -> Iterator[Row]:
    fitting = {b.command: b for b in sheet.buttons if 0 < len(b.command) <= LONGEST_ID}
    shown = list(fitting.values())[: ROW * ROWS]
    picks = [button for button in shown if button.command.startswith("pick ")]
    if sheet.tone is Tone.CHOICES and picks:
        row: Row = ui.ActionRow()
        row.add_item(_menu(shown))
        yield row
        return
    for at in range(0, len(shown), ROW):
        row = ui.ActionRow()
        for button in shown[at : at + ROW]:
            row.add_item(_button(button))
        yield row


def _opening(links: Sequence[Link]) -> Row:
    row: Row = ui.ActionRow()
    for link in links[:ROW]:
        row.add_item(ui.Button(label=cut(link.label, LONGEST_LABEL), url=link.url))
    return row


def _button(button: Button) -> ui.Button[View]:
    label = cut(button.label, LONGEST_LABEL)
    return ui.Button(label=label, custom_id=button.command, style=_STYLES[button.style])


def _menu(buttons: Sequence[Button]) -> ui.Select[View]:
    return ui.Select(
        custom_id=CHOOSE,
        options=[
            discord.SelectOption(label=cut(button.label, 100), value=button.command)
            for button in buttons
        ],
    )


def allowed(people: Sequence[int]) -> discord.AllowedMentions:
    """Only these people are called: nobody by a role or by everyone, none for being answered."""
    users = [discord.Object(each) for each in dict.fromkeys(people)]
    return discord.AllowedMentions(everyone=False, roles=False, users=users, replied_user=False)


def reference(answers: str, channel: int) -> discord.MessageReference | None:
    """The message that is answered, as Discord shows it above the answer."""
    number = answers.removeprefix("discord:")
    if not number.isdecimal():
        return None
    return discord.MessageReference(
        message_id=int(number), channel_id=channel, fail_if_not_exists=False
    )
