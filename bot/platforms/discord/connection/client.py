"""discord.py's client as the desk uses it: what it asks to hear, whom it tells, how long it waits.

The library is unchanged; only public options, hooks and methods of it are used.
"""

import asyncio
import socket
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket

from bot.platforms.discord.connection.refusals import ANSWER

_RATE_LIMIT_WAIT = 30.0
"""The least that discord.py takes; longer waits come back as an error."""
AT_ONCE = 500
"""Events being kept at the same time. Meanwhile no more are read: in a flood they wait with Discord,
which brings them again if the connection breaks, and not in our memory."""


def intents(*, content: bool) -> discord.Intents:
    """What the desk asks to hear: 13825, and the words of every message only where it must."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        guild_reactions=True,
        dm_reactions=True,
        message_content=content,
    )


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long things may take, in seconds."""

    quiet: float = 50.0
    """Without a frame. Heartbeats are answered every 41 seconds."""
    stuck: float = 4.0
    """Without a session although Discord answers: discord.py waits up to 17 minutes between two
    tries, and may resume in vain for ever (discord.py issue 10511)."""
    look: float = 1.0
    probe: float = 2.0
    """For Discord to answer somebody who only knocks."""
    first_pause: float = 1.0
    longest_pause: float = 2.0
    """Between two clients."""
    hourly: int = 20
    """IDENTIFYs in an hour, of the 1,000 that a day has; after them it goes slowly."""
    slowly: float = 300.0
    """Between clients then, and the longest without a session whatever Discord answers."""
    identify: float = 5.0
    """Between two IDENTIFYs: https://discord.com/developers/docs/events/gateway#rate-limiting"""
    guilds: float = 2.0
    """For the servers to be told after READY."""
    answer: float = ANSWER
    """For one page of history."""
    closing: float = 1.0

    @property
    def found(self) -> float:
        """The longest that a half-open connection can go unseen."""
        return self.quiet + self.look

    @property
    def again(self) -> float:
        """The longest between the end of an outage and an attempt that can succeed."""
        knock = self.probe + self.look
        return 2 * knock + self.stuck + self.closing + self.longest_pause


class Events:
    """What a client tells; filled by the adapter."""

    async def ready(self, client: discord.Client) -> None:
        """Logged in: requests can be made."""

    async def session(self, *, fresh: bool) -> None:
        """Connected. `fresh`: what was said since the last session was not replayed."""

    async def message(self, message: discord.Message) -> None: ...

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None: ...

    async def delete(self, channel_id: int, guild_id: int | None, ids: list[int]) -> None: ...

    async def thread_gone(self, parent: int, number: int) -> None: ...

    async def rooms_gone(self, rooms: list[int], *, deleted: bool) -> None:
        """Deleted, or of a server that the bot was taken out of."""

    async def reaction(self, payload: discord.RawReactionActionEvent) -> None: ...

    async def rights_changed(self, room: int | None) -> None:
        """Who may do what has changed in this channel; None: in any."""

    async def interaction(self, interaction: discord.Interaction[discord.Client]) -> None: ...


@dataclass
class Tally:
    """How often a session was begun or resumed, over all clients."""

    count: int = 0


class DeskClient(discord.Client):
    """discord.py's client, unchanged; events go on to the adapter."""

    def __init__(
        self, events: Events, patience: Patience, *, content: bool, trace: aiohttp.TraceConfig
    ) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        super().__init__(
            intents=intents(content=content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_RATE_LIMIT_WAIT,
            guild_ready_timeout=patience.guilds,
            heartbeat_timeout=patience.quiet,
            http_trace=trace,
            enable_debug_events=True,
        )
        self._told = events
        self._patience = patience
        self._clock = asyncio.get_running_loop().time
        self.heard = self._clock()
        """Monotonic time of the last frame, whatever it was."""
        self.connected = False
        """Whether there is a session."""
        self.identifies: deque[float] = deque()
        self.connects = Tally()

    @property
    def ws(self) -> DiscordWebSocket:
        """The connection to the gateway; None before the first one."""
        return self._ws

    @ws.setter
    def ws(self, ws: DiscordWebSocket) -> None:
        self._ws = ws
        if isinstance(ws, DiscordWebSocket):  # there is none at first
            ws.poll_event = self._at_our_pace(ws.poll_event)  # type: ignore[method-assign]

    def _at_our_pace(
        self, poll: Callable[[], Coroutine[Any, Any, None]]
    ) -> Callable[[], Coroutine[Any, Any, None]]:
        """Read on only while there is room."""

        async def next_event() -> None:
            await asyncio.sleep(0)  # what was read just now is begun first
            async with self._room:
                pass
            await poll()

        return next_event

    def dispatch(self, event: str, /, *args: Any, **more: Any) -> None:
        """What discord.py tells; its debug events, one a frame, only show that there is life."""
        if event == "socket_raw_receive":
            self.heard = self._clock()
        elif event != "socket_raw_send" and not self.is_closed():
            super().dispatch(event, *args, **more)

    def hang_up(self) -> None:
        """End a connection that answers no more; closing by the book waits half a minute for it."""
        with suppress(AttributeError, OSError):  # there may be no connection yet, or no more
            self.ws.socket.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    async def setup_hook(self) -> None:
        await self._told.ready(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        apart = self._patience.identify
        last = self.identifies[-1] if self.identifies else float("-inf")
        await asyncio.sleep(max(0.0 if initial else apart / 5, last + apart - self._clock()))
        self.identifies.append(self._clock())

    async def on_connect(self) -> None:
        self.connected = True
        self.connects.count += 1

    async def on_ready(self) -> None:
        # Not when connected: history can be looked through once the servers are known.
        await self._told.session(fresh=True)

    async def on_resumed(self) -> None:
        self.connected = True
        self.connects.count += 1
        await self._told.session(fresh=False)

    async def on_disconnect(self) -> None:
        self.connected = False

    async def on_message(self, message: discord.Message) -> None:
        async with self._room:
            await self._told.message(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        async with self._room:
            await self._told.edited(payload)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        async with self._room:
            await self._told.delete(payload.channel_id, payload.guild_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        async with self._room:
            await self._told.delete(payload.channel_id, payload.guild_id, list(payload.message_ids))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        async with self._room:
            await self._told.thread_gone(payload.parent_id, payload.thread_id)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        async with self._room:
            await self._told.rooms_gone([channel.id], deleted=True)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        async with self._room:
            await self._told.rooms_gone([each.id for each in guild.channels], deleted=False)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        async with self._room:
            await self._told.reaction(payload)

    async def on_guild_channel_update(
        self, _: discord.abc.GuildChannel, now: discord.abc.GuildChannel
    ) -> None:
        await self._told.rights_changed(now.id)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        await self._told.rights_changed(channel.id)  # so Discord says that it can be seen again

    async def on_guild_role_update(self, _: discord.Role, now: discord.Role) -> None:
        if now.guild.me.get_role(now.id) or now.is_default():
            await self._told.rights_changed(None)

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        await self._told.interaction(interaction)  # who pressed has three seconds, and goes first
