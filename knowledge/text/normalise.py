"""Cutting text into tokens, in every script.

Pure functions of the text: questions and phrasings must pass through the very same ones.
"""

import re
import threading
from functools import lru_cache

import snowballstemmer

from knowledge.text.folding import fold

LONGEST = 600
"""Characters of a question that are looked at."""

_DENSE = (
    "\u0e00-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e5c-\u0eff\u1000-\u1049\u1050-\u109d\u1780-\u17d3\u17d7"
    "\u17dc-\u17ff\u3005-\u3007\u3040-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
)
_INDIC = "\u0900-\u0963\u0966-\u096f\u0971-\u0dff"
_LONE = r"[+*=<>#%^~$€£¥±×÷≠≤≥]{1,3}"
_SIGN = rf"(?<![^\s\"'(“”«»‘‚„])(?:{_LONE}(?![^\s\"')“”«»’?!.,;:])|(?<=[\"'(“”«»])[-/&@|\\_](?=[\"')“”«»]))"
"""A sign that stands alone: "what does + mean". Dashes and slashes only where they are quoted."""
_FORE = r"(?:(?<![^\s\"'(/,“«])(?:\.(?=[^\W\d_])|[+-](?=\d)|[#$€£¥](?=[^\W_])))?"
_AFT = r"(?:[+#]+(?![^\W_])|[%€$£¥])?"
"""Signs that belong to the word behind or before them: ".NET", "C++", "+5", "50%"."""
_PIECE = re.compile(
    f"(?P<dense>(?=[^\\W_])[{_DENSE}]+)|(?P<word>{_FORE}(?:(?=[^\\W_])[{_INDIC}]+"
    f"|(?:(?![{_DENSE}{_INDIC}])[^\\W_])+(?:'(?:(?![{_DENSE}])[^\\W_])+)?){_AFT})|{_SIGN}"
)
_PLAIN = re.compile(f"{_FORE}[a-z0-9]+(?:'[a-z0-9]+)?{_AFT}|{_SIGN}")
"""What a piece is in folded ASCII."""
_BARE = re.compile(r"^[.+\-#$€£¥]?([^\W_].*?)[+#%€$£¥]*$")
_SIGNED = re.compile(r"[.+\-#$€£¥%*=<>^~±×÷≠≤≥/&@|\\]")
_NAMED = re.compile(r"[^\W\d_]+[+#]+")
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
    "num": "number", "qty": "quantity", "mch": "much", "hav": "have", "dm": "message", "rn": "now", "idk": "i do not know",
    "wont't": "will not", "isnt't": "is not", "e-mail": "email", "mails": "mail",
    "wifi": "wifi", "cuppon": "coupon",
}  # fmt: skip

_STEMS = {"died": "dead", "dying": "dead"}
"""Words whose stem is another word: "die" is an article in German."""
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()
"""A stemmer keeps the word it is at in itself."""


def surface(text: str) -> list[str]:
    """The words as written, folded, with the signs that belong to them; runs of scripts without
    spaces stay whole."""
    return list(_surface(text[:LONGEST]))


@lru_cache(maxsize=4096)  # the parts of one message, each asked many things: fewer would thrash
def _surface(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _pieces(text):
        long = _SHORT.get(word)
        if long is not None:
            found.extend(long.split())
        elif "'" in word:
            found.extend(part for part in word.split("'") if len(part) > 1)
        else:
            found.append(word)
    return tuple(found)


def _pieces(text: str) -> list[str]:
    # One sign may fold into eighteen.
    folded = fold(text)[:LONGEST]
    if folded.isascii():
        return _PLAIN.findall(folded)
    return [piece[0] for piece in _PIECE.finditer(folded)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> tuple[str, ...]:
    """The tokens one word stands for: its stem, or the characters and pairs of a dense script; one
    with signs stands for itself and for the word without them."""
    if not word.isalnum() and (base := _BARE.match(word)) and base[1] != word:
        return (*stem(base[1]), word)
    if word.isascii():
        if word.isdigit():
            return (word if len(word) < 5 else "0" * 5,)
        # No suffix ends in a digit.
        if len(word) <= 3 or word[-1].isdigit():
            return (word,)
        with _STEMMING:
            return (_STEMS.get(word) or _STEMMER.stemWord(word),)
    if _is_dense(word):
        return (*word, *(word[i : i + 2] for i in range(len(word) - 1)))
    return (word,)


def passing(token: str) -> bool:
    """Whether a token has a sign that may mean nothing: "50%", ".net", but not "c#", which is a name.

    Such a token counts only where a phrasing has it.
    """
    return _SIGNED.search(token) is not None and _NAMED.fullmatch(token) is None


def _is_dense(word: str) -> bool:
    found = None if word.isascii() else _PIECE.match(word)
    return found is not None and found.lastgroup == "dense"


def tokens(words: list[str]) -> list[str]:
    """Tokens in the order of the words, repeats kept."""
    return [token for word in words for token in stem(word)]


def grams(token: str) -> tuple[str, ...]:
    """Runs of characters inside one token, its ends marked; of one whose sign may mean nothing the
    word beside it has them."""
    if passing(token):
        return ()
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
