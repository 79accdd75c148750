"""Words by which somebody says that a matter is over: it works again, somebody mended it, or after
"forget it" that it is of no weight or was got elsewhere; and that it is not over.

Told by the families of done.toml, a clause at a time; a clause with a word of `denied` says nothing of it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from knowledge.text.normalise import surface
from knowledge.text.sentences import asks
from knowledge.text.templates import pattern_of

FAMILIES = Path(__file__).with_name("done.toml")
LONGEST = 14
"""Words of a clause that says so."""
SUBJECT = 4
"""Words that may name what works again: "the lamp in the hall"."""
WHO = 3
"""Words that may name who mended it."""
UNDONE = 8
"""Words of a message that says that it is not over, and no more."""
_UNDONE = ("it", "be", "now", "undone", "nots", "still")
_STATES = ("it", "be", "now", "well", "mended", "light")
_WORDS = (*_STATES, "away", "trouble", "people", "denied", "undone", "nots", "still")


class Done(Enum):
    """How surely a clause says that it is over."""

    SURELY = auto()
    PERHAPS = auto()
    """ "It's gone": the noise, or what was ordered."""


@dataclass(frozen=True)
class Over:
    """What a clause says to be over."""

    done: Done
    of: tuple[str, ...] = ()
    """Words that name it; none for what is at hand."""


@dataclass(frozen=True)
class _Language:
    words: dict[str, frozenset[str]]
    reasons: re.Pattern[str]
    slight: re.Pattern[str]

    @cached_property
    def states(self) -> frozenset[str]:
        """What may say how something is, and nothing else."""
        return frozenset[str]().union(*(self.words[each] for each in _STATES), self.words["away"])

    @cached_property
    def begins(self) -> frozenset[str]:
        """What ends the name of something and begins how it is."""
        return self.states - self.words["light"]

    def has(self, kind: str, said: Sequence[str]) -> bool:
        return not self.words[kind].isdisjoint(said)

    def is_undone(self, said: Sequence[str]) -> bool:
        """Whether one word is over, one denies it, and the rest names nothing."""
        rest = set(said).difference(*(self.words[each] for each in _UNDONE))
        return self.has("undone", said) and self.has("nots", said) and not rest


def over(words: Sequence[str]) -> Over | None:
    """What a clause says to be over by itself: "it works now", "sam fixed it"."""
    if not 1 < len(words) <= LONGEST or asks(list(words)) or denies(words):
        return None
    found = chain.from_iterable(
        (_mended(each, words), _state(each, words)) for each in _languages()
    )
    return next(filter(None, found), None)


def undone(words: Sequence[str]) -> bool:
    """Whether they say of what is at hand that it is not over, and no more: "still not fixed"."""
    return 1 < len(words) <= UNDONE and any(each.is_undone(words) for each in _languages())


def reason(words: Sequence[str]) -> bool:
    """Whether a clause behind "forget it" says why nothing is wanted any more: "its only a scarf"."""
    if not words or len(words) > LONGEST:
        return False
    said = f"{' '.join(words)} "
    if any(each.slight.fullmatch(said) for each in _languages()):
        return True
    known = over(words) or any(each.reasons.fullmatch(said) for each in _languages())
    return bool(known) and not denies(words)


def denies(words: Sequence[str]) -> bool:
    """Whether a clause holds a word that speaks against its being over: "still", "but", "wrong"."""
    return any(each.has("denied", words) for each in _languages())


def _state(language: _Language, words: Sequence[str]) -> Over | None:
    """ "It is fine now", "the lamp works again": what was bad is well, now."""
    size = next((at for at, word in enumerate(words) if word in language.begins), 0)
    of, told = words[:size], words[size:]
    if size > SUBJECT or not language.states.issuperset(told) or language.has("people", of):
        return None
    well = language.has("well", told) and language.has("now", told)
    if language.has("away", told) and not well:
        if language.has("trouble", of):
            return Over(Done.SURELY)
        return Over(Done.PERHAPS) if not of and language.has("it", told) else None
    said_so = language.has("it", told) or language.has("be", told) or well
    if not (well or language.has("mended", told)) or not (of or said_so):
        return None
    return Over(Done.SURELY, tuple(of))


def _mended(language: _Language, words: Sequence[str]) -> Over | None:
    """ "Sam fixed it for me": somebody did what was wanted."""
    at = next((at for at, word in enumerate(words) if word in language.words["mended"]), 0)
    rest = language.words["it"] | language.words["now"] | language.words["light"]
    told = [*words[at + 1 :], *(each for each in words[:at] if each in language.words["it"])]
    what = language.has("it", told) and rest.issuperset(words[at + 1 :])
    return Over(Done.SURELY) if 0 < at <= WHO and what else None


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(
            words={
                name: frozenset(chain.from_iterable(map(surface, lists[name].split())))
                for name in _WORDS
            },
            reasons=_any_of(lists, "reasons"),
            slight=_any_of(lists, "slight"),
        )
        for lists in tomllib.loads(FAMILIES.read_text(encoding="utf-8")).values()
    )


def _any_of(lists: dict[str, Any], name: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern_of(each, lists, surface) for each in lists[name]))
