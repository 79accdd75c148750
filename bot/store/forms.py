"""Intake forms as rows: each change is one, and of each category the newest counts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.intake_form import FormChange
from bot.store.base import Connected
from bot.store.shape import Shape

CHANGE: Shape[FormChange] = Shape(FormChange, "form_change", key="number")
_NEWEST = (
    "WHERE number IN (SELECT max(number) FROM form_change GROUP BY category) ORDER BY category"
)


class Forms(Connected):
    """Part of the records."""

    def forms(self) -> Sequence[FormChange]:
        return [each for each in self.loaded(CHANGE, _NEWEST) if each.fields]

    def form(self, number: int) -> FormChange | None:
        found = self.loaded(CHANGE, "WHERE number = ?", (number,))
        return found[0] if found else None

    def form_changes(self, category: str) -> Sequence[FormChange]:
        return self.loaded(CHANGE, "WHERE category = ? ORDER BY number DESC", (category,))

    def add_form_change(self, change: FormChange) -> FormChange:
        return replace(change, number=self.added(CHANGE, change))
