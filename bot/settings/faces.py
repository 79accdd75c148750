"""What customers read and see of the team: how its name and its picture are read from settings."""

import re
from urllib.parse import urlsplit

from bot.desk.words.faces import OWN, TEAM
from bot.errors import BadArgument

_LONGEST = 60
"""Characters of the name; Slack shows 80: https://docs.slack.dev/reference/methods/chat.postMessage"""
_MARKS = re.compile(r"[<>@*_~`|\[\]\\#]|://|\bwww\.", re.IGNORECASE)
"""What platforms read as more than words: mentions, links, formatting."""


def staff_name(text: str) -> str:
    """Read "own", "team", or a name for all of the team."""
    plain = text.casefold()
    if plain in {OWN, TEAM}:
        return plain
    if len(text) > _LONGEST or not text.isprintable() or not any(map(str.isalnum, text)):
        raise BadArgument(
            f"That is no name for the team. Write {OWN}, {TEAM}, or a name of up to {_LONGEST} characters."
        )
    if found := _MARKS.search(text):
        raise BadArgument(
            f'"{found[0]}" can\'t be in a name for the team: it would call people, link or format. '
            "Write it in plain words."
        )
    return text


def picture(text: str) -> str:
    """Read the address of a picture, as platforms fetch it; "" for none."""
    if text and (not text.startswith("https://") or not urlsplit(text).hostname or " " in text):
        raise BadArgument("That is not an address that starts with https://.")
    return text
