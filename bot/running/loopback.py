"""A little server for this computer alone: who may ask, and what every answer says of itself."""

from collections.abc import Sequence

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import DeskError

HOST = "127.0.0.1"
_OWN = frozenset({HOST, "localhost", "::1"})
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


@web.middleware
async def _own_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page in somebody's browser may have a name of its own lead here: that is turned away."""
    if (request.url.host or "") not in _OWN:
        return web.Response(status=403, text="This page answers its own computer only.\n")
    return await handler(request)


async def _closed(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(_SAID)


class Loopback:
    """Listens on this computer, and answers what it has a route for."""

    def __init__(self, routes: Sequence[web.RouteDef]) -> None:
        self._routes = routes
        self._runner: web.AppRunner | None = None
        self.port = 0
        """Where it listens, once it does."""

    async def start(self, port: int, called: str) -> None:
        """Listen; 0 takes any port that is free. Raises DeskError, by what set it, where it is taken."""
        app = web.Application(middlewares=[_own_host])
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

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
