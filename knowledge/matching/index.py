"""The inverted index: words, character runs and phrasings, changed in place.

Only grows between rebuilds; what is removed is marked dead and skipped.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.text.normalise import grams, passing, surface, tokens
from knowledge.text.related import commonness

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

BACKGROUND_WEIGHT = 30.0
"""How many imagined entries of everyday language the counts of a small knowledge base start from."""
RAREST = 2e-4
SIGN = 0.3
"""What a sign weighs that may mean nothing: "£5" stands beside its "5"."""


class Growing:
    """A one-dimensional array that can be appended to and written in place."""

    def __init__(self, dtype: npt.DTypeLike) -> None:
        self._room: npt.NDArray[Any] = np.zeros(256, dtype)
        self._size = 0

    def extend(self, count: int) -> None:
        """Make room for `count` more zeros."""
        wanted = self._size + count
        if wanted > len(self._room):
            larger = np.zeros(max(wanted, 2 * len(self._room)), self._room.dtype)
            larger[: self._size] = self._room[: self._size]
            self._room = larger
        self._size = wanted

    def append(self, values: npt.NDArray[Any]) -> None:
        """Add these values at the end."""
        before = self._size
        self.extend(len(values))
        self._room[before : self._size] = values

    @property
    def view(self) -> npt.NDArray[Any]:
        """The values so far, writable."""
        return self._room[: self._size]


class Numbers(dict[str, int]):
    """Numbers what it is asked for, from 0 on."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


def gather(lists: Sequence[array[int]]) -> tuple[Ints, Ints]:
    """All members of the lists, and from which list each came."""
    if not lists:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    sizes = np.fromiter(map(len, lists), np.int32, len(lists))
    members = np.frombuffer(b"".join(lists), np.int32)
    return members, np.repeat(np.arange(len(lists), dtype=np.int32), sizes)


class Index:
    """Phrasings by slot, each owned by an entry's slot; words and grams by id."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.spelt: list[str] = []
        self.gram_ids = Numbers()
        self.word_grams: list[array[int]] = []
        self.gram_words: list[array[int]] = []
        self.postings: list[array[int]] = []
        self.texts: list[str] = []
        self._common = commonness()
        self._weighed = False
        self.entries = 0
        """How many live entries the counts are over."""
        self._flat = Growing(np.int32)
        self._start = Growing(np.int32)
        self._size = Growing(np.int32)
        self._owner = Growing(np.int32)
        self._alive = Growing(np.bool_)
        self._df = Growing(np.int32)
        self._idf = Growing(np.float32)
        self._gram_idf = Growing(np.float32)
        self._gram_df = Growing(np.float32)
        self._gram_mass = Growing(np.float32)
        self._word_norm = Growing(np.float32)
        self._gram_norm = Growing(np.float32)

    @property
    def owner(self) -> Ints:
        """Entry slot of each phrasing."""
        return self._owner.view

    @property
    def alive(self) -> npt.NDArray[np.bool_]:
        """Whether each phrasing still counts."""
        return self._alive.view

    @property
    def idf(self) -> Floats:
        """How telling each word is."""
        return self._idf.view

    @property
    def gram_idf(self) -> Floats:
        """How telling each run of characters is."""
        return self._gram_idf.view

    @property
    def gram_mass(self) -> Floats:
        """Squared gram length of each word."""
        return self._gram_mass.view

    @property
    def word_norm(self) -> Floats:
        """Length of each phrasing's word vector."""
        return self._word_norm.view

    @property
    def gram_norm(self) -> Floats:
        """Length of each phrasing's gram vector."""
        return self._gram_norm.view

    def words_of(self, slots: Ints) -> tuple[Ints, Ints]:
        """All words of some phrasings, and from which place each came."""
        sizes = self._size.view[slots]
        source = np.repeat(np.arange(len(slots), dtype=np.int32), sizes)
        before = np.cumsum(sizes) - sizes
        places = np.arange(int(sizes.sum())) + (self._start.view[slots] - before)[source]
        return self._flat.view[places], source

    def word_idf(self, word: str) -> float:
        """How telling a word is, known here or not."""
        known = self.words.get(word)
        return self._weigh(word, 0) if known is None else float(self.idf[known])

    def share(self, word: str) -> float:
        """Share of the entries that have a word, 0 to 1."""
        known = self.words.get(word)
        return 0.0 if known is None else float(self._df.view[known]) / max(1, self.entries)

    def line(self, slot: int) -> Ints:
        """The distinct words of one phrasing."""
        start = self._start.view[slot]
        return self._flat.view[start : start + self._size.view[slot]]

    def add(self, owner: int, texts: Iterable[str]) -> list[int]:
        """Put an entry's phrasings in; their slots."""
        first = len(self.texts)
        lines: list[list[int]] = []
        for slot, text in enumerate(texts, first):
            words = surface(text)
            line = sorted({self._word(token) for token in tokens(words)})
            self.texts.append(" ".join(words))
            for word in line:
                self.postings[word].append(slot)
            lines.append(line)
        seen = set().union(*lines)
        self._count(seen, 1)
        self.entries += 1
        self._keep(owner, lines)
        slots = list(range(first, len(self.texts)))
        if self._weighed:
            self._weigh_words(seen)
            self._measure(slots)
        return slots

    def drop(self, slots: Sequence[int]) -> None:
        """Take an entry's phrasings out."""
        self.alive[list(slots)] = False
        words, _ = self.words_of(np.array(slots, np.int32))
        self._count(set(words.tolist()), -1)
        self.entries -= 1

    def reweigh(self) -> None:
        """Recompute every weight from the counts; needed once after building."""
        self._weighed = True
        self._weigh_words(range(len(self.spelt)))
        self._measure(range(len(self.texts)))

    def _keep(self, owner: int, lines: Sequence[Sequence[int]]) -> None:
        """Write an entry's phrasings at the end."""
        sizes = np.fromiter(map(len, lines), np.int32, len(lines))
        end = len(self._flat.view)
        self._owner.append(np.full(len(lines), owner))
        self._alive.append(np.ones(len(lines)))
        self._start.append(end + np.cumsum(sizes) - sizes)
        self._size.append(sizes)
        self._flat.append(np.fromiter(chain.from_iterable(lines), np.int32))
        self._word_norm.extend(len(lines))
        self._gram_norm.extend(len(lines))

    def _word(self, token: str) -> int:
        known = self.words.get(token)
        if known is not None:
            return known
        number = self.words[token] = len(self.spelt)
        self.spelt.append(token)
        self.postings.append(array("i"))
        ids = array("i", [self.gram_ids[gram] for gram in grams(token)])
        self.gram_words.extend(array("i") for _ in range(len(self.gram_words), len(self.gram_ids)))
        for gram in ids:
            self.gram_words[gram].append(number)
        self.word_grams.append(ids)
        return number

    def _count(self, words: Iterable[int], by: int) -> None:
        missing = len(self.spelt) - len(self._df.view)
        for grown in (self._df, self._idf, self._gram_mass):
            grown.extend(missing)
        missing = len(self.gram_words) - len(self._gram_df.view)
        for grown in (self._gram_df, self._gram_idf):
            grown.extend(missing)
        self._df.view[list(words)] += by

    def _weigh(self, word: str, df: int) -> float:
        common = self._common.get(word, RAREST)
        count = df + BACKGROUND_WEIGHT * common
        weight = math.log((self.entries + BACKGROUND_WEIGHT) / (count + 0.2))
        return max(0.05, SIGN * weight if passing(word) else weight)

    def _weigh_words(self, numbers: Iterable[int]) -> None:
        words = list(numbers)
        found = map(self._weigh, map(self.spelt.__getitem__, words), self._df.view[words].tolist())
        self.idf[words] = np.fromiter(found, np.float32, len(words))
        members, source = gather([self.word_grams[word] for word in words])
        touched = np.unique(members)
        every, grams_of = gather([self.gram_words[gram] for gram in touched])
        shares = np.exp(-self.idf[every])
        summed = np.bincount(grams_of, weights=shares, minlength=len(touched))
        self.gram_idf[touched] = -np.log(np.minimum(0.95, summed + 1e-6))
        squares = self.gram_idf[members] ** 2
        self.gram_mass[words] = np.bincount(source, weights=squares, minlength=len(words))

    def _measure(self, slots: Iterable[int]) -> None:
        slots = list(slots)
        members, source = self.words_of(np.array(slots, np.int32))
        for norm, values in (
            (self.word_norm, self.idf[members] ** 2),
            (self.gram_norm, self.gram_mass[members]),
        ):
            sums = np.bincount(source, weights=values, minlength=len(slots))
            norm[slots] = np.sqrt(np.maximum(sums, 1e-6))
