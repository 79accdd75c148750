"""How like a question each entry is, seen from several sides.

Every view is a number between 0 and about 1; the learned weights decide what each is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from knowledge.matching.classifier import Classifier
from knowledge.matching.index import Floats, Index, Ints, gather
from knowledge.matching.question import Question

CLOSE = 48
"""Phrasings that are compared in full."""
WIDE = 160
ENTRIES = 14
EACH = 6
FEW = 250
COMMON = 0.05
FELT = 12
"""Phrasings that the encoder may bring in."""

Sizes = tuple[int, float, bool]
"""Of a knowledge base: entries, phrasings an entry, whether answers are searched."""

PHRASING_VIEWS = (
    "words", "runs", "meaning", "asked", "sorted",
)  # fmt: skip
ENTRY_VIEWS = (
    *(f"best {name}" for name in PHRASING_VIEWS),
    "three runs", "three meaning", "classifier", "classifier share", "answer", "encoded",
)  # fmt: skip

ENCODED = ENTRY_VIEWS.index("encoded")
"""Nought everywhere without an encoder."""
CLASSIFIER = ENTRY_VIEWS.index("classifier")
ANSWER = ENTRY_VIEWS.index("answer")


@dataclass(frozen=True, kw_only=True, eq=False)
class Sight:
    """The entries worth considering, their views (one row each), and the nearest phrasing."""

    entries: Ints
    views: Floats
    nearest: Ints

    def without(self, entry: int) -> Sight:
        """The same with one entry taken out."""
        return self.only(np.flatnonzero(self.entries != entry))

    def only(self, rows: npt.NDArray[np.intp]) -> Sight:
        """These rows of it."""
        return Sight(entries=self.entries[rows], views=self.views[rows], nearest=self.nearest[rows])


NOTHING = Sight(
    entries=np.zeros(0, np.int32),
    views=np.zeros((0, len(ENTRY_VIEWS)), np.float32),
    nearest=np.zeros(0, np.int32),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Shelf:
    """What is looked through."""

    index: Index
    answers: Index
    slots: Mapping[int, Sequence[int]]
    classifier: Classifier | None = None
    senses: Floats
    """Each phrasing's direction; no rows without an encoder."""


def look(shelf: Shelf, question: Question, *, hidden: int = -1) -> Sight:
    """See which entries a question may mean. `hidden` is a phrasing to leave out."""
    index, classifier = shelf.index, shelf.classifier
    if not question.tokens:
        return NOTHING
    logs = classifier.scores(question) if classifier is not None and classifier.column else None
    answers = _answers(shelf.answers, question)
    sensed = _sensed(shelf, question, hidden)
    ranked, near = _close(index, question, _retrieve(index, question, hidden))
    brought = _brought(classifier, logs, answers)
    more = _more(shelf, ranked, brought, _felt(sensed), hidden)
    if more:
        others, theirs = _best_each(index, question, np.array(more, np.int32))
        ranked, near = np.concatenate([ranked, others]), np.concatenate([near, theirs])
    if not len(ranked):
        return NOTHING
    near, ranked = _compare(index, question, ranked, near)
    sight = _by_entry(index, ranked, near)
    if logs is not None and classifier is not None:
        columns = np.array([classifier.column.get(int(e), -1) for e in sight.entries])
        if (columns >= 0).all():
            sight.views[:, CLASSIFIER] = np.clip(logs[columns] / 9.0, -1.0, -1e-4)
            sight.views[:, CLASSIFIER + 1] = np.exp(logs[columns])
    inside = sight.entries < len(answers)
    sight.views[inside, ANSWER] = np.minimum(1.0, answers[sight.entries[inside]])
    if len(sensed):
        sight.views[:, ENCODED] = _middles(shelf, question, sight.entries, hidden)
    return sight


def _brought(classifier: Classifier | None, logs: Floats | None, answers: Floats) -> list[int]:
    """Entries that the classifier or their answers bring in."""
    best = np.argsort(-answers, kind="stable")[:6]
    by_answer: list[int] = best[answers[best] > 0].tolist()
    if classifier is None or logs is None:
        return by_answer
    columns = np.array(list(classifier.column), np.int32)
    return [*columns[np.argsort(-logs, kind="stable")[:8]].tolist(), *by_answer]


def _felt(sensed: Floats) -> list[int]:
    """Phrasings that the encoder brings in."""
    closest = np.argsort(-sensed, kind="stable")[:FELT]
    found: list[int] = closest[sensed[closest] > -1.0].tolist()
    return found


def _more(
    shelf: Shelf, ranked: Ints, brought: Sequence[int], felt: Sequence[int], hidden: int
) -> list[int]:
    """The phrasings of those that retrieval missed."""
    have = set(shelf.index.owner[ranked].tolist())
    lines = [
        line
        for entry in dict.fromkeys(brought)
        if entry not in have
        for line in list(shelf.slots.get(entry, ()))[:40]
        if line != hidden
    ]
    return sorted({*lines, *felt} - set(ranked.tolist())) if felt else lines


def _sensed(shelf: Shelf, question: Question, hidden: int) -> Floats:
    """How near every phrasing's direction is; empty without an encoder."""
    if not len(question.sense):
        return question.sense
    found: Floats = np.where(shelf.index.alive, shelf.senses @ question.sense, -1.0)
    if hidden >= 0:
        found[hidden] = -1.0
    return found


def _middles(shelf: Shelf, question: Question, entries: Ints, hidden: int) -> list[float]:
    """How near the middle of each entry's directions is."""
    found = []
    for entry in entries.tolist():
        lines = [line for line in shelf.slots.get(entry, ()) if line != hidden]
        middle = shelf.senses[lines].sum(axis=0)
        found.append(float(middle @ question.sense) / max(1e-6, float(np.linalg.norm(middle))))
    return found


def _retrieve(index: Index, question: Question, hidden: int) -> Ints:
    """Phrasings that share something telling with the question."""
    alive = index.alive.copy()
    if hidden >= 0:
        alive[hidden] = False
    if len(alive) <= FEW:
        return np.flatnonzero(alive).astype(np.int32)
    shared = _shared(index, question)
    hits = np.flatnonzero(alive & (shared > 0))
    if len(hits) > WIDE:
        hits = hits[np.argpartition(-shared[hits], WIDE)[:WIDE]]
    return hits.astype(np.int32)


def _shared(index: Index, question: Question) -> npt.NDArray[np.float64]:
    """For each phrasing: how much of what is telling it shares with the question."""
    total = len(index.texts)
    words = np.flatnonzero(question.by >= 0)
    lists = [index.postings[word] for word in words.tolist()]
    sizes = np.fromiter(map(len, lists), np.int32, len(lists))
    telling = np.flatnonzero(sizes <= max(200, COMMON * total))
    if not len(telling):
        telling = np.argsort(sizes, kind="stable")[:2]
    words = words[telling]
    worth = question.near[words] * index.idf[words] * question.weights[question.by[words]]
    members, source = gather([lists[place] for place in telling.tolist()])
    shared = np.bincount(members, weights=worth[source], minlength=total)
    return shared / (index.word_norm + 2.0)


def _cheap(index: Index, question: Question, found: Ints) -> Floats:
    """The vector views of phrasings."""
    members, source = index.words_of(found)
    count = len(found)
    idf, near, by = index.idf[members], question.near[members], question.by[members]
    heard = np.where(by >= 0, question.weights[np.maximum(by, 0)], 0.0)
    word_norm, gram_norm = index.word_norm[found], index.gram_norm[found]

    def summed(values: Floats) -> Floats:
        return np.bincount(source, weights=values, minlength=count).astype(np.float32)

    views = np.zeros((count, len(PHRASING_VIEWS)), np.float32)
    views[:, 0] = summed(idf * heard * (near >= 1.0)) / (question.word_norm * word_norm)
    views[:, 1] = summed(question.gram_pull[members]) / (question.gram_norm * gram_norm)
    views[:, 2] = summed(idf * heard * near) / (question.word_norm * word_norm)
    reached = np.zeros((count, len(question.tokens)), np.float32)
    spoken = by >= 0
    np.maximum.at(reached, (source[spoken], by[spoken]), near[spoken])
    views[:, 3] = reached @ question.weights / max(1e-6, float(question.weights.sum()))
    return views


def _blend(views: Floats) -> Floats:
    blend: Floats = views[:, 1] + views[:, 2] + 0.5 * views[:, 3]
    return blend


def _close(index: Index, question: Question, found: Ints) -> tuple[Ints, Floats]:
    """The phrasings to compare in full: the best of many entries, then the best of all."""
    views = _cheap(index, question, found)
    order = np.argsort(-_blend(views), kind="stable")
    kept = _spread(index.owner[found[order]].tolist())
    return found[order[kept]], views[order[kept]]


def _spread(owners: list[int]) -> list[int]:
    """Places to keep, of phrasings that come likest first."""
    taken: dict[int, int] = {}
    kept: list[int] = []
    for place, owner in enumerate(owners):
        so_far = taken.get(owner, 0)
        if so_far >= EACH or (so_far == 0 and len(taken) >= ENTRIES):
            continue
        taken[owner] = so_far + 1
        kept.append(place)
        if len(kept) >= CLOSE and len(taken) >= ENTRIES:
            break
    return kept[: CLOSE + ENTRIES]


def _best_each(index: Index, question: Question, found: Ints) -> tuple[Ints, Floats]:
    """Of each entry the likest phrasing."""
    views = _cheap(index, question, found)
    order = np.argsort(-_blend(views), kind="stable")
    _, first = np.unique(index.owner[found[order]], return_index=True)
    kept = order[np.sort(first)]
    return found[kept], views[kept]


def _answers(answers: Index, question: Question) -> Floats:
    """For every entry slot: how like the question its answer is."""
    none = np.zeros(0, np.float32)
    if not len(answers.texts):
        return none
    ids = [answers.words.get(token, -1) for token in question.tokens]
    known = [(at, word) for at, word in enumerate(ids) if word >= 0]
    members, source = gather([answers.postings[word] for _, word in known])
    weights = np.array([question.weights[at] for at, _ in known], np.float32)
    alive = answers.alive[members]
    members, source = members[alive], source[alive]
    if not len(members):
        return none
    squares = weights[source] ** 2 / (question.word_norm * answers.word_norm[members])
    return np.bincount(answers.owner[members], weights=squares).astype(np.float32)


def _compare(index: Index, question: Question, ranked: Ints, near: Floats) -> tuple[Floats, Ints]:
    """All views of the phrasings, and the phrasings, the likest first."""
    texts = [index.texts[slot] for slot in ranked]
    ordered = [" ".join(sorted(text.split())) for text in texts]
    mine = " ".join(sorted(question.plain.split()))
    near[:, 4] = process.cdist([mine], ordered, scorer=fuzz.ratio)[0] / 100
    order = np.lexsort((ranked, -_blend(near) - near[:, 4]))
    return near[order], ranked[order]


def _by_entry(index: Index, ranked: Ints, near: Floats) -> Sight:
    """The entries' views from their phrasings', which come likest first."""
    entries, first, where = np.unique(index.owner[ranked], return_index=True, return_inverse=True)
    count, wide = len(entries), len(PHRASING_VIEWS)
    views = np.zeros((count, len(ENTRY_VIEWS)), np.float32)
    np.maximum.at(views[:, :wide], where, near)
    turn = np.argsort(where, kind="stable")
    sizes = np.bincount(where, minlength=count)
    place = np.arange(len(where)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    three = turn[place < 3]
    for view, column in ((wide, 1), (wide + 1, 2)):
        sums = np.bincount(where[three], weights=near[three, column], minlength=count)
        views[:, view] = sums / np.minimum(3, sizes)
    return Sight(entries=entries.astype(np.int32), views=views, nearest=ranked[first])
