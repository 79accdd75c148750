"""Whether words only say that a question is coming: "got a quick question", "is anybody there?".

Nothing that the question is about may stand in them, so every word has to be one that such
announcements are made of, and one of each of a row's lists must be there.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.text.normalise import surface

_WORDS = Path(__file__).with_name("announcing.toml")


@cache
def _rows() -> tuple[frozenset[str], list[list[frozenset[str]]]]:
    """All the words, and of each way to announce the lists of which it has one each."""
    table = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    around = _words(table.pop("around"))
    rows = [[_words(text) for text in row.values()] for row in table.values()]
    return around.union(*(each for row in rows for each in row)), rows


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split("|") for word in surface(each))


def announces(words: Sequence[str]) -> bool:
    """Whether words without a greeting say that somebody is going to ask, and nothing of what."""
    known, rows = _rows()
    said = set(words)
    return said <= known and any(not any(map(said.isdisjoint, lists)) for lists in rows)
