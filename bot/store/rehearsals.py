"""Rehearsed questions as rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.rehearsed import Rehearsed, Tally
from bot.errors import NotFound
from bot.store.base import Connected
from bot.store.shape import Shape, to_cell

REHEARSED: Shape[Rehearsed] = Shape(Rehearsed, "rehearsed", key="id")
_TALLIES = """
SELECT room, count(*) FILTER (WHERE outcome = 'answer'),
  count(*) FILTER (WHERE outcome = 'choices'), count(*) FILTER (WHERE outcome = 'dont_know'),
  count(*) FILTER (WHERE outcome = 'answer' AND verdict = 'right'),
  count(*) FILTER (WHERE outcome = 'answer' AND verdict = 'wrong')
FROM rehearsed WHERE at >= ? AND at < ? GROUP BY room ORDER BY count(*) DESC, room
"""


class Rehearsals(Connected):
    """Part of the records."""

    def add_rehearsed(self, rehearsed: Rehearsed) -> Rehearsed:
        return replace(rehearsed, id=self.added(REHEARSED, rehearsed))

    def rehearsed(self, number: int) -> Rehearsed:
        found = self.loaded(REHEARSED, "WHERE id = ?", (number,))
        if not found:
            raise NotFound.of("no_rehearsed", n=number)
        return found[0]

    def save_rehearsed(self, rehearsed: Rehearsed) -> None:
        self.db.execute(REHEARSED.update, [*REHEARSED.cells(rehearsed), rehearsed.id])

    def tallies(self, since: datetime, until: datetime) -> Sequence[Tally]:
        return [
            Tally(
                room=room,
                answers=answers,
                choices=choices,
                unknown=unknown,
                right=right,
                wrong=wrong,
            )
            for room, answers, choices, unknown, right, wrong in self.rows(
                _TALLIES, (to_cell(since), to_cell(until))
            )
        ]
