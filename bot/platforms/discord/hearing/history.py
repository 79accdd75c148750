"""What was said while nobody listened: read from Discord's history, as the gateway would have told it.

Only rooms that moved are asked for: every channel carries the id of its last message.
"""

from asyncio import wait_for
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import discord

from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.place import Place
from bot.platforms.discord.connection.refusals import (
    ANSWER,
    FAILURES,
    UNKNOWN_MESSAGE,
    Unreachable,
)
from bot.platforms.discord.hearing import listen
from bot.platforms.discord.hearing.listen import Ears
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.places import Spot
from bot.platforms.discord.knowing.rooms import Rooms

_MOST = 1000
"""Messages of one room in one look; what is older was seen by an earlier one."""


class History:
    """For the scanner."""

    def __init__(self, rooms: Rooms, ears: Callable[[], Ears], answer: float = ANSWER) -> None:
        """`answer` is how many seconds one page may take."""
        self._rooms = rooms
        self._ears = ears
        self._answer = answer

    def places(self) -> list[Place]:
        """Every room of every server that the desk can read; their threads go with them."""
        client = self._rooms.client
        rooms = [room for guild in client.guilds for room in guild.channels]
        return [
            places.room(room.id)
            for room in rooms
            if isinstance(room, discord.TextChannel | discord.ForumChannel)
            and room.permissions_for(room.guild.me).read_message_history
        ]

    async def since(self, place: Place, since: datetime) -> list[Inbound]:
        """Oldest first. Raises Unreachable where Discord does not let history be read."""
        found: list[Inbound] = []
        try:
            for channel, known in self._channels(place, since):
                pages = channel.history(after=since, limit=_MOST, oldest_first=True)
                while message := await wait_for(anext(pages, None), self._answer):
                    spot = known or await self._rooms.spot(message.channel, message.id)
                    found += self._heard(message, spot)
        except discord.NotFound:
            return []
        except FAILURES as error:
            raise Unreachable from error
        return sorted(found, key=lambda each: each.at)

    async def changed(self, said: Sequence[Said], now: datetime) -> list[Inbound]:
        """Those that were edited, and those that are gone. Raises Unreachable."""
        found: list[Inbound] = []
        for each in said:
            number = int(each.id.rpartition(":")[2])
            try:
                found += await self._changes(number, each.place, now)
            except discord.Forbidden:
                continue
            except FAILURES as error:
                raise Unreachable from error
        return found

    async def _changes(self, number: int, place: Place, now: datetime) -> list[Inbound]:
        """A message that a thread hangs from stands in the room, but for a post's."""
        begins = place.thread == str(number) and not self._rooms.is_forum(int(place.room))
        channel = self._rooms.at(replace(place, thread="") if begins else place)
        try:
            message = await wait_for(channel.fetch_message(number), self._answer)
        except discord.NotFound as error:
            post = place.thread == str(number) and not begins
            gone = error.code == UNKNOWN_MESSAGE or post
            return [listen.deleted(number, place, now)] if gone else []
        spot = await self._rooms.spot(message.channel, message.id)
        edited = listen.edited(message, spot, self._ears())
        return [edited] if edited else []

    def _channels(
        self, place: Place, since: datetime
    ) -> Iterator[tuple[discord.abc.Messageable, Spot | None]]:
        """What to read: the place itself, or a room with its threads. None: told by the channel."""
        client = self._rooms.client
        known = client.get_channel(int(place.thread or place.room))
        if place.thread or place.private or known is None:
            if isinstance(known, discord.Thread):
                yield known, None
            else:
                yield self._rooms.at(place), Spot(place=place, top=not place.thread)
            return
        if isinstance(known, discord.TextChannel) and _moved(known.last_message_id, since):
            yield known, None
        for thread in getattr(known, "threads", ()):
            if _moved(thread.last_message_id, since):
                yield thread, None

    def _heard(self, message: discord.Message, spot: Spot) -> Iterator[Inbound]:
        ears = self._ears()
        said = listen.said(message, spot, ears)
        if said is None:
            return
        yield said
        changed = listen.edited(message, spot, ears)
        if changed is not None:
            yield changed


def _moved(last_message_id: int | None, since: datetime) -> bool:
    return last_message_id is not None and discord.utils.snowflake_time(last_message_id) >= since
