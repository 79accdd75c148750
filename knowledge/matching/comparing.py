"""How like one another many questions are: 0 where they ask something else of the same.

Worked out for all pairs at once, by words and by what tells texts apart: pair by pair it is done
a million times for fifteen hundred questions.
"""

import operator
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from knowledge.matching.index import Floats
from knowledge.matching.manner import Manner, manner_of
from knowledge.matching.mood import mood_of
from knowledge.text.concepts import DEEDS, NONE, THINGS, Concept, concepts
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import TELLING, related, tells
from knowledge.text.signs import signed
from knowledge.text.weight import weighty

ALIKE = 62.0
"""Of likeness, from which on two questions ask the same, unless something tells them apart."""
SHARED = 0.5
"""Of what matters in each of two questions that ask the same the other one has more than this part."""
SPELT = 80
"""rapidfuzz ratio from which two words are one, misspelt."""
MEANT = 0.7
"""How near the meanings of two words are, 0 to 1, that may stand for one another."""
_FILLERS = frozenset(
    """a an the i my me you your we our is are am be do does did can could would will how what where
    when why who which to of in on for with and or it this that there please hi hello hey thanks
    help need want get have has not no any under work works
    habt gibt euch euer eure bei sie kann konnen geht hay tienen teneis avez ont""".split()  # noqa: SIM905 - a column of words reads better
)
_TURNS = (
    *(("in", "out"), ("on", "off"), ("up", "down"), ("from", "to"), ("with", "without")),
    *(("before", "after"), ("mit", "ohne"), ("von", "nach"), ("vor", "nach"), ("an", "ab")),
    *(("con", "sin"), ("desde", "hasta"), ("avec", "sans"), ("avant", "apres")),
)
"""Little words that turn a question into another one: "check in", "check out"."""

Bools = npt.NDArray[np.bool_]
Kind = TypeVar("Kind", bound=Hashable)
_NOTHING = Manner(0, 0, NONE, refuses=False, asks_why=False)


def compared(texts: Sequence[str], others: Sequence[str]) -> Floats:
    """How like each text is each of the others, 0 to 100: as the words of them look, and 0 for those
    that share too little of what matters, or have something that tells them apart."""
    if not texts or not others:
        return np.zeros((len(texts), len(others)), dtype=np.float32)
    keys = [telling_words(text) for text in texts]
    theirs = keys if others is texts else [telling_words(text) for text in others]
    found = _looks(_joined(keys), _joined(theirs))
    mine, its = _signed(keys), _signed(theirs)
    words = _Words([*keys, *theirs])
    one, other = words.of(keys), words.of(theirs)
    found[_differ(mine, its, operator.ne)] = 0.0
    found[~(words.share(one, other) & words.share(other, one).T)] = 0.0
    apart = _apart(texts, others) | (words.has_own(one, other) & words.has_own(other, one).T)
    found[apart & (found >= ALIKE)] = 0.0
    return found


def looks_like(text: str, others: Sequence[str]) -> list[int]:
    """Which of the others look as if they asked the same; it is done in no time."""
    key = " ".join(telling_words(text))
    if not key:
        return []
    found = _looks([key], _joined([telling_words(other) for other in others]))
    return [int(at) for at in np.nonzero(found[0] >= ALIKE)[0]]


def _joined(keys: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(key) for key in keys]


def _looks(keys: list[str], others: list[str]) -> Floats:
    """By letters alone; of nothing nothing is like it."""
    if keys == others:
        others = keys  # the same list is compared by halves
    sort, subset = (
        process.cdist(keys, others, scorer=scorer)
        for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio)
    )
    found = (0.6 * sort + 0.4 * subset).astype(np.float32)
    found[[not key for key in keys], :] = 0.0
    found[:, [not key for key in others]] = 0.0
    return found


def _signed(keys: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    return [signed(key) for key in keys]


class _Words:
    """All words of some questions, and which of them may stand for which."""

    def __init__(self, keys: Sequence[Sequence[str]]) -> None:
        every = list(dict.fromkeys(word for key in keys for word in key))
        self._number = {word: at for at, word in enumerate(every)}
        self._tells = np.array([tells(word) for word in every])
        self._spelt: Bools = process.cdist(every, every, scorer=fuzz.ratio) >= SPELT
        self._meant = self._spelt.copy()
        held: dict[Concept, list[int]] = {}
        for at, word in enumerate(every):
            same, near = _stands_for(word)
            for concept in same:
                held.setdefault(concept, []).append(at)
            self._meant[at, [self._number[each] for each in near if each in self._number]] = True
        for numbers in held.values():
            self._meant[np.ix_(numbers, numbers)] = True

    def of(self, keys: Sequence[Sequence[str]]) -> list[list[int]]:
        """The words of each question by number."""
        return [[self._number[word] for word in key] for key in keys]

    def share(self, questions: list[list[int]], others: list[list[int]]) -> Bools:
        """Whether each of the others has more than a part of what matters in each question."""
        has = self._among(self._spelt, others)
        found = np.zeros((len(questions), len(others)), dtype=np.bool_)
        for at, words in enumerate(questions):
            weights = self._tells[words]
            found[at] = (weights[:, None] * has[words]).sum(axis=0) > SHARED * weights.sum()
        return found

    def has_own(self, questions: list[list[int]], others: list[list[int]]) -> Bools:
        """Whether each question has a telling word for which none of each of the others may stand."""
        has = self._among(self._meant, others)
        telling = self._tells >= TELLING
        found = np.zeros((len(questions), len(others)), dtype=np.bool_)
        for at, words in enumerate(questions):
            found[at] = ~has[[word for word in words if telling[word]]].all(axis=0)
        return found

    @staticmethod
    def _among(stands_for: Bools, others: list[list[int]]) -> Bools:
        """Of each word whether it, or what may stand for it, is among those of each question."""
        found = np.zeros((len(stands_for), len(others)), dtype=np.bool_)
        for at, words in enumerate(others):
            found[:, at] = stands_for[:, words].any(axis=1)
        return found


def _apart(texts: Sequence[str], others: Sequence[str]) -> Bools:
    """Whether each of two questions names something that the other doesn't: two countries, two days; or
    wants something else done with it, asks something else of it, or only tells of it."""
    sides = (texts, others)
    moods, its_moods = ([mood_of(text) for text in side] for side in sides)
    found = _differ(moods, its_moods, lambda one, other: one.is_other_than(other))
    mine, its = ([manner_of(text) for text in side] for side in sides)
    deeds, its_deeds = ([each.deeds for each in side] for side in (mine, its))
    found |= _differ(deeds, its_deeds, lambda one, other: bool(one and other and not one & other))
    doers, its_doers = (
        [_NOTHING._replace(doers=each.doers) for each in side] for side in (mine, its)
    )
    found |= _differ(doers, its_doers, Manner.turns_round)
    for table in {table for each in (*mine, *its) for table, _ in each.names}:
        found |= _others(*([_of(table, each.names) for each in side] for side in (mine, its)))
    said, answered = ([frozenset(surface(text)) for text in side] for side in sides)
    for turn in _TURNS:
        has, had = ([each.intersection(turn) for each in side] for side in (said, answered))
        found |= _differ(has, had, lambda one, other: bool(one and other and not one & other))
    return found


def _differ(
    kinds: Sequence[Kind], others: Sequence[Kind], differs: Callable[[Kind, Kind], bool]
) -> Bools:
    """Whether each of some differs from each of others: found for each two kinds once, of which there
    are few."""
    mine, its = (
        {each: at for at, each in enumerate(dict.fromkeys(side))} for side in (kinds, others)
    )
    found: Bools = np.array([[differs(one, other) for other in its] for one in mine])
    return found[np.ix_([mine[each] for each in kinds], [its[each] for each in others])]


def _others(names: Sequence[Hashable], others: Sequence[Hashable]) -> Bools:
    """Whether each of two has names of a table, and not the same ones: there may be as many as questions."""
    number = {each: at for at, each in enumerate(dict.fromkeys((*names, *others)))}
    mine, its = (np.array([number[each] for each in side]) for side in (names, others))
    some, more = (np.array([bool(each) for each in side]) for side in (names, others))
    found: Bools = np.not_equal.outer(mine, its) & np.logical_and.outer(some, more)
    return found


def _of(table: str, names: frozenset[Concept]) -> frozenset[str]:
    return frozenset(line for each, line in names if each == table)


@lru_cache(4_096)
def meant_alike(word: str, other: str) -> bool:
    """Whether one of two stemmed words may stand for the other, misspelt too."""
    if word == other or fuzz.ratio(word, other) >= SPELT:
        return True
    (same, near), (also, _) = _stands_for(word), _stands_for(other)
    return not same.isdisjoint(also) or other in near


@lru_cache(4_096)
def _stands_for(word: str) -> tuple[frozenset[Concept], frozenset[str]]:
    """What a stemmed word is said of, and the words that mean nearly the same."""
    same = frozenset(each for each in concepts(word) if each[0] in {DEEDS, THINGS})
    return same, frozenset(each for each, near in related(word) if near >= MEANT)


def telling_words(text: str) -> list[str]:
    """The words of a text by which it is compared, stemmed, each once."""
    return list(_key(text))


@lru_cache(1_024)
def _key(text: str) -> tuple[str, ...]:
    """The telling words of a question, stemmed; near synonyms under one name."""
    words = [word for word in weighty(text) if word not in _FILLERS] or [
        word for word in surface(text) if word not in _FILLERS
    ]
    return tuple(dict.fromkeys(_name(token) for token in tokens(list(words))[:40]))


def _name(token: str) -> str:
    lines = {line for table, line in concepts(token) if table != "number"}
    same = [word for word, nearness in related(token) if nearness >= 0.8]
    return min(lines) if len(lines) == 1 else min([token, *same])
