"""Teams and shifts as rows: each change is one, and of each name or person the newest counts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.team import Shift, Team, TeamChange
from bot.store.base import Connected
from bot.store.shape import Shape

CHANGE: Shape[TeamChange] = Shape(TeamChange, "team_change", key="number")
SHIFT: Shape[Shift] = Shape(
    Shift, "shift", key="number", extra={"person_id": lambda shift: shift.person.id}
)
_NEWEST = "WHERE number IN (SELECT max(number) FROM team_change GROUP BY name) ORDER BY name"


class Teams(Connected):
    """Part of the records."""

    def teams(self) -> Sequence[Team]:
        return [each.team for each in self.loaded(CHANGE, _NEWEST) if each.team]

    def team_changes(self, name: str) -> Sequence[TeamChange]:
        return self.loaded(CHANGE, "WHERE name = ? ORDER BY number DESC", (name,))

    def add_team_change(self, change: TeamChange) -> TeamChange:
        return replace(change, number=self.added(CHANGE, change))

    def shift_of(self, person_id: str) -> Shift | None:
        found = self.loaded(SHIFT, "WHERE person_id = ? ORDER BY number DESC LIMIT 1", (person_id,))
        return found[0] if found else None

    def shift(self, number: int) -> Shift:
        (found,) = self.loaded(SHIFT, "WHERE number = ?", (number,))
        return found

    def add_shift(self, shift: Shift) -> None:
        self.new_alarms = True
        self.added(SHIFT, shift)

    def save_shift(self, shift: Shift) -> None:
        self.db.execute(SHIFT.update, [*SHIFT.cells(shift), shift.number])
