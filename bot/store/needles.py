"""How a person's words are known again where others' rows repeat them, shortened or quoted.

Pure. Finds too much rather than too little: it is asked only of rows that nobody needs any more.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

BEGINNING = 24
"""Characters of a text that are looked for: lists show texts shortened, never their middle."""
SHORTEST = 8
"""Shorter words ("hi", "thanks") say nothing of anybody."""


def flat(text: str) -> str:
    """On one line, case apart, as JSON text and lists have it too."""
    plain = text.replace("\\n", " ").replace('\\"', '"').replace("\\\\", "\\")
    return " ".join(plain.split()).casefold()


@dataclass(frozen=True)
class Needles:
    """What to look for."""

    names: "re.Pattern[str] | None"
    texts: frozenset[str]
    """In full."""
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str], texts: Iterable[str]) -> "Needles":
        """Names and ids count wherever they stand, texts by how they begin."""
        known = sorted({re.escape(flat(name)) for name in names if len(name.strip()) > 1})
        whole = frozenset(filter(None, map(flat, texts)))
        short = {text[:BEGINNING] for text in whole if len(text) >= SHORTEST}
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)") if known else None
        return cls(pattern, whole, tuple(sorted(short)))

    def found(self, text: str) -> bool:
        """Whether a text names the person or repeats something of theirs."""
        plain = flat(text)
        return self.named(plain) or any(each in plain for each in self.beginnings)

    def named(self, text: str) -> bool:
        """Whether a text names the person."""
        return bool(self.names and self.names.search(flat(text)))

    def within(self, text: str) -> bool:
        """Whether a text is some part of one of theirs: a page of a long one."""
        plain = flat(text)
        return len(plain) >= SHORTEST and any(plain in each for each in self.texts)

    def is_one(self, text: str) -> bool:
        """Whether a text is, from beginning to end, one of theirs."""
        return flat(text) in self.texts and len(text) >= SHORTEST
