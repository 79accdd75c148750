"""How much of what a question is about an entry accounts for.

What is shared has to matter: everyday words hardly count, nor does what most entries say. Says
nothing of who is likelier; two titles that share the same are grounded alike.
"""

import numpy as np

from knowledge.matching.index import Floats, Index, Ints
from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.matching.views import ENCODED, Sight
from knowledge.text.normalise import passing
from knowledge.text.related import tells

SLIGHT = 0.3
"""What a sign or a number counts that nobody here knows: an order's, mostly."""
ANSWERED = 0.7
"""What a word of the answer counts, to one of the question."""
PHRASINGS = 24
"""Phrasings of an entry that are looked at, beside the nearest."""
PART = 5
"""Letters from which on a word is known again in a compound."""
MEANT = 0.85
FELT = (0.2, 0.8)
"""Cosines, with an encoder: of what has nothing to do with each other, and of the same in other words."""


def grounds_of(search: Search, question: Question, sight: Sight) -> Floats:
    """For each entry in sight, 0 to 1: the share of what matters in the question that it has."""
    matters = np.array([_matters(search.index, token) for token in question.tokens], np.float32)
    lines = [
        [nearest, *search.slots[entry][:PHRASINGS]]
        for entry, nearest in zip(sight.entries.tolist(), sight.nearest.tolist(), strict=True)
    ]
    slots = np.array([line for own in lines for line in own], np.int32)
    reached = _reached(search.index, question, slots)
    owner = np.repeat(np.arange(len(lines)), list(map(len, lines)))
    reached = np.maximum(reached, ANSWERED * _answered(search, question, sight)[owner])
    covered = reached @ matters / max(1e-6, float(matters.sum()))
    found = np.zeros(len(lines), np.float32)
    np.maximum.at(found, owner, covered)
    nothing, same = FELT
    felt = np.clip((sight.views[:, ENCODED] - nothing) / (same - nothing), 0, 1)
    stronger: Floats = np.maximum(found, felt).astype(np.float32)
    return stronger


def _matters(index: Index, token: str) -> float:
    """How much a word says what a question is about, 0 to 1."""
    telling = tells(token)
    share = index.share(token)
    if not share and (token.isdecimal() or passing(token)):
        telling *= SLIGHT
    return telling * max(0.05, 1 - share)


def _reached(index: Index, question: Question, slots: Ints) -> Floats:
    """For each phrasing and each word of the question: how near the phrasing comes to it."""
    members, source = index.words_of(slots)
    near, by = question.near[members], question.by[members]
    reached = np.zeros((len(slots), len(question.tokens)), np.float32)
    spoken = by >= 0
    np.maximum.at(reached, (source[spoken], by[spoken]), near[spoken])
    for place, token in enumerate(question.tokens):
        if not question.known[place] and len(token) >= PART:
            part = _parts(index, members, token)
            np.maximum.at(reached, (source, np.full(len(source), place)), part)
    return reached


def _parts(index: Index, members: Ints, token: str) -> Floats:
    """For each of these words: how much of the token it is, or the token of it."""
    known = {
        word: MEANT * min(len(token), len(spelt)) / max(len(token), len(spelt))
        for word in set(members.tolist())
        if len(spelt := index.spelt[word]) >= PART and _within(token, spelt)
    }
    return np.array([known.get(word, 0.0) for word in members.tolist()], np.float32)


def _within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _answered(search: Search, question: Question, sight: Sight) -> Floats:
    """For each entry and each word of the question: whether its answer has the word."""
    ids = [search.answers.words.get(token, -1) for token in question.tokens]
    found = np.zeros((len(sight.entries), len(ids)), np.float32)
    for row, entry in enumerate(sight.entries.tolist()):
        for slot in search.answer_slots(entry):
            words = set(search.answers.line(slot).tolist())
            found[row] = [word in words for word in ids]
    return found
