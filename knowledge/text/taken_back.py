"""Messages that take back what was asked, and say why: "forget it, its only a scarf".

Told by their clauses: words that take back at the start, and behind them reasons why nothing is wanted.
What is said behind them else may correct what was told, or be another wish: that is not for us to say.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache
from itertools import chain

from knowledge.text.done import reason
from knowledge.text.grave import table
from knowledge.text.kind_no import leading_no
from knowledge.text.normalise import surface
from knowledge.text.sentences import asks
from knowledge.text.small_talk import SmallTalk, cut, phrases_of, small_talk

LONGEST = 24
"""Words of a message that takes back what was asked."""
_CLAUSE = re.compile(r"[.!…,;:\n–—]+|\s-+\s")
_LEADS = frozenset(
    """no nah nope oh ah ach na ne nee nein ok okay well actually sorry lol haha hm hmm yeah ya ja so then
    non nao perdon pardon scusa desculpa bah bon eh""".split()  # noqa: SIM905
)
"""Words that may stand before those that take back."""
_OVER = frozenset({SmallTalk.SOLVED, SmallTalk.NEVER_MIND})
"""What says behind a no with thanks that the matter is over."""
_BESIDE = frozenset({SmallTalk.THANKS, SmallTalk.OKAY, SmallTalk.BYE})
"""What may stand beside that."""


class Back(Enum):
    """How surely a message takes back what was asked."""

    SURELY = auto()
    PERHAPS = auto()


def taken_back(text: str) -> Back | None:
    """How surely a message takes back what was asked, with more words than it takes; None where they
    ask, or where none take back."""
    clauses = [words for part in _CLAUSE.split(text) if (words := surface(part))]
    if "?" in text or not clauses or sum(map(len, clauses)) > LONGEST:
        return None
    if _declined(clauses):
        return Back.SURELY
    size = _head(clauses)
    if not size and len(clauses) > 1 and _ends(clauses[-1]):  # "it's fine, she got one, forget it"
        clauses = [clauses.pop(), *clauses]
        size = len(clauses[0])
    if not size:
        return None
    said = [rest for each in (clauses[0][size:], *clauses[1:]) if (rest := _bare(each))]
    told = [each for each in said if small_talk(each) is None]
    unsaid = [each for each in told if not reason(each)]
    if not told:
        again = any(small_talk(each) is SmallTalk.NEVER_MIND for each in said)
        return Back.SURELY if again else None  # "lascia stare, non serve più"
    if any(map(asks, unsaid)):
        return None
    return Back.PERHAPS if unsaid else Back.SURELY


def _declined(clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a no with thanks is followed by why nothing is wanted: "no thanks, found one"."""
    words = list(chain.from_iterable(clauses[:2]))  # "no, thanks, found one"
    size = leading_no(words)
    first = len(clauses[0])
    rest = [words[size:], *clauses[2:]] if size > first else [clauses[0][size:], *clauses[1:]]
    said = [list(each) for each in rest if each]
    over = [small_talk(each) in _OVER or reason(_bare(each)) for each in said]
    others = (each for each, done in zip(said, over, strict=True) if not done)
    return size > 0 and any(over) and all(small_talk(each) in _BESIDE for each in others)


def _head(clauses: list[list[str]]) -> int:
    """How many words at the start take back; a first clause that only leads to them is dropped."""
    while len(clauses) > 1 and _LEADS.issuperset(clauses[0]):
        del clauses[0]
    words = clauses[0]
    start = next((at for at, word in enumerate(words) if word not in _LEADS), len(words))
    longest = max(map(len, _phrases()))
    ends = (
        (at + size, tuple(words[at : at + size]))
        for at in range(start, -1, -1)  # a word that leads may belong to them: "no need anymore"
        for size in range(min(longest, len(words) - at), 0, -1)
    )
    return next((end for end, said in ends if said in _phrases()), 0)


def _ends(words: list[str]) -> bool:
    """Whether a clause only takes back, with a word of regret around it: "forget it sorry"."""
    left = [each for each in words if each not in _LEADS]
    return tuple(left) in _phrases()


def _bare(words: Sequence[str]) -> list[str]:
    """A clause without thanks and goodbyes around it, and without laughter."""
    kept = [word for word in words if word not in _LAUGHTER]
    before, after = cut(kept)
    return kept[before : len(kept) - after]


_LAUGHTER = frozenset("lol haha hahaha hehe lmao xd mdr jaja jajaja kkk rofl".split())  # noqa: SIM905


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    lists = (each for each in table().values() if isinstance(each, dict))
    told = "|".join(str(each["forget"]) for each in lists if "forget" in each)
    return frozenset(
        (*phrases_of(SmallTalk.NEVER_MIND), *map(tuple, map(surface, told.split("|"))))
    )
