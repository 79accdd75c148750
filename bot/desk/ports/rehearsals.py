"""What would have been said in rehearsal: part of the records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.rehearsed import Rehearsed, Tally


class Rehearsals(Protocol):
    """Rehearsed questions by number."""

    def add_rehearsed(self, rehearsed: Rehearsed) -> Rehearsed:
        """The same, with its id."""
        ...

    def rehearsed(self, number: int) -> Rehearsed:
        """Raises NotFound."""
        ...

    def save_rehearsed(self, rehearsed: Rehearsed) -> None: ...

    def tallies(self, since: datetime, until: datetime) -> Sequence[Tally]:
        """How the rehearsal of each room went in that span, the most asked first."""
        ...
