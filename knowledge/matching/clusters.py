"""Groups of questions that ask the same.

For lists that people read: a question stands in one group, the largest groups first.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.matching.comparing import ALIKE, compared, looks_like, telling_words

MOST = 1500
"""Wordings that are compared with one another; each of the rest stands alone."""


def alike(texts: list[str]) -> list[list[int]]:
    """Indices of questions that ask the same, grouped; the largest groups first. What is asked in the
    same words stands together, unless no word of it tells anything."""
    asked: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        asked.setdefault(text, []).append(at)
    told = [text for text in asked if telling_words(text)]
    groups = [
        sorted(at for each in group for at in asked[told[each]])
        for group in _link(told[:MOST], [len(asked[text]) for text in told])
    ]
    groups += [asked[text] for text in told[MOST:]]
    groups += [[at] for text in asked.keys() - set(told) for at in asked[text]]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def likest(text: str, others: Sequence[str], most: int) -> list[int]:
    """Indices of those of the others that ask the same as a text, the likest first."""
    near = looks_like(text, others)
    if not near:
        return []
    found = compared([text], [others[at] for at in near])[0]
    ordered = sorted((-like, at) for like, at in zip(found.tolist(), near, strict=True))
    return [at for like, at in ordered[:most] if -like >= ALIKE]


def _link(texts: Sequence[str], times: Sequence[int]) -> list[list[int]]:
    """Average linkage, greedily: a text joins the group it is most like on the whole, where each counts
    as many times as it was asked."""
    together = compared(texts, texts)
    groups: list[list[int]] = []
    sums = np.zeros(together.shape)  # how like a group's questions together each question is
    sizes = np.zeros(len(texts))
    for at, often in zip(range(len(texts)), times, strict=False):
        means = sums[: len(groups), at] / sizes[: len(groups)]
        likest = int(means.argmax()) if groups else 0
        if groups and means[likest] >= ALIKE:
            groups[likest].append(at)
        else:
            likest = len(groups)
            groups.append([at])
        sums[likest] += often * together[at]
        sizes[likest] += often
    return groups
