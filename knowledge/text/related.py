"""Which words are common everywhere, and which mean nearly the same.

Read once from words.tsv, which `python -m knowledge.training.words` makes; never changed at run time.
"""

import math
from functools import cache, lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.tsv")
EVERYDAY, RARE = 3.5, 8.5
"""-ln of the share of everyday sentences: of a word that tells nothing ("how"), and of one that is
nowhere common."""
LEAST = 0.02
"""What a word matters at least, so that a question of everyday words has some ground too."""
TELLING = 0.3
"""Of a word that says something of what a text is about."""


@cache
def _table() -> tuple[dict[str, float], dict[str, str]]:
    common: dict[str, float] = {}
    near: dict[str, str] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines()[1:]:
        word, rate, relations = line.split("\t")
        if rate != "0":
            common[word] = float(rate)
        if relations:
            near[word] = relations
    return common, near


def commonness() -> dict[str, float]:
    """Share of everyday sentences that have a token, 0 to 1; rare ones are missing."""
    return _table()[0]


def related(token: str) -> list[tuple[str, float]]:
    """Tokens that mean nearly the same, and how nearly, 0 to 1."""
    return [
        (word, int(nearness) / 100)
        for word, _, nearness in (
            pair.rpartition(":") for pair in _table()[1].get(token, "").split()
        )
    ]


def is_known(token: str) -> bool:
    """Whether a token is a word of the list at all."""
    common, near = _table()
    return token in common or token in near


@lru_cache(8_192)
def tells(token: str) -> float:
    """The same whatever is known here: rare words tell more than everyday ones."""
    if len(token) == 1 and ord(token) > 255 and not "\u3400" <= token <= "\u9fff":
        return LEAST  # one sound of a script without blanks
    rarity = -math.log(commonness().get(token, math.exp(-RARE)))
    return min(1.0, max(LEAST, (rarity - EVERYDAY) / (RARE - EVERYDAY)))
