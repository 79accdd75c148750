"""How alike a question and each entry of a small base are, by directions of their words.

Reaches what no list of synonyms has: "somewhere safe for my laptop" lies near "lockers". The entries'
side is worked out once and kept until they change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.matching.index import Floats, Ints
from knowledge.text.normalise import stem
from knowledge.text.rarity import rarity
from knowledge.text.spelling import respelt
from knowledge.text.vectors import unit, vectors

LIKENESS = (
    "alike", "alike in the answer", "alike ahead", "answer ahead", "alike over all", "answer over all",
    "alike squared", "near covered", "near said", "most far", "most said far", "near accounted for",
    "most far of all", "near both ways", "covered ahead", "said ahead", "accounted ahead", "both ahead",
)  # fmt: skip
SLIGHT = 0.02
"""What a word counts that tells nothing."""
SPAN, STEP = 12, 6
"""Words of an answer that are taken for a sentence, and from where to where the next begins."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """Words of one text or several, and a text's direction as a whole."""

    rows: Floats
    """A direction of length 1 for each."""
    matters: Floats
    wholes: Floats
    """A direction of length 1 for each text."""
    starts: Ints
    """Where each text's words begin."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Shelved:
    """All entries' phrasings, then what their answers say, in spans."""

    asked: Words
    said: Words
    phrasing_of: Ints
    """Where each entry's phrasings begin."""
    span_of: Ints


def shelve(phrasings: Sequence[Sequence[str]], answers: Sequence[str]) -> Shelved:
    """Entries made comparable: the folded phrasings of each, and its folded answer."""
    spans = [_spans(answer) for answer in answers]
    return Shelved(
        asked=read([text for own in phrasings for text in own or ("",)]),
        said=read([text for own in spans for text in own]),
        phrasing_of=_starts([max(1, len(own)) for own in phrasings]),
        span_of=_starts([len(own) for own in spans]),
    )


def read(texts: Sequence[str]) -> Words:
    """Folded texts made comparable."""
    words = [[respelt(word) for word in text.split()] or [""] for text in texts]
    flat = [word for own in words for word in own]
    directions, starts = vectors(flat), _starts([len(own) for own in words])
    return Words(
        rows=unit(directions),
        matters=np.array([SLIGHT + _tells(word) for word in flat], np.float32),
        wholes=unit(np.add.reduceat(directions, starts)),
        starts=starts,
    )


def likeness(shelved: Shelved, question: str) -> Floats:
    """LIKENESS of a folded question to each entry, in their order."""
    asked = read([question])
    alike = _best(shelved.asked.wholes @ asked.wholes[0], shelved.phrasing_of)
    told = _best(shelved.said.wholes @ asked.wholes[0], shelved.span_of)
    near = np.maximum(asked.rows @ shelved.asked.rows.T, 0.0)
    reached = np.maximum.reduceat(near, shelved.asked.starts, axis=1)
    weight = asked.matters / asked.matters.sum()
    covered = weight @ reached
    heard = near.max(axis=0)
    starts, matters = shelved.asked.starts, shelved.asked.matters
    said = np.add.reduceat(heard * matters, starts) / np.add.reduceat(matters, starts)
    unsaid = np.maximum.reduceat((1 - heard) * matters, starts)
    chosen = _first_best(covered + said, shelved.phrasing_of)
    elsewhere = np.maximum.reduceat(
        np.maximum(asked.rows @ shelved.said.rows.T, 0.0), shelved.said.starts, axis=1
    )
    anywhere = np.maximum(
        np.maximum.reduceat(reached, shelved.phrasing_of, axis=1),
        np.maximum.reduceat(elsewhere, shelved.span_of, axis=1),
    )
    accounted = weight @ anywhere
    far = asked.matters[:, None] * (1 - anywhere)
    missed = (asked.matters[:, None] * (1 - reached)).max(axis=0)
    covered, said = covered[chosen], said[chosen]
    both = covered * said
    found: Floats = np.column_stack([
        alike, told, alike - _rival(alike), told - _rival(told), alike - alike.mean(),
        told - told.mean(), alike * alike, covered, said, missed[chosen], unsaid[chosen], accounted,
        far.max(axis=0), both, covered - _rival(covered), said - _rival(said),
        accounted - _rival(accounted), both - _rival(both),
    ]).astype(np.float32)  # fmt: skip
    return found


def _tells(word: str) -> float:
    return max(map(rarity, stem(word)), default=0.0) if word else 0.0


def _spans(answer: str) -> list[str]:
    words = answer.split()
    return [" ".join(words[at : at + SPAN]) for at in range(0, max(1, len(words) - STEP), STEP)]


def _starts(sizes: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)


def _best(values: Floats, starts: Ints) -> Floats:
    best: Floats = np.maximum.reduceat(values, starts)
    return best


def _first_best(values: Floats, starts: Ints) -> Ints:
    """Which of its values is each group's largest."""
    ends = [*starts[1:].tolist(), len(values)]
    groups = zip(starts.tolist(), ends, strict=True)
    return np.array([at + int(values[at:end].argmax()) for at, end in groups], np.int32)


def _rival(values: npt.NDArray[np.floating[Any]]) -> Floats:
    """For each the best of the others; 0 where there is none."""
    if len(values) < 2:
        return np.zeros(len(values), np.float32)
    down = np.argsort(-values, kind="stable")
    best = np.full(len(values), values[down[0]], np.float32)
    best[down[0]] = values[down[1]]
    return best
