"""What of the work is one's own, where several programs share it.

Who has a share works on it; what counts is still decided by the state of the row, in the transaction.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Shares(Protocol):
    """What somebody has of the work."""

    def has(self, share: str) -> bool:
        """Whether it may be begun here now."""
        ...

    def taken_up(self, share: str) -> AbstractContextManager[None]:
        """Nobody else is given it while something of it is being worked on here."""
        ...


class Everything:
    """All of it: nobody else is at work."""

    def has(self, share: str) -> bool:
        """Yes."""
        return True

    @contextmanager
    def taken_up(self, share: str) -> Iterator[None]:
        """Nobody else could."""
        yield
