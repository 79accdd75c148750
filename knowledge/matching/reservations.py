"""What an entry is expressly not for: questions that staff said it does not answer.

Lowers that one entry for such questions, at once, and nothing else.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from knowledge.entry import Entry
from knowledge.matching.question import Question
from knowledge.matching.views import Sight
from knowledge.text.normalise import surface
from knowledge.text.signs import signed

SAME = 0.9
LIKE = 0.62
NEVER = 0.05
HARDLY = 0.35


class Reservations:
    """The "not for" examples of all entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._examples: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Take an entry's examples as they are now."""
        self.remove(entry.id)
        if entry.not_for:
            self._examples[entry.id] = tuple(" ".join(surface(text)) for text in entry.not_for)

    def remove(self, entry_id: str) -> None:
        """Forget an entry's examples."""
        self._examples.pop(entry_id, None)

    def factors(self, question: Question, keys: Sequence[str], sight: Sight) -> list[float]:
        """What each entry's probability is multiplied with."""
        return [
            self._factor(question, self._examples[key], float(sight.views[at, 5]))
            if key in self._examples
            else 1.0
            for at, key in enumerate(keys)
        ]

    @staticmethod
    def _factor(question: Question, examples: tuple[str, ...], own: float) -> float:
        own_signs = signed(question.plain.split())
        likeness = max(
            (
                fuzz.token_sort_ratio(question.plain, text) / 100
                for text in examples
                if signed(text.split()) == own_signs
            ),
            default=0.0,
        )
        if likeness >= SAME and likeness >= own:
            return NEVER
        return HARDLY if likeness >= LIKE and likeness > own else 1.0
