"""Questions that are alike, put together: what people keep asking.

By wording only; which of them deserve one answer is for staff to say.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

ALIKE = 72.0
"""Likeness (rapidfuzz token_sort_ratio, 0-100) from which two questions count as one."""

MOST = 2000
"""Only the newest so many are compared; each older one stands alone."""


def alike(texts: Sequence[str]) -> list[list[int]]:
    """Groups of positions in `texts`, each position in exactly one, in order of first asking."""
    parent = list(range(len(texts)))

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    first = max(0, len(texts) - MOST)
    plain = [utils.default_process(text[:500]) for text in texts[first:]]
    for position, words in enumerate(plain):
        near = process.extract(
            words,
            plain[:position],
            scorer=fuzz.token_sort_ratio,
            processor=None,
            score_cutoff=ALIKE,
            limit=None,
        )
        for _, _, other in near:
            one, two = sorted((root(first + position), root(first + other)))
            parent[two] = one
    groups: dict[int, list[int]] = {}
    for position in range(len(texts)):
        groups.setdefault(root(position), []).append(position)
    return list(groups.values())
