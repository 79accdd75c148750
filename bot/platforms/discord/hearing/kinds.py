"""Every kind of message that Discord knows, every place in one where words can stand, each decided.

A new one is decided here and nowhere else; the tests hold both tables against Discord's own
description of its API and against discord.py.
"""

from collections.abc import Mapping

import discord

from bot.platforms.kind import Heard, Kind

_OF_THE_SERVER = Kind(Heard.NOT, "Discord says what became of the server or the room")
_BOOST = Kind(Heard.NOT, "somebody boosted the server")
_STAGE = Kind(Heard.NOT, "what happened on a stage")
_BOUGHT = Kind(Heard.NOT, "somebody bought something in the server")
_SAFETY = Kind(Heard.NOT, "AutoMod or raid protection tells moderators")
_COMMAND = Kind(Heard.NOT, "an app's answer; commands to this desk come by themselves")


TYPES: Mapping[int, Kind] = {
    0: Kind(Heard.WORDS, "what somebody wrote, spoke, forwarded or posted in a forum"),
    19: Kind(Heard.WORDS, "a reply to another message"),
    **dict.fromkeys((1, 2, 3, 4, 5), Kind(Heard.NOT, "calls and groups, which no bot is in")),
    6: Kind(Heard.NOT, "a message was pinned"),
    7: Kind(Heard.NOT, "somebody joined the server"),
    **dict.fromkeys((8, 9, 10, 11), _BOOST),
    **dict.fromkeys((12, 13, 14, 15, 16, 17, 22, 55, 63), _OF_THE_SERVER),
    18: Kind(Heard.NOT, "a thread was opened; what is written in it is heard"),
    21: Kind(Heard.NOT, "stands for the message that a thread hangs from, which was heard"),
    **dict.fromkeys((20, 23), _COMMAND),
    **dict.fromkeys((24, 36, 37, 38, 39), _SAFETY),
    **dict.fromkeys((25, 26, 32, 44), _BOUGHT),
    **dict.fromkeys((27, 28, 29, 30, 31), _STAGE),
    46: Kind(Heard.NOT, "a poll ended; the poll itself was heard"),
}
"""Type of a message -> what it is.
https://docs.discord.com/developers/resources/message#message-object-message-types"""

PLACES: Mapping[str, Kind] = {
    "content": Kind(Heard.WORDS, "all that was typed; in a forum the post's title above it"),
    "poll": Kind(Heard.WORDS, "its question and its answers"),
    "message_snapshots": Kind(
        Heard.QUOTE, "a message that was forwarded, an app's embeds and components included"
    ),
    "referenced_message": Kind(
        Heard.QUOTE, "what was replied to, when somebody calls the desk to it; not the desk's own"
    ),
    "attachments": Kind(Heard.FILE, "name, kind, size, length and description; voice messages too"),
    "sticker_items": Kind(Heard.FILE, "a sticker by its name"),
    "embeds": Kind(Heard.NOT, "previews of pages; people can send no others"),
    "components": Kind(Heard.NOT, "buttons and layouts; people can send none"),
    "activity": Kind(Heard.NOT, "an invitation to play or to listen along"),
    "call": Kind(Heard.NOT, "who was in a call"),
    "interaction_metadata": Kind(Heard.NOT, "which command an app answers"),
    "thread": Kind(Heard.NOT, "the thread that hangs from it; its messages come by themselves"),
    "reactions": Kind(
        Heard.NOT, "counted here; ✅ and 👀 of staff, and thumbs below an answer, come as events"
    ),
    "role_subscription_data": _BOUGHT,
    "purchase_notification": _BOUGHT,
    "shared_client_theme": Kind(Heard.NOT, "colours that somebody shared"),
    "soundboard_sounds": Kind(Heard.NOT, "sounds of the server that were named"),
}
"""Where words can stand in a message -> what they are."""


def spoken(message: discord.Message) -> bool:
    """Whether a message is somebody's words. A kind that Discord may yet invent is, if it has any."""
    if message.author.bot or message.webhook_id:
        return False
    kind = TYPES.get(message.type.value)
    return kind.heard is Heard.WORDS if kind else bool(message.content)


def type_names() -> Mapping[str, Kind]:
    """The types by their names, for the docs."""
    known = {each.value: each.name for each in discord.MessageType}
    return {known.get(number, str(number)): kind for number, kind in TYPES.items()}
