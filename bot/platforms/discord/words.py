"""Text as Discord writes it: what is inert is escaped, what is Markdown is styled.

Nothing that somebody wrote can ping, link or style here; only a Mention span makes a mention.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.desk.nouns.message import Mention, Moment, Span
from bot.platforms.links import parted
from bot.platforms.markdown import Code, Items, Paragraph, Run, parse

_UNSEEN = "\u200b"
"""Parts what Discord would read as one sign, and is not shown."""
_SIGNS = re.compile(r"([\\*_~|`\[\]<>])")
_LINE_START = re.compile(r"^([^\S\n]*)([-+#>])", re.MULTILINE)
_BACKTICKS = re.compile(r"`(?=`)")
_NUMBERED = re.compile(r"^([^\S\n]*\d+)([.)])(?=\s)", re.MULTILINE)
_PINGS = re.compile(r"@(?=everyone|here)|(?<=<)(?=[@#:a-z/])", re.IGNORECASE)
_CALLS = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_SCHEME = re.compile(r"(https?|mailto|discord):(?=\S)", re.IGNORECASE)
_TOKEN = re.compile(
    r"<(?:@!?(?P<person>\d+)|@&(?P<role>\d+)|#(?P<room>\d+)|a?(?P<emoji>:\w+:)\d+"
    r"|t:(?P<time>-?\d+)(?::[a-zA-Z])?|/(?P<command>[^:<>\n]+):\d+|id:(?P<guide>[\w-]+)"
    r"|(?P<link>https?://[^\s<>]+))>"
)
"""https://docs.discord.com/developers/reference#message-formatting"""
_BEFORE = {"person": "@", "role": "@", "room": "#", "command": "/", "guide": "#"}
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_LANGUAGE = re.compile(r"^```[\w+#.-]{1,20}\n(?=.*\S.*```$)", re.DOTALL)
"""Of code in a block: Discord colours it by that, and does not show it."""
_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def inert(text: str) -> str:
    """Somebody's words, shown as they stand."""
    return _SCHEME.sub(r"\1\\:", _escaped(text))


def _escaped(text: str) -> str:
    parted = _PINGS.sub(lambda found: found[0] + _UNSEEN, text)
    signs = _SIGNS.sub(r"\\\1", parted)
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", signs))


def spans(parts: Sequence[Span]) -> str:
    """A sentence: times in the reader's own zone, mentions as mentions, the rest inert."""
    return "".join(map(_span, parts))


def _span(span: Span) -> str:
    match span:
        case Moment():
            return f"<t:{int(span.at.timestamp())}:f>"
        case Mention():
            number = span.person.rpartition(":")[2]
            if span.person.startswith("discord:") and number.isdecimal():
                return f"<@{number}>"
            return inert(f"@{span.name}")
        case str():
            return _with_own_links(span)


@dataclass(frozen=True, kw_only=True)
class Names:
    """What ids in a message stand for, as far as Discord told it, by id."""

    people: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)


def readable(text: str, names: Names) -> str:
    """What somebody wrote, with Discord's tokens as words; code is left as it is seen."""
    pieces = _CODE.split(text)
    return "".join(
        _LANGUAGE.sub("```\n", piece)
        if number % 2
        else _TOKEN.sub(lambda found: _token(found, names), piece)
        for number, piece in enumerate(pieces)
    )


def _token(found: re.Match[str], names: Names) -> str:
    kind = found.lastgroup or ""
    known = {"person": names.people, "role": names.roles, "room": names.rooms}.get(kind, {})
    if kind == "time":
        return _time(int(found[kind])) or found[0]
    return f"{_BEFORE.get(kind, '')}{known.get(found[kind], found[kind])}"


def _time(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%d %b %Y, %H:%M} UTC"
    except (OverflowError, ValueError, OSError):
        return ""


def code(text: str) -> str:
    """A block of text in columns."""
    safe = text.replace("```", f"`{_UNSEEN}`{_UNSEEN}`")
    return f"```\n{safe}\n```"


def quote(text: str) -> str:
    """Somebody's words, marked as theirs."""
    return "\n".join(f"> {line}" for line in inert(text).split("\n"))


def markdown(text: str) -> Iterator[str]:
    """Blocks of Discord's own Markdown; a paragraph ends in an empty line."""
    for block in parse(text):
        match block:
            case Paragraph():
                yield _paragraph(block)
            case Code():
                yield code(block.text)
            case Items():
                for number, item in enumerate(block.items, start=block.start):
                    sign = f"{number}." if block.ordered else "-"
                    words = _runs(item).replace("\n", " ")
                    yield f"{'  ' * block.indent}{sign} {words}"


def _paragraph(block: Paragraph) -> str:
    words = _runs(block.runs)
    if block.heading:
        return "### " + words.replace("\n", " ")
    if block.quote:
        return "\n".join(f"> {line}" for line in words.split("\n")) + "\n"
    return words + "\n"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.text == "\n":
        return "\n"
    if run.code:
        return _inline_code(run.text)
    words = run.text.strip()
    if not words:
        return run.text
    shown = _with_links(words) if not run.link else _escaped(words)
    for sign, wanted in (("**", run.bold), ("*", run.italic), ("~~", run.strike)):
        shown = f"{sign}{shown}{sign}" if wanted else shown
    if run.link:
        link = _address(run.link)
        shown = f"<{link}>" if run.link == words else f"[{shown}](<{link}>)"
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    return f"{lead}{shown}{run.text[len(run.text.rstrip()) :]}"


def _inline_code(text: str) -> str:
    # Two backticks in a row would end the code early, and what follows would be live.
    text = _BACKTICKS.sub(f"`{_UNSEEN}", text)
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(link: str) -> str:
    """The same address, in which nobody is called."""
    return _CALLS.sub("%40", link)


def _with_own_links(text: str) -> str:
    """Somebody's words, in which only what leads to a message or a file of theirs can be opened."""
    return "".join(piece if own else inert(piece) for piece, own in parted(text))


def _with_links(text: str) -> str:
    """Addresses that stand in an approved text stay addresses."""
    pieces, at = [], 0
    for found in _URL.finditer(text):
        pieces += [_escaped(text[at : found.start()]), _address(found[0])]
        at = found.end()
    return "".join((*pieces, _escaped(text[at:])))
