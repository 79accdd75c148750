"""Groups of questions that ask the same.

For lists that people read: a question stands in one group, the largest groups first.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.matching.index import Floats
from knowledge.matching.manner import manner_of
from knowledge.matching.mood import mood_of
from knowledge.text.concepts import DEEDS, THINGS, concepts
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import TELLING, related, tells
from knowledge.text.signs import signed
from knowledge.text.weight import weighty

ALIKE = 62.0
SHARED = 0.5
"""Of what matters in each of two questions that ask the same the other one has more than this part."""
SPELT = 80
"""rapidfuzz ratio from which two words are one, misspelt."""
MEANT = 0.7
"""How near the meanings of two words are, 0 to 1, that may stand for one another."""
MOST = 1500
"""Questions that are compared with one another; the rest stand alone."""
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


def alike(texts: list[str]) -> list[list[int]]:
    """Indices of questions that ask the same, grouped; the largest groups first."""
    keys = [_key(text) for text in texts]
    count = min(len(keys), MOST)
    if not texts:
        return []
    likeness = process.cdist(keys[:count], keys[:count], scorer=fuzz.token_sort_ratio)
    subset = process.cdist(keys[:count], keys[:count], scorer=fuzz.token_set_ratio)
    together = (0.6 * likeness + 0.4 * subset).astype(np.float32)
    np.fill_diagonal(together, 0.0)
    kinds: dict[frozenset[str], int] = {}
    names = [kinds.setdefault(signed(key.split()), len(kinds)) for key in keys[:count]]
    together[np.not_equal.outer(names, names)] = 0.0
    for at in range(count):
        if not keys[at]:
            together[at, :] = together[:, at] = 0.0
    _part(together, keys)
    _part_things(together, texts, keys)
    groups = _link(together, count)
    groups += [[at] for at in range(count, len(texts))]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def likest(text: str, others: Sequence[str], most: int) -> list[int]:
    """Indices of those of the others that ask the same as a text, the likest first."""
    key = _key(text)
    signs = signed(key.split())
    near: list[tuple[float, int]] = []
    for at, other in enumerate(map(_key, others)):
        likeness = _likeness(key, other) if key and other else 0.0
        if likeness < ALIKE or signs != signed(
            other.split()
        ):  # few are near, and words take longer
            continue
        if _share(key, other) and not _apart((text, key), (others[at], other)):
            near.append((-likeness, at))
    return [at for _, at in sorted(near)[:most]]


def _likeness(one: str, other: str) -> float:
    return 0.6 * fuzz.token_sort_ratio(one, other) + 0.4 * fuzz.token_set_ratio(one, other)


def _part(together: Floats, keys: list[str]) -> None:
    """Questions that look alike and share too little of what matters are not."""
    known: dict[tuple[str, str], bool] = {}
    for one, other in zip(*np.nonzero(np.triu(together)), strict=True):
        pair = keys[one], keys[other]
        if pair not in known:
            known[pair] = pair[0] == pair[1] or _share(*pair)
        if not known[pair]:
            together[one, other] = together[other, one] = 0.0


def _part_things(together: Floats, texts: list[str], keys: list[str]) -> None:
    """Questions that ask the same of two things are two."""
    for one, other in zip(*np.nonzero(np.triu(together) >= ALIKE), strict=True):
        if _apart((texts[one], keys[one]), (texts[other], keys[other])):
            together[one, other] = together[other, one] = 0.0


def _apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether each of two questions, with what is telling in it, names something that the other
    doesn't: two countries, two days, two things to be had; or wants something else done with it, asks
    something else of it, or only tells of it."""
    (text, key), (also, theirs) = one, other
    if mood_of(text).is_other_than(mood_of(also)):
        return True
    mine, its = manner_of(text), manner_of(also)
    tables = {table for table, _ in mine.names} & {table for table, _ in its.names}
    if any(_of(table, mine.names) != _of(table, its.names) for table in tables):
        return True
    if (mine.deeds and its.deeds and not mine.deeds & its.deeds) or mine.turns_round(its):
        return True
    said, answered = set(surface(text)), set(surface(also))
    for turn in _TURNS:
        has, had = said.intersection(turn), answered.intersection(turn)
        if has and had and not has & had:
            return True
    words, others = key.split(), theirs.split()
    return _has_own(words, others) and _has_own(others, words)


def _of(table: str, names: frozenset[tuple[str, str]]) -> frozenset[str]:
    return frozenset(line for each, line in names if each == table)


def _has_own(words: list[str], others: list[str]) -> bool:
    return any(
        tells(word) >= TELLING and not any(meant_alike(word, other) for other in others)
        for word in words
    )


@lru_cache(4_096)
def meant_alike(word: str, other: str) -> bool:
    """Whether one of two stemmed words may stand for the other, misspelt too."""
    if word == other or fuzz.ratio(word, other) >= SPELT:
        return True
    tables = {DEEDS, THINGS}
    if any(each[0] in tables for each in concepts(word) & concepts(other)):
        return True
    return any(each == other and near >= MEANT for each, near in related(word))


def _share(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return min(_held(words, others), _held(others, words)) > SHARED


def _held(words: list[str], others: list[str]) -> float:
    """Part of what matters in the words that the others have."""
    shared = sum(tells(word) for word in words if _has(others, word))
    return shared / sum(map(tells, words))


def _has(words: list[str], word: str) -> bool:
    return word in words or any(_spelt_alike(word, other) for other in words)


def _spelt_alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= SPELT


def _link(together: Floats, count: int) -> list[list[int]]:
    """Average linkage, greedily: a question joins the group it is most like on the whole."""
    groups: list[list[int]] = []
    sums = np.zeros((count, count))  # how like a group's questions together each question is
    sizes = np.zeros(count)
    for at in range(count):
        means = sums[: len(groups), at] / sizes[: len(groups)]
        likest = int(means.argmax()) if groups else 0
        if groups and means[likest] >= ALIKE:
            groups[likest].append(at)
        else:
            likest = len(groups)
            groups.append([at])
        sums[likest] += together[at]
        sizes[likest] += 1
    return groups


def telling_words(text: str) -> list[str]:
    """The words of a text by which it is compared, stemmed, each once."""
    return _key(text).split()


@lru_cache(1_024)
def _key(text: str) -> str:
    """The telling words of a question, stemmed; near synonyms under one name."""
    words = [word for word in weighty(text) if word not in _FILLERS] or [
        word for word in surface(text) if word not in _FILLERS
    ]
    return " ".join(dict.fromkeys(_name(token) for token in tokens(list(words))[:40]))


def _name(token: str) -> str:
    lines = {line for table, line in concepts(token) if table != "number"}
    same = [word for word, nearness in related(token) if nearness >= 0.8]
    return min(lines) if len(lines) == 1 else min([token, *same])
