"""One connection to Discord after the other: a fresh client where the old one can't go on.

discord.py heals most by itself; this sees to what it doesn't: start-up errors and endless RESUMEs.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import SendLater, SettingsError
from bot.settings import Settings

log = logging.getLogger(__name__)

_RATE_LIMIT_WAIT = 30.0
"""The least that discord.py takes; longer waits come back as an error."""

REFUSED = (
    "Discord doesn't take DISCORD_TOKEN. Copy the token again from Developer Portal > Bot; "
    "a token that was reset no longer works."
)
NO_INTENT = (
    "DISCORD_ANSWER_CHANNELS needs the Message Content intent, and it is off. Switch it on in "
    "Developer Portal > Bot > Privileged Gateway Intents, or leave the setting empty."
)


def intents(*, content: bool) -> discord.Intents:
    """What the desk asks to hear: 5633, and the words of every message only where it must."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        guild_reactions=True,
        message_content=content,
    )


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long things may take, in seconds."""

    silent: float = 300.0
    """Without a session: discord.py may resume in vain for ever (discord.py issue 10511)."""
    first_pause: float = 5.0
    longest_pause: float = 300.0
    identify: float = 5.0
    """Before a later IDENTIFY: https://discord.com/developers/docs/events/gateway#rate-limiting"""
    guilds: float = 2.0
    """For the servers to be told after READY."""


class Events:
    """What a client tells; filled by the adapter."""

    async def ready(self, client: discord.Client) -> None:
        """Logged in: requests can be made."""

    async def session(self, *, fresh: bool) -> None:
        """Connected. `fresh`: what was said since the last session was not replayed."""

    async def message(self, message: discord.Message) -> None: ...

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None: ...

    async def delete(self, channel_id: int, guild_id: int | None, ids: list[int]) -> None: ...

    async def reaction(self, payload: discord.RawReactionActionEvent) -> None: ...

    async def interaction(self, interaction: discord.Interaction[discord.Client]) -> None: ...


class DeskClient(discord.Client):
    """discord.py's client, unchanged; events go on to the adapter."""

    def __init__(
        self, events: Events, patience: Patience, *, content: bool, trace: aiohttp.TraceConfig
    ) -> None:
        super().__init__(
            intents=intents(content=content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_RATE_LIMIT_WAIT,
            guild_ready_timeout=patience.guilds,
            http_trace=trace,
        )
        self._told = events
        self._patience = patience
        self.down_since: float | None = None
        """Monotonic time since which there is no session; None while there is one."""

    async def setup_hook(self) -> None:
        self.down_since = self.loop.time()
        await self._told.ready(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        if not initial:
            await asyncio.sleep(self._patience.identify)

    async def on_connect(self) -> None:
        self.down_since = None
        await self._told.session(fresh=True)

    async def on_resumed(self) -> None:
        self.down_since = None
        await self._told.session(fresh=False)

    async def on_disconnect(self) -> None:
        if self.down_since is None:
            self.down_since = self.loop.time()

    async def on_message(self, message: discord.Message) -> None:
        await self._told.message(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        await self._told.edited(payload)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._told.delete(payload.channel_id, payload.guild_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        await self._told.delete(payload.channel_id, payload.guild_id, list(payload.message_ids))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        await self._told.reaction(payload)

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        await self._told.interaction(interaction)


class NoSession(Exception):
    """No session for too long."""


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

    def use(self, client: discord.Client) -> None:
        """Requests go through this client from now on."""
        if isinstance(client, DeskClient):
            self._client = client

    async def run(self, patience: Patience, halt: Awaitable[None]) -> None:
        """Stay connected until cancelled, or until `halt` fails. Raises SettingsError too."""
        library = logging.getLogger("discord")
        if library.getEffectiveLevel() < logging.INFO:  # its DEBUG writes whole messages
            library.setLevel(logging.INFO)
        halted = asyncio.ensure_future(halt)
        pause = patience.first_pause
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                await self._one(patience, halted)
            except discord.LoginFailure as error:
                raise SettingsError((REFUSED,)) from error
            except discord.PrivilegedIntentsRequired as error:
                raise SettingsError((NO_INTENT,)) from error
            except (discord.DiscordException, aiohttp.ClientError, OSError, NoSession) as error:
                calm = loop.time() - began > 2 * patience.silent
                pause = patience.first_pause if calm else min(pause * 2, patience.longest_pause)
                log.warning("Discord: %s; a new client in %.0f s", type(error).__name__, pause)
            await asyncio.sleep(pause)

    async def _one(self, patience: Patience, halted: asyncio.Future[None]) -> None:
        """One client's life."""
        point_at(self._api_url, self._gateway_url)
        client = self._make()
        self.clients += 1
        running = asyncio.ensure_future(client.start(self._token))
        watching = asyncio.ensure_future(_watch(client, patience.silent))
        try:
            await asyncio.wait({running, watching, halted}, return_when=asyncio.FIRST_COMPLETED)
            for each in (halted, watching, running):
                if each.done():
                    each.result()
        finally:
            watching.cancel()
            await client.close()
            running.cancel()
            await asyncio.gather(running, watching, return_exceptions=True)


def point_at(api_url: str, gateway_url: str) -> None:
    """discord.py takes its addresses from its classes; they change only where ours differ."""
    wanted = api_url.rstrip("/")
    if wanted != Route.BASE:
        Route.BASE = wanted
    if str(DiscordWebSocket.DEFAULT_GATEWAY) != gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def _watch(client: DeskClient, silent: float) -> None:
    """Raises NoSession when there was no session for too long, the start included."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    connected = False
    while True:
        await asyncio.sleep(min(silent / 5, 5.0))
        since = client.down_since
        connected = connected or (since is None and client.user is not None)
        lost = began if since is None and not connected else since
        if lost is not None and loop.time() - lost > silent:
            raise NoSession
