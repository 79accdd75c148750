"""A question made comparable: its words, their weight, and what each may mean here.

Holds for one index as it is now; throw it away when the index changes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from knowledge.matching.index import Floats, Index, Ints, gather
from knowledge.text.affirmed import affirmed
from knowledge.text.normalise import grams, passing, surface, tokens
from knowledge.text.related import commonness, is_known, related

TYPO_JARO = 0.86
TYPO_RATIO = 72.0
NEAR = 0.85
FAR = 0.0
"""How much a related word counts against the word itself."""


_DOUBLED = re.compile(r"(.)\1+")
_STEM = 5
"""Letters from which on a word that begins another is taken for a form of it: "fidel", "fidelit"."""


def _may_be(token: str, name: str) -> bool:
    """Whether a token may be a word in another spelling. What is a word itself is none spelt wrong,
    but where it is rare, and a form of the other or parted from it by a doubled letter ("acount")."""
    if not is_known(token):
        return True
    if token in commonness():
        return False
    short, long = sorted((token, name), key=len)
    begins = len(short) >= _STEM and long.startswith(short)
    return begins or _DOUBLED.sub(r"\1", token) == _DOUBLED.sub(r"\1", name)


@dataclass(frozen=True, kw_only=True, eq=False)
class Meanings:
    """Words of the index that one token may stand for; nearness 0 to 1, itself first."""

    words: Ints
    near: Floats
    weight: float
    """How telling the token is."""
    grams: Ints
    """Ids of its grams, as far as they are known."""
    mass: float
    """Its squared length in grams, unknown ones too."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """A question's tokens with weights, and its vectors over the index's words."""

    plain: str
    tokens: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    """Neighbouring tokens."""
    weights: Floats
    """How telling each token is."""
    known: Floats
    """1 where the index has the token itself, the nearness of a typo's target, else 0."""
    near: Floats
    """For each word of the index: how near the nearest token is."""
    by: Ints
    """Which token that is; -1 for none."""
    gram_pull: Floats
    """For each word of the index: how much of the question's characters it shares."""
    word_norm: float
    gram_norm: float
    grams: Ints
    """Ids of the known grams, and in `gram_counts` how often each occurs."""
    gram_counts: Floats
    sense: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    """Its direction, where there is an encoder; else empty."""

    def slim(self) -> Question:
        """The same without what is as long as the index, to be kept for judging its top."""
        none = np.zeros(0, np.float32)
        at_none = np.zeros(0, np.int32)
        return replace(
            self, near=none, by=at_none, gram_pull=none, grams=at_none, gram_counts=none, sense=none
        )


class Asker:
    """Makes questions comparable with one index, remembering what its words mean there."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._meanings: dict[str, Meanings] = {}

    def forget(self) -> None:
        """The index changed."""
        self._meanings.clear()

    def ask(self, text: str) -> Question:
        """Make a question comparable."""
        index = self.index
        words = surface(affirmed(text))
        known = index.words
        spoken = [each for each in tokens(words) if each in known or not passing(each)][:120]
        distinct = list(dict.fromkeys(spoken))[:60]
        heard = [self.meanings(token) for token in distinct]
        weights = np.array([meanings.weight for meanings in heard], np.float32)
        near = np.zeros(len(index.spelt), np.float32)
        by = np.full(len(index.spelt), -1, np.int32)
        sure = np.zeros(len(distinct), np.float32)
        for place, meanings in enumerate(heard):
            better = meanings.near > near[meanings.words]
            hit = meanings.words[better]
            near[hit] = meanings.near[better]
            by[hit] = place
            if len(meanings.near):
                sure[place] = meanings.near[0]
        ids, counts, pull = self._pull(heard)
        mass = sum(meanings.mass for meanings in heard)
        return Question(
            plain=" ".join(words),
            tokens=tuple(distinct),
            pairs=tuple(dict.fromkeys(pairwise(("", *spoken, "")))),
            weights=weights,
            known=sure,
            near=near,
            by=by,
            gram_pull=pull,
            word_norm=math.sqrt(max(1e-6, float((weights**2).sum()))),
            gram_norm=math.sqrt(max(1e-6, mass)),
            grams=ids,
            gram_counts=counts,
        )

    def meanings(self, token: str) -> Meanings:
        """Words of the index a token may stand for."""
        remembered = self._meanings.get(token)
        if remembered is None:
            if len(self._meanings) > 20_000:
                self._meanings.clear()
            remembered = self._meanings[token] = self._look_up(token)
        return remembered

    def _look_up(self, token: str) -> Meanings:
        index, cut = self.index, grams(token)
        known = [index.gram_ids[gram] for gram in cut if gram in index.gram_ids]
        ids, weight = np.array(known, np.int32), index.word_idf(token)
        if (own := index.words.get(token)) is not None:
            mass = float(index.gram_mass[own])
        else:
            mass = float((index.gram_idf[ids] ** 2).sum()) + weight**2 * (len(cut) - len(ids))
        found = self._near(token, ids)
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return Meanings(
            words=np.array([number for number, _ in ordered], np.int32),
            near=np.array([nearness for _, nearness in ordered], np.float32),
            weight=weight,
            grams=ids,
            mass=mass,
        )

    def _near(self, token: str, ids: Ints) -> dict[int, float]:
        index = self.index
        found: dict[int, float] = {}
        own = index.words.get(token)
        if own is not None:
            found[own] = 1.0
        for word, nearness in related(token):
            number = index.words.get(word)
            if number is not None:
                found[number] = max(found.get(number, 0.0), NEAR * (nearness - FAR) / (1 - FAR))
        if own is None and len(token) >= 4 and not found and token.isalnum():
            return self._misspelt(token, ids)
        return found

    def guessed(self, token: str) -> bool:
        """Whether what a token stands for here is a far guess at its spelling."""
        meant = self.meanings(token)
        near = {word for word, _ in related(token)}
        return (
            bool(len(meant.words))
            and float(meant.near[0]) < NEAR
            and token not in self.index.words
            and not any(self.index.spelt[word] in near for word in meant.words.tolist())
        )

    def _misspelt(self, token: str, ids: Ints) -> dict[int, float]:
        index = self.index
        members, source = gather([index.gram_words[gram] for gram in ids.tolist()])
        if not len(members):
            return {}
        shared = np.bincount(members, weights=index.gram_idf[ids][source] ** 2)
        hits = np.flatnonzero(shared)
        likeness = shared[hits] / np.sqrt(index.gram_mass[hits] + 1e-6)
        best = hits[np.argsort(-likeness, kind="stable")[:12]]
        names = [index.spelt[number] for number in best]
        ratios = process.cdist([token], names, scorer=fuzz.ratio)[0]
        jaros = process.cdist([token], names, scorer=JaroWinkler.similarity)[0]
        return {
            int(number): float(ratio) / 100
            for number, name, ratio, jaro in zip(best, names, ratios, jaros, strict=True)
            if len(name) >= 4
            and jaro >= TYPO_JARO
            and ratio >= TYPO_RATIO
            and name != token
            and _may_be(token, name)
        }

    def _pull(self, heard: Sequence[Meanings]) -> tuple[Ints, Floats, Floats]:
        index = self.index
        every = np.concatenate([np.zeros(0, np.int32), *(meanings.grams for meanings in heard)])
        ids, counts = np.unique(every, return_counts=True)
        members, source = gather([index.gram_words[gram] for gram in ids.tolist()])
        weights = (index.gram_idf[ids] ** 2 * counts)[source]
        pull = np.bincount(members, weights=weights, minlength=len(index.spelt))
        return ids, counts.astype(np.float32), pull.astype(np.float32)
