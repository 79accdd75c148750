"""Slack's way of writing text: its escapes, its tokens, its times.

Pure. What comes in loses its tokens, what goes out is escaped: text pings nobody and links nowhere.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

NameOf = Callable[[str], str]
"""How a member id is to be written."""

DATE = "{date_short_pretty} at {time}"
"""https://docs.slack.dev/messaging/formatting-message-text#date-formatting"""

_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)")
_TOKEN = re.compile(r"<((?:[@#][A-Z0-9]|![a-z]|[A-Za-z][A-Za-z0-9+.-]*:)[^<>\n]*)>")
"""A person, a room, a sign of Slack's own, a link; whatever else is in angle brackets was typed."""
_MEMBER = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>\n]*)?>")
_BARE_ROOM = re.compile(r"<#([A-Z0-9]+)\|?>")
_ROOM = re.compile(r"<#([A-Z0-9]+)(?:\|[^<>\n]*)?>")
_UNSEEN = "(a channel that I can't see)"
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_STYLES = (
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"*\1*"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), r"~~\1~~"),
    (re.compile(r"^([^\S\n]*)[•◦▪] ?", re.MULTILINE), r"\1- "),
)


def escape(text: str) -> str:
    """Text that Slack shows as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The characters that somebody typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def members(text: str) -> set[str]:
    """Ids of everybody mentioned."""
    return set(_MEMBER.findall(text))


def without_mention(text: str, member: str) -> str:
    """The text without mentions of one member."""
    bare = re.sub(rf"[ \t]*<@{re.escape(member)}(?:\|[^<>\n]*)?>[ \t]*", " ", text)
    return bare.strip()


def readable(text: str, name_of: NameOf, rooms: Mapping[str, str] = MappingProxyType({})) -> str:
    """What somebody wrote, with tokens as words: people and rooms by name, links in full."""
    return unescape(_TOKEN.sub(lambda found: _token(found[1], name_of, rooms), text))


def rooms_named(text: str) -> set[str]:
    """Ids of rooms that are mentioned without their names."""
    return set(_BARE_ROOM.findall(text))


def rooms_by_key(text: str) -> str:
    """The text with rooms that are mentioned as their keys: "slack:C0123ABCD"."""
    return _ROOM.sub(r"slack:\1", text)


def _token(inside: str, name_of: NameOf, rooms: Mapping[str, str] = MappingProxyType({})) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return name_of(target[1:])
    if target.startswith("#"):
        return f"#{label or rooms.get(target[1:]) or _UNSEEN}"
    if target.startswith("!"):
        return label or _special(*target[1:].split("^"))
    typed = _SCHEME.sub("", target)
    if label and label not in {target, typed, typed.rstrip("/")}:
        return f"{label} ({target})"
    return label or (target if target.startswith("http") else typed)


def _special(kind: str, *values: str) -> str:
    """What Slack has words of its own for: a group, a time, everybody here."""
    if kind == "date" and values and values[0].isdecimal():
        return f"{datetime.fromtimestamp(int(values[0]), UTC):%d %b %Y, %H:%M} UTC"
    return f"@{values[0]}" if kind == "subteam" and values else f"@{kind}"


def as_markdown(text: str, name_of: NameOf) -> str:
    """What somebody wrote in Slack's own marks, in Markdown."""
    pieces = _CODE.split(text)
    return "".join(
        unescape(piece) if number % 2 else _styled(piece, name_of)
        for number, piece in enumerate(pieces)
    )


def _styled(text: str, name_of: NameOf) -> str:
    for pattern, mark in _STYLES:
        text = pattern.sub(mark, text)
    return unescape(_TOKEN.sub(lambda found: _markdown_token(found[1], name_of), text))


def _markdown_token(inside: str, name_of: NameOf) -> str:
    target, _, label = inside.partition("|")
    linked = not target.startswith(("@", "#", "!"))
    return f"[{label}]({target})" if linked and label else _token(inside, name_of)


def date_token(at: datetime, fallback: str) -> str:
    """A time in the reader's own zone, for mrkdwn."""
    return f"<!date^{int(at.timestamp())}^{DATE}|{escape(fallback)}>"


def moment(ts: str) -> datetime:
    """When a message was posted; its ts is its id too."""
    seconds, _, micros = ts.partition(".")
    whole = datetime.fromtimestamp(int(seconds), UTC)
    return whole.replace(microsecond=int(f"{micros:0<6}"[:6]))


def stamp(at: datetime) -> str:
    """A moment as Slack writes it."""
    return f"{int(at.timestamp())}.{at.microsecond:06d}"
