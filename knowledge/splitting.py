"""Telling whether one question of a message is two, where only the entries can tell.

"Where is my parcel and how do I pay" is two questions, "I lost my card and need a new one" is one.
"""

import re
from collections.abc import Callable, Iterator

from knowledge.normalise import surface

__all__ = ["Look", "split"]

Look = Callable[[str], tuple[str, float]]
"""The entry that answers a text best, and how likely it does."""

FEWEST = 2
"""Words on either side of a break."""
MANY = 4
"""Breaks that are looked at in one question; each costs two looks."""
LEAST = 0.2
"""Probability that each half needs of its own entry."""
SHARE = 0.9
"""What the halves need on average, of what the whole has."""

_BREAK = re.compile(
    r"""[,;.]?\s+(?:and|also|plus|und|außerdem|auch|y|también|et|aussi|e|anche|também|en|ook|ve|и)\s+
        (?:(?:also|then|auch|también|aussi)\s+)?
    | ;\s+ | [；،]\s* | (?<=[.?!])\s+ | (?<=[。？！؟])\s* | \n""",
    re.VERBOSE | re.IGNORECASE,
)


def split(question: str, look: Look) -> list[str]:
    """The question, or the two that it is: each half surely means another entry, and means it more
    surely than the whole means any."""
    halves = list(_halves(question))[:MANY]
    if not halves:
        return [question]
    whole = look(question)[1]
    best, found = SHARE * whole, [question]
    for before, after in halves:
        (one, sure), (other, as_sure) = look(before), look(after)
        if one != other and min(sure, as_sure) >= LEAST and (sure + as_sure) / 2 > best:
            best, found = (sure + as_sure) / 2, [before, after]
    return found


def _halves(question: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each possible break, where both have words enough."""
    start = 0
    for found in _BREAK.finditer(question):
        before, after = question[: found.start()].strip(), question[found.end() :].strip()
        if min(_length(question[start : found.start()]), _length(after)) >= FEWEST:
            start = found.end()
            yield before, after


def _length(text: str) -> int:
    """Words; in scripts without blanks two characters count as one."""
    return sum(1 if word.isascii() or len(word) < 4 else len(word) // 2 for word in surface(text))
