"""The chances of entries, once it counts in what question and entry differ.

On a small base by the judge; where a question only nearly is an entry's, below an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.entry import Entry
from knowledge.matching.aside import ASIDE, set_aside
from knowledge.matching.doubt import HELD, TOLD, differs, other_named, thin
from knowledge.matching.explaining import Judged
from knowledge.matching.ground import grounds_of
from knowledge.matching.index import Floats
from knowledge.matching.judge import ACCOUNTED, FEWER, NEARLY, SEEN, Judge, heard, inputs, objects
from knowledge.matching.manner import manner_of
from knowledge.matching.narrower import narrower
from knowledge.matching.owner import elses
from knowledge.matching.reservations import Reservations
from knowledge.matching.search import Search
from knowledge.matching.tail import adds
from knowledge.matching.vague import vague


def less(question: str, entry: Entry) -> bool:
    """Whether a folded question is about something else or about less than an entry, by their words."""
    return (
        differs(question, entry)
        or adds(question, entry)
        or narrower(question, entry)
        or elses(question, entry)
    )


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
        share, doubts = self._share(), self._doubts(found)
        asked = share or doubts
        opinions = self._opinions(judged, [*ground]) if asked else [(0.0, 0.0)] * len(ground)
        told, slots = len(self.search.slots) <= TOLD, judged.sight.entries.tolist()
        for (row, grounded), (opinion, accounted) in zip([*ground.items()], opinions, strict=True):
            entry, chance = self.entries.get(self._key(judged, row)), found[row]
            if entry and chance > HELD and thin(entry, grounded):
                chance = HELD
            chance = (1 - share) * chance + share * opinion
            if chance > HELD and opinion < chance:
                chance = max(HELD, chance - doubts * (chance - opinion) / 2)
            if told and entry and chance > HELD and less(judged.question.plain, entry):
                chance = HELD
            if chance > HELD and self.search.only_guessed(judged.question, slots[row]):
                chance = HELD
            if chance > HELD and vague(self.search, judged.question, slots[row]):
                chance = HELD
            if entry and chance > HELD and narrower(judged.question.plain, entry):
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

    def _doubts(self, chances: Sequence[float]) -> float:
        """How much the judge is asked before an answer is given: where both opinions count, what one of
        them finds unlikely is no answer."""
        likely = self.judge and max(chances, default=0.0) > HELD
        return objects(self.search) if likely else 0.0

    def _opinions(self, judged: Judged, rows: list[int]) -> list[tuple[float, float]]:
        """The judge's chance of each row, and how much of the question it finds accounted for: by words,
        or as far as it finds the row likely by what is merely used alike."""
        if not (self.judge and rows):
            return []
        told = self._inputs(judged, rows)
        keys = [self._key(judged, row) for row in rows]
        factors = self.reservations.factors(
            judged.question, keys, judged.sight.only(np.array(rows))
        )
        chances = np.multiply(self.judge.chances(told), factors)
        alike = np.minimum(chances, told[:, NEARLY])
        return list(
            zip(chances.tolist(), np.maximum(told[:, ACCOUNTED], alike).tolist(), strict=True)
        )

    def _inputs(self, judged: Judged, rows: list[int]) -> Floats:
        owners = [self.entries.get(self._key(judged, row)) for row in rows]
        answers = [manner_of(entry.answer if entry else "") for entry in owners]
        return inputs(self.search, judged, rows, answers)

    def _key(self, judged: Judged, row: int) -> str:
        key: str = self.search.keys[judged.sight.entries[row]]
        return key
