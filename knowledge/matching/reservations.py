"""What an entry is expressly not for: questions that staff said it does not answer.

Lowers that one entry for such questions, at once, and nothing else.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.entry import Entry
from knowledge.matching.question import Question
from knowledge.matching.views import Sight
from knowledge.text.normalise import surface
from knowledge.text.signs import signed

SAME = 0.9
LIKE = 0.62
NEVER = 0.05
HARDLY = 0.35
SPELT = 80
"""rapidfuzz ratio from which two words are one, misspelt."""


@dataclass(frozen=True)
class _Example:
    """A question that an entry does not answer."""

    text: str
    apart: tuple[str, ...]
    """Its words that none of the entry's phrasings has: without any of them a question is not like it."""

    @classmethod
    def of(cls, text: str, own: Set[str]) -> "_Example":
        words = surface(text)
        return cls(" ".join(words), tuple(word for word in words if word not in own))

    def about(self, words: Sequence[str]) -> bool:
        """Whether a question can be about the same."""
        return not self.apart or any(
            process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=SPELT)
            for word in self.apart
        )


class Reservations:
    """The "not for" examples of all entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._examples: dict[str, tuple[_Example, ...]] = {}
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Take an entry's examples as they are now."""
        self.remove(entry.id)
        if entry.not_for:
            own = {word for text in entry.phrasings for word in surface(text)}
            self._examples[entry.id] = tuple(_Example.of(text, own) for text in entry.not_for)

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
    def _factor(question: Question, examples: tuple[_Example, ...], own: float) -> float:
        words = question.plain.split()
        own_signs = signed(words)
        likeness = max(
            (
                fuzz.token_sort_ratio(question.plain, each.text) / 100
                for each in examples
                if signed(each.text.split()) == own_signs and each.about(words)
            ),
            default=0.0,
        )
        if likeness >= SAME and likeness >= own:
            return NEVER
        return HARDLY if likeness >= LIKE and likeness > own else 1.0
