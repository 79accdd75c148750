"""Teams within the desk, and when people of them work: parts of the records."""

from collections.abc import Sequence
from typing import Protocol

from bot.desk.nouns.team import Shift, Team, TeamChange


class Teams(Protocol):
    """Who works on what."""

    def teams(self) -> Sequence[Team]:
        """Those that there are, by name."""
        ...

    def team_changes(self, name: str) -> Sequence[TeamChange]:
        """All that was ever said of one, the newest first."""
        ...

    def add_team_change(self, change: TeamChange) -> TeamChange:
        """The same, with its number."""
        ...

    def shift_of(self, person_id: str) -> Shift | None:
        """What somebody said last of when they work; None if they never did."""
        ...

    def shift(self, number: int) -> Shift: ...

    def add_shift(self, shift: Shift) -> None: ...

    def save_shift(self, shift: Shift) -> None: ...
