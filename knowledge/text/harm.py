"""Words of somebody who is in danger, or in despair, now: fire, a lost child, an injury, a threat; and of abuse.

Told by the templates in harm.toml and, by families, in the files beside it, anywhere in a message; never by one word alone, since a fire is
also a tablet and a child's jacket can be lost.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from knowledge.text.normalise import surface
from knowledge.text.templates import first_words, may_stand, needed, pattern_of

TEMPLATES = tuple(
    Path(__file__).with_name(each)
    for each in (
        "harm.toml",
        "perils.toml",
        "abuse.toml",
        "befallen.toml",
        "despair.toml",
        "violence.toml",
    )
)
"""The first has what all share: the words of all languages, and each language's lists."""
WINDOW = 24
"""Words that a template may span, its gaps included."""
SUPPOSED = 6
"""Words before, among which an "if" makes it a thought and no report."""
SHORT = 12
"""Words of each of two sentences on end that may be one: "how old are you? send a pic"."""
MASKED = "_"
"""Stands for a word that is known to mean no harm where it stands."""
PAUSE = ","
"""Stands among words where their clause ends."""

READ = 5_000
"""Signs of a message that are read, half from each end: as in `intent`, nobody hides it in the middle."""
SENTENCES = 240
"""Sentences of them that are read, half from each end: more of them in 5,000 signs are no sentences."""
TRIED = 400
"""Places in a message that may begin a template and are looked at."""

_SENTENCE = re.compile(r"[^.?!。？！؟\n]+")
_CLAUSE = re.compile(r"[,;:–—()]|\s-+\s")
_PIECE = re.compile(r"\S[\s\S]{0,399}(?!\S)|\S{1,400}")
"""What is read at once: nobody who dictates stops for a full stop."""

T = TypeVar("T")


class Harm(StrEnum):
    """What somebody is in."""

    DANGER = "danger"
    DESPAIR = "despair"
    """They may do something to themselves."""
    ABUSE = "abuse"
    """Somebody threatens, exposes or grooms somebody: they, or whom it befalls, write it."""


_THREAT = "threat"
"""The list of what is abuse by itself: "if you don't, I'll post your address" supposes nothing."""


@dataclass(frozen=True)
class _Template:
    text: str
    lists: dict[str, object]
    ends: str
    """What has to follow it, as a pattern."""
    supposing: frozenset[str]
    harm: Harm | None
    """None for what means no harm."""
    starts: bool
    """It counts at the beginning of a clause only."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when a message holds its first word: all at once would keep a first one waiting."""
        return re.compile(pattern_of(self.text, self.lists, surface) + self.ends)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """What has to stand in a message beside its first word."""
        return needed(self.text, self.lists, surface)


@dataclass(frozen=True)
class _Templates:
    """Those of all languages, by each word that one may begin with."""

    harmful: dict[str, list[_Template]]
    harmless: dict[str, list[_Template]]


def harm_in(text: str) -> Harm | None:
    """What somebody is in who writes this: danger before despair, and that before abuse."""
    seen: set[str] = set()
    found: set[Harm] = set()
    before: list[str] = []
    for sentence in sentences_of(both_ends(text)):
        words = in_clauses(sentence)
        told = _told(masked(words), seen)
        played = not _pretended().isdisjoint(words)
        found.update(each for each in told if each is Harm.ABUSE or not played)
        if before and len(before) <= SHORT >= len(words):
            both = _told(masked([*before, PAUSE, *words]), seen)
            found.update(each for each in both if each is Harm.ABUSE)
        before = words
    return next((each for each in Harm if each in found), None)


def masked(words: Sequence[str]) -> list[str]:
    """The words, but for those that are known to mean no harm: "fire TV", "dying to know"."""
    kept = list(words)
    for at, word in enumerate(words):
        for each in _templates().harmless.get(word, ()):
            met = each.pattern.match(_window(words, at))
            if met:
                size = len(met[0].split())
                kept[at : at + size] = [MASKED] * size
    return kept


def sentences_of(text: str) -> list[str]:
    """The sentences, without what ends them; of too many those at both ends."""
    return ends_of(_SENTENCE.findall(text))


def ends_of(sentences: list[T]) -> list[T]:
    """All sentences, or as many as are read, half from each end."""
    half = SENTENCES // 2
    return sentences if len(sentences) <= SENTENCES else sentences[:half] + sentences[-half:]


def both_ends(text: str) -> str:
    """The text, but for the middle of one that is too long to be read."""
    return text if len(text) <= READ else f"{text[: READ // 2]}\n{text[-READ // 2 :]}"


def in_clauses(sentence: str) -> list[str]:
    """A sentence's words, with PAUSE between its clauses."""
    found: list[str] = []
    for part in _CLAUSE.split(sentence):
        words = [word for piece in _PIECE.findall(part) for word in surface(piece)]
        found += [PAUSE, *words] if found and words else words
    return found


def _told(words: Sequence[str], seen: set[str]) -> Iterator[Harm]:
    said = frozenset(words)
    for at, word in enumerate(words):
        ways = _templates().harmful.get(word)
        if not ways or len(seen) >= TRIED:
            continue
        before = _of_its_clause(words[max(0, at - SUPPOSED) : at])
        window = _window(words, at)
        key = f"{' '.join(before)} < {window}"
        if key in seen:
            continue
        seen.add(key)
        starts = set(before) <= _calling()
        for each in ways:
            counts = (starts or not each.starts) and each.supposing.isdisjoint(before)
            if counts and may_stand(each.needs, said) and each.harm and each.pattern.match(window):
                yield each.harm


def _of_its_clause(before: Sequence[str]) -> Sequence[str]:
    """The words since the last pause."""
    pauses = [at for at, word in enumerate(before) if word == PAUSE]
    return before[pauses[-1] + 1 :] if pauses else before


def _window(words: Sequence[str], at: int) -> str:
    return f"{' '.join(words[at : at + WINDOW])} "


@cache
def _calling() -> frozenset[str]:
    """Words that somebody calls with before they say what happened: "help", "please"."""
    return frozenset(surface(str(_table()["calling"])))


@cache
def _pretended() -> frozenset[str]:
    """Words of games: what happens beside them happens there."""
    return frozenset(surface(str(_table()["pretended"])))


@cache
def _templates() -> _Templates:
    found = _Templates({}, {})
    for lists in _table().values():
        for first, template in _of_language(lists) if isinstance(lists, dict) else ():
            into = found.harmful if template.harm else found.harmless
            into.setdefault(first, []).append(template)
    return found


def _of_language(lists: dict[str, object]) -> Iterator[tuple[str, _Template]]:
    goes_on = rf"(?=$|{PAUSE} |{pattern_of('{then}', lists, surface)})"
    endings = {" $": goes_on, " $$": rf"(?=$|{PAUSE} )"}
    supposing = frozenset(surface(str(lists["supposing"])))
    kinds = {each.value: each for each in Harm} | {_THREAT: Harm.ABUSE, "harmless": None}
    for name, harm in kinds.items():
        against = frozenset[str]() if name == _THREAT else supposing
        for text in lists.get(name, ()):  # type: ignore[attr-defined]
            template = text.removeprefix("^ ").removesuffix(" $").removesuffix(" $$")
            ends = next((way for mark, way in endings.items() if text.endswith(mark)), "")
            made = _Template(template, lists, ends, against, harm, text.startswith("^ "))
            for first in first_words(template, lists, surface):
                yield first, made


@cache
def _table() -> dict[str, object]:
    """Words of all languages, and by language the lists of all files; templates of the same kind are joined."""
    whole, *more = (tomllib.loads(each.read_text(encoding="utf-8")) for each in TEMPLATES)
    for name, lists in (each for families in more for each in families.items()):
        own = whole[name]
        for kind, said in lists.items():
            own[kind] = [*own[kind], *said] if isinstance(said, list) and kind in own else said
    return whole
