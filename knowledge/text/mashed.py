"""Words that are none: keys beside each other, one key held down, letters nobody can say."""

import re

from knowledge.text.normalise import stem
from knowledge.text.related import is_known

ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm")
"""The rows of letters on keyboards as they are sold."""
ROW, SAME, UNSAYABLE = 4, 4, 8
"""Letters from which on a run along a row, one letter again and again, or letters without a vowel make
no word. "Rhythm" has six of the last."""

_SAME = re.compile(r"(.)\1*")
_VOWEL = re.compile(r"[aeiouyäöüåæøœı]")


def mashed(word: str) -> bool:
    """Whether a word, folded, is letters that were pressed for no word: "asdfgh", "aaaa", "sdkfjhg"."""
    if len(word) < min(ROW, SAME) or not (word.isascii() and word.isalpha()):
        return False
    if any(is_known(token) for token in stem(word)):
        return False
    vowelless = len(word) >= UNSAYABLE and not _VOWEL.search(word)
    return vowelless or bool(_SAME.fullmatch(word)) or _along_rows(word)


def _along_rows(word: str) -> bool:
    """Whether all of it goes along rows, in runs of at least `ROW`: "asdf", "qwertzasdf"."""
    at = 0
    while at < len(word):
        size = max(_run(word[at:], row) for each in ROWS for row in (each, each[::-1]))
        if size < ROW:
            return False
        at += size
    return True


def _run(text: str, row: str) -> int:
    """How many letters at the start follow each other in a row."""
    size = len(text)
    while size and text[:size] not in row:
        size -= 1
    return size
