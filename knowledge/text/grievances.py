"""What somebody tells that a person must hear: they were hurt by what they got, robbed of an account, wronged.

Told by the templates in grievances.toml, in any clause that neither asks nor supposes. An injury counts
beside its cause only: who has broken an arm may ask when the next course begins.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from knowledge.text.harm import MASKED, PAUSE, both_ends, in_clauses, sentences_of
from knowledge.text.normalise import surface
from knowledge.text.templates import first_words, pattern_of

TEMPLATES = Path(__file__).with_name("grievances.toml")
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


_INJURY, _CAUSE, _OURS = "injury", "cause", "ours"
"""Lists that say something together only; that it is ours is cause enough where nothing is asked."""
_HARMLESS = "harmless"
_KINDS = (*(each.value for each in Grievance), _INJURY, _CAUSE, _OURS, _HARMLESS)


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

    asking: frozenset[str]
    advice: tuple[str, ...]
    supposing: frozenset[str]


@dataclass(frozen=True)
class _Table:
    by_word: dict[str, list[tuple[_Template, _Language]]] = field(default_factory=dict)
    harmless: dict[str, list[_Template]] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)


def grievance_in(text: str) -> Grievance | None:
    """The gravest that is told of; an injury and its cause may stand in two sentences on end."""
    found: set[str] = set()
    before: set[str] = set()
    seen: set[str] = set()
    asks = "?" in text
    for sentence in sentences_of(both_ends(text)):
        words = _masked(in_clauses(sentence))
        asks = asks or _asks(words)
        told = set(_told(words, seen))
        causes = {_CAUSE} if asks else {_CAUSE, _OURS}
        both = told | before
        if _INJURY in both and causes & both:
            told.add(Grievance.HURT)
        found |= told
        before = told
    return next((each for each in Grievance if each in found), None)


def _told(words: Sequence[str], seen: set[str]) -> Iterator[str]:
    start = 0
    for at, word in enumerate(words):
        if word == PAUSE:
            start = at + 1
            continue
        ways = _table().by_word.get(word)
        if not ways or len(seen) >= TRIED:
            continue
        window = _window(words, at)
        clause = words[start:at]
        key = f"{' '.join(clause)} < {window}"
        if key in seen:
            continue
        seen.add(key)
        for each, language in ways:
            counts = not clause if each.starts else _tells(clause or [word], language, each.kind)
            if counts and each.pattern.match(window):
                yield each.kind


def _asks(words: Sequence[str]) -> bool:
    """Whether a clause begins with a word that asks."""
    begins = (word for before, word in pairwise((PAUSE, *words)) if before == PAUSE)
    return any(word in _table().asking for word in begins)


def _tells(clause: Sequence[str], language: _Language, kind: str) -> bool:
    """Whether a clause up to these words tells, and neither asks nor supposes."""
    if kind in {_CAUSE, _OURS}:
        return True
    begins = f"{' '.join(clause)} "
    asks = clause[0] in language.asking and not begins.startswith(language.advice)
    return not asks and language.supposing.isdisjoint(clause)


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
    for lists in tomllib.loads(TEMPLATES.read_text(encoding="utf-8")).values():
        language = _Language(
            asking=frozenset(surface(lists["asking"])),
            advice=tuple(f"{' '.join(surface(each))} " for each in lists["advice"].split("|")),
            supposing=frozenset(surface(lists["supposing"])),
        )
        found.asking.update(language.asking)
        for kind in _KINDS:
            for text in lists.get(kind, ()):
                template = _Template(text, lists, kind, text.startswith("^ "))
                for first in first_words(text.removeprefix("^ "), lists, surface):
                    if kind == _HARMLESS:
                        found.harmless.setdefault(first, []).append(template)
                    else:
                        found.by_word.setdefault(first, []).append((template, language))
    return found
