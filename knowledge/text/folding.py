"""Folding text: case, width, accents, disguises and what nobody sees are taken out.

Pure functions of the text; never raise.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "seen"]

_MARK_RUNS = re.compile("[\u0300-\u036f]{3,}")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u0640\u06dd\u070f\u115f\u1160\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict(zip("ıøłđىةکیς", "ioldيهكيσ", strict=True)),
        "æ": "ae",
        "œ": "oe",
        **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
        **{chr(first + at): chr(97 + at) for first in (0x1F150, 0x1F170) for at in range(26)},
    }
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))

_CYRILLIC = "АВСЕНІЈКМОРЅТХУԚԜѴԌҺавсенһіјкморѕтхуԁԛԝѵӏ"
_LATIN = "ABCEHIJKMOPSTXYQWVGHabcehhijkmopstxydqwvl"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ"
_AS_LATIN = str.maketrans(_CYRILLIC + _GREEK, _LATIN + "ABEZHIKMNOPTYXaeikvoptux")
_AS_CYRILLIC = {ord(latin): ord(own) for latin, own in zip(_LATIN, _CYRILLIC, strict=True)}
_IN_LATIN = re.compile("[A-Za-z]")
_IN_OTHERS = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)  # a message is read by many, and may be long
def fold(text: str) -> str:
    """The text as it is compared."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _SURROGATES.sub(" ", _MARK_RUNS.sub("", text)))
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    text = _undisguised(unicodedata.normalize("NFC", _UNSEEN.sub("", text)))
    return text.casefold().translate(_SAME)


@lru_cache(maxsize=64)  # as above
def seen(text: str) -> str:
    """The text as a reader takes it: accents stay, case, width and what nobody sees don't count."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _SURROGATES.sub(" ", text))
    return _UNSEEN.sub("", text).casefold().replace("’", "'").translate(_DASHES)


def _undisguised(text: str) -> str:
    """The text with words of mixed letters in one script, where the others only look like it."""
    if not (_IN_LATIN.search(text) and _IN_OTHERS.search(text)):
        return text
    latin = len(_IN_LATIN.findall(text.translate(_AS_CYRILLIC)))
    others = len(_IN_OTHERS.findall(text.translate(_AS_LATIN)))
    found = _WORD.sub(_mostly_latin if latin >= others else _mostly_others, text)
    # A word of nothing but look-alikes tells nothing alone, beside disguised ones it does.
    return found.translate(_AS_LATIN) if found != text and not others else found


def _mostly_latin(word: re.Match[str]) -> str:
    return _one_script(word[0], (_AS_LATIN, _IN_OTHERS), (_AS_CYRILLIC, _IN_LATIN))


def _mostly_others(word: re.Match[str]) -> str:
    return _one_script(word[0], (_AS_CYRILLIC, _IN_LATIN), (_AS_LATIN, _IN_OTHERS))


def _one_script(word: str, *ways: tuple[dict[int, int], re.Pattern[str]]) -> str:
    """The word put into one script, the first way that leaves nothing of the other."""
    if _IN_LATIN.search(word) and _IN_OTHERS.search(word):
        for table, other in ways:
            if not other.search(put := word.translate(table)):
                return put
    return word
