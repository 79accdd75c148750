"""Which words are common everywhere, and which mean nearly the same.

Read once from words.tsv, which `python -m knowledge.training.words` makes; never changed at run time.
"""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.tsv")


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
