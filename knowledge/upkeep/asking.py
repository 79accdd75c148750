"""Whether two phrasings ask the same in other words: what they ask for, and their words of weight.

Exact on purpose: a word that only one of them has makes them two questions. "Do you ship to Brazil?"
is "Do you deliver to Brazil?", and neither "Do you ship to Chile?" nor "Do you ship from Brazil?".
English, German, Spanish and French, by asking.toml; in other languages nothing is taken for
the same. A question may be the other's opposite: "Are dogs allowed?" and "Are dogs forbidden?".
"""

import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer

from knowledge.text.language import language_of
from knowledge.text.normalise import surface
from knowledge.text.signs import signs

TABLES = Path(__file__).with_name("asking.toml")
_STEMMERS = {
    "en": snowballstemmer.stemmer("english"),
    "de": snowballstemmer.stemmer("german"),
    "es": snowballstemmer.stemmer("spanish"),
    "fr": snowballstemmer.stemmer("french"),
}
_TAKEN_AT_THEIR_WORD = frozenset({"es", "fr"})
"""Languages in which short questions hardly show what they are in, so that the entry's counts."""
_STEMMING = threading.Lock()
"""A stemmer keeps the word it is at in itself."""
_TITLE = 4
"""Words that a title has at most: "Opening hours", "Delivery costs"."""

_ALLOWED = frozenset({"allowed", "possible", "moglich", "posible"})
"""Poles that ask for leave."""
_US = frozenset({"you", "your", "ihr", "euch", "eure", "euer", "sie", "ihre"})
"""In a question for a place without another word: "where are you"."""

Phrase = tuple[str, ...]


class Asked(NamedTuple):
    """What a phrasing asks: equal for those that ask the same."""

    tongue: str
    """Its language, as its words show it, else as its entry has it."""
    kind: str
    """What for: "time", "price", "place", "number", "how", …; "may" for a yes or a no to whether
    something is allowed, "whether" for one to what has an opposite, "" for any other."""
    words: frozenset[str]
    """Its words of weight, each in one form for all that mean the same."""
    signs: tuple[str, ...]
    """Its signs: "C++" is no "C#"."""


@dataclass(frozen=True, kw_only=True)
class _Tongue:
    kinds: tuple[tuple[Phrase, str], ...]
    telling: Mapping[str, str]
    same: Mapping[str, str]
    must: tuple[Phrase, ...]
    as_one: tuple[tuple[Phrase, str], ...]
    """Several words that are one thing, and the word for it: "car park"."""
    light: frozenset[str]
    light_of: Mapping[str, frozenset[str]]
    """More of them by what is asked for: in "where do I find" the "find"."""
    allowing: frozenset[str]
    opposites: Mapping[str, tuple[str, bool]]
    """A word -> its pole, and whether it stands for the opposite."""


@lru_cache(65_536)
def asked(phrasing: str, language: str) -> Asked | None:
    """What a phrasing asks; None where it says too little to be told from another, or in a language
    that is not known here."""
    words = surface(phrasing)
    name = _name(words, language)
    if not name:
        return None
    tongue = _tongue(name)
    words = _replaced(_as_one(words, tongue), tongue.must, "must")
    title = len(words) <= 2 or (len(words) <= _TITLE and "?" not in phrasing)
    kind, words = _kind(words, tongue, title=title)
    light = tongue.light | tongue.light_of.get(kind, frozenset())
    found = frozenset(canonical(word, name) for word in words if word not in light)
    if kind == "place" and not found and _US & set(surface(phrasing)):
        found = frozenset({"you"})
    if not found or (title and not kind and len(found) == 1):
        return None
    return Asked(name, kind, found, signs(phrasing))


def _name(words: Iterable[str], language: str) -> str:
    """The language that words are compared in; "" for none that is known here."""
    shown, stated = language_of(list(words)), language.partition("-")[0]
    name = shown if shown in _STEMMERS and stated not in _TAKEN_AT_THEIR_WORD else stated
    return name if name in _STEMMERS else ""


def ways(phrasing: str, language: str) -> tuple[Asked, ...]:
    """All that a phrasing asks: beside its words, whether something is allowed, however that is put,
    and whether it is one of two opposites, whichever it names."""
    found = (asked, _whether_allowed, _whether)
    return tuple(filter(None, (each(phrasing, language) for each in found)))


@lru_cache(65_536)
def _whether_allowed(phrasing: str, language: str) -> Asked | None:
    words = surface(phrasing)
    name = _name(words, language)
    if not name:
        return None
    tongue = _tongue(name)
    allowing = tongue.allowing | _poles(tongue, _ALLOWED)
    if allowing.isdisjoint(words) or _kind(words, tongue, title=False)[0]:
        return None
    left = (word for word in _as_one(words, tongue) if word not in tongue.light | allowing)
    found = frozenset(canonical(word, name) for word in left)
    return Asked(name, "may", found, signs(phrasing)) if found else None


@lru_cache(65_536)
def _whether(phrasing: str, language: str) -> Asked | None:
    words = surface(phrasing)
    name = _name(words, language)
    if not name:
        return None
    tongue = _tongue(name)
    poles = {tongue.opposites[word][0] for word in words if word in tongue.opposites}
    if len(poles) != 1 or poles <= _ALLOWED or _kind(words, tongue, title=False)[0]:
        return None
    of = _as_one(words, tongue)
    left = (word for word in of if word not in tongue.light and word not in tongue.opposites)
    found = frozenset(canonical(word, name) for word in left)
    return (
        Asked(name, "whether", found | {f"={next(iter(poles))}"}, signs(phrasing))
        if found
        else None
    )


def is_opposite(phrasing: str, language: str) -> bool:
    """Whether a phrasing asks for the dark side of two: "dangerous", "forbidden", "impossible"."""
    words = surface(phrasing)
    name = _name(words, language)
    opposites = _tongue(name).opposites if name else {}
    return sum(opposites[word][1] for word in words if word in opposites) % 2 == 1


def in_common(
    one: Iterable[Asked], other: Iterable[Asked], *, opposed: bool = False
) -> Asked | None:
    """What two phrasings both ask; of opposites, one may ask it of something narrower: the lake for
    children."""
    theirs = list(other)
    for mine in one:
        for each in theirs:
            if mine == each or (opposed and _narrower(mine, each)):
                return min(mine, each, key=lambda known: len(known.words))
    return None


def _narrower(one: Asked, other: Asked) -> bool:
    same = one.kind == other.kind == "whether" and one.signs == other.signs
    nested = one.words <= other.words or other.words <= one.words
    return same and one.tongue == other.tongue and nested and len(one.words ^ other.words) == 1


def _poles(tongue: _Tongue, names: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word, (pole, _) in tongue.opposites.items() if pole in names)


def weighty_words(text: str, tongue: str) -> frozenset[str]:
    """The words of a text that say something, as those of a question in that language are compared."""
    light = _tongue(tongue).light
    return frozenset(canonical(word, tongue) for word in surface(text) if word not in light)


def _kind(words: list[str], tongue: _Tongue, *, title: bool) -> tuple[str, list[str]]:
    """What is asked for, and the words that are left; "what does it cost" asks for a price."""
    kind = ""
    for phrase, told in tongue.kinds:
        at = _find(words, phrase)
        if at is not None and at < _TITLE:
            kind, *instead = told.split()
            words = [*words[:at], *instead, *words[at + len(phrase) :]]
            break
    if kind == "what" or (not kind and title):
        said = next((tongue.telling[word] for word in words if word in tongue.telling), kind)
        kind = said.partition(" ")[0]
    if kind in {"price", "time", "place"}:
        words = [each for word in words for each in _untold(word, kind, tongue)]
    return kind, words


def _untold(word: str, kind: str, tongue: _Tongue) -> list[str]:
    """What is left of a word that says what is asked for: "liefern" of "lieferzeit"."""
    told, *instead = tongue.telling.get(word, "").split() or [""]
    return instead if told == kind else [word]


def _find(words: list[str], phrase: Phrase) -> int | None:
    if phrase[0] not in words:
        return None
    size = len(phrase)
    return next((n for n in range(len(words)) if tuple(words[n : n + size]) == phrase), None)


def _as_one(words: list[str], tongue: _Tongue) -> list[str]:
    for phrase, by in tongue.as_one:
        words = _replaced(words, (phrase,), by)
    return words


def _replaced(words: list[str], phrases: Iterable[Phrase], by: str) -> list[str]:
    for phrase in phrases:
        at = _find(words, phrase)
        if at is not None:
            words = [*words[:at], by, *words[at + len(phrase) :]]
    return words


@lru_cache(16_384)
def canonical(word: str, language: str) -> str:
    """One form for all words that mean the same in a question."""
    same = _tongue(language).same
    stem = _stem(word, language)
    return same.get(word) or same.get(stem) or stem


def _stem(word: str, language: str) -> str:
    with _STEMMING:
        return str(_STEMMERS[language].stemWord(word))


@cache
def _tongue(language: str) -> _Tongue:
    table = tomllib.loads(TABLES.read_text(encoding="utf-8"))[language]
    groups = [group.split() for group in table["same"].split("|")]
    same = {word: group[0] for group in groups for word in group}
    return _Tongue(
        kinds=tuple((tuple(phrase.split()), kind) for phrase, kind in _pairs(table["kinds"])),
        telling=dict(_pairs(table["telling"])),
        same={**{_stem(word, language): first for word, first in same.items()}, **same},
        must=tuple(tuple(phrase.split()) for phrase in table["must"].split("|") if phrase),
        as_one=tuple((tuple(phrase.split()), by) for phrase, by in _pairs(table["as_one"])),
        light=frozenset(table["light"].split()),
        light_of={kind: frozenset(table[f"light_of_{kind}"].split()) for kind in ("time", "place")},
        allowing=frozenset(table["allowing"].split()),
        opposites=dict(_opposites(table["opposites"])),
    )


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split("|"):
        phrase, _, kind = each.strip().partition("=")
        yield phrase, kind


def _opposites(text: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    for each in text.split("|"):
        sides = [side.split() for side in each.split("=")]
        for dark, words in zip((False, True), sides, strict=True):
            yield from ((word, (sides[0][0], dark)) for word in words)
