"""Reads a database that another program may have open: one thing at a time, without a trace."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.desk.ports.journal import Journal
from bot.store import connect
from bot.store.journal import SqliteJournal
from bot.store.reader import read
from bot.store.sqlite import read_only
from bot.store.writer import Outcome, Piece

T = TypeVar("T")


class Visitor:
    """What asks a journal that is open for reading alone."""

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._lock = asyncio.Lock()

    async def read(self, work: Callable[[Journal], T]) -> T:
        """Run on one view of what has been committed. Raises StoreError after a minute."""
        async with self._lock:
            outcome = await asyncio.to_thread(self._read, work)
        if outcome.error is not None:
            raise outcome.error
        return cast("T", outcome.result)

    def _read(self, work: Callable[[SqliteJournal], Any]) -> Outcome:
        return read(self._journal.db, [Piece(work, _nobody)], connect.LONG_LIMIT)[0]


def _nobody(_: Outcome) -> None:
    """The outcome is handed back instead."""


@contextmanager
def visiting(path: Path) -> Iterator[Visitor]:
    """Look into a database, in use or not. Raises as opening it does."""
    with read_only(path) as journal:
        yield Visitor(journal)
