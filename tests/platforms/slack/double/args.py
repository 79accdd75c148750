"""What a caller sent, whichever of the four ways it was sent.

Slack takes query strings, forms, multipart and JSON alike; nested values may be JSON in a string.
"""

import json
from typing import Any

from aiohttp import web

from .settings import JSON, Refusal

_NESTED = frozenset(
    [
        "blocks",
        "attachments",
        "metadata",
        "view",
        "message",
        "files",
        "prompts",
        "loading_messages",
        "unfurls",
    ]
)


async def read_args(request: web.Request) -> JSON:
    """Every argument of a call, the body winning over the query."""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        if text:
            body = json.loads(text)
            if not isinstance(body, dict):
                raise Refusal("json_not_object")
            args |= body
    elif request.can_read_body:
        args |= dict((await request.post()).items())
    for key in _NESTED & set(args):
        if isinstance(args[key], str):
            try:
                args[key] = json.loads(args[key])
            except ValueError as error:
                code = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
                raise Refusal(code, f"invalid JSON [json-pointer:/{key}]") from error
    return args


def need(args: JSON, *keys: str) -> None:
    """Refuse a call that lacks one of these."""
    missing = [key for key in keys if args.get(key) in (None, "")]
    if missing:
        raise Refusal("invalid_arguments", *[f"missing required field: {key}" for key in missing])


def flag(args: JSON, key: str) -> bool:
    """A yes or no, however it was written."""
    return args.get(key) in (True, 1, "1", "true", "True")


def integer(args: JSON, key: str, default: int, most: int) -> int:
    """A number from 1 to `most`."""
    value: Any = args.get(key, default)
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise Refusal("invalid_arguments", f"must be an integer [json-pointer:/{key}]") from error
    if not 1 <= number <= most:
        raise Refusal("invalid_limit")
    return number


def stamp(args: JSON, key: str, default: float, code: str) -> float:
    """A timestamp."""
    value = args.get(key)
    if value in (None, ""):
        return default
    try:
        return float(str(value))
    except ValueError as error:
        raise Refusal(code) from error
