"""Discord's gateway v10 over real WebSockets, with the ways it fails.

It knows sessions and sockets only; what an event says is decided by whoever publishes it.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSMsgType, web

from . import payloads
from .sessions import (
    ACK,
    CONTENT,
    GUILDS,
    HEARTBEAT,
    HELLO,
    IDENTIFY,
    INVALID_SESSION,
    MEMBERS,
    PRESENCES,
    RECONNECT,
    REQUEST_MEMBERS,
    RESUME,
    Connection,
    Session,
)
from .wire import Json
from .world import World


class Gateway:
    """All sessions of the one bot. `journal` tells in order what happened on the wire."""

    def __init__(self, world: World, token: str, changed: Callable[[], None]) -> None:
        self._world = world
        self._changed = changed
        self.token = token
        self.url = ""
        self.heartbeat_interval = 41.25
        self.allowed_intents = ~(CONTENT | MEMBERS | PRESENCES)
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.journal: list[str] = []
        self.identifies = 0
        self._refusals: dict[str, list[int]] = {"connect": [], "resume": []}

    # What tests make it do

    def refuse(self, status: int, *, times: int = 1, on: str = "resume") -> None:
        """Answer the next WebSocket handshakes with an HTTP status; on: resume or connect."""
        self._refusals[on] += [status] * times

    def cut(self) -> None:
        """Drop every socket without a goodbye; sessions stay resumable."""
        for connection in list(self.connections):
            self._detach(connection)
            connection.cut()
        self._note("cut")

    def close(self, code: int = 4000) -> None:
        for connection in self.connections:
            connection.close(code)

    def ask_to_reconnect(self) -> None:
        """Op 7: the client should RESUME elsewhere."""
        for connection in self.connections:
            connection.put(RECONNECT, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9 to every socket; sessions die unless resumable."""
        for connection in self.connections:
            if connection.session is not None and not resumable:
                connection.session.alive = False
            connection.put(INVALID_SESSION, resumable)

    def forget_sessions(self) -> None:
        """Disconnected for too long: the next RESUME is answered with op 9 false."""
        for session in self.sessions.values():
            session.alive = False

    def play_dead(self) -> None:
        """Sockets stay open, nothing comes through any more, heartbeats are not acked."""
        for connection in self.connections:
            self._detach(connection)
            connection.dead = True
        self._note("zombie")

    def dispatch(self, event: str, intent: int, data: Json, wordless: Json | None = None) -> None:
        """Give an event to every living session that asked for it.

        `wordless` is what a session without the Message Content intent gets.
        """
        for session in self.sessions.values():
            if not session.alive or (intent and not session.intents & intent):
                continue
            bare = wordless is not None and not session.intents & CONTENT
            session.dispatch(event, wordless if bare and wordless is not None else data)
        self._changed()

    def dispatch_now(self, event: str, data: Json) -> None:
        """Give an event to connected sessions only; interactions are never replayed."""
        for session in self.live:
            session.dispatch(event, data)
        self._changed()

    @property
    def live(self) -> list[Session]:
        """The sessions with a working socket."""
        return [s for s in self.sessions.values() if s.alive and s.connected]

    # The wire

    async def serve(self, request: web.Request) -> web.StreamResponse:
        kind = "resume" if request.path.endswith("/resume") else "connect"
        if self._refusals[kind]:
            status = self._refusals[kind].pop(0)
            self._note(f"{kind} refused {status}")
            return web.Response(status=status)
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(request, socket)
        self.connections.append(connection)
        connection.put(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
        writer = asyncio.create_task(connection.write())
        try:
            await self._listen(connection)
        finally:
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
            self.connections.remove(connection)
            self._left(connection)
        return socket

    async def _listen(self, connection: Connection) -> None:
        loop = asyncio.get_running_loop()
        received: deque[float] = deque(maxlen=120)
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT or connection.dead:
                continue
            if len(received) == 120 and loop.time() - received[0] < 60:
                connection.close(4008)
                return
            received.append(loop.time())
            if len(frame.data) > 4096:
                connection.close(4002)
                return
            payload = json.loads(frame.data)
            self._heard(connection, payload["op"], payload.get("d"))

    def _heard(self, connection: Connection, op: int, data: Json) -> None:
        if op == HEARTBEAT:
            connection.put(ACK, None)
        elif op == IDENTIFY:
            self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif op == REQUEST_MEMBERS and connection.session is not None:
            self._members(connection.session, data)
        self._changed()

    def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies += 1
        if data["token"] != self.token:
            self._note("identify refused 4004")
            connection.close(4004)
            return
        if data["intents"] & ~self.allowed_intents:
            self._note("identify refused 4014")
            connection.close(4014)
            return
        session = Session(f"session-{self.identifies}", data["intents"], connection)
        self.sessions[session.id] = session
        connection.session = session
        self._note("ready")
        session.dispatch("READY", self._ready(session))
        for guild in self._world.guilds.values():
            if session.intents & GUILDS and self._world.bot.id in guild.members:
                told = payloads.guild(self._world, guild, members=bool(session.intents & MEMBERS))
                session.dispatch("GUILD_CREATE", told)

    def _ready(self, session: Session) -> Json:
        return {
            "v": 10,
            "user": payloads.me(self._world.bot),
            "guilds": [{"id": g, "unavailable": True} for g in self._world.guilds],
            "session_id": session.id,
            "resume_gateway_url": f"{self.url}/resume",
            "application": {"id": self._world.bot.id, "flags": 0},
            "private_channels": [],
        }

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or not session.alive or data["seq"] > session.seq:
            self._note("resume invalid")
            connection.put(INVALID_SESSION, False)
            return
        if session.connection is not None:
            session.connection.cut()
        session.connection = connection
        connection.session = session
        missed = session.replay(data["seq"])
        self._note(f"resumed after {missed} missed")
        session.dispatch("RESUMED", {})

    def _members(self, session: Session, data: Json) -> None:
        guild = self._world.guilds[
            data["guild_id"] if isinstance(data["guild_id"], str) else str(data["guild_id"])
        ]
        wanted = data.get("user_ids")
        asked = {
            str(w) for w in (wanted if isinstance(wanted, list) else [wanted] if wanted else [])
        }
        starts = (data.get("query") or "").lower()
        found = [
            payloads.member(self._world, m)
            for m in guild.members.values()
            if (m.user_id in asked if asked else self._named(m.user_id, starts))
        ]
        told: Json = {
            "guild_id": guild.id,
            "members": found[: data.get("limit") or None],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": sorted(asked - set(guild.members)),
        }
        if "nonce" in data:
            told["nonce"] = data["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", told)

    def _named(self, user_id: str, starts: str) -> bool:
        return self._world.users[user_id].name.lower().startswith(starts)

    def _left(self, connection: Connection) -> None:
        """Tidy up; a client that says goodbye with 1000 or 1001 gives its session up."""
        code = connection.closed_with or connection.socket.close_code
        if connection.session is not None and code in (1000, 1001):
            connection.session.alive = False
        self._detach(connection)
        self._note(f"closed {code}" if connection.closed_with else f"left {code}")

    def _detach(self, connection: Connection) -> None:
        if connection.session is not None and connection.session.connection is connection:
            connection.session.connection = None

    def _note(self, what: str) -> None:
        self.journal.append(what)
        self._changed()
