"""The HTTP side: Web API, uploads and response_urls, on a real socket of 127.0.0.1.

Every call is recorded before it is answered; scripted faults strike here.
"""

import json
from collections.abc import Callable

from aiohttp import web

from . import method_chat, method_conversations, method_rest, method_views
from .args import read_args
from .core import Core
from .faults import Fault, Kind
from .pacing import Pacing
from .response_urls import use_response_url
from .rooms import require_scope
from .settings import JSON, Call, Refusal

Method = Callable[[Core, JSON], JSON]
METHODS: dict[str, tuple[str, Method]] = {
    **method_rest.METHODS,
    **method_chat.METHODS,
    **method_conversations.METHODS,
    **method_views.METHODS,
}
_LONGEST = 25 * 1024 * 1024


class WebApi:
    """Answers HTTP for one double."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.pacing = Pacing(core.clock, core.options)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> str:
        """Listen, and say where: http://127.0.0.1:<port>."""
        app = web.Application(client_max_size=_LONGEST)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link/", self.core.socket.handle)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/files-pri/{file}", self._download)
        for kind in ("actions", "commands"):
            app.router.add_post(f"/{kind}/{{team}}/{{number}}/{{key}}", self._response_url)
        self._runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        core, method = self.core, request.match_info["method"]
        try:
            args = await read_args(request)
        except (Refusal, ValueError) as problem:
            bad = problem if isinstance(problem, Refusal) else Refusal("invalid_json")
            core.remember_refusal(method, bad, {})
            return _json(bad.body())
        call = Call(method, args, core.clock.now())
        core.calls.append(call)
        core.pulse.bump()
        return await self._answer(request, call, lambda: self._work(request, method, args))

    async def _answer(
        self, request: web.Request, call: Call, work: Callable[[], JSON]
    ) -> web.StreamResponse:
        """Do the work of a call, unless a fault or a limit is in the way."""
        core = self.core
        fault = core.faults.take(call.method, call.args)
        if fault is not None and not fault.accepted:
            struck = await self._strike(request, call, fault)
            if struck is not None:
                return struck
        wait = self.pacing.wait_for(call.method, call.args)
        if wait is not None:
            core.rate_limited.append(call)
            call.status, call.answer = 429, {"ok": False, "error": "ratelimited"}
            return _json(call.answer, 429, {"Retry-After": str(wait)})
        call.answer, call.status = work(), 200
        core.pulse.bump()
        if fault is not None and fault.accepted:
            struck = await self._strike(request, call, fault)
            if struck is not None:
                return struck
        by_app = request.headers.get("Authorization", "").endswith(core.app_token)
        scopes = "connections:write" if by_app else ",".join(sorted(core.options.scopes))
        return _json(call.answer, 200, {"x-oauth-scopes": scopes})

    async def _strike(
        self, request: web.Request, call: Call, fault: Fault
    ) -> web.StreamResponse | None:
        if fault.kind is Kind.DELAY:
            await self.core.clock.sleep(fault.seconds)
            return None
        if fault.kind is Kind.ANSWER:
            call.status, call.answer = fault.status, fault.body
            return _json(fault.body, fault.status, fault.headers)
        if fault.kind is Kind.GARBAGE:
            page = "<html><body>Service unavailable</body></html>"
            return web.Response(text=page, content_type="text/html")
        if fault.kind is Kind.HANG:
            await self.core.stopping.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _work(self, request: web.Request, method: str, args: JSON) -> JSON:
        core = self.core
        try:
            found = self._method(request, method, args)
            return {"ok": True, **found(core, args)}
        except Refusal as refusal:
            core.remember_refusal(method, refusal, args)
            return refusal.body()
        except Exception as error:
            core.note(method, "the double itself failed", repr(error))
            raise

    def _method(self, request: web.Request, method: str, args: JSON) -> Method:
        core = self.core
        known = method in METHODS or method in method_rest.APP_METHODS
        if not known:
            raise Refusal("unknown_method", req_method=method)
        header = request.headers.get("Authorization", "")
        token = header.removeprefix("Bearer ") or str(args.get("token") or "")
        if not token:
            raise Refusal("not_authed")
        if core.token_error is not None:
            refusal = Refusal(core.token_error)
            refusal.expected = True
            raise refusal
        if token == core.app_token:
            if method not in method_rest.APP_METHODS:
                raise Refusal("not_allowed_token_type")
            return method_rest.APP_METHODS[method]
        if token != core.bot_token:
            raise Refusal("invalid_auth")
        if method not in METHODS:
            raise Refusal("not_allowed_token_type")
        scope, found = METHODS[method]
        if scope:
            require_scope(core, scope)
        return found

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        upload = self.core.uploads.get(request.match_info["file"])
        if upload is None:
            return web.Response(status=404, text="no such upload")
        if request.content_type.startswith("multipart/"):
            parts = list((await request.post()).values())
            first = parts[0] if parts else b""
            content = first.file.read() if isinstance(first, web.FileField) else first
        else:
            content = await request.read()
        fault = self.core.faults.take("upload", {})
        call = Call("upload", {"file": upload["file"]["id"]}, self.core.clock.now())
        if fault is not None:
            struck = await self._strike(request, call, fault)
            if struck is not None:
                return struck
        if len(content) != upload["size"]:
            self.core.note("upload", "length differs from what was announced")
        upload["content"] = content
        return web.Response(text=f"OK - {len(content)}", content_type="text/plain")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """The bytes for whoever shows a token that may read files, a page to sign in at for all others."""
        upload = self.core.uploads.get(request.match_info["file"])
        shown = request.headers.get("Authorization", "")
        may = shown.startswith("Bearer xoxb-") and "files:read" in self.core.options.scopes
        if upload is None or not may:
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(body=upload["content"])

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        core = self.core
        try:
            args: JSON = json.loads(await request.text())
        except ValueError:
            core.note("response_url", "invalid_payload")
            return web.Response(status=400, text="invalid_payload")
        call = Call("response_url", args, core.clock.now())
        core.calls.append(call)
        fault = core.faults.take("response_url", args)
        if fault is not None and not fault.accepted:
            struck = await self._strike(request, call, fault)
            if struck is not None:
                return struck
        try:
            use_response_url(core, request.match_info["key"], args)
        except Refusal as refusal:
            core.remember_refusal("response_url", refusal, args)
            call.status, call.answer = 404, refusal.body()
            return _json(refusal.body(), 404)
        call.status, call.answer = 200, {"ok": True}
        core.pulse.bump()
        if fault is not None and fault.accepted:
            struck = await self._strike(request, call, fault)
            if struck is not None:
                return struck
        return web.Response(text="ok", content_type="text/plain")


def _json(body: JSON, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(body, status=status, headers=headers)
