"""Discord's channels, threads, messages and people as the desk's places and ids.

Pure. A direct conversation is one place, a channel is another, and so is each thread.
"""

from dataclasses import dataclass
from datetime import datetime

import discord

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a message stands."""

    place: Place
    top: bool = True
    """Not inside a thread, or the first message of a forum post."""
    title: str = ""
    """Of the forum post that this message begins."""
    joined: bool = True
    """The desk takes part in the thread."""
    begun_by: int = 0
    """Whose forum post the thread is; 0 where it is none."""


def person(user: discord.abc.User, locale: str = "") -> Person:
    """Somebody, by id; the name is only for showing."""
    return Person(id=f"discord:{user.id}", name=user.display_name, language=locale)


def since(user: discord.abc.User) -> datetime:
    """From when on somebody is there: the account was made, or came to the server, whichever was later.
    In a direct conversation Discord does not tell when they came."""
    joined = user.joined_at if isinstance(user, discord.Member) else None
    made = discord.utils.snowflake_time(user.id)
    return max(made, joined or made)


def person_id(discord_id: int | str) -> str:
    """The desk's id of somebody on Discord."""
    return f"discord:{discord_id}"


def message_id(number: int | str) -> str:
    """The identity of a message, the same in the gateway and in history."""
    return f"discord:{number}"


def dm(channel_id: int) -> Place:
    """A direct conversation."""
    return Place(platform="discord", room=str(channel_id), private=True)


def room(channel_id: int | str) -> Place:
    """A channel of a server. Its id is enough: no other server has the same."""
    return Place(platform="discord", room=str(channel_id))


def thread(parent: int | str, number: int | str, *, private: bool = False) -> Place:
    """A thread, or the one that will hang from the message `number`."""
    return Place(platform="discord", room=str(parent), thread=str(number), private=private)


def beneath(place: Place, message: int | str) -> Place:
    """Where a message of a room is spoken of: in the thread that hangs from it, or will."""
    return place if place.thread or place.private else thread(place.room, message)
