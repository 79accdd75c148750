"""Questions made from a base's own: near misses, which nothing there answers, and the same ones in
other clothes.

From tables (near_misses.toml) and a seed: the same base gives the same questions.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from knowledge.entry import Entry
from knowledge.matching.phrasing_parts import Parts, Tongue, listed, tables, tongue
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import TELLING, tells

MOST = 6
"""Phrasings of an entry that near misses are made from."""
NEGATIONS = frozenset(surface("not never no nicht nie kein keine nunca pas jamais"))
_NUMBER = re.compile(
    r"(?i)\b(?P<of>version|windows|python|size|port|room|level|grade) (?P<number>\d{1,9})\b"
)
"""Numbers that name something, not ones that only count."""


_OF_HOW = frozenset({"much", "many", "long", "viel", "viele", "lange", "temps"})
"""What means little without the "how" before it."""


class Kind(StrEnum):
    """What a message is to a base."""

    ANSWERABLE = "answerable"
    OBJECT = "near-miss-object"
    """What an entry says, of something else: "cancel my newsletter", beside an order's."""
    VERB = "near-miss-verb"
    """Something else about an entry's subject: "open an account", beside closing one."""
    NEGATION = "negation"
    PAST = "past-report"
    """It was done or went wrong, where the entry says how to do it."""
    SLOT = "slot"
    """Another place, plan, product, number or language than the entry's."""
    UNRELATED = "unrelated"


NEAR_MISSES = frozenset(Kind) - {Kind.ANSWERABLE, Kind.UNRELATED}


@dataclass(frozen=True, kw_only=True)
class Message:
    """What somebody wrote, and the entry that answers it; "" if none does."""

    text: str
    kind: Kind
    entry: str = ""
    beside: str = ""
    """The entry whose phrasing a near miss was made from."""


def near_misses(entries: Sequence[Entry], seed: int = 0) -> Iterator[Message]:
    """For each entry at most one question of each kind, which no entry answers."""
    base = _Base(entries)
    for entry in entries:
        rng = random.Random(f"{seed} {entry.id}")  # noqa: S311 - not for secrets
        ways: dict[Kind, list[str]] = {kind: [] for kind in Kind}
        for phrasing in rng.sample(entry.phrasings, min(MOST, len(entry.phrasings))):
            ways[Kind.SLOT] += base.slots(phrasing, entry)
            language = tongue(entry.language)
            parts = language.parts(phrasing) if language else None
            if language and parts:
                ways[Kind.OBJECT] += base.objects(parts, language)
                ways[Kind.VERB] += base.verbs(parts, language)
                ways[Kind.NEGATION] += base.denied(parts, language, entry)
                ways[Kind.PAST] += base.told(parts, language, entry)
        for kind, texts in ways.items():
            if texts:
                yield Message(text=rng.choice(texts), kind=kind, beside=entry.id)


def spoken(entries: Iterable[Entry], seed: int = 0) -> Iterator[Message]:
    """Each phrasing as people write it: with a greeting, a story, "please", without signs, misspelt."""
    for entry in entries:
        language = tongue(entry.language)
        for phrasing in entry.phrasings:
            rng = random.Random(f"{seed} {phrasing}")  # noqa: S311 - not for secrets
            texts = [_misspelt(phrasing, rng)]
            if language:
                texts.append(_polite(phrasing, language, rng))
            for text in texts:
                yield Message(text=text, kind=Kind.ANSWERABLE, entry=entry.id)


def reworded(entries: Iterable[Entry], seed: int = 0) -> Iterator[Message]:
    """Each phrasing in other words, as far as tables have them: as a wish, with another verb that means
    the same, and with nothing but the words that tell something, as people type on a phone."""
    for entry in entries:
        language = tongue(entry.language)
        for phrasing in entry.phrasings[:MOST]:
            rng = random.Random(f"{seed} {phrasing}")  # noqa: S311 - not for secrets
            known = {" ".join(surface(each)) for each in entry.phrasings}
            parts = language.parts(phrasing) if language else None
            texts = [_short(phrasing)]
            if language and parts and parts.verb:
                same = [v.finite for v in language.verbs if v.sense == parts.verb.sense]
                texts += [parts.asked(verb=each) for each in same if each != parts.verb.finite][:1]
                texts.append(rng.choice(_filled("wanted", parts, language)))
            for text in dict.fromkeys(texts):
                if text and " ".join(surface(text)) not in known:
                    yield Message(text=text, kind=Kind.ANSWERABLE, entry=entry.id)


def _short(phrasing: str) -> str:
    """The words that tell something, where there are two at least: one could be about anything, and
    "much membership" is how nobody puts it."""
    words = [word.strip("¿?!.,;:") for word in phrasing.casefold().split()]
    told = [
        word for word in words if any(tells(token) > TELLING for token in tokens(surface(word)))
    ]
    return " ".join(told) if len(told) > 1 and told[0] not in _OF_HOW else ""


class _Base:
    """What a base asks already, so that nothing is made that one of its entries answers."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._with: dict[str, set[int]] = defaultdict(set)
        """Phrasings that have a word."""
        self._done: dict[str, list[str]] = defaultdict(list)
        """Things that some entry does something to, by their article."""
        phrasings = [(entry, each) for entry in entries for each in entry.phrasings]
        for at, (entry, phrasing) in enumerate(phrasings):
            for word in surface(phrasing):
                self._with[word].add(at)
            language = tongue(entry.language)
            parts = language.parts(phrasing) if language else None
            if language and parts and parts.verb in language.telling:
                self._done[parts.determiner].append(parts.thing)

    def _asks(self, *words: str) -> bool:
        """Some phrasing has all of these words."""
        having = [self._with.get(word, set()) for word in surface(" ".join(words))]
        return not having or bool(set.intersection(*having))

    def objects(self, parts: Parts, language: Tongue) -> list[str]:
        """The same done to what other entries are about, or to something from the list."""
        told = parts.verb in language.telling
        same = [each for each in language.verbs if parts.verb and each.sense == parts.verb.sense]
        others = self._done[parts.determiner] if told else []
        return [
            parts.asked(thing=thing)
            for thing in (*others, *language.things(parts.determiner))
            if not set(surface(thing)) & set(surface(parts.thing))
            and not (
                any(self._asks(verb.finite, thing) for verb in same) if told else self._asks(thing)
            )
        ]

    def verbs(self, parts: Parts, language: Tongue) -> list[str]:
        """Something else done to the same."""
        if not parts.verb:
            return []
        asked = {verb.sense for verb in language.verbs if self._asks(verb.finite, parts.thing)} | {
            parts.verb.sense
        }
        return [
            parts.asked(verb=verb.finite) for verb in language.telling if verb.sense not in asked
        ]

    def denied(self, parts: Parts, language: Tongue, entry: Entry) -> list[str]:
        """Not wanted."""
        if any(NEGATIONS & set(surface(each)) for each in entry.phrasings):
            return []
        return _filled("denied", parts, language)

    def told(self, parts: Parts, language: Tongue, entry: Entry) -> list[str]:
        """Done already, or by somebody else, and it went wrong."""
        if parts.verb and self._asks(parts.verb.past, parts.thing):
            return []
        return _filled("told", parts, language)

    def slots(self, phrasing: str, entry: Entry) -> list[str]:
        """Another place, day, plan or number, of which the entry says nothing."""
        said = f" {' '.join(surface(' '.join((*entry.phrasings, entry.answer))))} "
        return [
            text
            for start, end, others in _slots(phrasing)
            for other in others
            if f" {' '.join(surface(other))} " not in said
            and not self._asks(text := phrasing[:start] + other + phrasing[end:])
        ]


def _slots(phrasing: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where a name or number stands that others may stand for, and those."""
    for pattern, others in _names():
        for met in pattern.finditer(phrasing):
            yield *met.span(), others
    for met in _NUMBER.finditer(phrasing):
        yield *met.span("number"), [str(int(met["number"]) + 3)]


def _filled(template: str, parts: Parts, language: Tongue) -> list[str]:
    if not parts.verb:
        return []
    verb = parts.verb
    return [
        each.format(infinitive=verb.infinitive, past=verb.past, rest=parts.rest)
        for each in language.several(template)
    ]


@cache
def _names() -> list[tuple[re.Pattern[str], list[str]]]:
    found = [listed(names) for names in tables()["names"].values()]
    return [(re.compile(rf"\b(?:{'|'.join(map(re.escape, each))})\b"), each) for each in found]


def _polite(phrasing: str, language: Tongue, rng: random.Random) -> str:
    """With something before it, and something after."""
    before = rng.choice([*language.several("openers"), *language.several("beginnings"), ""])
    after = rng.choice([*language.several("closers"), ""])
    text = f"{before} {rng.choice([phrasing, phrasing.strip('¿?!. ')])} {after}".strip()
    return rng.choice([text, text.lower()])


def _misspelt(phrasing: str, rng: random.Random) -> str:
    """One long word with two letters changed round, one lost, or one doubled."""
    words = phrasing.split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.strip("?!.,").isalpha()]
    if not long:
        return phrasing.casefold()
    at = rng.choice(long)
    word = words[at]
    cut = rng.randrange(1, len(word) - 2)
    words[at] = rng.choice(
        [
            word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
            word[:cut] + word[cut + 1 :],
            word[:cut] + word[cut] + word[cut:],
        ]
    )
    return " ".join(words)
