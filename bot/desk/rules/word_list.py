"""The team's word list: which of its words stands in a text.

Case, accents, disguised letters and what nobody sees don't count; "*" at an end stands for more letters.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.text.folding import fold

ANY = "*"
_SPACE = re.compile(r"\s+")


def folded(word: str) -> str:
    """A word, or several, as it is compared and kept."""
    return _SPACE.sub(" ", fold(word)).strip()


def found(words: Iterable[str], text: str) -> str:
    """The first of those words that stands in the text, "" where none does."""
    said = folded(text)
    return next((each for each in words if _pattern(each).search(said)), "")


@lru_cache(1024)
def _pattern(word: str) -> re.Pattern[str]:
    bare = re.escape(word.strip(ANY))
    before = "" if word.startswith(ANY) else r"(?<!\w)"
    behind = "" if word.endswith(ANY) else r"(?!\w)"
    return re.compile(f"{before}{bare}{behind}")
