"""What of a message is to be seen: signs that show nothing, or turn a line around, are taken out.

A file named "invoice", a sign that turns the line around, "fdp.exe" would read as a harmless one, and two names that look alike would not be. What
joins emojis and the letters of some scripts stays.
"""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from bot.desk.nouns.message import Message

_HIDDEN = re.compile(
    r"(?P<flag>\U0001F3F4[\U000E0020-\U000E007E]{1,6}\U000E007F)|"  # England's, which is made of tags
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e"
    r"\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
)
_LINES = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
_NOT_SHOWN = frozenset({"command"})
"""What a button does is compared, and never read."""


def seen(message: Message) -> Message:
    """The message without them; itself, where it has none."""
    shown: Message = _seen(message)
    return shown


def visible(text: str) -> str:
    """The text without them."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: found["flag"] or _LINES.get(found[0], ""), text)


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return (visible(value) or "…") if value and type(value) is str else value
    if isinstance(value, tuple):
        shown = tuple(map(_seen, value))
        return (
            shown if any(new is not old for new, old in zip(shown, value, strict=True)) else value
        )
    names = _names(type(value))  # type: ignore[arg-type]
    changed = {
        name: new
        for name in names
        if (new := _seen(old := getattr(value, name))) is not old and new != old
    }
    return replace(value, **changed) if changed else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that are shown; nothing for all else."""
    if not is_dataclass(kind):
        return ()
    return tuple(spot.name for spot in fields(kind) if spot.name not in _NOT_SHOWN)
