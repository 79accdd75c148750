"""What Discord's refusals mean, in words for staff, and whether trying again can help.

The table of codes is the one place that knows them: https://discord.com/developers/docs/topics/opcodes-and-status-codes
"""

import asyncio
from collections.abc import Mapping

import aiohttp
import discord

from bot.errors import DeskError, SendError, SendLater, SendRefused, SendUnclear

UNKNOWN_MESSAGE = 10008
HAS_THREAD = 160004
NO_ACCESS, NO_PERMISSION = 50001, 50013
LOST_INTERACTION = {10015, 10062, 50027}
"""Of one interaction that can't be answered any more; its 401 says nothing of the bot's token."""

_WORDS: Mapping[int, str] = {
    10003: "the room or thread is gone",
    10004: "I'm no longer in that server",
    10007: "{name} has left the server",
    10008: "the message is gone",
    10013: "{name}'s account is gone",
    10015: "Discord no longer lets me answer what they did",
    10062: "Discord no longer lets me answer what they did",
    20009: "Discord's filter took the words for unfit to be sent",
    30033: "the thread has as many people as Discord allows",
    40003: "Discord lets me open no more direct conversations for now",
    50001: "I'm not let into {room}",
    50007: "{name}'s direct messages are closed, or {name} has left the server",
    50008: "nobody can write in {room}, only in its posts",
    50013: "I lack a permission in {room} (see doctor for which)",
    50024: "threads can't be opened in {room}",
    50027: "Discord no longer lets me answer what they did",
    50035: "Discord says that the message is badly formed",
    50083: "the thread is archived",
    160005: "the thread is locked",
    160006: "the server has as many open threads as Discord allows",
    200000: "the server's filter (AutoMod) blocked the words",
}
_TOKEN_AGAIN = 300.0
_BUSY_AGAIN = 60.0
_OFFLINE_AGAIN = 5.0


def problem(error: Exception, *, name: str = "the customer", room: str = "that room") -> SendError:
    """The desk's error for one of discord.py's."""
    match error:
        case SendError():
            return error
        case discord.RateLimited():
            return SendLater(error.retry_after, "Discord asks to wait.")
        case discord.HTTPException():
            return _refused(error, name, room)
        case aiohttp.ClientConnectorError():
            return SendLater(_OFFLINE_AGAIN, "Discord can't be reached.")
        case aiohttp.ClientError() | OSError() | asyncio.TimeoutError():
            return SendUnclear()
        case _:
            return SendUnclear(f"The send ended in {type(error).__name__}.")


def _refused(error: discord.HTTPException, name: str, room: str) -> SendError:
    if error.status == 429:
        return SendLater(_BUSY_AGAIN, "Discord asks to wait.")
    if error.status == 401 and error.code not in LOST_INTERACTION:
        return SendLater(_TOKEN_AGAIN, "Discord no longer takes the bot token.")
    if error.status >= 500:
        return SendUnclear(ended=error.status == 500)
    words = _WORDS.get(error.code, f"Discord refused it (code {error.code})")
    return SendRefused(words.format(name=name, room=room))


def refused(error: discord.HTTPException, *, of_interaction: bool = False) -> bool:
    """Whether it is surely not out and never will be this way, though perhaps another way.

    A 401 is the bot's own, and passes, but where an interaction was to be answered.
    """
    status = error.status
    return 400 <= status < 500 and status != 429 and (status != 401 or of_interaction)


class Unreachable(DeskError):
    """Discord could not be asked."""


ANSWER = 20.0
"""Seconds for what is asked of Discord while somebody waits: left alone it may take five minutes."""

FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, asyncio.TimeoutError)
"""All that a request may end in besides success."""
