"""A sentence of ours that somebody quotes between marks, and asks something of: that is what they ask.

Lines that are quoted as a platform does it are skipped in `cleaning`.
"""

import re
from collections.abc import Callable, Iterable

from knowledge.text.sentences import puts_question
from knowledge.text.sheet import Sheet, Skipped

__all__ = ["Ours", "said_in", "skip_ours"]

Ours = Callable[[str], bool]
"""Whether words stand in an answer."""

FEWEST = 3
"""Words from which on it is a sentence that is quoted, and not the name of a thing."""
_QUOTE = re.compile(
    r"""(?:["“”„«»]([^"“”„«»\n]{6,400})["“”«»]|(?<!\w)['‘‚]([^\n]{6,400}?)['’‘](?!\w))[\s,;:–—-]*"""
)
_SIGNS = str.maketrans("’‘", "''", "*_`")
"""Apostrophes that are typed otherwise, and what marks bold and italics."""


def skip_ours(sheet: Sheet, ours: Ours) -> None:
    """Skip each quote of an answer that has a question behind it."""
    for found in _QUOTE.finditer(sheet.page):
        words = found[1] or found[2]
        behind = sheet.page[found.end() :]
        if len(words.split()) >= FEWEST and puts_question(behind) and ours(words):
            sheet.skip(*found.span(), Skipped.QUOTE)


def said_in(answers: Iterable[str], words: str) -> bool:
    """Whether one of the answers has these words, whatever marks stand in them."""
    sought = _plain(words).rstrip(".!?… ")
    return bool(sought) and any(sought in _plain(each) for each in answers)


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).casefold().split())
