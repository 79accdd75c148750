"""Words by which somebody says that they have told all: "that's it, thanks".

To what was answered they are a word that it is solved; where nobody has answered yet they are none.
"""

import tomllib
from functools import cache

from knowledge.text.normalise import surface
from knowledge.text.small_talk import PHRASES

__all__ = ["told_all"]

Phrases = frozenset[tuple[str, ...]]


def told_all(text: str) -> bool:
    """Whether words say that all is told, and not that anything is solved."""
    alls, solved = _phrases()
    known = alls | solved
    words, at, told = tuple(surface(text)), 0, False
    while at < len(words):
        ends = range(len(words), at, -1)
        end = next((end for end in ends if words[at:end] in known), 0)
        if end and words[at:end] not in alls:
            return False
        told, at = told or end > 0, end or at + 1
    return told


@cache
def _phrases() -> tuple[Phrases, Phrases]:
    """What says that all is told, and what says that it is solved."""
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    alls, solved = (
        frozenset(tuple(surface(each)) for each in lines.split("|"))
        for lines in (table["told_all"]["words"], table["talk"]["solved"])
    )
    return alls - {()}, solved - {()}
