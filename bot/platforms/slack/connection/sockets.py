"""The Socket Mode connections: two of them, since the SDK closes one before it opens the next.

Silence is measured on the monotonic clock. A connection that says nothing for too long, or does
not open in time, is replaced by a new one: the SDK tries a spent ticket again for ever.
"""

import asyncio
import logging
import re
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.desk.ports.platform import Vital
from bot.platforms.slack.connection.calls import sdk_log
from bot.platforms.slack.connection.refusals import FAILURES, code_of, retry_after, status_of

log = logging.getLogger(__name__)

_CLOSING = 1.0
"""Seconds: closing a half-open connection by the book takes ten."""
_FAREWELL = re.compile(r'"type":\s*"disconnect"')
_STILL_COUNTED = 600.0
_REFUSALS = {
    "link_disabled": "Slack turned us away: Socket Mode is switched off for this app. "
    "Switch it on under Settings > Socket Mode.",
    "too_many_websockets": "Slack turned us away: ten connections are open already. "
    "Other copies of the bot are running.",
}


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How the connections are kept alive, in seconds."""

    ping: float = 10.0
    silence: float = 45.0
    """Without a frame or a pong."""
    opening: float = 6.0
    """Until a new connection has said hello."""
    slowest: float = 11.0
    """The same, once that was too short: some networks are slow."""
    retry: float = 2.0
    """After Slack did not answer when asked for a connection."""
    refused: float = 8.0
    """After Slack turned us away."""
    look: float = 1.0
    linger: float = 15.0
    """From hello to a second look, where one was given up that Slack may still send to. What it
    sends there comes again after a minute only, if it comes again to us at all."""
    count: int = 2

    @property
    def found(self) -> float:
        """The longest that a half-open connection can go unseen."""
        return self.silence + 2 * self.look

    @property
    def again(self) -> float:
        """The longest between the end of an outage and an attempt that can succeed."""
        return max(self.slowest, self.retry, self.refused) + self.look


@dataclass
class _Socket:
    handler: AsyncSocketModeHandler
    heard: float
    lost: float | None
    """Since when it has had no session; None while it has one."""
    opening: asyncio.Task[None] | None = None
    pong: float | None = None


@dataclass
class Sockets:
    """Keeps the connections open."""

    app: AsyncApp
    app_token: str
    pulse: Pulse
    clock: Callable[[], float]
    """Monotonic seconds."""
    gap: Callable[[], None]
    """Called when something may have been missed."""
    alone: bool = True
    """No other copies are meant to be connected."""
    copies: int = 0
    """Connections of other copies of the bot, as Slack counted when we last connected."""
    given_up: deque[float] = field(default_factory=deque)
    """When connections were given up that Slack may still count: it does not see them die."""
    connects: int = 0
    """How often a connection was opened."""
    _open: list[_Socket] = field(default_factory=list)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)
    _look_again: float = float("inf")
    _slow: bool = False
    """A connection did not open in time, and none has since."""
    _told: str = ""
    """What was last said of connections that don't open: once is enough."""

    async def run(self) -> None:
        """Stay connected until cancelled."""
        try:
            self._open = [self._new() for _ in range(self.pulse.count)]
            while True:
                await asyncio.sleep(self.pulse.look)
                self._open = [self._looked_at(socket) for socket in self._open]
                if self.clock() >= self._look_again:
                    self._look_again = float("inf")
                    self.gap()
        finally:
            await asyncio.gather(*(self._close(socket) for socket in self._open))
            await asyncio.gather(*self._closing)
            self._open = []

    def vital(self) -> Vital:
        """How the connections fare."""
        heard = max((socket.heard for socket in self._open), default=self.clock())
        return Vital(
            open=sum(socket.lost is None for socket in self._open),
            silent=self.clock() - heard,
            connects=self.connects,
        )

    def _new(self) -> _Socket:
        handler = AsyncSocketModeHandler(
            self.app,
            self.app_token,
            logger=sdk_log,
            web_client=self.app.client,
            ping_interval=self.pulse.ping,
        )
        socket = _Socket(handler, self.clock(), self.clock())

        async def frame(message: WSMessage) -> None:
            socket.heard = self.clock()
            if isinstance(message.data, str) and _FAREWELL.search(message.data[:200]):
                self._farewell(socket, message.data)

        async def envelope(_: Any, message: dict[str, Any], __: str | None = None) -> None:
            if message.get("type") == "hello":
                self._hello(socket, message)

        handler.client.on_message_listeners.append(frame)
        handler.client.message_listeners.append(envelope)
        socket.opening = asyncio.create_task(self._opened(socket))
        return socket

    async def _opened(self, socket: _Socket) -> None:
        """Ask for a ticket until there is one, and connect with it."""
        client = socket.handler.client
        while True:
            try:
                answer = await self.app.client.apps_connections_open(app_token=self.app_token)
                break
            except FAILURES as error:
                pause = self._after(error)
            socket.lost = self.clock() + pause
            await asyncio.sleep(pause)
        client.wss_uri = str(answer["url"])
        await client.connect()  # type: ignore[no-untyped-call]

    def _after(self, error: Exception) -> float:
        """Seconds to wait after a failure; Slack's own wish comes first."""
        code = code_of(error) if isinstance(error, SlackApiError) else ""
        self._say(f"Slack opens no connection ({code or type(error).__name__}); I keep trying.")
        if isinstance(error, SlackApiError) and status_of(error) == 429:
            return retry_after(error)
        return self.pulse.retry

    def _hello(self, socket: _Socket, message: dict[str, Any]) -> None:
        if socket.lost is None:  # the one before it ended without a word
            self.given_up.append(self.clock())
        self.connects += 1
        self._told, self._slow = "", False
        socket.heard, socket.lost = self.clock(), None
        while self.given_up and self.given_up[0] < self.clock() - _STILL_COUNTED:
            self.given_up.popleft()
        ours = self.pulse.count + len(self.given_up)
        others = int(message.get("num_connections") or 0) - ours
        if self.alone and others > 0 and others != self.copies:
            log.warning(
                "Another copy of the bot is connected to Slack (%s connections beside ours). "
                "Each copy hears only part of what is said: stop the others.",
                others,
            )
        self.copies = max(others, 0)
        log.info("connected to Slack")
        self.gap()
        if self.given_up:
            self._look_again = self.clock() + self.pulse.linger

    def _farewell(self, socket: _Socket, text: str) -> None:
        socket.lost = self.clock()
        client = socket.handler.client
        for reason, sentence in _REFUSALS.items():
            if f'"{reason}"' in text:
                self._say(sentence, logging.ERROR)
                # Left to itself the SDK would ask again at once, for as long as it is refused.
                client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
                client.message_processor.cancel()
                socket.lost += self.pulse.refused - self._patience()

    def _say(self, sentence: str, level: int = logging.WARNING) -> None:
        if sentence != self._told:
            log.log(level, sentence)
        self._told = sentence

    def _looked_at(self, socket: _Socket) -> _Socket:
        """The connection, or a new one in its place."""
        client, now = socket.handler.client, self.clock()
        pong = client.last_ping_pong_time
        if pong is not None and pong != socket.pong:
            socket.pong, socket.heard = pong, now
        if socket.lost is None and (
            client.current_session is None or client.current_session.closed
        ):
            socket.lost = now
            self.given_up.append(now)
        if now - socket.heard >= self.pulse.silence and socket.lost is None:
            log.warning(
                "A connection to Slack was silent for %.0f s; I open another.", self.pulse.silence
            )
            self.given_up.append(now)
        elif socket.lost is not None and now - socket.lost >= self._patience():
            self._say("A connection to Slack does not open; I keep trying.")
            self._slow = True
        else:
            return socket
        closing = asyncio.create_task(self._close(socket))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)
        return self._new()

    def _patience(self) -> float:
        return self.pulse.slowest if self._slow else self.pulse.opening

    async def _close(self, socket: _Socket) -> None:
        client = socket.handler.client
        if socket.opening is not None:
            socket.opening.cancel()
            await asyncio.gather(socket.opening, return_exceptions=True)
        with suppress(Exception):  # it is being thrown away
            await asyncio.wait_for(socket.handler.close_async(), _CLOSING)  # type: ignore[no-untyped-call]
        for task in (client.message_processor, client.current_session_monitor):
            if task is not None:
                task.cancel()
        if client.message_receiver is not None:
            client.message_receiver.cancel()
        await client.aiohttp_client_session.close()
