"""The doors of a store: work goes in to its threads, what became of it comes back to who waits.

How the threads do it is each store's own.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from bot.desk.ports.journal import Changes, Journal
from bot.store.mailbox import Mailbox
from bot.store.pieces import Piece, resolve
from bot.store.threads import Reading, Writing

T = TypeVar("T")


class Doors:
    """Half of a store; the other half has the threads that do what is put in."""

    _writer: Writing
    _readers: Reading
    _slow: Reading
    """For what is long."""

    def __init__(self) -> None:
        self._heard: list[tuple[Mailbox, Callable[[Changes], None]]] = []
        self._mail: Mailbox | None = None

    def _to_write(self, piece: Piece) -> None:
        self._writer.put(piece)

    def _to_read(self, piece: Piece, *, long: bool) -> None:
        (self._slow if long else self._readers).put(piece)

    @property
    def refused(self) -> str:
        """What was said when something could not be written; "" once something is again."""
        return self._writer.refused

    @property
    def commits(self) -> int:
        """How often something was committed since the start: each is one flush to disk."""
        return self._writer.commits

    def _finish(self) -> None:
        """Do what is queued, and end the threads."""
        self._readers.close()
        self._slow.close()
        self._writer.close()

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Run in one transaction; on return it is durable. Raises StoreError, or what `work` did."""
        mail = self._mailbox()
        future: asyncio.Future[T] = mail.loop.create_future()
        self._to_write(Piece(work, lambda done: mail.put(lambda: resolve(future, done))))
        return await future

    def write_now(self, work: Callable[[Journal], T]) -> T:
        """Write, for those outside the event loop: blocks until it is durable."""
        future: Future[T] = Future()
        self._to_write(Piece(work, lambda outcome: resolve(future, outcome)))
        return future.result()

    async def read(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Run on a consistent view of what has been committed. Raises StoreError after 5 s.

        What is `long` has a minute, and a thread of its own.
        """
        mail = self._mailbox()
        future: asyncio.Future[T] = mail.loop.create_future()
        piece = Piece(work, lambda done: mail.put(lambda: resolve(future, done)))
        self._to_read(piece, long=long)
        return await future

    def read_now(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Read, for those outside the event loop."""
        future: Future[T] = Future()
        self._to_read(Piece(work, lambda outcome: resolve(future, outcome)), long=long)
        return future.result()

    def subscribe(self, heard: Callable[[Changes], None]) -> None:
        """Call this in the event loop after each commit that changed something."""
        self._heard.append((self._mailbox(), heard))

    def unsubscribe(self, heard: Callable[[Changes], None]) -> None:
        """Stop calling it."""
        self._heard = [(mail, each) for mail, each in self._heard if each != heard]

    def _mailbox(self) -> Mailbox:
        loop = asyncio.get_running_loop()
        if self._mail is None or self._mail.loop is not loop:
            self._mail = Mailbox(loop)
        return self._mail

    def _committed(self, changes: Changes) -> None:
        for mail, heard in self._heard:
            mail.put(lambda heard=heard: heard(changes))  # type: ignore[misc]
