"""Reads a database that another program may have open: one thing at a time, without a trace."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from bot.desk.ports.journal import Journal
from bot.settings.values import Server
from bot.store.choosing import asking
from bot.store.pieces import Outcome, Work

T = TypeVar("T")


class Visitor:
    """What asks a database that is open for reading alone."""

    def __init__(self, ask: Callable[[Work], Outcome]) -> None:
        self._ask = ask
        self._lock = asyncio.Lock()

    async def read(self, work: Callable[[Journal], T]) -> T:
        """Run on one view of what has been committed. Raises StoreError after a minute."""
        async with self._lock:
            outcome = await asyncio.to_thread(self._ask, work)
        if outcome.error is not None:
            raise outcome.error
        return cast("T", outcome.result)


@contextmanager
def visiting(database: Path | Server) -> Iterator[Visitor]:
    """Look into a database, in use or not. Raises as opening it does."""
    with asking(database) as ask:
        yield Visitor(ask)
