"""What somebody tells that a person must hear: they were hurt by what they got, robbed of an account, wronged.

Told by the templates in injuries.toml, made of families of words, and those in grievances.toml; in any
clause that neither asks, supposes nor denies. An injury counts beside its cause only: who has broken an
arm may ask when the next course begins.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.text import bodily
from knowledge.text.harm import MASKED, PAUSE, both_ends, ends_of, in_clauses, sentences_of
from knowledge.text.normalise import surface
from knowledge.text.templates import first_words, may_stand, needed, pattern_of

TEMPLATES = tuple(Path(__file__).with_name(each) for each in ("injuries.toml", "grievances.toml"))
WINDOW = 18
"""Words that a template may span, its gaps included."""
TRIED = 600
"""Places in a message that may begin a template and are looked at."""


class Grievance(StrEnum):
    """What somebody tells of, the gravest first."""

    HURT = "hurt"
    """A person or an animal of theirs was hurt by what they got from us, or it burned."""
    SECURITY = "security"
    """A stranger is in their account or at their money, or pretends to be us."""
    WRONGED = "wronged"
    """They complain of us."""
    GRIEF = "grief"
    """They lost somebody or their work, or are gravely ill."""


_BODY = "body"
_INJURY, _CAUSE, _OURS = "injury", "cause", "ours"
_BROKE, _MOVING, _SORE, _ALONE = "broke", "moving", "sore", "alone"
"""Lists that say something together only, as injuries.toml tells."""
_BODILY = frozenset({Grievance.HURT.value, _INJURY, _SORE, _ALONE})
_HARMLESS = "harmless"
_LOST = "lost"
"""That who died was in our hands."""
_TOGETHER = (_INJURY, _CAUSE, _OURS, _BROKE, _MOVING, _SORE, _ALONE)
_KINDS = (*(each.value for each in Grievance), *_TOGETHER, _LOST, _HARMLESS)
GREETING = 2
"""Words of a clause that says nothing of its own: "hello", "hi there"."""
DENIED = 3
"""Words before, among which a "not" says that it did not happen."""


@dataclass(frozen=True)
class _Template:
    text: str
    lists: dict[str, object]
    kind: str
    starts: bool
    """It counts at the beginning of a clause only."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when a message holds its first word: all at once would keep a first one waiting."""
        steps = self.text.removeprefix("^ ").split()
        return re.compile("".join(map(self._step, steps)))

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """What has to stand in a message beside its first word."""
        return needed(self.text.removeprefix("^ "), self.lists, surface)

    def _step(self, step: str) -> str:
        """One step; the end may be one of several ways: "on/$"."""
        ways = step.strip("[]").split("/")
        if "$" not in ways:
            return pattern_of(step, self.lists, surface)
        others = "/".join(each for each in ways if each != "$")
        rest = f"{pattern_of(others, self.lists, surface)}|" if others else ""
        return rf"(?:{rest}(?=$|{PAUSE} ))"


@dataclass(frozen=True)
class _Language:
    """How one language asks and supposes."""

    name: str
    asking: frozenset[str]
    advice: tuple[str, ...]
    supposing: frozenset[str]
    denied: frozenset[str]


class _Told(NamedTuple):
    """Something that is told, and in which language: an injury of one has no cause of another."""

    kind: str
    language: str


@dataclass(frozen=True)
class _Table:
    by_word: dict[str, list[tuple[_Template, _Language]]] = field(default_factory=dict)
    harmless: dict[str, list[_Template]] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)
    languages: list[_Language] = field(default_factory=list)


def grievance_in(text: str) -> Grievance | None:
    """The gravest that is told of; an injury and its cause may stand in two sentences on end."""
    found: set[str] = set()
    before: set[_Told] = set()
    seen: set[str] = set()
    asks = "?" in text
    clauses = 0
    for sentence in sentences_of(both_ends(text)):
        words = _masked(in_clauses(sentence))
        asks = asks or _asks(words)
        clauses += sum(len(each.split()) > GREETING for each in " ".join(words).split(PAUSE))
        of_body, jokes = _of_body(tuple(words))
        told = {*_told(words, seen), *of_body}
        if jokes:
            told = {each for each in told if each.kind not in _BODILY | {Grievance.HURT.value}}
        found.update(each.kind for each in told)
        if _hurt(told | before, asks=asks or Grievance.GRIEF in found):
            found.add(Grievance.HURT)
        before = told
    if _ALONE in found and clauses == 1 and not asks:
        found.add(Grievance.HURT)
    if _LOST in found and found & {
        Grievance.HURT,
        Grievance.GRIEF,
    }:  # too late for an emergency, and not only a loss
        found = (found - {Grievance.HURT}) | {Grievance.WRONGED}
    return next((each for each in Grievance if each in found), None)


def _hurt(told: set[_Told], *, asks: bool) -> bool:
    """Whether what two sentences on end tell means that somebody was hurt, or hardly got away."""
    causes = {_CAUSE, _BROKE} if asks else {_CAUSE, _BROKE, _OURS}
    for language in {each.language for each in told}:
        kinds = {each.kind for each in told if each.language == language}
        hit = _INJURY in kinds or (_SORE in kinds and not asks)
        if (hit and causes & kinds) or {_BROKE, _MOVING} <= kinds:
            return True
    return False


def _told(words: Sequence[str], seen: set[str]) -> Iterator[_Told]:
    start = 0
    ways_of = _possible(frozenset(words))
    for at, word in enumerate(words):
        if word == PAUSE:
            start = at + 1
            continue
        ways = ways_of[word]
        if not ways or len(seen) >= TRIED:
            continue
        window = _window(words, at)
        clause = words[start:at]
        key = f"{' '.join(clause)} < {window}"
        if key in seen:
            continue
        seen.add(key)
        for each, language in ways:
            counts = not clause if each.starts else _tells(clause, language, each.kind)
            if counts and each.pattern.match(window):
                yield _Told(each.kind, language.name)


@lru_cache(maxsize=64)  # a long message says the same again and again
def _possible(said: frozenset[str]) -> dict[str, list[tuple[_Template, _Language]]]:
    """By each word what may begin with it and has all that it needs among the words."""
    return {
        word: [each for each in _table().by_word.get(word, ()) if may_stand(each[0].needs, said)]
        for word in said
    }


def _asks(words: Sequence[str]) -> bool:
    """Whether a clause begins with a word that asks."""
    begins = (word for before, word in pairwise((PAUSE, *words)) if before == PAUSE)
    return any(word in _table().asking for word in begins)


def _tells(clause: Sequence[str], language: _Language, kind: str) -> bool:
    """Whether a clause up to these words tells, and neither asks nor supposes.

    A word that asks at a clause's beginning does not where it is part of what is told: "avete ferito".
    """
    if kind in {_CAUSE, _OURS, _MOVING}:
        return True
    if kind in _BODILY and not language.denied.isdisjoint(clause[-DENIED:]):
        return False
    begins = f"{' '.join(clause)} "
    asks = not language.asking.isdisjoint(clause[:1]) and not begins.startswith(language.advice)
    return not asks and language.supposing.isdisjoint(clause)


@lru_cache(maxsize=64)
def _of_body(words: tuple[str, ...]) -> tuple[frozenset[_Told], bool]:
    """What a sentence tells of a body, and whether it means no harm by it."""
    return frozenset(_bodily(words)), bodily.joking(words) or _idle(words)


def _bodily(words: Sequence[str]) -> Iterator[_Told]:
    """What is told of a body in no fixed order."""
    clauses = ends_of([list(each) for pause, each in groupby(words, PAUSE.__eq__) if not pause])
    spoken = bodily.languages_of(words)
    for language in (each for each in _table().languages if each.name in spoken):
        for clause in map(ends_of, clauses):
            told = _tells(_without_ability(clause, language), language, _BODY)
            hurt = bodily.hurts(language.name, clause) if told else None
            if hurt:
                yield _Told(_INJURY, language.name)
            if hurt is bodily.Hurt.BY_ITSELF:
                yield _Told(_ALONE, language.name)
            if bodily.names_cause(language.name, clause, told=hurt is not None):
                yield _Told(_OURS, language.name)


def _without_ability(clause: Sequence[str], language: _Language) -> list[str]:
    """A clause without what only seems to suppose: "she can not walk", "machucou se"."""

    def seems(at: int) -> bool:
        himself = clause[at] == "se" and language.asking.isdisjoint(clause[: at + 1]) and at > 0
        return himself or not language.denied.isdisjoint(clause[max(0, at - 1) : at + 2])

    supposing = language.supposing
    return [word for at, word in enumerate(clause) if word not in supposing or not seems(at)]


def _idle(words: Sequence[str]) -> bool:
    """Whether a sentence means no harm by what it says of a body: "my legs are on fire after that run"."""
    said = ends_of([word for word in words if word != PAUSE])
    return any(bodily.idle(name, said) for name in bodily.languages_of(said))


def _masked(words: Sequence[str]) -> list[str]:
    kept = list(words)
    for at, word in enumerate(words):
        for each in _table().harmless.get(word, ()):
            met = each.pattern.match(_window(words, at))
            if met:
                size = len(met[0].split())
                kept[at : at + size] = [MASKED] * size
    return kept


def _window(words: Sequence[str], at: int) -> str:
    return f"{' '.join(words[at : at + WINDOW])} "


@cache
def _table() -> _Table:
    found = _Table()
    for name, lists in _languages().items():
        language = _Language(
            name=name,
            asking=frozenset(surface(lists["asking"])),
            advice=tuple(f"{' '.join(surface(each))} " for each in lists["advice"].split("|")),
            supposing=frozenset(surface(lists["supposing"])),
            denied=frozenset(surface(lists["denied"])),
        )
        found.asking.update(language.asking)
        found.languages.append(language)
        for kind in _KINDS:
            for text in lists.get(kind, ()):
                template = _Template(text, lists, kind, text.startswith("^ "))
                for first in first_words(text.removeprefix("^ "), lists, surface):
                    if kind == _HARMLESS:
                        found.harmless.setdefault(first, []).append(template)
                    else:
                        found.by_word.setdefault(first, []).append((template, language))
    return found


def _languages() -> dict[str, dict[str, Any]]:
    """The lists of each language, those of both files."""
    found: dict[str, dict[str, Any]] = {}
    for path in TEMPLATES:
        for name, lists in tomllib.loads(path.read_text(encoding="utf-8")).items():
            own = found.setdefault(name, {})
            both = (own.get(_HARMLESS, []), lists.get(_HARMLESS, []))
            own |= lists | {_HARMLESS: [*both[0], *both[1]]}
    return found
