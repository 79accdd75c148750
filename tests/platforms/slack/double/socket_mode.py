"""Socket Mode: the connections, the envelopes, the acks and the second tries.

Each payload goes to one connection, in turn; Slack does not know which of them still listens.
"""

import asyncio
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from .clock import Clock
from .delivery import Attempt, Delivery, State
from .pulse import Pulse
from .settings import JSON, Options, Timing, Violation

HOST = "applink-double"


@dataclass
class Connection:
    """One open WebSocket. `deaf` is half-open: nothing is read or written, nothing is closed."""

    id: str
    ws: web.WebSocketResponse
    request: web.Request
    deaf: bool = False
    leaving: bool = False
    reading: asyncio.Task[None] | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, frame: JSON) -> bool:
        """Send one frame; a half-open connection swallows it."""
        if self.deaf:
            return True
        try:
            await self.ws.send_str(json.dumps(frame))
        except (ConnectionError, RuntimeError):
            return False
        return True


class SocketMode:
    """Slack's end of every Socket Mode connection of one app."""

    def __init__(
        self, clock: Clock, timing: Timing, options: Options, pulse: Pulse, app_id: str
    ) -> None:
        self.clock, self.timing, self.options, self.app_id = clock, timing, options, app_id
        self.connections: list[Connection] = []
        self.hellos: list[JSON] = []
        self.acks: list[JSON] = []
        self.violations: list[Violation] = []
        self.tickets: set[str] = set()
        self.link_disabled = False
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[JSON | None]] = {}
        self._past: dict[str, Attempt] = {}
        self.pulse = pulse

    def ticket(self) -> str:
        """A ticket that opens one connection."""
        ticket = str(uuid.uuid4())
        self.tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection from hello to its end."""
        if request.query.get("ticket", "") not in self.tickets:
            return web.Response(status=401, text="invalid ticket")
        self.tickets.discard(request.query["ticket"])
        ws = web.WebSocketResponse(autoping=True)
        await ws.prepare(request)
        connection = Connection(uuid.uuid4().hex[:8], ws, request)
        if self.link_disabled or len(self.connections) >= self.options.max_connections:
            reason = "link_disabled" if self.link_disabled else "too_many_websockets"
            await self.say_goodbye(connection, reason)
            return ws
        self.connections.append(connection)
        await connection.send(self._hello())
        self.pulse.bump()
        ping = asyncio.create_task(self._ping(connection))
        connection.reading = asyncio.create_task(self._read(connection))
        try:
            with suppress(asyncio.CancelledError):
                await connection.reading
            if connection.deaf:
                await connection.released.wait()
        finally:
            ping.cancel()
            connection.reading.cancel()
            if connection in self.connections:
                self.connections.remove(connection)
            self.pulse.bump()
        return ws

    def _hello(self) -> JSON:
        hello: JSON = {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": HOST,
                "build_number": 118,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self.app_id},
        }
        self.hellos.append(hello)
        return hello

    async def _ping(self, connection: Connection) -> None:
        while not connection.ws.closed:
            if not connection.deaf:
                with suppress(ConnectionError):
                    await connection.ws.ping(f"Ping from {HOST}".encode())
            await self.clock.sleep(self.timing.ping_every)

    async def _read(self, connection: Connection) -> None:
        async for message in connection.ws:
            if message.type is WSMsgType.TEXT:
                self._take_ack(message.data)

    def _take_ack(self, text: str) -> None:
        try:
            ack = json.loads(text)
            envelope = ack["envelope_id"]
        except (ValueError, TypeError, KeyError):
            self.violations.append(Violation("socket", "not an ack", text[:200]))
            return
        self.acks.append({"at": self.clock.now(), **ack})
        future = self._waiting.pop(envelope, None)
        if future is not None and not future.done():
            future.set_result(ack)
        elif envelope in self._past:
            self._past[envelope].late_ack_at = self.clock.now()
        else:
            self.violations.append(Violation("socket", "ack of an unknown envelope", envelope))
        self.pulse.bump()

    def _next_connection(self) -> Connection | None:
        usable = [c for c in self.connections if not c.leaving]
        if not usable:
            return None
        self._turn += 1
        return usable[self._turn % len(usable)]

    async def attempt(self, delivery: Delivery, number: int, *, retry: bool) -> bool:
        """Send one envelope and wait for its ack; whether it came in time."""
        envelope_id = str(uuid.uuid4())
        connection = self._next_connection()
        record = Attempt(envelope_id, connection.id if connection else None, self.clock.now())
        delivery.attempts.append(record)
        if connection is None:
            return False
        frame: JSON = {
            "envelope_id": envelope_id,
            "payload": delivery.payload,
            "type": delivery.kind,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if retry:
            frame |= {"retry_attempt": number, "retry_reason": "timeout" if number else ""}
        future: asyncio.Future[JSON | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id], self._past[envelope_id] = future, record
        timer = self.clock.call_later(
            self.timing.ack, lambda: None if future.done() else future.set_result(None)
        )
        try:
            ack = await future if await connection.send(frame) else None
        finally:
            timer.cancel()
            self._waiting.pop(envelope_id, None)
        if ack is None:
            return False
        record.acked_at = self.clock.now()
        payload = ack.get("payload")
        delivery.response = payload if isinstance(payload, dict) else None
        if payload is not None and delivery.kind == "events_api":
            self.violations.append(Violation("socket", "payload in the ack of an event"))
        return True

    async def deliver(self, delivery: Delivery) -> None:
        """Bring one payload to the app: events with second tries, the rest once."""
        retry = delivery.kind == "events_api"
        waits = (0.0, *self.timing.retries) if retry else (0.0,)
        for number, wait in enumerate(waits):
            if wait:
                await self.clock.sleep(wait)
            if await self.attempt(delivery, number, retry=retry):
                delivery.finish(State.ACKED)
                break
        else:
            delivery.finish(State.GIVEN_UP)
        self.pulse.bump()

    async def say_goodbye(self, connection: Connection, reason: str) -> None:
        """Tell a connection to leave; all but a warning close it."""
        frame: JSON = {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}
        if reason != "warning":
            connection.leaving = True
        await connection.send(frame)
        if reason != "warning":
            with suppress(ConnectionError, TimeoutError, RuntimeError):
                await asyncio.wait_for(connection.ws.close(), 0.5)

    def cut(self, connection: Connection) -> None:
        """Break a connection without a word."""
        connection.leaving = True
        if connection.request.transport is not None:
            connection.request.transport.abort()
        connection.released.set()

    def deafen(self, connection: Connection) -> None:
        """Leave a connection half-open: no reading, no writing, no closing."""
        connection.deaf = True
        if connection.reading is not None:
            connection.reading.cancel()

    async def stop(self) -> None:
        """Let go of everything at once."""
        for connection in list(self.connections):
            self.cut(connection)
        for future in self._waiting.values():
            future.cancel()
