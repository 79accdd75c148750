"""A pooler in front of a PostgreSQL server, as far as one is seen: transactions share connections.

It knows where a message of the protocol ends, and whether a transaction is open, and nothing else.
https://www.postgresql.org/docs/15/protocol-message-formats.html
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bot.settings.values import Server

_PROTOCOL = 196608
"""3.0; any other first message asks for encryption, which is refused."""


class Pooler:
    """Between clients on a port of this machine and a server's socket."""

    def __init__(self, path: Path, *, sessions: bool) -> None:
        """`sessions`: whoever has a connection keeps it until they go."""
        self._path, self._sessions = path, sessions
        self._idle: list[tuple[socket.socket, bytes]] = []
        self._held = ExitStack()
        self._door = self._held.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Nobody comes in any more."""
        self._held.close()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError, EOFError), client:
            first = _first(client)
            server, greeting = self._take(first)
            if not self._sessions:
                self._idle.append((server, greeting))
            client.sendall(greeting)
            mine: socket.socket | None = server if self._sessions else None
            while (message := _message(client))[:1] != b"X":
                mine = mine or self._take(first)[0]
                mine.sendall(message)
                if message[:1] in b"QS" and _answered(mine, client) and not self._sessions:
                    self._idle.append((mine, greeting))
                    mine = None

    def _take(self, first: bytes) -> tuple[socket.socket, bytes]:
        """The one that was given back last, or one more; with what it said when it was opened."""
        if self._idle:
            return self._idle.pop()
        server = self._held.enter_context(socket.socket(socket.AF_UNIX))
        server.connect(str(self._path))
        server.sendall(first)
        greeting = b""
        while True:
            message = _message(server)
            greeting += message
            if message[:1] == b"Z":
                return server, greeting


def _first(client: socket.socket) -> bytes:
    while True:
        head = _exactly(client, 8)
        length, code = struct.unpack("!ii", head)
        rest = _exactly(client, length - 8)
        if code == _PROTOCOL:
            return head + rest
        client.sendall(b"N")


def _answered(server: socket.socket, client: socket.socket) -> bool:
    """Hand the answer over; whether no transaction is open behind it."""
    while True:
        message = _message(server)
        client.sendall(message)
        if message[:1] == b"Z":
            return message[-1:] == b"I"


def _message(end: socket.socket) -> bytes:
    head = _exactly(end, 5)
    return head + _exactly(end, struct.unpack("!i", head[1:])[0] - 4)


def _exactly(end: socket.socket, number: int) -> bytes:
    found = b""
    while len(found) < number:
        more = end.recv(number - len(found))
        if not more:
            raise EOFError
        found += more
    return found


@contextmanager
def pooled(database: Server, *, sessions: bool) -> Iterator[Server]:
    """The same database, through a pooler."""
    before, _, folder = database.url.partition("?host=")
    pooler = Pooler(Path(folder, ".s.PGSQL.5432"), sessions=sessions)
    try:
        yield Server(before.replace("@/", f"@127.0.0.1:{pooler.port}/"))
    finally:
        pooler.close()
