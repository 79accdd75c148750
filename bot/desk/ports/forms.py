"""Intake forms: a part of the records."""

from collections.abc import Sequence
from typing import Protocol

from bot.desk.nouns.intake_form import FormChange


class Forms(Protocol):
    """What customers are asked, by category."""

    def forms(self) -> Sequence[FormChange]:
        """Those that there are, by category."""
        ...

    def form(self, number: int) -> FormChange | None:
        """One as it was made by that change."""
        ...

    def form_changes(self, category: str) -> Sequence[FormChange]:
        """All that was ever made of one category's, the newest first."""
        ...

    def add_form_change(self, change: FormChange) -> FormChange:
        """The same, with its number."""
        ...
