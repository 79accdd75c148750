"""Whether words want the desk to stop asking: "please don't ask me again", "hör auf zu fragen".

Told by the families of asking_again.toml: no word may be left that is in none of them.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from knowledge.text.normalise import surface

FAMILIES = Path(__file__).with_name("asking_again.toml")
LONGEST = 14
"""Words of such a wish."""


def asks_no_more(words: Sequence[str]) -> bool:
    """Whether all of the words want no more asking."""
    if not 1 < len(words) <= LONGEST:
        return False
    return any(
        not ends.isdisjoint(words) and not asking.isdisjoint(words) and known.issuperset(words)
        for ends, asking, known in _languages()
    )


@cache
def _languages() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    """Of each language what ends, what asks, and both with all that may stand beside them."""
    found = []
    for lists in tomllib.loads(FAMILIES.read_text(encoding="utf-8")).values():
        ends, asking, light = (_words(lists[each]) for each in ("ends", "asking", "light"))
        found.append((ends, asking, ends | asking | light))
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(surface, text.split())))
