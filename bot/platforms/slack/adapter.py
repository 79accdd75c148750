"""Slack as a platform: the SDK's parts put together, and the desk's port `platform` filled.

Who we are is asked once, at the start, until Slack says; nothing later can make us deaf.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.commands.opening import Asks
from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.readers import Readers
from bot.desk.ports.platform import Enclosed, Intake, Muted, Opens, Vital
from bot.desk.words.wording import Wording
from bot.errors import SendLater
from bot.platforms.slack.around.home import Around, Home, Prompts
from bot.platforms.slack.connection.calls import TIMEOUT, Calls
from bot.platforms.slack.connection.refusals import FAILURES, SlackLockedOut, code_of, locked_out
from bot.platforms.slack.connection.sockets import Pulse, Sockets
from bot.platforms.slack.hearing.acting import Acting
from bot.platforms.slack.hearing.bolt import wire
from bot.platforms.slack.hearing.history import Allowance, History
from bot.platforms.slack.hearing.listening import Listening
from bot.platforms.slack.knowing import files as attached
from bot.platforms.slack.knowing.people import People, Team
from bot.platforms.slack.knowing.places import Here, place_of
from bot.platforms.slack.knowing.readers import readers
from bot.platforms.slack.saying.finding import Finding
from bot.platforms.slack.saying.speaking import Speaking
from bot.platforms.slack.saying.urls import ResponseUrls
from bot.platforms.slack.setup.manifest import CUSTOMIZE, granted
from bot.platforms.staff import StaffRooms, staff_channel
from bot.settings.settings import Settings

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0
_NOT_YET = 2.0
"""Seconds until it is looked again whether the connection stands."""
KEEP_ALIVE = 60.0
"""Seconds between two calls that show that the token still works."""


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _nothing() -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """What the program around it gives."""

    now: Callable[[], datetime]
    words: Wording
    gap: Callable[[], None] = _nothing
    """Called after each connect: the scanner should look for what was missed."""
    home: Home | None = None
    """Makes what App Home shows to somebody; without it Home stays empty."""
    prompts: Prompts | None = None
    """Questions to suggest at the top of a direct message."""
    muted: Muted | None = None
    """Whether customers are to see nothing of the desk in a place; without it nowhere."""
    team_rooms: Callable[[], Collection[str]] = tuple
    """Channels of teams within the desk, as they are now."""
    opens: Opens | None = None
    """Whether a form is opened for somebody; without it for everybody with the right to its command."""
    asks: Asks | None = None
    """What a form asks that the team made; without it such a form is not shown."""
    pulse: Pulse = field(default_factory=Pulse)
    allowance: Allowance = field(default_factory=Allowance)
    answer: float = TIMEOUT
    """Seconds that Slack may take to answer a call."""
    steady: Callable[[], float] = _monotonic
    """How long events have waited is measured by it."""


class Slack:
    """Fills `bot.desk.ports.platform.Platform`."""

    name = "slack"

    def __init__(self, settings: Settings, wiring: Wiring) -> None:
        self._settings = settings
        self._wiring = wiring
        self._staff = staff_channel(settings, self.name)
        self._staffs = StaffRooms(self._staff, wiring.team_rooms)
        self._calls = Calls(token=settings.slack_bot_token, base_url=settings.slack_api_url)
        self._here: Here | None = None
        team = Team(
            users=frozenset(settings.slack_staff_users),
            leads=frozenset(settings.slack_leads),
            group=settings.slack_staff_group,
        )
        self._people = People(self._calls, team, _monotonic)
        self._speaking = Speaking(
            self._calls,
            self._people,
            ResponseUrls(_monotonic),
            wiring.words,
            self._clock_words,
            self._staffs,
        )
        self._around = Around(
            self._calls,
            wiring.words,
            self._clock_words,
            wiring.home,
            wiring.prompts,
            wiring.muted,
        )
        self._finding = Finding(self._calls, self._who)
        self._history = History(self._calls, self._people, self._who, wiring.allowance)
        self._listening: Listening | None = None
        self._sockets: Sockets | None = None

    def vital(self) -> Vital | None:
        """How the connections fare."""
        return self._sockets.vital() if self._sockets else None

    def _clock_words(self, at: datetime) -> str:
        """Where Slack can't write a time in the reader's own words: in nobody's."""
        return f"{at.astimezone(self._settings.timezone):%Y-%m-%d %H:%M %Z}"

    def _who(self) -> Here:
        if self._here is None:
            raise SendLater(_NOT_YET, "Slack has not told us yet who we are")
        return self._here

    # Listening

    async def run(self, intake: Intake) -> None:
        """Listen until cancelled. Raises SlackLockedOut when Slack no longer takes the tokens."""
        timeout = aiohttp.ClientTimeout(total=self._wiring.answer)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            self._calls.use(session)
            try:
                await self._introduce()
                await self._listen(intake)
            finally:
                self._calls.use(None)

    async def _introduce(self) -> None:
        """Ask who we are, until Slack says."""
        pause = 1.0
        while self._here is None:
            try:
                answer = await self._calls.web.auth_test()
            except FAILURES as error:
                if locked_out(error):
                    raise SlackLockedOut from error
                log.warning("Slack does not answer yet (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            self._here = Here(
                team=str(answer["team_id"]),
                bot_user=str(answer["user_id"]),
                bot_id=str(answer["bot_id"]),
                url=str(answer.get("url") or ""),
                staff_room=self._staff,
                team_rooms=self._wiring.team_rooms,
                answer_rooms=frozenset(self._settings.slack_answer_channels),
                rooms=self._people.room_names,
            )
            self._speaking.customizes = CUSTOMIZE in granted(answer.headers)
            self._people.own_team = self._here.team
            self._people.own_enterprise = str(answer.get("enterprise_id") or "")

    async def _listen(self, intake: Intake) -> None:
        revoked: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        here, shared = self._who(), (self._calls, self._people)
        listening = Listening(here, intake, *shared, self._around, revoked, self._wiring.steady)
        acting = Acting(
            here,
            intake,
            *shared,
            self._speaking,
            self._wiring.now,
            self._settings.hours,
            self._wiring.opens,
            self._wiring.asks,
        )
        app = wire(listening, acting, client=self._calls.web, here=here)
        token = self._settings.slack_app_token
        alone = self._settings.several == "off"
        gap = self._wiring.gap
        sockets = Sockets(app, token, self._wiring.pulse, _monotonic, gap, alone=alone)
        self._listening, self._sockets = listening, sockets
        tasks: list[asyncio.Future[None]] = [
            asyncio.create_task(sockets.run(), name="slack sockets"),
            asyncio.create_task(self._keep_alive(), name="slack keep-alive"),
            asyncio.create_task(_until(revoked), name="slack removal"),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._listening = self._sockets = None
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            await listening.stop()
        for end in ended:
            if isinstance(end, Exception):
                raise end

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(KEEP_ALIVE)
            try:
                await self._calls.web.auth_test()
            except FAILURES as error:
                if locked_out(error):
                    raise SlackLockedOut from error
                code = code_of(error) if isinstance(error, SlackApiError) else ""
                log.warning("Slack's Web API does not answer (%s)", code or type(error).__name__)

    # Speaking

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send now, once. Raises SendRefused, SendLater or SendUnclear."""
        posted = await self._speaking.post(outgoing, place, message)
        if self._listening:
            self._listening.beside(self._around.mirror(outgoing, place, message))
        return posted

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Give files, in the place or in the direct message with whom they are for."""
        return await self._speaking.hand(outgoing, place, message, files)

    async def fetch(self, file: File) -> bytes:
        """What somebody attached."""
        return await attached.fetch(self._calls, file)

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace what was posted. Raises as `post` does."""
        await self._speaking.edit(outgoing, place, message, posted)

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Look for the message with this key in the place's history."""
        return await self._finding.find(outgoing, await self._speaking.resolved(place), since)

    # Knowing

    async def role(self, person: Person) -> Role:
        """What this person may do, by id."""
        return await self._people.role(person)

    def forget_rights(self, person: Person) -> None:
        """Slack is asked anew at the next look."""
        self._people.forget_rights(person.id.rpartition(":")[2])

    async def colleagues(self, name: str) -> list[Person]:
        """Those of the team whom an id or a name means."""
        return await self._people.colleagues(name)

    async def readers(self, place: Place) -> Readers:
        """Who can read a room."""
        return await readers(self._calls, self._people, self._who().bot_user, place.room)

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """What was said in a place since then, oldest first."""
        return await self._history.since(place, since)

    async def places(self) -> list[Place]:
        """The staff rooms, the answer rooms, and whatever else the app is in."""
        first = (*self._staffs, *self._settings.slack_answer_channels)
        return await self._history.rooms(first)

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """Where the same person can be reached after a refusal."""
        return self._speaking.other_route(outgoing)

    def staff_room(self) -> Place | None:
        """Where staff work."""
        return place_of(self._staff, "") if self._staff else None


async def _until(revoked: asyncio.Future[str]) -> None:
    raise SlackLockedOut(await revoked)
