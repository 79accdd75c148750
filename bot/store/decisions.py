"""Decisions as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.desk.nouns.decision import Decision
from bot.store.base import Connected
from bot.store.shape import Shape

DECISION: Shape[Decision] = Shape(Decision, "decision", key="number")
_NEWEST = """
SELECT name, value FROM decision newest
WHERE number = (SELECT max(number) FROM decision WHERE name = newest.name)
"""


class Decisions(Connected):
    """Part of the records."""

    def decided(self) -> Mapping[str, str]:
        return {name: value for name, value in self.rows(_NEWEST) if value is not None}

    def decisions(self, name: str) -> Sequence[Decision]:
        return self.loaded(DECISION, "WHERE name = ? ORDER BY number DESC", (name,))

    def add_decision(self, decision: Decision) -> Decision:
        return replace(decision, number=self.added(DECISION, decision))
