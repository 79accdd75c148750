"""Words of a customer where the desk says them back, taken out of what it said.

Pure. The desk quotes between quotation marks, several questions parted by " / "; words of an entry or
of staff are nobody's to take back, and stay.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.desk.nouns.message import Fine, Line, Message, Part, Span

_OPENS, _CLOSES = '"„“«', '"“”»'
"""Of the languages that the desk speaks."""


def without(message: Message, quoted: Sequence[str], instead: Callable[[str], str]) -> Message:
    """The message with something else where it quotes one of these; `instead` says what, in a language."""
    some = "|".join(re.escape(each) for each in sorted(quoted, key=len, reverse=True) if each)
    if not some:
        return message
    said = re.compile(rf"((?:[{_OPENS}]| / )\s?)(?:{some})(?=\s?[{_CLOSES}]| / )")
    put = instead(message.language)
    parts = tuple(_part(each, said, put) for each in message.parts)
    return message if parts == message.parts else replace(message, parts=parts)


def _part(part: Part, said: re.Pattern[str], put: str) -> Part:
    if not isinstance(part, Line | Fine):
        return part
    return replace(part, spans=tuple(_spans(part.spans, said, put)))


def _spans(spans: Sequence[Span], said: re.Pattern[str], put: str) -> list[Span]:
    """The words stand in a span of their own, or in one that was put together: both are read as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and isinstance(span, str) and isinstance(joined[-1], str):
            joined[-1] += span
        else:
            joined.append(span)
    read = [said.sub(lambda m: m[1] + put, s) if isinstance(s, str) else s for s in joined]
    return list(spans) if read == joined else read
