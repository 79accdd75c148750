"""The threads of a store: one that writes in groups, some that read. Each has a queue.

How a group becomes one transaction, and who else has the database, is each store's own.
"""

import queue
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from bot.desk.ports.journal import Changes
from bot.errors import StoreError
from bot.store.journal import StoredJournal
from bot.store.pieces import Outcome, Piece, joined


class Connection(Protocol):
    """The writing one, as far as it is the same everywhere."""

    def execute(self, query: Any, /) -> Any: ...


class Writing(ABC):
    """The one thread that writes: a piece of work is whole or not at all, and told of once committed."""

    group: ClassVar[int]
    """Pieces of work in one commit, at most."""
    pulse: ClassVar[float | None] = None
    """Seconds without work after which it shows that it lives; None where nobody asks."""

    def __init__(self, committed: Callable[[Changes], None]) -> None:
        """`committed` hears of each group, in the writer's thread, which `start` starts."""
        self._committed = committed
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._closed = False
        self.refused = ""
        """What was said, from when something could not be written until something is again."""
        self.commits = 0
        """How many groups have been committed since the start."""
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)

    def start(self) -> None:
        """Once all is there that the thread needs."""
        self._thread.start()

    def put(self, piece: Piece) -> None:
        """Queue a piece of work. Raises StoreError once the store is closed."""
        if self._closed:
            raise StoreError("The database has been closed.")
        self._queue.put(piece)

    def close(self) -> None:
        """Finish what is queued."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            group, last = self._gather()
            if group or self._behind():
                self._do(group)
            elif not last:
                self._beat()
            if last:
                return

    def _gather(self) -> tuple[list[Piece], bool]:
        """Wait for work, where there is none of one's own, then take along all that is there already."""
        group: list[Piece] = []
        try:
            piece = self._queue.get(block=not self._behind(), timeout=self.pulse)
        except queue.Empty:
            return group, False
        while piece is not None:
            group.append(piece)
            if len(group) == self.group:
                return group, False
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _do(self, group: list[Piece]) -> None:
        changes: list[Changes] = []
        try:
            outcomes = self._commit(group, changes)
        except Exception as error:  # noqa: BLE001 - whatever it was, nobody may be left waiting
            outcomes = [Outcome(error=self._failed(error))] * len(group)
            changes = []
        self._noted(outcomes)
        for piece, outcome in zip(group, outcomes, strict=True):
            piece.settle(outcome)
        together = joined(changes)
        if together != Changes():
            self._committed(together)

    def _piece(
        self, conn: Connection, journal: StoredJournal, piece: Piece, changes: list[Changes]
    ) -> Outcome:
        """One of the group, in the transaction that is open. Raises what ends it for all."""
        conn.execute("SAVEPOINT piece")
        try:
            result = piece.work(journal)
            self._worked(journal)
        except Exception as error:
            if self._ends_all(error):
                raise
            conn.execute("ROLLBACK TO piece")
            conn.execute("RELEASE piece")
            return Outcome(error=self._said(error))
        conn.execute("RELEASE piece")
        changes.append(journal.changes())
        return Outcome(result=result)

    def _behind(self) -> bool:
        """Whether something of its own is left to do once nobody has work for it."""
        return False

    @abstractmethod
    def _beat(self) -> None:
        """Show that it lives."""

    @abstractmethod
    def _noted(self, outcomes: list[Outcome]) -> None:
        """What became of a group, before anybody hears of it."""

    @abstractmethod
    def _commit(self, group: list[Piece], changes: list[Changes]) -> list[Outcome]:
        """Have the group kept for good. Raises what fails it whole."""

    def _failed(self, error: Exception) -> Exception:
        """What is told to all whose work failed together."""
        return self._said(error)

    @abstractmethod
    def _said(self, error: Exception) -> Exception:
        """What is told to whose work failed."""

    @abstractmethod
    def _ends_all(self, error: Exception) -> bool:
        """Whether it has ended the transaction, and not a piece alone."""

    @abstractmethod
    def _worked(self, journal: Any) -> None:
        """A piece is done, and its savepoint still open."""


class Reading(ABC):
    """Some threads that read. A read sees all that was committed before it was asked for."""

    def __init__(self, count: int) -> None:
        """So many, which `start` starts."""
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"store-reader_{number}", daemon=True)
            for number in range(count)
        ]

    def start(self) -> None:
        """Once all is there that they need."""
        for thread in self._threads:
            thread.start()

    def put(self, piece: Piece) -> None:
        """Queue a read. Raises StoreError once closed."""
        if self._closed:
            raise StoreError("The database has been closed.")
        self._queue.put(piece)

    def close(self) -> None:
        """Finish what is queued, and end."""
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    @abstractmethod
    def _run(self) -> None:
        """Settle what is queued, until there is a None."""
