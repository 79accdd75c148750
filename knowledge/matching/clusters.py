"""Groups of questions that ask the same.

For lists that people read: a question stands in one group, the largest groups first.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.matching.index import Floats
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import related, tells
from knowledge.text.signs import signed
from knowledge.text.weight import weighty

ALIKE = 62.0
SHARED = 0.5
"""Part of what matters in each of two questions that both have, so that they may ask the same."""
SPELT = 80
"""rapidfuzz ratio from which two words are one, misspelt."""
MOST = 1500
"""Questions that are compared with one another; the rest stand alone."""
_FILLERS = frozenset(
    """a an the i my me you your we our is are am be do does did can could would will how what where
    when why who which to of in on for with and or it this that there please hi hello hey thanks
    help need want get have has not no any""".split()  # noqa: SIM905 - a column of words reads better
)


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
    groups = _link(together, count)
    groups += [[at] for at in range(count, len(texts))]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def likest(text: str, others: Sequence[str], most: int) -> list[int]:
    """Indices of those of the others that ask the same as a text, the likest first."""
    key = _key(text)
    near: list[tuple[float, int]] = []
    for at, other in enumerate(map(_key, others)):
        if key and other and signed(key.split()) == signed(other.split()):
            likeness = _likeness(key, other)
            if likeness >= ALIKE and _share(key, other):
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


def _share(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return _held(words, others) >= SHARED and _held(others, words) >= SHARED


def _held(words: list[str], others: list[str]) -> float:
    """Part of what matters in the words that the others have."""
    shared = sum(tells(word) for word in words if _has(others, word))
    return shared / sum(map(tells, words))


def _has(words: list[str], word: str) -> bool:
    return word in words or any(_spelt_alike(word, other) for other in words)


@lru_cache(65_536)
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


@lru_cache(4096)
def _key(text: str) -> str:
    """The telling words of a question, stemmed; near synonyms under one name."""
    words = weighty(text) or [word for word in surface(text) if word not in _FILLERS]
    return " ".join(dict.fromkeys(_name(token) for token in tokens(list(words))[:40]))


def _name(token: str) -> str:
    same = [word for word, nearness in related(token) if nearness >= 0.8]
    return min([token, *same])
