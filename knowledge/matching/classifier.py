"""Softmax regression over an entry's words, related words and character runs.

What makes several phrasings of one entry worth more than the nearest of them; refitted behind.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matching.index import Floats, Index, Ints
from knowledge.matching.question import Question

BUDGET = 12_000_000
"""Largest number of weights; beyond it there is no classifier, the other views stand alone."""
BATCH = 256
MANY = 1000
ROUNDS = 50
WORD_SHARE = 0.5
NEAR_SHARE = 1.0
PAIR_SHARE = 0.6
GRAM_SHARE = 1.0
SENSE_SHARE = 2.0
LEARNING = 1.2
DECAY = 2e-4


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """One text as a sparse row: word features first, gram features after them."""

    ids: Ints
    values: Floats


class Classifier:
    """Scores every entry slot it was fitted on."""

    def fresh(self) -> "Classifier":
        """One with the same vocabulary and nothing learned."""
        other = Classifier(self._index)
        other._words, other._grams, other._pairs = self._words, self._grams, self._pairs
        other._sense = self._sense
        return other

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words, self._grams = len(index.spelt), len(index.gram_words)
        self._pairs: dict[tuple[str, str], int] = {}
        self._sense = 0
        self.weights: Floats = np.zeros((0, 0), np.float32)
        self.bias: Floats = np.zeros(0, np.float32)
        self.column: dict[int, int] = {}
        """Where each entry slot stands."""

    def row(self, question: Question) -> Rows:
        """The features of a question that the classifier knows."""
        near = question.near[: self._words]
        words = np.flatnonzero(near)
        worth = near[words] * self._index.idf[words]
        length = max(question.word_norm, 1e-6)
        exact = near[words] >= 1.0
        grams = question.grams[question.grams < self._grams]
        pull = (question.gram_counts * self._index.gram_idf[question.grams])[: len(grams)]
        pairs = [self._pairs[pair] for pair in question.pairs if pair in self._pairs]
        blur = max(length, float(np.sqrt((worth**2).sum())))
        at = np.cumsum([0, self._words, self._words, self._grams, len(self._pairs)])
        sense = question.sense[: self._sense]
        return Rows(
            ids=np.concatenate(
                [
                    words[exact],
                    words + at[1],
                    grams + at[2],
                    np.array(pairs, np.int64) + at[3],
                    np.arange(len(sense)) + at[4],
                ]
            ).astype(np.int32),
            values=np.concatenate(
                [
                    WORD_SHARE * worth[exact] / length,
                    NEAR_SHARE * worth / blur,
                    GRAM_SHARE * pull / question.gram_norm,
                    np.full(len(pairs), PAIR_SHARE / math.sqrt(max(1, len(question.pairs)))),
                    SENSE_SHARE * sense,
                ]
            ).astype(np.float32),
        )

    def read(self, lines: Sequence[int], ask: Callable[[int], Question]) -> Sequence[Rows]:
        """Take in the vocabulary of all lines; their rows, to fit on some or all of them."""
        index = self._index
        # Asked twice, because a question is as long as the vocabulary and a row is not.
        often = Counter(pair for line in lines for pair in ask(line).pairs)
        fewest = 1 if len(lines) < MANY else 2
        kept = sorted(pair for pair, count in often.items() if count >= fewest)
        pairs = {pair: at for at, pair in enumerate(kept)}
        self._words, self._grams, self._pairs = len(index.spelt), len(index.gram_words), pairs
        self._sense = len(ask(lines[0]).sense) if lines else 0
        return [self.row(ask(line)) for line in lines]

    def fit(self, rows: Sequence[Rows], slots: Sequence[int]) -> bool:
        """Learn which entry slot each row belongs to; False where that would cost too much."""
        columns = sorted(set(slots))
        features = 2 * self._words + self._grams + len(self._pairs) + self._sense
        if len(columns) < 2 or features * len(columns) > BUDGET:
            return False
        self.column = {slot: at for at, slot in enumerate(columns)}
        self.weights = np.zeros((features, len(columns)), np.float32)
        self.bias = np.zeros(len(columns), np.float32)
        gold = np.array([self.column[slot] for slot in slots], np.int32)
        order = np.random.default_rng(7).permutation(len(rows))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rounds = max(6, math.ceil(ROUNDS / len(batches)))
        seen = np.full(features, 1e-3, np.float32)
        for _ in range(rounds):
            for batch in batches:
                self._step([rows[at] for at in batch], gold[batch], seen)
        return True

    def _step(self, rows: list[Rows], gold: Ints, seen: Floats) -> None:
        ids = np.concatenate([row.ids for row in rows])
        lines = np.repeat(np.arange(len(rows)), [len(row.ids) for row in rows])
        used, local = np.unique(ids, return_inverse=True)
        dense = np.zeros((len(rows), len(used)), np.float32)
        dense[lines, local] = np.concatenate([row.values for row in rows])
        block = self.weights[used]
        off = softmax(dense @ block + self.bias)
        off[np.arange(len(rows)), gold] -= 1.0
        pull = dense.T @ off / len(rows) + DECAY * block
        seen[used] += (pull**2).sum(axis=1)
        self.weights[used] = block - LEARNING * pull / np.sqrt(seen[used])[:, None]
        self.bias -= 0.3 * off.mean(axis=0)

    def scores(self, question: Question) -> Floats:
        """Log-probabilities over the columns."""
        row = self.row(question)
        raw = row.values @ self.weights[row.ids] + self.bias
        logs: Floats = np.log(np.maximum(softmax(raw[None, :])[0], 1e-9)).astype(np.float32)
        return logs


def softmax(raw: Floats) -> Floats:
    """Probabilities along the last axis."""
    risen = np.exp(raw - raw.max(axis=-1, keepdims=True))
    shares: Floats = (risen / risen.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares
