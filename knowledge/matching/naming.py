"""Whether a text speaks of something that is wrong, by the words in which that is known.

What is wrong lasts hours and is told instead of an answer, so a word in common is too little.
"""

from collections.abc import Iterator, Sequence

from knowledge.matching.clusters import meant_alike, telling_words
from knowledge.matching.manner import manner_of
from knowledge.matching.mood import NOT
from knowledge.text.normalise import surface
from knowledge.text.related import tells

NAMED = 0.75
"""Of what tells in a phrasing a text has this part, to speak of the same."""
FEWEST = 2
"""Words of a phrasing that stand in a text as they are, and settle it."""
_SIGN = 0.5
"""What a little word counts that says what is wrong: "off", "down", "not"."""
_SIGNS = frozenset("down off out back gone aus weg kaputt caido abajo panne".split())  # noqa: SIM905


def named(text: str, phrasings: Sequence[str]) -> bool:
    """Whether a text has most of what tells in one of the phrasings."""
    return any(_part(each, text) >= NAMED for each in phrasings)


def literally(text: str, phrasings: Sequence[str]) -> bool:
    """Whether one of the phrasings stands in a text as it is, whatever else does."""
    said = f" {' '.join(surface(text))} "
    worded = (surface(each) for each in phrasings)
    return any(len(words) >= FEWEST and f" {' '.join(words)} " in said for words in worded)


def _part(phrasing: str, text: str) -> float:
    words, own = telling_words(phrasing), list(_signs(phrasing))
    if not words:
        return 0.0
    said, signs = telling_words(text), set(_signs(text))
    had = sum(tells(word) for word in words if _has(said, word))
    if len(words) == 1 and manner_of(phrasing).deeds & manner_of(text).deeds:
        had = tells(*words)  # "log in", "login"
    had += _SIGN * sum(sign in signs for sign in own)
    return had / (sum(map(tells, words)) + _SIGN * len(own))


def _has(said: Sequence[str], word: str) -> bool:
    return any(meant_alike(word, each) for each in said)


def _signs(text: str) -> Iterator[str]:
    words = set(surface(text))
    yield from sorted(words & _SIGNS)
    if words & NOT:
        yield "not"
