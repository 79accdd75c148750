"""The team's word list: which of its words stands in a text.

Case, accents, disguised letters and what nobody sees don't count, nor quotes around a word, nor
whether its parts are joined by a hyphen; "*" at an end stands for more letters.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.text.folding import fold

ANY = "*"
_SPACE = re.compile(r"\s+")
_QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a "
_HYPHENS = "\\-\u2010-\u2015\u2212"
_BETWEEN = {" ": f"[ {_HYPHENS}]+", "-": f"[ {_HYPHENS}]?"}
"""What may stand in a text where those stand in a word of the list; elsewhere a hyphen may."""


def folded(word: str) -> str:
    """A word, or several, as it is compared and kept."""
    return _SPACE.sub(" ", fold(word)).strip(_QUOTES)


def found(words: Iterable[str], text: str) -> str:
    """The first of those words that stands in the text, "" where none does."""
    said = _SPACE.sub(" ", fold(text))
    return next((each for each in words if _pattern(each).search(said)), "")


@lru_cache(1024)
def _pattern(word: str) -> re.Pattern[str]:
    parts = re.split("([ -]+)", word.strip(ANY))
    bare = "".join(
        _BETWEEN.get(each[:1]) or f"[{_HYPHENS}]?".join(map(re.escape, each)) for each in parts
    )
    before = "" if word.startswith(ANY) else r"(?<!\w)"
    behind = "" if word.endswith(ANY) else r"(?!\w)"
    return re.compile(f"{before}{bare}{behind}")
