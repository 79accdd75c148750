"""Past questions asked again with a change and without it: what of their outcomes the change moves.

Values only; nothing here is stored.
"""

from dataclasses import dataclass
from enum import StrEnum


class Moves(StrEnum):
    """What a change does to a past question."""

    NEW = "new"
    """It would be answered, and was not."""
    CHANGED = "changed"
    """It would get another entry for an answer."""
    LOST = "lost"
    """It would be answered no longer."""
    WRONG = "wrong"
    """It would be answered, and by its customer's own word wrongly."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A past question whose outcome is another with the change."""

    how: Moves
    text: str
    before: str = ""
    """Id of the entry that answers it without the change; "" where none does."""
    after: str = ""
    """And with it."""


@dataclass(frozen=True, kw_only=True)
class Replay:
    """What became of the newest questions."""

    asked: int
    """How many were asked again."""
    moved: tuple[Moved, ...] = ()
    reworded: int = 0
    """How many get the same entry for an answer, in other words."""

    def of(self, how: Moves) -> list[Moved]:
        """Those that it does that to, the newest first."""
        return [each for each in self.moved if each.how is how]

    def against(self, entry: str) -> list[Moved]:
        """What somebody should look at before that entry is saved: it would take from another entry what
        that one answers now, or by a customer's word something would be answered wrongly."""
        taken = (each for each in self.of(Moves.CHANGED) if each.after == entry)
        lost = (each for each in self.of(Moves.LOST) if each.before != entry)
        return [*self.of(Moves.WRONG), *taken, *lost]
