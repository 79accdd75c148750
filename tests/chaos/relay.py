"""Between one program and a PostgreSQL server's socket, on a port of its own: it can be cut off."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Self

_CHUNK = 64 * 1024


class Relay:
    """Hands on what it is given, until it is cut."""

    def __init__(self, socket: Path) -> None:
        """`socket`: the server's."""
        self._socket = socket
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._through = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> Self:
        """Listen on this machine."""
        self._through.set()
        self._server = await asyncio.start_server(self._taken, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of everything."""
        if self._server is not None:
            self._server.close()
        self.mend()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Let nothing through, either way, and say nothing of it."""
        self._through.clear()

    def mend(self) -> None:
        """Break what was open, as a network does that comes back, and let through what is new."""
        for end in self._ends:
            end.transport.abort()
        self._through.set()

    async def _taken(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            await self._through.wait()
            far, on = await asyncio.open_unix_connection(self._socket)
            self._ends |= {back, on}
            try:
                await asyncio.wait(
                    [
                        asyncio.ensure_future(self._carry(near, on)),
                        asyncio.ensure_future(self._carry(far, back)),
                    ],
                    return_when=asyncio.FIRST_COMPLETED,
                )
            finally:
                self._ends -= {back, on}
                on.transport.abort()
        except OSError:
            return  # the server is away, and whoever asked for it hears so
        finally:
            back.transport.abort()

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(_CHUNK):
                await self._through.wait()
                sink.write(data)
                await sink.drain()
