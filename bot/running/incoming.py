"""Tickets that other programs open: a call becomes a command in the same intake as people's words.

Who asks is known by what the program says, which proves nothing: each is a person of their own.
"""

import asyncio
import hashlib
import json
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.delivery.intake import Intake
from bot.desk.nouns.event import KIND
from bot.desk.nouns.inbound import Address, Commanded, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.journal import Journal
from bot.errors import NotFound, StoreError
from bot.running.options import Options

PATH = "/api/tickets"
MOST_BYTES = 64 * 1024
MOST_WORDS = 20_000
A_MINUTE = 60
"""Calls that are taken in a minute."""
WAIT = 10.0
"""Seconds that a call waits for its ticket."""
_FIELDS = {"text": MOST_WORDS, "name": 100, "email": 200, "language": 10}
"""What a call may say, and how many characters of it."""
_LATER = "It is kept, and not worked on yet. Call again with the same Idempotency-Key."


class Wrong(Exception):
    """A call that can't be taken: its status, and why in plain words."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        self.status, self.headers = status, headers
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """Takes calls."""

    token: str
    room: str
    """The webhook to which replies go; "" where nobody takes them."""
    intake: Intake
    read: Callable[[Callable[[Journal], Any]], Awaitable[Any]]
    now: Callable[[], datetime]
    wait: float = WAIT
    _calls: deque[float] = field(default_factory=deque)
    """When the last ones were taken."""

    @classmethod
    def of(
        cls,
        options: Options,
        intake: Intake,
        read: Callable[[Callable[[Journal], Any]], Awaitable[Any]],
        now: Callable[[], datetime],
    ) -> "Incoming":
        """As the settings have it."""
        token, room = options.webhook_token, options.replies_to
        return cls(token=token, room=room, intake=intake, read=read, now=now)

    def routes(self) -> list[web.RouteDef]:
        """Where they are taken."""
        return [web.post(PATH, self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            return await self._take(request)
        except Wrong as wrong:
            said = {"error": str(wrong)}
            return web.json_response(said, status=wrong.status, headers=wrong.headers)
        except StoreError:
            said = {"error": "The desk can't keep anything just now. Call again with the same key."}
            return web.json_response(said, status=503, headers={"Retry-After": "30"})

    async def _take(self, request: web.Request) -> web.Response:
        self._let_in(request.headers.get("Authorization", ""))
        key = _mark(_key(request.headers.get("Idempotency-Key", "")))
        try:
            async with asyncio.timeout(self.wait):
                body = await _body(request)
        except TimeoutError:
            raise Wrong(408, "The call did not come to its end.", Connection="close") from None
        call = _read(body)
        number = call.pop("ticket", None)
        if number is not None:
            return await self._add(key, int(number), call)
        return await self._open(key, _mark(json.dumps(call, sort_keys=True)), call)

    def _let_in(self, given: str) -> None:
        """Whoever knows the token, so often in a minute."""
        if not secrets.compare_digest(
            f"Bearer {self.token}".encode(), given.encode("utf-8", "surrogateescape")
        ):
            raise Wrong(401, "The token is missing or wrong: Authorization: Bearer ...")
        now = time.monotonic()
        while self._calls and now - self._calls[0] >= 60:
            self._calls.popleft()
        if len(self._calls) >= A_MINUTE:
            rest = str(int(60 - (now - self._calls[0])) + 1)
            raise Wrong(429, f"More than {A_MINUTE} calls in a minute.", **{"Retry-After": rest})
        self._calls.append(now)

    async def _open(self, key: str, mark: str, call: dict[str, str]) -> web.Response:
        ident = f"{KIND}:{key}"
        known = await self._ticket(ident)
        if known is None:
            name, email = call.get("name", ""), call.get("email", "")
            shown = f"{name} ({email})" if name and email else name or email or "somebody"
            by = Person(id=ident, name=shown, language=call.get("language", ""))
            place = Place(platform=KIND, room=self.room or "none", thread=mark, private=True)
            words, at = call["text"], self.now()
            opened = Commanded(id=ident, at=at, by=by, place=place, line="person", quoted=words)
            await self.intake(opened)
        ticket = known or await self._soon(ident)
        if ticket is None:
            return web.json_response({"said": _LATER}, status=202)
        if ticket.place.thread != mark:
            raise Wrong(409, "This Idempotency-Key was used for a call that said something else.")
        return web.json_response({"ticket": ticket.number}, status=201)

    async def _add(self, key: str, number: int, call: dict[str, str]) -> web.Response:
        """Words of its requester for a ticket that was opened here."""

        def found(journal: Journal) -> Ticket | None:
            try:
                return journal.ticket(number)
            except NotFound:
                return None

        ticket = await self.read(found)
        if ticket is None or ticket.requester.platform != KIND:
            raise Wrong(404, f"No ticket {number} was opened here.")
        said = Said(
            id=f"{KIND}:{key}",
            at=self.now(),
            by=ticket.requester,
            place=ticket.place,
            text=call["text"],
            address=Address.DIRECT,
        )
        await self.intake(said)
        return web.json_response({"ticket": number}, status=202)

    async def _ticket(self, ident: str) -> Ticket | None:
        found = await self.read(lambda journal: journal.tickets_of(ident))
        return found[0] if found else None

    async def _soon(self, ident: str) -> Ticket | None:
        """The ticket, once the desk has worked on it."""
        ends = time.monotonic() + self.wait
        while (ticket := await self._ticket(ident)) is None and time.monotonic() < ends:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return ticket


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _key(text: str) -> str:
    if not 8 <= len(text) <= 200 or not text.isascii() or not text.isprintable():
        raise Wrong(400, "Idempotency-Key is missing, or not 8 to 200 plain characters.")
    return text


async def _body(request: web.Request) -> bytes:
    body = b""
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > MOST_BYTES:
            raise Wrong(413, f"That is more than {MOST_BYTES // 1024} KB.", Connection="close")
    return body


def _read(body: bytes) -> dict[str, Any]:
    """What a call says. Raises Wrong with the first thing that is not as it should be."""
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        raise Wrong(400, "The body is not JSON.") from None
    if not isinstance(call, dict):
        raise Wrong(400, 'The body is no object: write {"text": "..."}.')
    for name, value in call.items():
        if name == "ticket":
            if type(value) is not int or not 0 < value < 10**9:
                raise Wrong(400, "ticket is not a number of a ticket.")
        elif name not in _FIELDS:
            known = ", ".join([*_FIELDS, "ticket"])
            raise Wrong(400, f"There is no field of that name. I know {known}.")
        elif not isinstance(value, str) or len(value) > _FIELDS[name]:
            raise Wrong(400, f"{name} is not a text of up to {_FIELDS[name]} characters.")
        elif name != "text" and not value.isprintable():
            raise Wrong(400, f"{name} is not one plain line.")
        elif any("\ud800" <= sign <= "\udfff" for sign in value):
            raise Wrong(400, f"{name} has half a sign in it.")
    if not call.get("text", "").strip():
        raise Wrong(400, "text is missing: what is asked.")
    return call
