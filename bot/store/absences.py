"""Absences of the team as rows."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.absence import Absence
from bot.store.base import Connected
from bot.store.shape import Shape, to_cell

ABSENCE: Shape[Absence] = Shape(
    Absence, "absence", key="number", extra={"person_id": lambda absence: absence.person.id}
)
_STANDS = "ended_at IS NULL AND until > :now"
"""Those that are to come too."""


class Absences(Connected):
    """Part of the records."""

    def absences(self, now: datetime) -> Sequence[Absence]:
        cells = {"now": to_cell(now)}
        return self.loaded(ABSENCE, f"WHERE {_STANDS} ORDER BY until, number", cells)

    def absence(self, number: int) -> Absence:
        (found,) = self.loaded(ABSENCE, "WHERE number = ?", (number,))
        return found

    def absences_of(self, person_id: str) -> Sequence[Absence]:
        return self.loaded(ABSENCE, "WHERE person_id = ? ORDER BY number DESC", (person_id,))

    def add_absence(self, absence: Absence) -> None:
        self.new_alarms = True
        self.added(ABSENCE, absence)

    def save_absence(self, absence: Absence) -> None:
        self.db.execute(ABSENCE.update, [*ABSENCE.cells(absence), absence.number])
