"""A gateway session and the socket it may hold: numbering, replay, intents, compression.

A session outlives its socket; every event it may see is kept, so that RESUME can replay it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .wire import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 6, 7, 8
INVALID_SESSION, HELLO, ACK = 9, 10, 11

GUILDS, MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
MESSAGES, REACTIONS, DM_MESSAGES, DM_REACTIONS = 1 << 9, 1 << 10, 1 << 12, 1 << 13
CONTENT = 1 << 15

Encode = Callable[[bytes], bytes]


def encoder(compress: str | None) -> Encode | None:
    """The transport compression a client asked for; None for plain text frames."""
    if compress == "zlib-stream":
        stream = zlib.compressobj()
        return lambda text: stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH)
    if compress == "zstd-stream":
        return _zstd()
    return None


def _zstd() -> Encode:
    try:
        library: Any = importlib.import_module("compression.zstd")
    except ImportError:
        library = importlib.import_module("zstandard")
        old = library.ZstdCompressor().compressobj()
        return lambda text: bytes(
            old.compress(text) + old.flush(library.COMPRESSOBJ_FLUSH_BLOCK),
        )
    new = library.ZstdCompressor()
    return lambda text: bytes(new.compress(text, mode=new.FLUSH_BLOCK))


class Connection:
    """One WebSocket. Frames go out in order; a dead one swallows them, as a lost network does."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self.socket = socket
        self._encode = encoder(request.query.get("compress"))
        self._frames: asyncio.Queue[Json | int] = asyncio.Queue()
        self.session: Session | None = None
        self.dead = False
        self.closed_with: int | None = None
        """The code the double itself closed with."""

    def put(self, op: int, data: Any, *, s: int | None = None, t: str | None = None) -> None:
        self._frames.put_nowait({"op": op, "d": data, "s": s, "t": t})

    def close(self, code: int) -> None:
        """Close after everything already queued has gone out."""
        self._frames.put_nowait(code)

    def cut(self) -> None:
        """Drop the TCP connection without a close frame."""
        self.dead = True
        if self._request.transport is not None:
            self._request.transport.abort()

    async def write(self) -> None:
        with suppress(ConnectionError, RuntimeError):
            while True:
                frame = await self._frames.get()
                if isinstance(frame, int):
                    self.closed_with = frame
                    await self.socket.close(code=frame)
                    return
                if not self.dead:
                    await self._send(frame)

    async def _send(self, frame: Json) -> None:
        text = json.dumps(frame, separators=(",", ":"))
        if self._encode is None:
            await self.socket.send_str(text)
        else:
            await self.socket.send_bytes(self._encode(text.encode()))


@dataclass
class Session:
    id: str
    intents: int
    connection: Connection | None = None
    alive: bool = True
    sent: list[tuple[int, str, Json]] = field(default_factory=list)

    @property
    def seq(self) -> int:
        return self.sent[-1][0] if self.sent else 0

    @property
    def connected(self) -> bool:
        return self.connection is not None and not self.connection.dead

    def dispatch(self, event: str, data: Json) -> None:
        """Number and keep an event, and send it if a socket is there."""
        self.sent.append((self.seq + 1, event, data))
        if self.connection is not None:
            self.connection.put(DISPATCH, data, s=self.seq, t=event)

    def replay(self, after: int) -> int:
        missed = [entry for entry in self.sent if entry[0] > after]
        for s, event, data in missed:
            if self.connection is not None:
                self.connection.put(DISPATCH, data, s=s, t=event)
        return len(missed)
