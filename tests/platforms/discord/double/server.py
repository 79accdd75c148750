"""The double of Discord as one server on loopback, and the switch that points discord.py at it.

State lives as long as the object: stop and start again is an outage, not a fresh world.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route as SdkRoute
from discord.utils import utcnow

from . import rest_guild, rest_interactions, rest_messages, rest_rooms
from .faults import Fault
from .looking import Looking
from .places import Places
from .presses import Presses
from .rest import PREFIX, Rest, Route
from .wire import Clock

ROUTES: list[Route] = [
    *rest_messages.ROUTES,
    *rest_rooms.ROUTES,
    *rest_guild.ROUTES,
    *rest_interactions.ROUTES,
]
LARGEST = 26 * 1024 * 1024


class DiscordDouble(Places, Presses, Looking):
    """A Discord on 127.0.0.1 with one server, one bot, and a memory of all that happened."""

    def __init__(self, token: str = "token-of-the-double", clock: Clock = utcnow) -> None:  # noqa: S107
        super().__init__(token, clock)
        self.allow_intents()
        self._port = 0
        self._runner: web.AppRunner | None = None
        self._rest: Rest | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after a stop on the same port as before."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/resume", self.gateway.serve)
        app.router.add_get("/attachments/{id}/{name}", self._file)
        self._rest = Rest(self, ROUTES)
        self._rest.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self._port}"
        self.gateway.url = self.gateway_url

    async def stop(self) -> None:
        if self._runner is None or self._rest is None:
            return
        self._rest.stopping.set()
        self.gateway.cut()
        await self._runner.cleanup()
        self._runner = None

    @property
    def api_url(self) -> str:
        return f"{self.base}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/gateway"

    def fault(self, route: str, **what: Any) -> Fault:
        """Script a fault: `fault("POST /channels/*/messages", status=503, times=2)`."""
        return self.faults.add(Fault(route, **what))

    async def ready(self, *, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until a session has a working socket."""
        await self.until(lambda: self.gateway.live, timeout=timeout)

    async def _file(self, request: web.Request) -> web.Response:
        for room in self.world.messages.values():
            for message in room.values():
                for attachment in message.attachments:
                    if attachment.id == request.match_info["id"]:
                        return web.Response(body=attachment.content)
        return web.Response(status=404)


@contextmanager
def redirect(double: DiscordDouble) -> Iterator[None]:
    """Point discord.py at the double, and back afterwards."""
    base, gateway = SdkRoute.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    SdkRoute.BASE = double.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(double.gateway_url)
    try:
        yield
    finally:
        SdkRoute.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
