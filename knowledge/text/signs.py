"""Signs that tell one question from another: "C++" and "C#", "E-49" and "E-94", "🔴" and "🟢".

Marks that end or enclose something, as every sentence has them, tell nothing.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category

from knowledge.text.folding import seen

_MARKS = r"\'\"“”‘„«»‹›()\[\]{}¿¡?!.,;:…。，、！？؟،؛।՞"
_AROUND = re.compile(rf"[{_MARKS}]+(?!\w)|(?<!\w)(?!\.(?<!\S\.)[^\W\d_])[{_MARKS}]+")
"""Marks around words. Within a word a sign is a part of it, and so is the dot of ".NET"."""
_JOINING = re.compile(r"(?<=[^\W\d_])[-'](?=[^\W\d_])")
"""As in "e-mail", which is "email" too."""


def verbatim(text: str) -> list[str]:
    """The words of a text sign for sign, but for marks around them."""
    return list(_verbatim(text))


@lru_cache(maxsize=64)  # a message is looked for in many ways, and may be long
def _verbatim(text: str) -> tuple[str, ...]:
    return tuple(_AROUND.sub(" ", seen(text)).split())


def signs(text: str) -> tuple[str, ...]:
    """The signs of a text that tell it from another, in a fixed order."""
    kept = _JOINING.sub("", " ".join(verbatim(text)))
    return tuple(sorted(sign for sign in kept if _is_sign(sign)))


def signed(words: Iterable[str]) -> frozenset[str]:
    """Those of the words that have a sign."""
    return frozenset(word for word in words if not word.isalnum() and any(map(_is_sign, word)))


def _is_sign(character: str) -> bool:
    return not character.isalnum() and category(character)[0] in "PS"
