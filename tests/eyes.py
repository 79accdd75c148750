"""Who can read what: all that the desk shows, with everybody who can read the place it stands in.

A double reckons the readers from its own rights and members; nothing is asked of the desk, and
nothing follows from whom a message names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BETWEEN_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Words that the desk put somewhere."""

    text: str
    where: str
    readers: frozenset[str]
    """All who can read them there, but the desk and whoever runs the place."""


@dataclass(frozen=True, kw_only=True)
class Confided:
    """Words that not everybody may read."""

    words: str
    to: frozenset[str]
    """The only ones who may."""


def leaks(shown: Iterable[Shown], confided: Iterable[Confided]) -> list[str]:
    """A sentence for each of the confided words that somebody can read who may not."""
    return list(dict.fromkeys(_leaks(shown, list(confided))))


def _leaks(shown: Iterable[Shown], confided: list[Confided]) -> Iterator[str]:
    known = [(letters(each.words), each) for each in confided]
    for each in shown:
        text = letters(each.text)
        for words, secret in known:
            others = each.readers - secret.to
            if others and words in text:
                yield (
                    f"{', '.join(sorted(others))} can read {secret.words!r} in {each.where}: "
                    f"{each.text[:200]!r}"
                )


def letters(text: str) -> str:
    """What stays of words however they are escaped, styled or broken into lines."""
    return _BETWEEN_LETTERS.sub("", text.casefold())
