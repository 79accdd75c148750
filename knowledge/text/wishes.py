"""Wishes of the desk itself told by their words, in any order: a person, a complaint, erasure.

By the lists and rules of wishes.toml: no word may be left that is in none of them, so that an
ordinary question with a person in it stays one.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text.normalise import stem, surface
from knowledge.text.related import is_known

LISTS = Path(__file__).with_name("wishes.toml")
LONGEST = 40
"""Words of a sentence that are looked at."""
MISSPELT = 3
"""Words of a wish that may be misspelt."""
FULL = frozenset({"contact", "complain"})
"""What a wish must have, one of these, that ends a story, or goes on about something."""
CORE = frozenset({"contact", "human"})
"""What makes a wish of any sentence, where the two stand side by side."""
ASKS = frozenset({"want", "contact", "serve"})
"""What makes a wish of a sentence in which they name a person plainly: "a human"."""
UNKNOWN = 4
"""Words of such a sentence that are in no list."""
BETWEEN = 4
"""How far apart they may be, in phrases: "talk | to | a | human"."""

_LIGHT = frozenset({"light", "article"})
Phrase = tuple[str, ...]
Rules = Mapping[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wished, and what about."""

    kind: str
    about: tuple[str, ...] = ()


class Phrases:
    """Phrases and what each may stand for."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        """`lists`: phrases by what they stand for."""
        self.names: dict[Phrase, frozenset[str]] = {}
        self._most: dict[str, int] = {}
        for name, text in lists.items():
            for phrase in _phrases(text):
                known = self.names.get(phrase, frozenset())
                self.names[phrase] = known if known and name == "light" else known | {name}
                self._most[phrase[0]] = max(len(phrase), self._most.get(phrase[0], 0))

    def longest(self, words: Sequence[str], at: int) -> int:
        """How many words from there on are one phrase, at most."""
        most = self._most.get(words[at])
        if most is None:
            return 0
        for size in range(min(most, len(words) - at), 0, -1):
            if tuple(words[at : at + size]) in self.names:
                return size
        return 0


class Language:
    """One language's lists, and wishes read by them."""

    def __init__(self, lists: Mapping[str, str], rules: Rules) -> None:
        ends = {"aside", "begin", "about"}
        self._listed = Phrases({name: text for name, text in lists.items() if name not in ends})
        self._aside, self._begin, self._about = (
            Phrases({name: lists.get(name, "")}) for name in ("aside", "begin", "about")
        )
        self._rules = rules
        self._telling = frozenset(
            word
            for phrase, names in self._listed.names.items()
            if names - _LIGHT
            for word in phrase
        )
        self._words = [
            each[0] for each in self._listed.names if len(each) == 1 and len(each[0]) > 3
        ]
        self._alike: dict[str, list[str]] = {}
        """The same words by their first letter."""
        for word in self._words:
            self._alike.setdefault(word[0], []).append(word)

    def told(self, words: Sequence[str], odd: Sequence[str]) -> Wish | None:
        """The wish that the words are, or that they end with; `odd`: those that may be misspelt."""
        if self._telling.isdisjoint(words) and (
            len(words) > MISSPELT * 3 or not any(map(self._meant, odd))
        ):
            return None
        words = list(self._without(words))
        whole = self._wish(words) or self._core(words)
        if whole:
            return whole
        for at in range(1, len(words) - 2):
            if self._begin.longest(words, at):
                end = self._wish(words[at:], needs=FULL)
                if end:
                    return Wish(kind=end.kind, about=(*words[:at], *end.about))
        return None

    def _without(self, words: Sequence[str]) -> Iterator[str]:
        """The words but for what is skipped, unless it is part of something longer."""
        at = 0
        while at < len(words):
            listed = self._listed.longest(words, at)
            size = self._aside.longest(words, at)
            if listed > size or not size:
                size = listed or 1
                yield from words[at : at + size]
            at += size

    def _wish(self, words: Sequence[str], needs: frozenset[str] = frozenset()) -> Wish | None:
        """The wish that all of the words are, but for what it is about."""
        met: list[frozenset[str]] = []
        at = misspelt = 0
        while at < len(words):
            if self._about.longest(words, at):
                last = self._listed.names.get((words[-1],), frozenset())  # "… sprechen"
                verb = [last] if "contact" in last else []
                kind = self._kind([*met, *verb], FULL)
                if kind:
                    return Wish(kind=kind, about=tuple(words[at : len(words) - len(verb)]))
            size = self._listed.longest(words, at)
            if size:
                met.append(self._listed.names[tuple(words[at : at + size])])
            else:
                size, misspelt = 1, misspelt + 1
                may_be = misspelt <= MISSPELT and _is_odd(words[at])
                meant = self._meant(words[at]) if may_be else ""
                if not meant:
                    return None
                met.append(self._listed.names[meant,])
            at += size
        kind = self._kind(met, needs)
        return Wish(kind=kind) if kind else None

    def _core(self, words: Sequence[str]) -> Wish | None:
        """A person, where they are named plainly, or beside "talk": all else is what about."""
        spans = list(self._spans(words))
        said = frozenset().union(*(names for *_, names in spans))
        if "never" in said:
            return None
        unknown = [at for at, (*_, names) in enumerate(spans) if not names]
        for first, (start, _, names) in enumerate(spans):
            plain = "plainly" in names and first + 1 not in unknown and len(unknown) <= UNKNOWN
            if plain and said & ASKS:
                return Wish(kind="person")
            for _, end, others in spans[first + 1 : first + 1 + BETWEEN]:
                if names | others >= CORE and not names >= CORE:
                    return Wish(kind="person", about=(*words[:start], *words[end:]))
                if not others & _LIGHT:
                    break
        return None

    def _spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Each phrase or lone word, and what it may stand for."""
        at = 0
        while at < len(words):
            size = self._listed.longest(words, at)
            phrase = tuple(words[at : at + size])
            yield at, at + (size or 1), self._listed.names.get(phrase, frozenset())
            at += size or 1

    def _kind(self, met: Iterable[frozenset[str]], needs: frozenset[str]) -> str:
        """The first kind with a rule that is met, to which everything else belongs too."""
        for kind, rules in self._rules.items():
            own = _LIGHT.union(*rules)
            if all(own & each for each in met):
                said = frozenset().union(*met) & own
                if (not needs or needs & said) and any(_meets(rule, said) for rule in rules):
                    return kind
        return ""

    def _meant(self, word: str) -> str:
        """The listed word of which this is a misspelling."""
        if not _near(word, self._alike.get(word[0], [])):  # mostly none begins as it does
            return ""
        near = _near(word, self._words)
        return near if near[0] == word[0] else ""


def _near(word: str, others: Sequence[str]) -> str:
    """The likest of the others of which a word may be a misspelling."""
    most = 1 if len(word) < 10 else 2
    near = process.extractOne(word, others, scorer=OSA.distance, score_cutoff=most)
    return near[0] if near else ""


def _is_odd(word: str) -> bool:
    """Whether a word is none that everybody knows, and so may be a misspelling of a listed one."""
    return len(word) >= 3 and word.isalpha() and not any(map(is_known, stem(word)))


def _meets(rule: frozenset[str], said: frozenset[str]) -> bool:
    """Whether what was said meets a rule: "only human" by "an agent", not by "is that an agent"."""
    if "only" in rule:
        return rule <= said | {"only"} and said <= rule | {"article"}
    return rule <= said and ("way" not in said or "way" in rule)


def wish(words: Sequence[str]) -> Wish | None:
    """What a sentence wishes of the desk itself."""
    if len(words) > LONGEST:
        return None
    odd = [word for word in words if _is_odd(word)]
    found = (each.told(words, odd) for each in _languages())
    return next((each for each in found if each), None)


@cache
def _languages() -> tuple[Language, ...]:
    table = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    rules = {
        kind: tuple(frozenset(rule.split()) for rule in lines)
        for kind, lines in table.pop("rules").items()
    }
    return tuple(Language(lists, rules) for lists in table.values())


def _phrases(text: str) -> Iterator[Phrase]:
    for each in text.split("|"):
        words = tuple(surface(each))
        if words:
            yield words
