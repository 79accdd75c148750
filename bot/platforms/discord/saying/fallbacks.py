"""The second route: a direct message where a thread fails, a private thread where those are closed.

Prepared when the first route was refused, so that the sender's question is answered at once.
"""

import logging
from collections import OrderedDict

import discord

from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.place import Place
from bot.desk.rules.routes import Route, fallback
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.rooms import KEPT, Memory, Rooms
from bot.platforms.discord.saying.titles import Titles

log = logging.getLogger(__name__)


class Fallbacks:
    """By the key of what was refused."""

    def __init__(self, rooms: Rooms, titles: Titles) -> None:
        self._rooms = rooms
        self.titles = titles
        self._ready: dict[str, Place] = {}
        self._threads: OrderedDict[tuple[str, str, bool], Place] = OrderedDict()
        """Private threads that were opened: for whom, with what title, how private."""
        self.last_room = Memory()
        """Channel in which somebody was last seen, by Discord id."""

    def other(self, outgoing: Outgoing) -> Place | None:
        """Where the same person can be reached; None if nowhere."""
        return self._ready.pop(outgoing.key, None)

    def ready(self, outgoing: Outgoing) -> bool:
        """Whether another place is known."""
        return outgoing.key in self._ready

    async def prepare(self, outgoing: Outgoing, *, direct: bool) -> bool:
        """Find or open the other place, after a refusal in the `direct` conversation or elsewhere."""
        route = fallback(outgoing, direct=direct)
        if route is None or not outgoing.to.startswith("discord:"):
            return False
        try:
            if route is Route.DIRECT:
                found: Place | None = await self._rooms.dm(outgoing.to)
            else:
                found = await self.alone(
                    outgoing.to, self.titles.of(outgoing.message, outgoing.ticket)
                )
        except FAILURES as error:
            log.info("no other route outbox=%s: %s", outgoing.key, type(error).__name__)
            return False
        if found is not None:
            self._ready[outgoing.key] = found
        return found is not None

    async def alone(self, person: str, title: str, *, unseen: bool = False) -> Place | None:
        """A private thread for this person: the one there is, or a new one; None if nowhere.

        `unseen` also by moderators, who may look into any thread of a room that they moderate.
        """
        key = (person, title, unseen)
        known = self._threads.get(key)
        if known is not None:
            return known
        found = await self._private_thread(person, title, unseen=unseen)
        if found is not None:
            self._threads[key] = found
            while len(self._threads) > KEPT:
                self._threads.popitem(last=False)
        return found

    def forget(self, place: Place) -> None:
        """A thread took nothing more."""
        for key in [key for key, known in self._threads.items() if known == place]:
            del self._threads[key]

    async def _private_thread(self, person: str, title: str, *, unseen: bool) -> Place | None:
        number = person.removeprefix("discord:")
        for guild in self._rooms.client.guilds:
            try:
                member = await guild.fetch_member(int(number))
            except discord.NotFound:
                continue
            room = self._room(guild, member, self.last_room.get(number, ""), unseen=unseen)
            if room is not None:
                return await self._rooms.private_thread(person, places.room(room.id), title)
        return None

    def _room(
        self, guild: discord.Guild, member: discord.Member, wanted: str, *, unseen: bool
    ) -> discord.TextChannel | None:
        """A room that both can use; the one where they were last seen, if it is one."""
        rooms = sorted(guild.text_channels, key=lambda room: str(room.id) != wanted)
        for room in rooms:
            mine = room.permissions_for(guild.me)
            theirs = room.permissions_for(member)
            open_ = not self._rooms.is_staffs(places.room(room.id)) and theirs.view_channel
            if unseen and _moderated(room):
                continue
            if open_ and mine.create_private_threads and mine.send_messages_in_threads:
                return room
        return None


def _moderated(room: discord.TextChannel) -> bool:
    """Whether anybody but the server's administrators may look into its private threads."""
    roles = [role for role in room.guild.roles if not role.permissions.administrator]
    by_role = any(
        room.permissions_for(role).manage_threads for role in roles if not role.is_bot_managed()
    )
    return by_role or any(
        rights.manage_threads
        for whom, rights in room.overwrites.items()
        if not isinstance(whom, discord.Role) and whom.id != room.guild.me.id
    )
