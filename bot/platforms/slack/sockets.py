"""The Socket Mode connections: two of them, since the SDK closes one before it opens the next.

Silence is measured on the monotonic clock; a connection that says nothing for too long is replaced.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.platforms.slack.calls import sdk_log

log = logging.getLogger(__name__)

_CLOSING = 2.0
"""Seconds: closing a half-open connection by the book takes ten."""
_SWITCHED_OFF = (
    "Slack turned us away: Socket Mode is switched off for this app. "
    "Switch it on under Settings > Socket Mode."
)
_TOO_MANY = (
    "Slack turned us away: ten connections are open already. Other copies of the bot are running."
)


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How the connections are kept alive, in seconds."""

    ping: float = 10.0
    silence: float = 60.0
    look: float = 5.0
    count: int = 2


@dataclass
class _Socket:
    handler: AsyncSocketModeHandler
    heard: float
    connecting: asyncio.Task[None] | None = None
    pong: float | None = None
    hellos: int = 0


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
    copies: int = 0
    """Connections of other copies of the bot, as Slack counted when we last connected."""
    _open: list[_Socket] = field(default_factory=list)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Stay connected until cancelled."""
        try:
            self._open = [self._new() for _ in range(self.pulse.count)]
            while True:
                await asyncio.sleep(self.pulse.look)
                self._open = [self._looked_at(socket) for socket in self._open]
        finally:
            await asyncio.gather(*(self._close(socket) for socket in self._open))
            await asyncio.gather(*self._closing)
            self._open = []

    @property
    def heard(self) -> float:
        """When the last connection that is still open said something."""
        return max((socket.heard for socket in self._open), default=float("-inf"))

    def _new(self) -> _Socket:
        handler = AsyncSocketModeHandler(
            self.app,
            self.app_token,
            logger=sdk_log,
            web_client=self.app.client,
            ping_interval=self.pulse.ping,
        )
        socket = _Socket(handler, self.clock())

        async def frame(message: WSMessage) -> None:
            socket.heard = self.clock()
            if isinstance(message.data, str) and message.data.startswith('{"type":"disconnect"'):
                self._farewell(message.data)

        async def envelope(_: Any, message: dict[str, Any], __: str | None = None) -> None:
            if message.get("type") == "hello":
                self._hello(socket, message)

        handler.client.on_message_listeners.append(frame)
        handler.client.message_listeners.append(envelope)
        socket.connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
        return socket

    def _hello(self, socket: _Socket, message: dict[str, Any]) -> None:
        socket.hellos += 1
        socket.heard = self.clock()
        others = int(message.get("num_connections") or 0) - self.pulse.count
        if others > 0 and others != self.copies:
            log.warning(
                "Another copy of the bot is connected to Slack (%s connections beside ours). "
                "Each copy hears only part of what is said: stop the others.",
                others,
            )
        self.copies = max(others, 0)
        log.info("connected to Slack")
        self.gap()

    @staticmethod
    def _farewell(text: str) -> None:
        words = {"link_disabled": _SWITCHED_OFF, "too_many_websockets": _TOO_MANY}
        for reason, sentence in words.items():
            if f'"{reason}"' in text:
                log.error(sentence)

    def _looked_at(self, socket: _Socket) -> _Socket:
        """The connection, or a new one in its place."""
        pong = socket.handler.client.last_ping_pong_time
        if pong is not None and pong != socket.pong:
            socket.pong, socket.heard = pong, self.clock()
        if self.clock() - socket.heard < self.pulse.silence:
            return socket
        log.warning(
            "A connection to Slack was silent for %.0f s; I open another.", self.pulse.silence
        )
        closing = asyncio.create_task(self._close(socket))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)
        return self._new()

    async def _close(self, socket: _Socket) -> None:
        client = socket.handler.client
        if socket.connecting is not None:
            socket.connecting.cancel()
        with suppress(Exception):  # it is being thrown away
            await asyncio.wait_for(socket.handler.close_async(), _CLOSING)  # type: ignore[no-untyped-call]
        for task in (client.message_processor, client.current_session_monitor):
            if task is not None:
                task.cancel()
        if client.message_receiver is not None:
            client.message_receiver.cancel()
        await client.aiohttp_client_session.close()
