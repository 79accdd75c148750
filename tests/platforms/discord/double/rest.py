"""The HTTP side: each request recorded, checked, limited, hurt by script, and answered.

Discord's answers carry exactly `application/json`; discord.py takes anything else for text.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from . import schema
from .core import Core, Request
from .faults import Bucket, Fault
from .wire import Json, Refused
from .world import World

PREFIX = "/api/v10"


@dataclass
class Upload:
    filename: str
    content: bytes
    content_type: str | None = None


@dataclass
class Call:
    """What a route's function is given."""

    core: Core
    params: dict[str, str]
    query: dict[str, str]
    body: Any
    now: float
    place: str
    files: dict[int, Upload] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.core.world

    def check(self, problems: list[str]) -> None:
        """Refuse the request, and put on record why, if there are problems."""
        if problems:
            raise self.core.violation(self.place, problems)


Reply = tuple[int, Any]
Route = tuple[str, str, Callable[[Call], Reply]]


class Rest:
    def __init__(self, core: Core, routes: list[Route]) -> None:
        self._core = core
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self.stopping = asyncio.Event()
        self._routes = routes
        self._checked: Counter[str] = Counter()

    def add_to(self, app: web.Application) -> None:
        for method, template, act in self._routes:
            app.router.add_route(method, PREFIX + template, self._handler(template, act))
        app.router.add_route("*", PREFIX + "/{rest:.*}", self._unknown)

    def _handler(self, template: str, act: Callable[[Call], Reply]) -> Any:
        async def handle(request: web.Request) -> web.Response:
            path = unquote(request.rel_url.raw_path.removeprefix(PREFIX))
            record = self._record(request, path, template)
            fault = self._core.faults.take(request.method, path)
            if fault is not None and await self._hurt(request, fault, "before"):
                return self._lost(request)
            body, files = await _read(request)
            record.body, record.files = body, [upload.filename for upload in files.values()]
            status, answer, headers = self._decide(request, record, fault, act, files)
            record.status, record.answer = status, answer
            record.code = answer.get("code") if status >= 400 else None
            self._core.changed()
            if fault is not None and await self._hurt(request, fault, "after"):
                return self._lost(request)
            return _response(status, answer, headers)

        return handle

    def _record(self, request: web.Request, path: str, template: str) -> Request:
        record = Request(request.method, path, template, dict(request.query), self._core.clock())
        self._core.requests.append(record)
        return record

    def _decide(
        self,
        request: web.Request,
        record: Request,
        fault: Fault | None,
        act: Callable[[Call], Reply],
        files: dict[int, Upload],
    ) -> tuple[int, Any, dict[str, str]]:
        now = asyncio.get_running_loop().time()
        scripted = _scripted(fault)
        limited = self._limited(request, record.template, now)
        if scripted is not None and not (fault and fault.acted):
            limited = scripted
        if limited is not None:
            return limited
        headers = self._limit_headers(request, record.template, now)
        try:
            self._authorise(request, record.template)
            self._check(record)
            params = dict(request.match_info)
            place = f"{record.method} {record.template}"
            call = Call(self._core, params, record.query, record.body, now, place, files)
            status, answer = act(call)
        except Refused as refusal:
            return refusal.status, refusal.body, headers
        if self._core.validate and self._worth_checking(record, status):
            told = self._spec.response_problems(record.method, record.template, status, answer)
            self._core.own_faults += [f"{place}: {problem}" for problem in told]
        return scripted or (status, answer, headers)

    def _worth_checking(self, record: Request, status: int) -> bool:
        """Answers of one route are alike: the first ones are checked, not thousands."""
        kind = f"{record.method} {record.template} {status}"
        self._checked[kind] += 1
        return self._checked[kind] <= 25

    @property
    def _spec(self) -> schema.Spec:
        return schema.load()

    def _authorise(self, request: web.Request, template: str) -> None:
        if template.startswith(("/interactions", "/webhooks")):
            return
        if request.headers.get("Authorization") != f"Bot {self._core.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _check(self, record: Request) -> None:
        """Refuse, and put on record, a body that Discord's own description does not allow."""
        if not self._core.validate or record.method == "GET":
            return
        problems = self._spec.request_problems(record.method, record.template, record.body)
        if problems:
            place = f"{record.method} {record.template}"
            raise self._core.violation(place, problems)

    def _limited(
        self, request: web.Request, template: str, now: float
    ) -> tuple[int, Any, dict[str, str]] | None:
        whole = self._core.global_limit
        if whole is not None and not template.startswith("/interactions") and not whole.take(now):
            return _too_many(whole.resets_at - now, whole_bot=True, via=True)
        bucket = self._bucket(request, template)
        if bucket.take(now):
            return None
        return _too_many(bucket.resets_at - now, whole_bot=False, via=True)

    def _bucket(self, request: web.Request, template: str) -> Bucket:
        route = f"{request.method} {template}"
        major = next(
            (request.match_info[k] for k in _MAJOR if k in request.match_info),
            "",
        )
        if (route, major) not in self._buckets or route in self._core.limits:
            limit, seconds = self._core.limits.get(route, (100_000, 1.0))
            known = self._buckets.get((route, major))
            if known is None or known.limit != limit:
                self._buckets[route, major] = Bucket(limit, seconds)
        return self._buckets[route, major]

    def _limit_headers(self, request: web.Request, template: str, now: float) -> dict[str, str]:
        bucket = self._bucket(request, template)
        left = max(bucket.resets_at - now, 0.0)
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.remaining),
            "X-RateLimit-Reset": f"{self._core.clock().timestamp() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": f"{hash((request.method, template)) & 0xFFFFFFFF:08x}",
        }

    async def _hurt(self, request: web.Request, fault: Fault, moment: str) -> bool:
        """Let the fault's part of this moment happen; true if no answer must be sent."""
        pause = fault.delay if moment == "before" else fault.delay_answer
        if pause:
            await asyncio.sleep(pause)
        if fault.hang == moment:
            await self.stopping.wait()
            return True
        return fault.drop == moment

    def _lost(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _unknown(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(PREFIX)
        self._record(request, path, path).status = 404
        self._core.own_faults.append(f"{request.method} {path} is not part of the double")
        return _response(404, {"message": "404: Not Found", "code": 0}, {})


_MAJOR = ("channel_id", "guild_id", "webhook_token", "interaction_token")


def _scripted(fault: Fault | None) -> tuple[int, Json, dict[str, str]] | None:
    if fault is None:
        return None
    if fault.retry_after is not None:
        return _too_many(fault.retry_after, whole_bot=fault.whole_bot, via=fault.via)
    if fault.status is not None:
        said = {"message": f"{fault.status}: scripted", "code": 0}
        return fault.status, said, {"Via": "1.1 google"}
    return None


def _too_many(seconds: float, *, whole_bot: bool, via: bool) -> tuple[int, Json, dict[str, str]]:
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(seconds, 3),
        "global": whole_bot,
        "code": 0,
    }
    headers = {"Retry-After": str(int(seconds) + 1)}
    headers["X-RateLimit-Scope"] = "global" if whole_bot else "user"
    if whole_bot:
        headers["X-RateLimit-Global"] = "true"
    return 429, body, headers | ({"Via": "1.1 google"} if via else {})


def _response(status: int, answer: Any, headers: dict[str, str]) -> web.Response:
    if status == 204:
        return web.Response(status=204, headers=headers)
    told = {"Content-Type": "application/json"} | headers
    return web.Response(status=status, body=json.dumps(answer).encode(), headers=told)


async def _read(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return (json.loads(raw) if raw else None), {}
    body: Any = None
    files: dict[int, Upload] = {}
    form = await request.post()
    for name, value in form.items():
        if isinstance(value, web.FileField):
            number = int(name.removeprefix("files[").removesuffix("]"))
            files[number] = Upload(value.filename, value.file.read(), value.content_type)
        elif name == "payload_json":
            body = json.loads(value)
    return body, files
