"""A proxy between a program and a server on this machine that does what bad networks do.

It knows bytes and nothing else: whatever speaks through it is what an owner runs.
"""

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

_CHUNK = 64 * 1024
_NEVER = struct.pack("ii", 1, 0)
"""Linger for no time: closing then sends RST instead of FIN."""


class Door(StrEnum):
    """What becomes of a new connection."""

    OPEN = "open"
    RESET = "reset"
    """It is taken and thrown away at once."""
    SILENT = "silent"
    """It is taken, and nothing is ever said."""
    SICK = "sick"
    """It is answered with 503."""


@dataclass(eq=False)
class Pipe:
    """One connection through the proxy, from its client to the server."""

    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    head: bytes
    """The first bytes of the client: which address of the server is asked for."""
    half_open: bool = False
    """Nothing goes through either way and nothing is closed, as when a router forgets."""
    late: float = 0.0
    """Seconds by which everything from the server is late."""
    cut_after: int | None = None
    """Bytes from the server after which it breaks: in the middle of a frame, mostly."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def server_side(self) -> tuple[str, int]:
        """What the server sees as its client's address."""
        name: tuple[str, int] = self.far.get_extra_info("sockname")
        return name

    def finish(self) -> None:
        """Close both ends as TCP does it (FIN)."""
        for end in (self.near, self.far):
            with suppress(OSError):
                end.close()
        self.ended.set()

    def reset(self) -> None:
        """Break both ends (RST)."""
        for end in (self.near, self.far):
            _reset(end)
        self.ended.set()

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool
    ) -> None:
        """Carry bytes one way until the end; `back` is from the server to the client."""
        while data := await reader.read(_CHUNK):
            if back and self.late:
                await asyncio.sleep(self.late)
            if self.half_open:
                continue
            if back and self.cut_after is not None:
                writer.write(data[: self.cut_after])
                await writer.drain()
                self.reset()
                return
            writer.write(data)
            await writer.drain()
        if not self.half_open:
            self.finish()


class Proxy:
    """Listens on 127.0.0.1 and hands on to another port there."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.pipes: list[Pipe] = []
        self.opened = 0
        """How many connections have gone through to the server."""
        self.door = Door.OPEN
        self.only = b""
        """Part of the first bytes of those for whom the door isn't open; b"" for all."""
        self.port = 0
        self._server: asyncio.Server | None = None
        self._waiting: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._taken, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of everything."""
        if self._server is not None:
            self._server.close()
        self.mend()
        for pipe in list(self.pipes):
            pipe.reset()
        for writer in list(self._waiting):
            _reset(writer)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def mend(self) -> None:
        """What works works well again, and the server finds out about what was half-open."""
        for pipe in self.pipes:
            pipe.late, pipe.cut_after = 0.0, None
        for pipe in [pipe for pipe in self.pipes if pipe.half_open]:
            pipe.reset()
            self.pipes.remove(pipe)

    def black_out(self) -> None:
        """Nothing gets through any more, and nobody is told."""
        self.door = Door.SILENT
        for pipe in self.pipes:
            pipe.half_open = True

    def working(self) -> list[Pipe]:
        """The connections that work."""
        return [pipe for pipe in self.pipes if not pipe.half_open]

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.CancelledError):
                await self._served(reader, writer)
        finally:
            self._tasks.discard(task)
            with suppress(OSError):
                writer.close()

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b"" if self.door is not Door.OPEN and not self.only else await reader.read(_CHUNK)
        if self.door is Door.OPEN or self.only not in head:
            await self._piped(reader, writer, head)
        elif self.door is Door.RESET:
            _reset(writer)
        elif self.door is Door.SICK:
            if not head:
                await reader.read(_CHUNK)
            writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        else:
            self._waiting.add(writer)
            while await reader.read(_CHUNK):
                pass
            self._waiting.discard(writer)

    async def _piped(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes
    ) -> None:
        if not head:
            return
        back, far = await asyncio.open_connection("127.0.0.1", self._target)
        pipe = Pipe(writer, far, head)
        self.pipes.append(pipe)
        self.opened += 1
        far.write(head)
        ways = (pipe.carry(reader, far, back=False), pipe.carry(back, writer, back=True))
        tasks = [asyncio.create_task(way) for way in ways]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            if not pipe.half_open:  # else the server goes on believing in it
                pipe.finish()
                self.pipes.remove(pipe)


def _reset(writer: asyncio.StreamWriter) -> None:
    line = writer.get_extra_info("socket")
    with suppress(OSError):
        if line is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NEVER)
    writer.transport.abort()
