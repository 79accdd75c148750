"""Common words of six languages as directions in space: what is used alike lies near.

Read once from vectors.npz, which `python -m knowledge.training.vectors` makes; never changed at run time.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
VECTORS = Path(__file__).with_name("vectors.npz")
WIDE = 256
"""Numbers of a direction; half a byte each, two in a byte, the first in its upper half."""
MOST = 7
"""The largest a number of half a byte says, up or down; 8 stands for nothing."""
SHORTEST, LONGEST = 4, 40
"""Letters that a part of a compound has, and that a word may have to be taken apart."""
LINKS = ("", "s", "es", "n", "en")
"""What German puts between the parts of a compound."""


@cache
def _table() -> tuple[dict[str, int], npt.NDArray[np.uint8], Floats]:
    with np.load(VECTORS) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        return {word: place for place, word in enumerate(words)}, stored["rows"], stored["scales"]


def packed(rows: Floats) -> tuple[npt.NDArray[np.uint8], Floats]:
    """Rows of WIDE numbers in half a byte each, and what 1 is worth in each row."""
    scales = (np.abs(rows).max(axis=1) + 1e-9) / MOST
    small = (np.round(rows / scales[:, None]) + MOST + 1).astype(np.uint8)
    return small[:, ::2] << 4 | small[:, 1::2], scales.astype(np.float32)


def _unpacked(row: npt.NDArray[np.uint8]) -> Floats:
    found = np.empty(WIDE, np.float32)
    found[::2], found[1::2] = row >> 4, row & 15
    return found - (MOST + 1)


def known_words() -> dict[str, int]:
    """Where each word stands, the commonest first."""
    return _table()[0]


@lru_cache(8_192)
def places(word: str) -> tuple[int, ...]:
    """Where a folded word stands, or the parts of a compound; nowhere for a name or a number."""
    known = known_words()
    if word in known:
        return (known[word],)
    if len(word) > LONGEST or not word.isalpha():
        return ()
    return _parts(word, known)


def _parts(word: str, known: dict[str, int]) -> tuple[int, ...]:
    """Two words that make up this one."""
    for cut in range(len(word) - SHORTEST, SHORTEST - 1, -1):
        first, second = word[:cut], word[cut:]
        if second in known:
            for link in LINKS:
                if first.endswith(link) and len(first) - len(link) >= SHORTEST:
                    whole = first[: len(first) - len(link)]
                    if whole in known:
                        return known[whole], known[second]
    return ()


def vectors(words: Sequence[str]) -> Floats:
    """A row a word, as long as it weighs; of length 0 where nobody knows it."""
    _, rows, scales = _table()
    found = np.zeros((len(words), WIDE), np.float32)
    for at, word in enumerate(words):
        for place in places(word):
            found[at] += _unpacked(rows[place]) * scales[place]
    return found


def unit(rows: Floats) -> Floats:
    """The rows at length 1; those of length 0 stay."""
    long = np.linalg.norm(rows, axis=1, keepdims=True)
    straight: Floats = rows / np.maximum(long, 1e-9)
    return straight
