"""Discord as a platform: unmodified discord.py, and the wiring of what stands beside this file.

Decides nothing: what is heard is handed on once it is stored, what is to be said is said.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import discord

from bot.desk.nouns.inbound import Inbound, Person, Place, Standing
from bot.desk.nouns.message import Message, Outgoing, SendKind
from bot.desk.ports.ports import Intake, Vital
from bot.desk.words.wording import Wording
from bot.errors import SendLater
from bot.platforms.discord.around.tags import Tags
from bot.platforms.discord.connection.breaker import Breaker
from bot.platforms.discord.connection.client import DeskClient, Events, Patience
from bot.platforms.discord.connection.connection import Connection
from bot.platforms.discord.connection.refusals import FAILURES, Unreachable
from bot.platforms.discord.hearing import listen, slash
from bot.platforms.discord.hearing.acting import Acting, Hooks, Suggest
from bot.platforms.discord.hearing.backlog import Backlog
from bot.platforms.discord.hearing.history import History
from bot.platforms.discord.hearing.listen import Ears
from bot.platforms.discord.knowing.people import StaffUnknown, Standings
from bot.platforms.discord.knowing.places import Spot
from bot.platforms.discord.knowing.rooms import Rooms, short
from bot.platforms.discord.saying.speaking import Speaking
from bot.platforms.discord.saying.tokens import Tokens
from bot.settings.settings import Settings

log = logging.getLogger(__name__)

COMMANDS_KEPT = "discord.commands"
"""Under this name, and the application's id, the hash of the synced commands is kept."""


_EARS_FRESH = 60.0


class Discord(Events):
    """Fills `bot.desk.ports.Platform`."""

    name = "discord"

    def __init__(  # noqa: PLR0913 -- what the program around it gives
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        wording: Wording,
        missed: Callable[[], None] = lambda: None,
        suggest: Suggest | None = None,
        recall: Callable[[str], Awaitable[str]] | None = None,
        keep: Callable[[str, str], Awaitable[None]] | None = None,
        patience: Patience | None = None,
    ) -> None:
        """`missed` is called when a gap may have swallowed messages; `recall` and `keep` store a
        short text over restarts (in memory without them)."""
        self._settings = settings
        self._now = now
        self._missed = missed
        self._memory: dict[str, str] = {}
        self._recall = recall or self._recall_here
        self._keep = keep or self._keep_here
        self._patience = patience or Patience()
        self._content = bool(settings.discord_answer_channels)
        self._staff = staff_channel(settings)
        self._connection = Connection.of(settings, self._make)
        self._breaker = Breaker(_monotonic)
        self._rooms = Rooms(lambda: self._connection.client, self._staff)
        self._tokens = Tokens()
        self._tags = Tags(self._rooms)
        self._speaking = self._new_speaking(wording)
        self._acting = self._new_acting(suggest or _no_suggestions)
        self._history = History(self._rooms, self._ears, self._patience.answer)
        self._standings = Standings.by(settings, lambda: self._connection.client)
        self._backlog: Backlog | None = None
        self._intake: Intake | None = None
        self._sessions = 0
        self._heard_with: tuple[float, Ears] | None = None

    def _new_speaking(self, wording: Wording) -> Speaking:
        return Speaking(
            rooms=self._rooms,
            tokens=self._tokens,
            breaker=self._breaker,
            wording=wording,
            content=self._content,
        )

    def _new_acting(self, suggest: Suggest) -> Acting:
        return Acting(
            rooms=self._rooms, tokens=self._tokens, staff_room=self._staff, suggest=suggest
        )

    def _make(self) -> DeskClient:
        return DeskClient(self, self._patience, content=self._content, trace=self._breaker.trace())

    # The port: listening

    async def run(self, intake: Intake) -> None:
        """Listen until cancelled. Raises SettingsError, or StoreError when nothing can be stored."""

        async def hear(inbound: Inbound) -> None:
            self._speaking.whispers.remember(inbound.id, slash.instead(inbound))
            await intake(inbound)

        self._intake = hear
        self._backlog = Backlog(hear)
        self._sessions = 0
        try:
            await self._connection.run(self._patience, self._backlog.broken)
        finally:
            self._acting.close()
            await self._backlog.close()

    def vital(self) -> Vital | None:
        """How the connection fares."""
        return self._connection.vital()

    # The port: speaking

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send now, once; the id of what was posted."""
        posted = await self._speaking.post(outgoing, place, message)
        if outgoing.kind is SendKind.POST:
            await self._tags.follow(place, message, outgoing)
        return posted

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace what was posted."""
        await self._speaking.edit(outgoing, place, message, posted)

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Id of the message in the place's history, None if it isn't there."""
        return await self._speaking.find(outgoing, place, since)

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """Where the same person can be reached after a refusal."""
        return self._speaking.detours.other(outgoing)

    # The port: knowing

    async def standing(self, person: Person) -> Standing:
        """What this person may do, by id."""
        try:
            return await self._standings.of(person)
        except SendLater as error:
            raise StaffUnknown from error

    async def colleagues(self, name: str) -> list[Person]:
        """Those of the team whom an id or a name means."""
        try:
            return await self._standings.named(name)
        except SendLater as error:
            raise StaffUnknown from error

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """What was said in a place since then, oldest first."""
        self._breaker.check()
        return await self._history.since(place, since)

    async def places(self) -> list[Place]:
        """The rooms that the scanner looks through."""
        if not self._rooms.client.is_ready():
            raise Unreachable("Discord's servers are not known yet.")
        return self._history.places()

    def staff_room(self) -> Place | None:
        """Where staff work."""
        return self._rooms.staff_room()

    # What the client tells

    def _ears(self) -> Ears:
        """Looked at anew once a minute: roles change rarely, and words come often."""
        now = _monotonic()
        if self._heard_with is None or now - self._heard_with[0] > _EARS_FRESH:
            self._heard_with = now, self._new_ears()
        return self._heard_with[1]

    def _new_ears(self) -> Ears:
        roles = [guild.self_role for guild in self._rooms.client.guilds]
        return Ears(
            me=self._rooms.me(),
            roles=frozenset(role.id for role in roles if role),
            staff_room=self._staff,
            answer_rooms=frozenset(self._settings.discord_answer_channels),
            content=self._content,
        )

    async def ready(self, client: discord.Client) -> None:
        """Requests can be made from now on."""
        self._connection.use(client)

    async def session(self, *, fresh: bool) -> None:
        """After a session that could not be resumed, the first included, history is looked through."""
        self._heard_with = None
        if not fresh:
            return
        self._sessions += 1
        self._missed()
        if self._sessions == 1:
            await self._sync()

    async def message(self, message: discord.Message) -> None:
        """Words; written down and nothing else."""
        if message.author.bot:
            return
        self._rooms.seen(message.author)
        try:
            spot = await self._rooms.spot(message.channel, message.id)
        except FAILURES as error:
            log.warning("place unknown message=%s: %s", message.id, type(error).__name__)
            self._missed()
            return
        self._note_where(message, spot)
        said = listen.said(message, spot, self._ears())
        if said is not None:
            if spot.top:
                self._rooms.titles.note(str(message.id), short(said.text))
            await self._take(said)

    def _note_where(self, message: discord.Message, spot: Spot) -> None:
        author, place = str(message.author.id), spot.place
        if not place.private:
            self._speaking.detours.last_room.note(author, place.room)
        elif not place.thread:
            self._rooms.dms.note(author, place.room)

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None:
        """New words for a message."""
        spot = await self._rooms.spot(payload.message.channel, payload.message.id)
        changed = listen.edited(payload.message, spot, self._ears())
        if changed is not None:
            await self._take(changed)

    async def delete(self, channel_id: int, guild_id: int | None, ids: list[int]) -> None:
        """Messages taken back."""
        spot = await self._rooms.spot_of(channel_id, guild_id)
        for number in ids:
            await self._take(listen.deleted(number, spot.place, self._now()))

    async def reaction(self, payload: discord.RawReactionActionEvent) -> None:
        """A sign on a message."""
        spot = await self._rooms.spot_of(payload.channel_id, payload.guild_id)
        reacted = listen.reacted(payload, spot.place, self._now(), self._ears())
        if reacted is not None:
            await self._take(reacted)

    async def interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A press, a form, a command."""
        if self._intake is not None:
            if interaction.type is discord.InteractionType.modal_submit:
                self._standings.forget(str(interaction.user.id))
            hooks = Hooks(intake=self._intake, standing=self.standing, rest=self._rest)
            await self._acting.hear(interaction, hooks)

    async def _take(self, inbound: Inbound) -> None:
        if self._backlog is not None:
            await self._backlog.take(inbound)

    async def _rest(self, inbound_id: str) -> None:
        live = await self._tokens.find(inbound_id)
        if live is not None and live.waiting:
            await self._speaking.put_to_rest(live)

    # Commands

    async def _sync(self) -> None:
        """Tell Discord of the commands, if they are not the same as last time."""
        client = self._rooms.client
        number = client.application_id or 0
        defined = slash.definitions()
        mark, kept = slash.fingerprint(defined), f"{COMMANDS_KEPT}.{number}"
        if await self._recall(kept) == mark:
            return
        try:
            await client.http.bulk_upsert_global_commands(number, defined)
        except FAILURES as error:
            log.warning("commands not synced: %s", error)
            return
        await self._keep(kept, mark)
        log.info("commands synced count=%d", len(defined))

    async def _recall_here(self, name: str) -> str:
        return self._memory.get(name, "")

    async def _keep_here(self, name: str, value: str) -> None:
        self._memory[name] = value


def staff_channel(settings: Settings) -> str:
    """Id of the channel in which staff work on Discord, "" if they work elsewhere."""
    shared = settings.staff_room
    if shared is not None and shared.platform == "discord":
        return shared.room
    return settings.discord_staff_channel


async def _no_suggestions(*_: object) -> list[tuple[str, str]]:
    return []


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
