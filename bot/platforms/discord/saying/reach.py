"""Whether somebody can still read, and still write, where they asked: looked at before words that
come unasked, later than what they wrote.

What can't be known is taken to be as it was.
"""

import asyncio
import logging
from dataclasses import dataclass

import discord

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.words.stages import invites
from bot.errors import SendRefused
from bot.platforms.discord.connection.refusals import ANSWER, FAILURES
from bot.platforms.discord.knowing.rooms import Rooms

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How somebody is reached in a place."""

    remark: str = ""
    """What staff are to know of it."""
    mute: bool = False
    """They can read there, and write nothing."""


class Reach:
    """Asks Discord."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def see_to(self, outgoing: Outgoing, place: Place, message: Message) -> Reached:
        """Let its reader in where that is the desk's to do. Raises SendRefused where they read no more."""
        number = outgoing.to.removeprefix("discord:")
        direct = place.private and not place.thread
        unasked = outgoing.kind is SendKind.POST and not outgoing.answers and not direct
        if not unasked or outgoing.readership is not Readership.CUSTOMER or not number.isdecimal():
            return Reached()
        room = await self._room(place)
        if room is None:
            return Reached()
        name = self._rooms.name(outgoing.to) or "the customer"
        mute = await self._is_mute(room, int(number), name)
        opened = await self._opened(room, outgoing.report or invites(message.kind))
        if mute:
            where = self._rooms.room_name(place)
            remark = f"They can read it, but no longer write in {where}: the buttons below it still work."
            return Reached(remark=remark, mute=True)
        return Reached(remark=_OPENED if opened else "")

    async def _room(self, place: Place) -> "discord.abc.GuildChannel | discord.Thread | None":
        """The channel, or the thread: one that was archived is known to Discord alone."""
        client = self._rooms.client
        found: object = client.get_channel(int(place.thread or place.room))
        if found is None and place.thread:
            try:
                found = await asyncio.wait_for(client.fetch_channel(int(place.thread)), ANSWER)
            except FAILURES:  # it hangs from a message, and nobody has opened it yet
                found = client.get_channel(int(place.room))
        return found if isinstance(found, discord.abc.GuildChannel | discord.Thread) else None

    async def _is_mute(
        self, room: "discord.abc.GuildChannel | discord.Thread", number: int, name: str
    ) -> bool:
        """Whether they can read and not write there. Raises SendRefused where they can't read."""
        try:
            member = await asyncio.wait_for(room.guild.fetch_member(number), ANSWER)
            rights = room.permissions_for(member)
        except discord.NotFound as error:
            raise SendRefused(f"{name} has left the server") from error
        except FAILURES as error:
            log.info("who reads is not known room=%s: %s", room.id, type(error).__name__)
            return False
        if not (rights.view_channel and rights.read_message_history):
            raise SendRefused(f"{name} can no longer read there")
        in_thread = isinstance(room, discord.Thread)
        return not (rights.send_messages_in_threads if in_thread else rights.send_messages)

    async def _opened(
        self, room: "discord.abc.GuildChannel | discord.Thread", wanted: bool
    ) -> bool:
        """Unlock a thread, where its customer is to write back: only moderators write in a locked one."""
        if not (wanted and isinstance(room, discord.Thread) and room.locked):
            return False
        try:
            await asyncio.wait_for(room.edit(locked=False, archived=False), ANSWER)
        except FAILURES as error:
            raise SendRefused("the thread is locked") from error
        return True


_OPENED = "Their thread was locked: I've unlocked it, so that they can write back."
