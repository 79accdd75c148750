"""A little server for this computer alone: who may ask, and what every answer says of itself."""

from collections.abc import Sequence

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import DeskError

HOST = "127.0.0.1"
_OWN = frozenset({HOST, "localhost", "::1"})
UNDER_KEY = "/{key}/"
"""How the paths begin that nobody sees without a key."""
_ABROAD = (UNDER_KEY, "/open/", "/api/")
"""What is answered under another name than this computer's own: nothing that needs no key."""
_SAID = {
    # Nothing but the style that lies beside a page; no script, no picture, no frame, from nowhere.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def _closed(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(_SAID)


class Loopback:
    """Listens on this computer, and answers what it has a route for."""

    def __init__(self, routes: Sequence[web.RouteDef], name: str = "") -> None:
        """`name` is that under which a proxy on this computer leads here, "" for none."""
        self._routes = routes
        self._name = name
        self._runner: web.AppRunner | None = None
        self.port = 0
        """Where it listens, once it does."""

    async def start(self, port: int, called: str) -> None:
        """Listen; 0 takes any port that is free. Raises DeskError, by what set it, where it is taken."""
        app = web.Application(middlewares=[self._by_name])
        app.on_response_prepare.append(_closed)
        app.add_routes(self._routes)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, port).start()
        except OSError as error:
            await self.stop()
            raise DeskError(f"{called}: port {port} can't be used ({error.strerror}).") from error
        self.port = self._runner.addresses[0][1]

    @web.middleware
    async def _by_name(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A page in somebody's browser may have a name of its own lead here: that is turned away."""
        host = request.url.host or ""
        resource = request.match_info.route.resource
        abroad = resource is not None and resource.canonical.startswith(_ABROAD)
        if host in _OWN or (self._name and host == self._name and abroad):
            return await handler(request)
        return web.Response(status=403, text="This page answers its own computer only.\n")

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
