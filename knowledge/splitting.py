"""Telling whether one question of a message is two, where only the entries can tell.

"Where is my parcel and how do I pay" is two questions, "I lost my card and need a new one" is one.
"""

import re
from collections.abc import Callable, Iterator

from knowledge.normalise import surface

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

_BREAK = re.compile(
    r"""[,;.]?\s+(?:and|also|plus|und|außerdem|auch|y|también|et|aussi|e|anche|também|en|ook|ve|и)\s+
        (?:(?:also|then|auch|también|aussi)\s+)?
    | ;\s+ | [；،]\s* | (?<=[.?!])\s+(?!\d) | (?<=[。？！؟])\s* | \n""",
    re.VERBOSE | re.IGNORECASE,
)


def split(question: str, look: Look) -> list[str]:
    """The question, or the two that it is: the halves mean different entries, one of them more
    surely than the whole means any."""
    halves = list(_halves(question))[:MANY]
    if not halves:
        return [question]
    whole = look(question)[1]
    surest, found = whole, [question]
    for before, after in halves:
        (one, sure), (other, as_sure) = look(before), look(after)
        if (
            one != other
            and min(sure, as_sure) >= max(LEAST, SHARE * whole)
            and max(sure, as_sure) > surest
        ):
            surest, found = max(sure, as_sure), [before, after]
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
