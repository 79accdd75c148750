"""The second route: a direct message where a thread fails, a private thread where those are closed.

Prepared when the first route was refused, so that the sender's question is answered at once.
"""

import logging

import discord

from bot.desk.inbound import Place
from bot.desk.message import Outgoing
from bot.platforms.discord import listen
from bot.platforms.discord.refusals import FAILURES
from bot.platforms.discord.rooms import Memory, Rooms

log = logging.getLogger(__name__)


class Detours:
    """By the key of what was refused."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._ready: dict[str, Place] = {}
        self.last_room = Memory()
        """Channel in which somebody was last seen, by Discord id."""
        self.closed: frozenset[str] = frozenset()
        """Rooms never to be used: the staff's."""

    def other(self, outgoing: Outgoing) -> Place | None:
        """Where the same person can be reached; None if nowhere."""
        return self._ready.pop(outgoing.key, None)

    async def prepare(self, outgoing: Outgoing, refused: Place) -> None:
        """Find or open the other place. Without one nothing is prepared."""
        if not outgoing.to.startswith("discord:"):
            return
        try:
            if refused.thread:
                found: Place | None = await self._rooms.dm(outgoing.to)
            else:
                found = await self._private_thread(outgoing)
        except FAILURES as error:
            log.info("no other route outbox=%s: %s", outgoing.key, type(error).__name__)
            return
        if found is not None:
            self._ready[outgoing.key] = found

    async def _private_thread(self, outgoing: Outgoing) -> Place | None:
        number = outgoing.to.removeprefix("discord:")
        for guild in self._rooms.client.guilds:
            try:
                member = await guild.fetch_member(int(number))
            except discord.NotFound:
                continue
            room = self._room(guild, member, self.last_room.get(number, ""))
            if room is not None:
                title = f"Ticket {outgoing.ticket}" if outgoing.ticket else ""
                place = listen.room(room.id)
                return await self._rooms.private_thread(outgoing.to, place, title)
        return None

    def _room(
        self, guild: discord.Guild, member: discord.Member, wanted: str
    ) -> discord.TextChannel | None:
        """A room that both can use; the one where they were last seen, if it is one."""
        rooms = sorted(guild.text_channels, key=lambda room: str(room.id) != wanted)
        for room in rooms:
            mine = room.permissions_for(guild.me)
            theirs = room.permissions_for(member)
            open_ = str(room.id) not in self.closed and theirs.view_channel
            if open_ and mine.create_private_threads and mine.send_messages_in_threads:
                return room
        return None
