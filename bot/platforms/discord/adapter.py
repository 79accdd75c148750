"""Discord as a platform: unmodified discord.py, and the wiring of what stands beside this file.

Decides nothing: what is heard is handed on once it is stored, what is to be said is said.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime

from bot.commands.opening import Asks
from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.message import Message, Outgoing, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.readers import Readers
from bot.desk.ports.platform import Blocked, Enclosed, Intake, Muted, Opens, Vital
from bot.desk.words.wording import Wording
from bot.platforms.discord.around.tags import Tags
from bot.platforms.discord.connection.breaker import Breaker
from bot.platforms.discord.connection.client import DeskClient, Patience
from bot.platforms.discord.connection.connection import Connection
from bot.platforms.discord.connection.refusals import Unreachable
from bot.platforms.discord.hearing import slash
from bot.platforms.discord.hearing.acting import Acting, Suggest
from bot.platforms.discord.hearing.history import History
from bot.platforms.discord.hearing.listening import Hearing, Listening
from bot.platforms.discord.hearing.own_place import OwnPlaces
from bot.platforms.discord.knowing.people import Team
from bot.platforms.discord.knowing.readers import readers
from bot.platforms.discord.knowing.rooms import Rooms
from bot.platforms.discord.saying.picturing import Draw
from bot.platforms.discord.saying.speaking import Speaking
from bot.platforms.discord.saying.tokens import Tokens
from bot.platforms.discord.setup.commands import Commands
from bot.platforms.staff import StaffRooms, staff_channel
from bot.settings.settings import Settings


class Discord:
    """Fills `bot.desk.ports.platform.Platform`."""

    name = "discord"

    def __init__(  # noqa: PLR0913 -- what the program around it gives
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        wording: Wording,
        missed: Callable[[], None] = lambda: None,
        suggest: Suggest | None = None,
        opens: Opens | None = None,
        asks: Asks | None = None,
        blocked: Blocked | None = None,
        muted: Muted | None = None,
        team_rooms: Callable[[], Collection[str]] = tuple,
        recall: Callable[[str], Awaitable[str]] | None = None,
        keep: Callable[[str, str], Awaitable[None]] | None = None,
        patience: Patience | None = None,
        draw: Draw = lambda _: None,
    ) -> None:
        """`draw` makes a picture of a chart, which else is bars in text; `missed` is called when a gap may have swallowed messages; `recall` and `keep` store a
        short text over restarts (in memory without them); `team_rooms` are channels of teams, as they are now."""
        self._settings, self._now, self._asks = settings, now, asks or _nothing
        self._patience = patience or Patience()
        self._content = bool(settings.discord_answer_channels)
        staffs = StaffRooms(staff_channel(settings, self.name), team_rooms)
        self._connection = Connection.of(settings, self._make)
        self._breaker = Breaker(_monotonic)
        self._rooms = Rooms(lambda: self._connection.client, staffs)
        self._tokens = Tokens()
        self._tags = Tags(self._rooms)
        self._speaking = self._new_speaking(wording, draw)
        self._team = Team.by(settings, lambda: self._connection.client)
        answer_rooms = frozenset(settings.discord_answer_channels)
        self._hearing = Hearing(self._rooms, answer_rooms)
        self._history = History(self._rooms, self._hearing.ears, self._patience.answer)
        self._listening = Listening(
            rooms=self._rooms,
            hearing=self._hearing,
            acting=self._new_acting(
                wording,
                suggest or _no_suggestions,
                opens or _for_anybody,
                blocked or _nobody,
                muted or _nobody,
            ),
            team=self._team,
            last_room=self._speaking.fallbacks.last_room,
            commands=Commands(wording, recall, keep),
            use=self._connection.use,
            missed=missed,
            now=now,
        )

    def _new_speaking(self, wording: Wording, draw: Draw) -> Speaking:
        return Speaking(
            rooms=self._rooms,
            tokens=self._tokens,
            breaker=self._breaker,
            wording=wording,
            content=self._content,
            draw=draw,
        )

    def _new_acting(
        self, wording: Wording, suggest: Suggest, opens: Opens, blocked: Blocked, muted: Muted
    ) -> Acting:
        return Acting(
            wording=wording,
            rooms=self._rooms,
            tokens=self._tokens,
            team=self._team,
            suggest=suggest,
            opens=opens,
            asks=self._asks,
            rest=self._speaking.rest,
            own=OwnPlaces(
                rooms=self._rooms,
                title=self._speaking.titles.plain,
                blocked=blocked,
                muted=muted,
            ),
        )

    def _make(self) -> DeskClient:
        trace = self._breaker.trace()
        return DeskClient(self._listening, self._patience, content=self._content, trace=trace)

    # The port: listening

    async def run(self, intake: Intake) -> None:
        """Listen until cancelled. Raises SettingsError, or StoreError when nothing can be stored."""

        async def hear(inbound: Inbound) -> None:
            self._speaking.whispers.remember(inbound.id, slash.instead(inbound))
            await intake(inbound)

        broken = self._listening.begin(hear)
        try:
            await self._connection.run(self._patience, broken)
        finally:
            await self._listening.end()

    def vital(self) -> Vital | None:
        """How the connection fares."""
        return self._connection.vital()

    # The port: speaking

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send now, once; the id of what was posted."""
        posted = await self._speaking.post(outgoing, place, message)
        await self._tags.follow(outgoing, place, message)
        await self._speaking.titles.follow(outgoing, place, message)
        return posted

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Give files, in the place or in the direct message with whom they are for."""
        return await self._speaking.hand(outgoing, place, message, files)

    async def fetch(self, file: File) -> bytes:
        """What somebody attached."""
        return await self._speaking.fetch(file)

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace what was posted."""
        await self._speaking.edit(outgoing, place, message, posted)
        if outgoing.kind is SendKind.CARD:
            await self._tags.follow(outgoing, place, message)

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Id of the message in the place's history, None if it isn't there."""
        return await self._speaking.find(outgoing, place, since)

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """Where the same person can be reached after a refusal."""
        return self._speaking.fallbacks.other(outgoing)

    def remark(self, key: str) -> str:
        """What staff are to know of how a message went out: why another way, or what was opened for it."""
        return self._speaking.remarks.pop(key, "")

    # The port: knowing

    async def role(self, person: Person) -> Role:
        """What this person may do, by id."""
        return await self._team.of(person)

    def forget_rights(self, person: Person) -> None:
        """Discord is asked anew at the next look."""
        self._team.forget(person.id.removeprefix("discord:"))

    async def colleagues(self, name: str) -> list[Person]:
        """Those of the team whom an id or a name means."""
        return await self._team.named(name)

    async def readers(self, place: Place) -> Readers:
        """Who can read a room."""
        return readers(self._rooms.client, self._team.ids, place.room)

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """What was said in a place since then, oldest first."""
        self._breaker.check()
        return await self._history.since(place, since)

    async def changed(self, said: Sequence[Said]) -> list[Inbound]:
        """Those that were edited, and those that are gone."""
        self._breaker.check()
        return await self._history.changed(said, self._now())

    async def places(self) -> list[Place]:
        """The rooms that the scanner looks through."""
        if not self._rooms.client.is_ready():
            raise Unreachable("Discord's servers are not known yet.")
        return self._history.places()

    def staff_room(self) -> Place | None:
        """Where staff work."""
        return self._rooms.staff_room()


async def _no_suggestions(*_: object) -> list[tuple[str, str]]:
    return []


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


async def _for_anybody(*_: object) -> bool:
    return True


async def _nothing(_: object) -> None:
    return None


async def _nobody(_: object) -> bool:
    return False
