"""Folding and cutting text into tokens, in every script.

Pure functions of the text: questions and phrasings must pass through the very same ones.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 600
"""Characters of a question that are looked at."""

_MARK_RUNS = re.compile("[\u0300-\u036f]{3,}")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ς": "σ",
    }
)
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
)
_PIECE = re.compile(
    f"(?P<dense>[{_DENSE}]+)|(?P<word>[\u0900-\u0dff]+|(?:(?![{_DENSE}\u0900-\u0dff])[^\\W_])+"
    f"(?:'(?:(?![{_DENSE}])[^\\W_])+)?)"
)
_PLAIN = re.compile("[a-z0-9]+(?:'[a-z0-9]+)?")
"""What a piece is in folded ASCII."""
_SHORT = {
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would",
    "i'll": "i will", "can't": "can not", "cant": "can not", "cannot": "can not",
    "won't": "will not", "wont": "will not", "don't": "do not", "dont": "do not",
    "doesn't": "does not", "doesnt": "does not", "didn't": "did not", "didnt": "did not",
    "isn't": "is not", "isnt": "is not", "aren't": "are not", "wasn't": "was not",
    "wasnt": "was not", "hasn't": "has not", "hasnt": "has not", "haven't": "have not",
    "havent": "have not", "couldn't": "could not", "couldnt": "could not",
    "shouldn't": "should not", "wouldn't": "would not", "what's": "what is",
    "whats": "what is", "where's": "where is", "wheres": "where is", "how's": "how is",
    "who's": "who is", "when's": "when is", "that's": "that is", "thats": "that is",
    "it's": "it is", "there's": "there is", "you're": "you are", "u": "you", "ur": "your",
    "r": "are", "pls": "please", "plz": "please", "plss": "please", "thx": "thanks",
    "ty": "thanks", "wanna": "want to", "gonna": "going to", "gotta": "got to",
    "acc": "account", "acct": "account", "pw": "password", "pwd": "password",
    "msg": "message", "msgs": "messages", "pic": "picture", "pics": "pictures",
    "info": "information", "asap": "soon", "bday": "birthday", "tmrw": "tomorrow",
    "tmr": "tomorrow", "2day": "today", "wat": "what", "abt": "about", "bcoz": "because",
    "cuz": "because", "coz": "because", "hw": "how", "y": "why", "n": "and", "nd": "and",
    "app": "app", "apps": "app", "txn": "transaction", "amt": "amount", "addr": "address",
    "num": "number", "qty": "quantity", "dm": "message", "rn": "now", "idk": "i do not know",
    "wont't": "will not", "isnt't": "is not", "e-mail": "email", "mails": "mail",
    "wifi": "wifi", "cuppon": "coupon",
}  # fmt: skip

_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()
"""A stemmer keeps the word it is at in itself."""


def fold(text: str) -> str:
    """Case, width, accents and invisible characters out; never raises."""
    if text.isascii():
        return text.lower()
    text = _SURROGATES.sub(" ", _MARK_RUNS.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _NOISE.sub("", unicodedata.normalize("NFC", text)).translate(_SAME)


def surface(text: str) -> list[str]:
    """The words as written, folded; runs of scripts without spaces stay whole."""
    found: list[str] = []
    for word in _pieces(text):
        long = _SHORT.get(word)
        if long is not None:
            found.extend(long.split())
        elif "'" in word:
            found.extend(part for part in word.split("'") if len(part) > 1)
        else:
            found.append(word)
    return found


def _pieces(text: str) -> list[str]:
    # One sign may fold into eighteen.
    folded = fold(text[:LONGEST])[:LONGEST]
    if folded.isascii():
        return _PLAIN.findall(folded)
    return [piece[0] for piece in _PIECE.finditer(folded)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> tuple[str, ...]:
    """The tokens one word stands for: its stem, or the characters and pairs of a dense script."""
    if word.isascii():
        if word.isdigit():
            return (word if len(word) < 5 else "0" * 5,)
        # No suffix ends in a digit.
        if len(word) <= 3 or word[-1].isdigit():
            return (word,)
        with _STEMMING:
            return (_STEMMER.stemWord(word),)
    if _is_dense(word):
        return (*word, *(word[i : i + 2] for i in range(len(word) - 1)))
    return (word,)


def _is_dense(word: str) -> bool:
    found = None if word.isascii() else _PIECE.match(word)
    return found is not None and found.lastgroup == "dense"


def tokens(words: list[str]) -> list[str]:
    """Tokens in the order of the words, repeats kept."""
    return [token for word in words for token in stem(word)]


def grams(token: str) -> tuple[str, ...]:
    """Runs of characters inside one token, its ends marked."""
    if len(token) <= 2 and _is_dense(token):
        return (token,)
    marked = f"<{token}>"
    shortest = 3 if token.isascii() else 2
    return tuple(
        dict.fromkeys(
            marked[i : i + size]
            for size in range(shortest, 6)
            for i in range(len(marked) - size + 1)
        )
    )
