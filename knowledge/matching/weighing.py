"""The chances of entries, once it counts in what question and entry differ.

On a small base by the judge; where a question only nearly is an entry's, below an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.entry import Entry
from knowledge.matching.aside import ASIDE, set_aside
from knowledge.matching.doubt import HELD, TOLD, differs, other_named, thin
from knowledge.matching.explaining import Judged
from knowledge.matching.ground import grounds_of
from knowledge.matching.index import Floats
from knowledge.matching.judge import ACCOUNTED, FEWER, SEEN, Judge, heard, inputs
from knowledge.matching.manner import manner_of
from knowledge.matching.owner import elses
from knowledge.matching.reservations import Reservations
from knowledge.matching.search import Search


@dataclass(frozen=True, kw_only=True, eq=False)
class Scales:
    """What chances are weighed with."""

    search: Search
    entries: Mapping[str, Entry]
    reservations: Reservations
    judge: Judge | None

    def weigh(self, judged: Judged, whole: str = "") -> tuple[list[float], dict[int, float]]:
        """The chance of each row in sight, and what the likeliest rows account for. Of a `whole`
        folded question only what it asks beside what it refuses was judged: enough to be offered."""
        ground, found = self._grounds(judged), list(judged.chances)
        share = self._share()
        opinions = self._opinions(judged, [*ground]) if share else [(0.0, 0.0)] * len(ground)
        told, slots = len(self.search.slots) <= TOLD, judged.sight.entries.tolist()
        for (row, grounded), (opinion, accounted) in zip([*ground.items()], opinions, strict=True):
            entry, chance = self.entries.get(self._key(judged, row)), found[row]
            if entry and chance > HELD and thin(entry, grounded):
                chance = HELD
            chance = (1 - share) * chance + share * opinion
            if told and entry and chance > HELD and differs(judged.question.plain, entry):
                chance = HELD
            if chance > HELD and self.search.only_guessed(judged.question, slots[row]):
                chance = HELD
            if entry and chance > HELD and elses(judged.question.plain, entry):
                chance = HELD
            if entry and chance > ASIDE and set_aside(whole or judged.question.plain, entry):
                chance = ASIDE
            found[row] = min(chance, HELD) if whole else chance
            ground[row] = max(grounded, round(share * accounted, 4))
            if told and entry and other_named(judged.question.plain, entry):
                ground[row] = 0.0
        return found, ground

    def evidence(self, judged: Judged) -> tuple[list[str], Floats]:
        """The likeliest entries, and what a judge is told of each."""
        rows = [*self._grounds(judged)]
        keys = [self._key(judged, row) for row in rows]
        return keys, self._inputs(judged, rows) if rows else np.zeros((0, 0), np.float32)

    def _grounds(self, judged: Judged) -> dict[int, float]:
        """What the likeliest rows in sight account for."""
        seen = SEEN if heard(self.search) else FEWER
        rows = np.argsort(-np.array(judged.chances), kind="stable")[:seen]
        found = grounds_of(self.search, judged.question, judged.sight.only(rows))
        return {
            row: round(each, 4) for row, each in zip(rows.tolist(), found.tolist(), strict=True)
        }

    def _share(self) -> float:
        """How much the judge is listened to."""
        return heard(self.search) if self.judge else 0.0

    def _opinions(self, judged: Judged, rows: list[int]) -> list[tuple[float, float]]:
        """The judge's chance of each row, and how much of the question it finds accounted for."""
        if not (self.judge and rows):
            return []
        told = self._inputs(judged, rows)
        keys = [self._key(judged, row) for row in rows]
        factors = self.reservations.factors(
            judged.question, keys, judged.sight.only(np.array(rows))
        )
        chances = np.multiply(self.judge.chances(told), factors)
        return list(zip(chances.tolist(), told[:, ACCOUNTED].tolist(), strict=True))

    def _inputs(self, judged: Judged, rows: list[int]) -> Floats:
        owners = [self.entries.get(self._key(judged, row)) for row in rows]
        answers = [manner_of(entry.answer if entry else "") for entry in owners]
        return inputs(self.search, judged, rows, answers)

    def _key(self, judged: Judged, row: int) -> str:
        key: str = self.search.keys[judged.sight.entries[row]]
        return key
