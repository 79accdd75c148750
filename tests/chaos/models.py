"""How each platform reads what it is sent: which mentions and hidden links come of it.

Models, and the harder reading where a platform's own is not documented.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SLACK_TOKEN = re.compile(r"<([@!#][^<>]*)>")
_SLACK_DATE = re.compile(r"!date\^\d+\^")
_SLACK_LINK = re.compile(r"<[a-z]+:[^<>|]*\|[^<>]*>", re.IGNORECASE)
_SLACK_CALLS = {"user", "usergroup", "channel", "broadcast", "team"}
_DISCORD_CODE = re.compile(r"\\[\\`]|```.*?```|(?<!`)(`{1,2})(?!`)[^\n]*?[^`\n]\1(?!`)", re.DOTALL)
"""Code is shown as it stands; a sign that is escaped begins none."""
_DISCORD_TOKEN = re.compile(r"<(?:@[!&]?|#)\d+>|</[^<>]+:\d+>|<a?:\w+:\d+>|<id:\w+>")
_DISCORD_ALL = re.compile(r"@(?:everyone|here)", re.IGNORECASE)
_DISCORD_LINK = re.compile(r"(?<!\\)\[[^\[\]]+(?<!\\)\](?<!\\)\(https?://[^)]+\)")
_SEEN = {"\n", "\t"}


_AROUND = set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def slack(payload: Mapping[str, Any], *, links: bool = True) -> Iterator[str]:
    """Mentions, and links with another face, in a message for Slack."""
    for text in _slack_texts(payload):
        yield from (f"Slack shows {sign!r}" for sign in _turning(text))
        for found in _SLACK_TOKEN.finditer(text):
            if not _SLACK_DATE.match(found[1]):
                yield f"Slack mention {found[0]}"
        if links:
            yield from (f"Slack link {found[0]}" for found in _SLACK_LINK.finditer(text))
    yield from _slack_calls(payload.get("blocks", []), links=links)


def _turning(text: str) -> set[str]:
    """Signs that turn a line around: what is read is not what stands there."""
    return set(text) & _AROUND


def _slack_texts(payload: Mapping[str, Any]) -> Iterator[str]:
    yield str(payload.get("text", ""))
    yield from _mrkdwn(payload.get("blocks", []))


def _mrkdwn(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value.get("type") in {"mrkdwn", "markdown"}:
            yield str(value.get("text", ""))
        for each in value.values():
            yield from _mrkdwn(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _mrkdwn(each)


def _slack_calls(value: Any, *, links: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value.get("type") in _SLACK_CALLS:
            yield f"Slack element {value}"
        if (
            links
            and value.get("type") == "link"
            and value.get("text") not in {None, value.get("url")}
        ):
            yield f"Slack link {value}"
        for each in value.values():
            yield from _slack_calls(each, links=links)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _slack_calls(each, links=links)


def discord(text: str, *, links: bool = True) -> Iterator[str]:
    """The same in a text for Discord; code is shown as it stands."""
    yield from (f"Discord shows {sign!r}" for sign in _turning(text))
    outside = _DISCORD_CODE.sub(lambda found: found[0] if found[0][0] == "\\" else "", text)
    yield from (f"Discord mention {found[0]}" for found in _DISCORD_TOKEN.finditer(outside))
    yield from (f"Discord mention {found[0]}" for found in _DISCORD_ALL.finditer(outside))
    if links:
        yield from (f"Discord link {found[0]}" for found in _DISCORD_LINK.finditer(outside))


def terminal(text: str) -> Iterator[str]:
    """Signs that a terminal obeys instead of showing them."""
    for sign in set(text) - _SEEN:
        if unicodedata.category(sign) == "Cc":
            yield f"terminal obeys {sign!r}"
