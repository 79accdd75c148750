"""A program that is told of events, on a real socket: it answers as told, also not at all."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Told:
    """One call."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What it was told, and how it answers the next calls; then 204."""

    told: list[Told] = field(default_factory=list)
    answers: deque[Answer] = field(default_factory=deque)
    port: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/desk"

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one call whole, then answer."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            if head[0].startswith("POST"):
                self.told.append(Told(headers, body))
            await (self.answers.popleft() if self.answers else status(204))(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """One that listens."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()


def status(number: int, *headers: str) -> Answer:
    """Answer so."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        lines = (f"HTTP/1.1 {number} Told so", *headers, "Content-Length: 0", "", "")
        writer.write("\r\n".join(lines).encode())
        await writer.drain()

    return answer


def raw(text: bytes) -> Answer:
    """Write these bytes, and hang up."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(text)
        await writer.drain()

    return answer


def hang(until: asyncio.Event) -> Answer:
    """Say nothing until then."""

    async def answer(_: asyncio.StreamWriter) -> None:
        await until.wait()

    return answer
