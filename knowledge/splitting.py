"""Telling whether one question of a message is two, where only the entries can tell.

"Where is my parcel and how do I pay" is two questions, "I lost my card and need a new one" is one.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from knowledge.beside import puts
from knowledge.normalise import surface
from knowledge.sentences import marked
from knowledge.verbatim import SURE

__all__ = ["Look", "split"]

Look = Callable[[str], tuple[str, float]]
"""The entry that answers a text best, and how likely it does."""

FEWEST = 3
"""Words on either side of a break: of "between this and that" nothing is asked alone."""
MANY = 2
"""Breaks that are looked at in one question; each costs two looks."""
LEAST = 0.25
"""Probability that each half needs of its own entry."""
SHARE = 0.4
"""What each half needs of the whole's: a sure answer is not parted for a vague half."""

_SENTENCE = re.compile(r"[^.?!。？！؟\n]+[.?!。？！؟]*")
_BREAK = re.compile(
    r"""(?:[,;.]|(?<!\s))\s+(?:and|also|plus|und|außerdem|auch|y|también|et|aussi|e|anche|também|en|ook|ve|и)\s+
        (?:(?:also|then|auch|también|aussi)\s+)?
    | ;\s+ | [；،]\s* | (?<=[.?!])\s+ | (?<=[。？！؟])\s* | \n""",
    re.VERBOSE | re.IGNORECASE,
)
"""Blanks are looked along once, from where they begin: what is not read of a message leaves many."""


def split(question: str, look: Look) -> tuple[int, int] | None:
    """Where what joins two questions begins and ends; None for one question. It is two if the halves
    mean different entries, one of them more surely than the whole means any."""
    joints = list(islice(_joints(question), MANY))
    if not joints:
        return None
    whole = look(" ".join(question.split()))[1]
    surest, found = whole, None
    for start, end in joints:
        halves = question[:start], question[end:]
        (one, sure), (other, as_sure) = (look(" ".join(half.split())) for half in halves)
        if (
            one != other
            and min(sure, as_sure) >= max(LEAST, SHARE * whole)
            and max(sure, as_sure) > surest
            and _ask(question, start, end, (sure, as_sure))
        ):
            surest, found = max(sure, as_sure), (start, end)
    return found


def _ask(question: str, start: int, end: int, sure: tuple[float, float]) -> bool:
    """Whether both halves ask. In a question that has a mark a mere statement is none of its own,
    unless an entry has its very words; what a word joins shares the mark of its sentence."""
    if not any(map(marked, _SENTENCE.findall(question))):
        return True
    before, after = (_SENTENCE.findall(half) for half in (question[:start], question[end:]))
    if any(map(str.isalnum, question[start:end])) and marked(after[0]):
        before[-1] += "?"
    return all(
        chance >= SURE or any(puts(each, beside_marked=True) for each in half)
        for half, chance in zip((before, after), sure, strict=True)
    )


_NEAR = 120
"""Characters on each side of a break that are counted: few words are enough."""


def _joints(question: str) -> Iterator[tuple[int, int]]:
    """Each possible break, where both sides have words enough."""
    start = 0
    for found in _BREAK.finditer(question):
        before = question[max(start, found.start() - _NEAR) : found.start()]
        sides = before, question[found.end() : found.end() + _NEAR]
        if min(map(_length, sides)) >= FEWEST:
            start = found.end()
            yield found.span()


def _length(text: str) -> int:
    """Words; in scripts without blanks two characters count as one."""
    return sum(1 if word.isascii() or len(word) < 4 else len(word) // 2 for word in surface(text))
