"""Entries that may answer, with what is known of each, and one of them for each topic.

Numbers as they were judged; whether they are enough is decided elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.entry import Entry
from knowledge.matching.index import Floats


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An entry that may answer, and how likely it does."""

    entry: str
    probability: float
    """0 to 1: the chance that this entry answers the question."""
    ground: float
    """0 to 1: how much of what matters in the question it accounts for; 0 for those far behind."""


def one_a_topic(
    found: Sequence[Candidate], entries: Mapping[str, Entry], languages: tuple[str, ...]
) -> list[Candidate]:
    """Of several translations the one the reader prefers, with what all of them show; best first."""
    topics: dict[str, list[Candidate]] = {}
    for candidate in sorted(found, key=_place):
        topics.setdefault(entries[candidate.entry].topic, []).append(candidate)
    kept = []
    for same in topics.values():
        chosen = min(same, key=lambda each: preference(entries[each.entry], languages))
        together = min(0.999, sum(candidate.probability for candidate in same))
        best = max(same[0].probability, together) if len(same) > 1 else same[0].probability
        ground = max(candidate.ground for candidate in same)
        kept.append(replace(chosen, probability=round(best, 4), ground=ground))
    return sorted(kept, key=_place)


def _place(candidate: Candidate) -> tuple[float, str]:
    return -candidate.probability, candidate.entry


def preference(entry: Entry, languages: tuple[str, ...]) -> int:
    """Place of an entry's language among the reader's; later is worse, "pt" serves "pt-br"."""
    for place, language in enumerate(languages):
        if entry.language == language or entry.language.split("-")[0] == language.split("-")[0]:
            return place
    return len(languages)


def share_out(scores: Floats, top: float, rest: float) -> list[float]:
    """The chance of each: the top its own, of what is left the others by their scores."""
    risen = np.exp(scores - scores.max())
    best = int(np.argmax(scores))
    others = float(risen.sum() - risen[best])
    left = (1 - top) * rest
    found = [
        min(top, left * float(value) / others) if others > 0 and at != best else 0.0
        for at, value in enumerate(risen)
    ]
    found[best] = top
    return found
