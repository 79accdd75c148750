"""One connection to Discord after the other: a fresh client where the old one can't go on.

discord.py heals most by itself; this sees to what it doesn't: start-up errors, endless RESUMEs,
connections that say nothing, and waiting on when Discord has long been back.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Self

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.desk.ports.platform import Vital
from bot.errors import SendLater, SettingsError
from bot.platforms.discord.connection.client import DeskClient, Patience, Tally
from bot.settings.settings import Settings

log = logging.getLogger(__name__)

REFUSED = (
    "Discord doesn't take DISCORD_TOKEN. Copy the token again from Developer Portal > Bot; "
    "a token that was reset no longer works."
)
NO_INTENT = (
    "DISCORD_ANSWER_CHANNELS needs the Message Content intent, and it is off. Switch it on in "
    "Developer Portal > Bot > Privileged Gateway Intents, or leave the setting empty."
)


class NoSession(Exception):
    """Discord answers, and this client has no session."""


class Connection:
    """Holds a client that works, for as long as `run` runs."""

    def __init__(
        self, *, token: str, api_url: str, gateway_url: str, make: Callable[[], DeskClient]
    ) -> None:
        self._token = token
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._make = make
        self._client: DeskClient | None = None
        self._now: DeskClient | None = None
        """The client that is being run, logged in or not."""
        self._identifies: deque[float] = deque()
        self._connects = Tally()
        self._vain = 0
        """Clients in a row that never had a session though Discord answered."""
        self.clients = 0
        """How many clients there have been."""

    @classmethod
    def of(cls, settings: Settings, make: Callable[[], DeskClient]) -> Self:
        """As the settings say."""
        return cls(
            token=settings.discord_token,
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            make=make,
        )

    @property
    def client(self) -> discord.Client:
        """The client that requests are made with. Raises SendLater while there is none."""
        if self._client is None or self._client.is_closed():
            raise SendLater(2.0, "Discord isn't connected.")
        return self._client

    def vital(self) -> Vital | None:
        """How the connection fares; None where there is to be none."""
        client = self._now
        if client is None:
            return None
        silent = asyncio.get_running_loop().time() - client.heard
        return Vital(open=int(client.connected), silent=silent, connects=self._connects.count)

    def use(self, client: discord.Client) -> None:
        """Requests go through this client from now on."""
        if isinstance(client, DeskClient):
            self._client = client

    async def run(self, patience: Patience, halt: Awaitable[None]) -> None:
        """Stay connected until cancelled, or until `halt` fails. Raises SettingsError too."""
        try:
            await self._stay(patience, halt)
        finally:
            self._now = None

    async def _stay(self, patience: Patience, halt: Awaitable[None]) -> None:
        library = logging.getLogger("discord")
        if library.getEffectiveLevel() < logging.INFO:  # its DEBUG writes whole messages
            library.setLevel(logging.INFO)
        halted = asyncio.ensure_future(halt)
        pause, loop = patience.first_pause, asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                await self._one(patience, halted)
            except discord.LoginFailure as error:
                raise SettingsError((REFUSED,)) from error
            except discord.PrivilegedIntentsRequired as error:
                raise SettingsError((NO_INTENT,)) from error
            except _FAILURES as error:
                calm = loop.time() - began > patience.slowly
                strange = isinstance(error, AttributeError)
                log.warning("Discord: %s; I connect anew", type(error).__name__, exc_info=strange)
                pause = patience.first_pause if calm else min(pause * 2, patience.longest_pause)
            await asyncio.sleep(pause if self._quickly(patience) else patience.slowly)
            await self._until_answered(patience, halted)

    async def _until_answered(self, patience: Patience, halted: asyncio.Future[None]) -> None:
        """Wait for Discord to answer a knock; not for ever, since knocks may be what is hindered."""
        clock = asyncio.get_running_loop().time
        ends = clock() + patience.slowly
        while not halted.done() and clock() < ends and not await self._answers(patience):  # noqa: ASYNC110
            await asyncio.sleep(patience.look)

    async def _one(self, patience: Patience, halted: asyncio.Future[None]) -> None:
        """One client's life."""
        point_at(self._api_url, self._gateway_url)
        client = self._make()
        client.identifies, client.connects = self._identifies, self._connects
        self._now = client
        self.clients += 1
        running = asyncio.ensure_future(client.start(self._token))
        watching = asyncio.ensure_future(self._watch(client, patience))
        try:
            await asyncio.wait({running, watching, halted}, return_when=asyncio.FIRST_COMPLETED)
            for each in (halted, watching, running):
                if each.done():
                    each.result()
        finally:
            watching.cancel()
            await _closed(client, patience.closing)
            running.cancel()
            await asyncio.gather(running, watching, return_exceptions=True)

    async def _watch(self, client: DeskClient, patience: Patience) -> None:
        """Hang up when nothing is heard; NoSession when discord.py does not see that it could go on."""
        clock = asyncio.get_running_loop().time
        since, last = None, clock()
        while True:
            await asyncio.sleep(patience.look)
            if client.connected:
                since, last, self._vain = None, clock(), 0
                if clock() - client.heard > patience.quiet:
                    log.warning("Discord was silent for %.0f s; I hang up.", patience.quiet)
                    client.hang_up()
                continue
            knocked = clock()
            if knocked - last >= patience.slowly:
                raise NoSession
            if not await self._answers(patience):
                since = None
                continue
            # An IDENTIFY that has just gone out gets its time, too.
            since = max((since or knocked, *self._identifies))
            if clock() - since >= self._limit(patience) and not client.connected:
                self._vain += 1
                raise NoSession

    async def _answers(self, patience: Patience) -> bool:
        """Whether the gateway says hello to somebody who only knocks; no IDENTIFY is spent."""
        wait = aiohttp.ClientWSTimeout(ws_close=0.0)
        door = yarl.URL(self._gateway_url).with_query(v="10", encoding="json")
        try:
            async with (
                asyncio.timeout(patience.probe),
                aiohttp.ClientSession() as session,
                session.ws_connect(door, timeout=wait) as knock,
            ):
                hello = await knock.receive()
                return hello.type is aiohttp.WSMsgType.TEXT
        except (aiohttp.ClientError, OSError):
            return False

    def _limit(self, patience: Patience) -> float:
        """Ever longer: where all is slow, a client that is given up too soon never gets there."""
        if not self._quickly(patience):
            return patience.slowly
        return min(patience.stuck * 2.0 ** min(self._vain, 6), patience.slowly)

    def _quickly(self, patience: Patience) -> bool:
        hour_ago = asyncio.get_running_loop().time() - 3600
        while self._identifies and self._identifies[0] < hour_ago:
            self._identifies.popleft()
        return len(self._identifies) < patience.hourly


_FAILURES = (
    discord.DiscordException,
    aiohttp.ClientError,
    OSError,
    NoSession,
    AttributeError,  # discord.py's own, when its first connection fails (client.ws is None)
)


def point_at(api_url: str, gateway_url: str) -> None:
    """discord.py takes its addresses from its classes; they change only where ours differ."""
    wanted = api_url.rstrip("/")
    if wanted != Route.BASE:
        Route.BASE = wanted
    if str(DiscordWebSocket.DEFAULT_GATEWAY) != gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def _closed(client: DeskClient, patience: float) -> None:
    """Close by the book, and by force where that takes too long."""
    closing = asyncio.ensure_future(client.close())
    await asyncio.wait({closing}, timeout=patience)
    if not closing.done():
        client.hang_up()
        await asyncio.wait({closing}, timeout=patience)
    closing.cancel()
