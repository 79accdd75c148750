"""What befalls a body, by its words in any order: "me right in the eye", "hat sich verbrannt".

Told by the stems of bodily.toml, a clause at a time; one word alone tells nothing, since a chair has legs
and a price hurts.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from pathlib import Path

from knowledge.text.normalise import surface

STEMS = Path(__file__).with_name("bodily.toml")
FAMILIES = Path(__file__).with_name("injuries.toml")
NEAR = 2
"""Words that may stand between whose a body is and the body: "my left hand"."""


@dataclass(frozen=True)
class _Stems:
    begins: tuple[str, ...]
    within: tuple[str, ...]

    def met(self, word: str) -> bool:
        return word.startswith(self.begins) or any(each in word for each in self.within)


@dataclass(frozen=True)
class _Language:
    words: dict[str, frozenset[str]]
    stems: dict[str, _Stems]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that sentences of the language are held together by."""
        return frozenset[str]().union(*(self.words[each] for each in _SMALL))

    def has(self, kind: str, said: Sequence[str]) -> bool:
        return not self.words[kind].isdisjoint(said)

    def met(self, kind: str, said: Sequence[str]) -> bool:
        return any(map(self.stems[kind].met, frozenset(said)))


_SMALL = (
    "mine",
    "to_me",
    "to_them",
    "self",
    "part_of",
    "ours",
    "since",
    "onto",
    "denied",
    "able",
    "articles",
)
_STEMS = ("wounds", "sure", "falls", "throws", "soft", "nips")


def languages_of(words: Sequence[str]) -> list[str]:
    """The languages that most of the small words of a sentence are of, by name."""
    known = {
        name: sum(word in language.small for word in words)
        for name, language in _languages().items()
    }
    most = max(known.values())
    return [name for name, count in known.items() if count == most and count]


def names_cause(name: str, clause: Sequence[str], *, told: bool) -> bool:
    """Whether a clause names us, in the language of that name; where an injury is told, also what came before."""
    language = _languages()[name]
    return language.has("ours", clause) or (told and language.has("since", clause))


class Hurt(Enum):
    """How surely a clause says that somebody was hurt."""

    WITH_CAUSE = 1
    """Where its cause is told too: a dentist's patients have teeth that ache."""
    BY_ITSELF = 2


def hurts(name: str, clause: Sequence[str]) -> Hurt | None:
    """Whether a clause says, in the language of that name, that somebody was hurt; one that wants something is no
    report: "I broke my arm and want to move my lesson"."""
    language = _languages()[name]
    if language.has("wants", clause):
        return None
    kin = language.has("kin", clause)
    somebody = kin or language.has("self", clause)
    thrown = language.met("throws", clause) and language.has("ground", clause)
    befell = thrown or language.met("sure", clause)
    if somebody and befell and not language.has("denied", clause):
        return Hurt.BY_ITSELF
    places = () if idle(name, clause) else range(len(clause))
    found = [_of_body(language, clause, at, kin=kin) for at in places]
    return max(filter(None, found), key=lambda each: each.value, default=None)


def _of_body(language: _Language, clause: Sequence[str], at: int, *, kin: bool) -> Hurt | None:
    """Whether a body is named there that is somebody's, and is hurt."""
    body = clause[at]
    if body not in language.words["body"] or _is_thing(language, clause, at):
        return None
    others = [*clause[:at], *clause[at + 1 :]]
    if language.has("denied", clause):  # "can't put weight on my ankle"
        fails = language.has("able", clause) and body not in language.words["slight"]
        return Hurt.WITH_CAUSE if fails else None
    near = 1 if body in language.words["plain"] else NEAR
    owned = (
        language.has("mine", clause[max(0, at - near) : at])
        or language.has("to_me", clause)
        or (kin and language.has("to_them", clause))
    )
    if not owned:
        return None
    if language.met("falls", others) and language.has("onto", clause[max(0, at - NEAR) : at]):
        return Hurt.BY_ITSELF
    return Hurt.WITH_CAUSE if language.met("wounds", others) else None


def _is_thing(language: _Language, clause: Sequence[str], at: int) -> bool:
    """Whether what is called like a body belongs to a thing: "the leg of the chair", "my back pocket"."""
    behind = clause[at + 1 : at + 2]
    if language.has("things", behind) or clause[at - 1 : at] == ["a"]:  # "sac à dos"
        return True
    further = clause[at + 2 : at + 4]
    somebody = any(language.has(kind, further) for kind in ("mine", "kin", "body"))
    return language.has("part_of", behind) and not somebody


def idle(name: str, clause: Sequence[str]) -> bool:
    """Whether a clause means no harm by what it says of a body, in the language of that name."""
    language = _languages()[name]
    kinds = ("wounds", "soft")
    said = frozenset(clause)
    wounds = [word for word in said if any(language.stems[kind].met(word) for kind in kinds)]
    if not wounds:
        return False
    if language.has("slight", clause) and not language.has("ours", clause):
        return all(map(language.stems["nips"].met, wounds))
    return language.has("idle", clause) and all(map(language.stems["soft"].met, wounds))


def joking(words: Sequence[str]) -> bool:
    """Whether a sentence laughs at itself."""
    return not _jokes().isdisjoint(words)


@cache
def _jokes() -> frozenset[str]:
    return frozenset(surface(str(_table()["jokes"])))


@cache
def _languages() -> dict[str, _Language]:
    families = tomllib.loads(FAMILIES.read_text(encoding="utf-8"))
    return {
        name: _language(own, families[name])
        for name, own in _table().items()
        if isinstance(own, dict)
    }


@cache
def _table() -> dict[str, str | dict[str, str]]:
    return tomllib.loads(STEMS.read_text(encoding="utf-8"))


def _language(own: dict[str, str], families: dict[str, str]) -> _Language:
    words = {kind: frozenset(surface(said)) for kind, said in own.items() if kind not in _STEMS}
    for kind in ("body", "kin"):
        words[kind] = _single(families[kind])
    words["body"] |= {f"{each}{more}" for each in words["body"] for more in ("s", "es")}
    words["denied"] = frozenset(surface(families["denied"]))
    return _Language(words, {kind: _stems(own[kind]) for kind in _STEMS})


def _single(alternatives: str) -> frozenset[str]:
    said = (surface(each) for each in alternatives.split("|"))
    return frozenset(each[0] for each in said if len(each) == 1)


def _stems(said: str) -> _Stems:
    each = said.split()
    begins = tuple(word for word in each if not word.startswith("*"))
    return _Stems(begins, tuple(word[1:] for word in each if word.startswith("*")))
