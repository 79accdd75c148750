"""The words in Slack's blocks, in Slack's own way of writing text.

Pure. Blocks of a kind that is not known give what stands in them as text.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.platforms.slack.words import escape

JSON = dict[str, Any]

_TEXTS = ("title", "subtitle", "text", "body", "description", "alt_text", "value")
"""Where blocks other than rich text have theirs."""
_TOKENS = {
    "user": "<@{user_id}>",
    "channel": "<#{channel_id}>",
    "usergroup": "<!subteam^{usergroup_id}>",
    "broadcast": "<!{range}>",
    "emoji": ":{name}:",
}
"""Pieces of a line that Slack's text has signs for.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"""
_INSIDE = ("fields", "elements", "child_blocks", "blocks")


def block_words(blocks: Iterable[JSON]) -> str:
    """What blocks say, a line for each of their parts."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: JSON) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            for part in block.get("elements") or []:
                yield from _rich(part)
        case "table":
            yield from (_row(row) for row in block.get("rows") or [])
        case _:
            yield from filter(None, (_plain(block.get(name)) for name in _TEXTS))
            for name in _INSIDE:
                yield from (line for inner in block.get(name) or [] for line in _lines(inner))


def _plain(text: Any) -> str:
    """A text object, or bare text; only mrkdwn has Slack's tokens in it."""
    if isinstance(text, dict):
        words = str(text.get("text") or "")
        return words if text.get("type") == "mrkdwn" else escape(words)
    return "" if text is None else escape(str(text))


def _row(row: Iterable[JSON]) -> str:
    cells = (" ".join(_lines(cell)).strip() for cell in row)
    return " | ".join(cells)


def _rich(part: JSON) -> Iterator[str]:
    """One part of a rich text."""
    inner = part.get("elements") or []
    match part.get("type"):
        case "rich_text_list":
            indent = "  " * int(part.get("indent") or 0)
            yield from (f"{indent}• {_run(item.get('elements') or [])}" for item in inner)
        case "rich_text_quote":
            yield from (f"&gt; {line}" for line in _run(inner).split("\n"))
        case "rich_text_preformatted":
            yield f"```{_run(inner)}```"
        case _:
            yield _run(inner)


def _run(elements: Iterable[JSON]) -> str:
    return "".join(map(_element, elements)).strip("\n")


def _element(element: JSON) -> str:
    token = _TOKENS.get(str(element.get("type")))
    return token.format_map(element) if token else _link(element)


def _link(element: JSON) -> str:
    words = element.get("text") or element.get("fallback") or element.get("value") or ""
    words, url = escape(str(words)), element.get("url")
    if url and element.get("type") == "link":
        return f"<{url}|{words}>" if words else f"<{url}>"
    return words
