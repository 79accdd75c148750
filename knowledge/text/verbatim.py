"""Questions asked word for word as an entry has them: nothing to reckon there.

Case, blanks and fillers around them don't count, and signs only where they tell one question from
another. A phrasing that several entries have is nobody's alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from knowledge.entry import Entry
from knowledge.text.fillers import bared, bones
from knowledge.text.german import forms
from knowledge.text.language import language_of
from knowledge.text.normalise import surface
from knowledge.text.signs import signs, verbatim

SURE = 0.99
"""Probability of an entry that has the very words, shared where several have them."""
LONGEST = 500
_TWO = re.compile(r"[?？؟]\s*\w")
"""A question that another sentence stands behind: what is empty in one of them may be all of it, "Where
are you? Can I park there?"."""
_EDGES = re.compile(r"(?<!\w)[^\w\s]+|[^\w\s]+(?!\w)")


class Verbatim:
    """Which entries have a text among their phrasings."""

    def __init__(self) -> None:
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[str, set[str]] = {}
        self._german: set[str] = set()
        """Entries with phrasings in German."""

    def put(self, entry: Entry) -> None:
        """Take an entry's phrasings in, in place of those it had."""
        self.remove(entry.id)
        texts = {key for phrasing in entry.phrasings for key in _own_keys(phrasing)}
        german = {
            key for phrasing in entry.phrasings for key in _german_keys(phrasing, entry.language)
        }
        if german:
            self._german.add(entry.id)
        refused = {
            key
            for words in entry.not_for
            for key in (*_keys(words), *_bones(words), *_forms(words))
        }
        self._texts[entry.id] = (texts | german) - refused
        for text in self._texts[entry.id]:
            self._owners[text].add(entry.id)

    def remove(self, entry_id: str) -> None:
        """Forget an entry."""
        self._german.discard(entry_id)
        for text in self._texts.pop(entry_id, ()):
            self._owners[text].discard(entry_id)

    def owners(self, text: str) -> frozenset[str]:
        """Ids of the entries that have these very words: sign for sign, or else but for signs, or
        else but for fillers around them, or else but for articles and politeness within; in German
        or else in whatever form and order."""
        said = text[:LONGEST]
        every = chain(_asked_keys(said), _forms(said) if self._german else ())
        found = map(self._owners.get, every)
        return frozenset(next(filter(None, found), ()))


@lru_cache(maxsize=64)  # a message is looked for in many ways, and mostly the same words each time
def _asked_keys(text: str) -> tuple[str, ...]:
    """By what a text is looked for in any language, what says the most first."""
    return (*_keys(text), *_bared_keys(text), *_bones(text))


def _keys(text: str) -> tuple[str, ...]:
    """What counts of a text: with every sign but those around words; then folded, with the signs
    that words are told apart by. Empty for one without either."""
    said = _said(text)
    return tuple(f"{kind} {' '.join(words)}" for kind, words in said.items() if words)


def _bared_keys(text: str) -> Iterator[str]:
    """The keys of a text without the fillers at its ends."""
    for kind, words in _said(text).items():
        for fewer in bared(words):
            yield f"{kind} {' '.join(fewer)}"


def _said(text: str) -> dict[str, list[str]]:
    """The words of a text, by the kind of key that they make."""
    return {"=": verbatim(text[:LONGEST]), "~": surface(text[:LONGEST])}


def _own_keys(phrasing: str) -> tuple[str, ...]:
    """By what a phrasing is found. One with signs that folding loses, "what does 🔴 mean", is found
    sign for sign only: without them it would be another question."""
    keys, kept = _keys(phrasing), "".join(surface(phrasing[:LONGEST]))
    edges = "".join(_EDGES.findall(keys[0][1:])) if keys else ""
    return keys[:1] if set(signs(edges)) - set(kept) else (*keys, *_bones(phrasing))


def _bones(text: str) -> Iterator[str]:
    """The keys of a text by what is left without empty words, fillers around it aside too."""
    words = [] if _TWO.search(text[:LONGEST]) else surface(text[:LONGEST])
    for fewer in (words, *bared(words)):
        if left := bones(fewer):
            yield f"^ {' '.join(left)}"


def _german_keys(phrasing: str, language: str) -> Iterator[str]:
    """The keys of a phrasing's forms, where it is in German."""
    if language == "de" or language_of(surface(phrasing)) == "de":
        yield from _forms(phrasing)


@lru_cache(maxsize=64)  # as above
def _forms(text: str) -> tuple[str, ...]:
    """The keys of a text by the forms of its words, fillers around it aside too."""
    words = [] if _TWO.search(text[:LONGEST]) else surface(text[:LONGEST])
    found = map(forms, (words, *bared(words)))
    return tuple(f"de {' '.join(each)}" for each in found if each)
