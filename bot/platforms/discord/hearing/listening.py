"""What happens on Discord, handed over: written down and nothing else.

Discord has no acknowledgement; what can't be stored yet waits in `backlog`.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import discord

from bot.desk.nouns.departed import Gone
from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.person import Role
from bot.desk.ports.platform import Intake
from bot.errors import DeskError
from bot.platforms.discord.connection.client import Events
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.hearing import listen
from bot.platforms.discord.hearing.acting import Acting
from bot.platforms.discord.hearing.backlog import Backlog
from bot.platforms.discord.hearing.listen import Ears
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.people import Team
from bot.platforms.discord.knowing.places import Spot
from bot.platforms.discord.knowing.rooms import Memory, Rooms

log = logging.getLogger(__name__)

_FRESH = 60.0
"""Seconds for which the desk's own roles are believed: they change rarely, and words come often."""


class Telling(Protocol):
    """Tells Discord of the commands."""

    async def tell(self, client: discord.Client) -> None: ...


@dataclass
class Hearing:
    """Who is listening now, and where words without a mention count."""

    rooms: Rooms
    answer_rooms: frozenset[str]
    _known: tuple[float, Ears] | None = None

    def ears(self) -> Ears:
        """As they are, at most a minute old."""
        now = asyncio.get_running_loop().time()
        if self._known is None or now - self._known[0] > _FRESH:
            self._known = now, self._new()
        return self._known[1]

    def forget(self) -> None:
        """A session began: look anew."""
        self._known = None

    def _new(self) -> Ears:
        roles = [guild.self_role for guild in self.rooms.client.guilds]
        return Ears(
            me=self.rooms.me(),
            roles=frozenset(role.id for role in roles if role),
            staffs=self.rooms.staffs,
            answer_rooms=self.answer_rooms,
            content=bool(self.answer_rooms),
        )


@dataclass(kw_only=True)
class Listening(Events):
    """Fills `client.Events`."""

    rooms: Rooms
    hearing: Hearing
    acting: Acting
    team: Team
    last_room: Memory
    """Channel in which somebody was last seen, by Discord id."""
    commands: Telling
    use: Callable[[discord.Client], None]
    """Requests can be made with this client from now on."""
    missed: Callable[[], None]
    """A gap may have swallowed messages."""
    now: Callable[[], datetime]
    backlog: Backlog | None = field(default=None, init=False)
    _sessions: int = field(default=0, init=False)

    def begin(self, intake: Intake) -> asyncio.Future[None]:
        """Hand over to this intake; what comes back fails when it has refused for too long."""
        self.acting.intake = intake
        self.backlog = Backlog(intake)
        self._sessions = 0
        return self.backlog.broken

    async def end(self) -> None:
        """Wait for nothing more."""
        self.acting.close()
        if self.backlog is not None:
            await self.backlog.close()

    async def ready(self, client: discord.Client) -> None:
        """Logged in."""
        self.use(client)

    async def session(self, *, fresh: bool) -> None:
        """After a session that could not be resumed, the first included, history is looked through."""
        self.hearing.forget()
        if not fresh:
            return
        self._sessions += 1
        self.missed()
        if self._sessions == 1:
            await self.commands.tell(self.rooms.client)

    async def message(self, message: discord.Message) -> None:
        """Words; written down and nothing else."""
        if message.author.bot:
            return
        self.rooms.seen(message.author)
        if self.team.told(message.author):
            await self._left(message.author)
        try:
            spot = await self.rooms.spot(message.channel, message.id)
        except FAILURES as error:
            log.warning("place unknown message=%s: %s", message.id, type(error).__name__)
            self.missed()
            return
        self._note_where(message, spot)
        said = listen.said(message, spot, self.hearing.ears())
        if said is not None:
            await self._take(said)

    def _note_where(self, message: discord.Message, spot: Spot) -> None:
        author, place = str(message.author.id), spot.place
        if not place.private:
            self.last_room.note(author, place.room)
        elif not place.thread:
            self.rooms.dms.note(author, place.room)

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None:
        """New words for a message."""
        spot = await self.rooms.spot(payload.message.channel, payload.message.id)
        changed = listen.edited(payload.message, spot, self.hearing.ears())
        if changed is not None:
            await self._take(changed)

    async def delete(self, channel_id: int, guild_id: int | None, ids: list[int]) -> None:
        """Messages taken back."""
        spot = await self.rooms.spot_of(channel_id, guild_id)
        for number in ids:
            await self._take(listen.deleted(number, spot.place, self.now()))

    async def thread_gone(self, parent: int, number: int) -> None:
        """A forum post's first message goes with it, and Discord does not say so. Another thread
        hangs from a message that stays."""
        place = places.thread(parent, number)
        if self.rooms.is_forum(parent):
            await self._take(listen.deleted(number, place, self.now()))
        elif str(parent) not in self.rooms.staffs:
            await self._take(listen.departed(place, Gone.DELETED, self.now()))

    async def rooms_gone(self, rooms: list[int], *, deleted: bool) -> None:
        """Rooms that nobody is written to in any more."""
        gone = Gone.DELETED if deleted else Gone.SHUT_OUT
        for each in rooms:
            if str(each) not in self.rooms.staffs:
                await self._take(listen.departed(places.room(each), gone, self.now()))

    async def reaction(self, payload: discord.RawReactionActionEvent) -> None:
        """A sign on a message."""
        if payload.member is not None and self.team.told(payload.member):
            await self._left(payload.member)
        spot = await self.rooms.spot_of(payload.channel_id, payload.guild_id)
        reacted = listen.reacted(payload, spot.place, self.now(), self.hearing.ears())
        if reacted is not None:
            await self._take(reacted)

    async def rights_changed(self, room: int | None) -> None:
        """It may be let into the team's room again; if it is not, what is posted there is refused."""
        for each in self.rooms.staffs:
            if room in {None, int(each)}:
                await self._take(listen.let_in(each, self.now()))

    async def interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A press, a form, a command."""
        self.team.told(interaction.user)
        await self.acting.hear(interaction)

    async def _left(self, user: discord.abc.User) -> None:
        """A role is gone: who is staff no longer is handed over."""
        try:
            if await self.team.of(places.person(user)) is Role.CUSTOMER:
                await self._take(listen.left(user, self.now()))
        except DeskError as error:
            log.warning("standing unknown: %s", type(error).__name__)

    async def _take(self, inbound: Inbound) -> None:
        if self.backlog is not None:
            await self.backlog.take(inbound)
