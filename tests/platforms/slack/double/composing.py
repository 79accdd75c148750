"""What Slack makes of what a person types before it is a message.

A room's name with a hash becomes a token, as in https://docs.slack.dev/messaging/formatting-message-text;
a long text "automatically broken into multiple messages", by whatever way it was posted
(https://api.slack.com/changelog/2018-04-truncating-really-long-messages), at about four thousand characters
(https://github.com/slack-go/slack/issues/972).
"""

import re

from .world import World

MOST = 4000
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_ROOM = re.compile(r"(?<![\w#&/<|])#([a-z0-9_-]{1,80})(?![\w|>-])")


def composed(world: World, user: str, text: str) -> str:
    """The text with the rooms in it that this person sees as tokens; code stays as it was typed."""
    rooms = {
        room.name: room.id
        for room in world.channels.values()
        if room.name and (room.kind == "public" or user in room.members)
    }

    def token(found: re.Match[str]) -> str:
        return f"<#{rooms[found[1]]}|{found[1]}>" if found[1] in rooms else found[0]

    pieces = _CODE.split(text)
    return "".join(
        piece if number % 2 else _ROOM.sub(token, piece) for number, piece in enumerate(pieces)
    )


def pieces(text: str) -> list[str]:
    """The messages that a text becomes, parted between words where there are any."""
    found: list[str] = []
    while len(text) > MOST:
        at = max(text.rfind(" ", 1, MOST), text.rfind("\n", 1, MOST))
        at = at if at > 0 else MOST
        found.append(text[:at])
        text = text[at:].lstrip()
    return [*found, text]
