"""The matcher as a scoring protocol sees it: fit on entries, query with raw messages.

Thin on purpose: what is scored is what the desk uses.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.entry import Entry
from knowledge.matching.encoder import Encoder, load_encoder
from knowledge.matching.learned import load
from knowledge.matching.matcher import Matcher

HELD_OUT = Path(__file__).with_name("held_out")
"""Weights that never saw one family of sets, a file a family."""


class Scored:
    """`fit`, `query` and `threshold`."""

    def __init__(self, family: str = "", encoder: Encoder | None = None) -> None:
        kind = "" if encoder is None else "semantic_"
        self._learned = load(HELD_OUT / f"{kind}without_{family}.json") if family else None
        self._encoder = encoder
        self._matcher = Matcher(learned=self._learned, encoder=encoder)

    @property
    def threshold(self) -> float:
        """The probability from which an answer is given."""
        return self._matcher.bands.answer

    def fit(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Build the knowledge base, the costly part included."""
        self._matcher = Matcher(
            [
                Entry(
                    id=row["id"],
                    question=row["phrasings"][0] if row["phrasings"] else "",
                    variants=tuple(row["phrasings"][1:]),
                    answer=row.get("answer") or "",
                )
                for row in entries
            ],
            learned=self._learned,
            encoder=self._encoder,
        )
        self._matcher.refit()

    def query(self, text: str) -> list[tuple[str, float]]:
        """Entries and probabilities for a message, best first."""
        reading = self._matcher.read(text)
        best: dict[str, float] = {}
        for question in reading.questions or (text,):
            for candidate in self._matcher.candidates(question):
                best[candidate.entry] = max(best.get(candidate.entry, 0.0), candidate.probability)
        if reading.small_talk is not None:
            best = {entry: chance / 10 for entry, chance in best.items()}
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:10]


def factory() -> Scored:
    """The matcher as it ships."""
    return Scored()


def semantic() -> Scored:
    """The matcher as it ships, with the encoder of [semantic]. Raises ImportError."""
    return Scored(encoder=load_encoder())


def without(family: str) -> Callable[[], Scored]:
    """The matcher with weights that never saw a family of sets."""
    return lambda: Scored(family)


def semantic_without(family: str) -> Callable[[], Scored]:
    """The same with the encoder of [semantic]. Raises ImportError when called."""
    return lambda: Scored(family, load_encoder())


without_banking77 = without("banking77")
without_hwu64 = without("hwu64")
semantic_without_banking77 = semantic_without("banking77")
semantic_without_hwu64 = semantic_without("hwu64")
