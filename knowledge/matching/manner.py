"""How a text is put: what is asked for, of what, with which names, and whether it refuses.

Found in folded words alone and kept as bits, so that texts are compared in no time.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.concepts import DEEDS, NONE, THINGS, TOPICS, Concept, concepts, lexicon, phrases
from knowledge.text.german import rejoined
from knowledge.text.normalise import stem, surface
from knowledge.text.spelling import respelt

_REFUSES = re.compile(
    r"(?<!\w)(?:"
    r"(?:do|does|did|would) not (?:\w+ ){0,2}(?:want|need|wish|like|send|ask|order|request|agree|authori[sz]e|buy)|"
    r"^(?:please )?do not|never (?:\w+ )?(?:ask|want|order|request|agree|sign|buy|bought)\w*|no longer|instead of|rather than|not what (?:i|we) (?:want|need|asked|ordered)|please no|without asking|"
    r"stop \w+ing|nicht mehr|(?:will|mochte|brauche|wollte|wollen|habe) (?:\w+ ){0,4}(?:nicht|kein\w*|nie)|statt|bitte (?:\w+ ){0,3}(?:nicht|kein\w*)|"
    r"no (?:quiero|necesito|deseo|pedi|he pedido|me (?:\w+ )?envi\w+|quise)|ya no|en vez de|nunca (?:pedi|quise|he)|"
    r"(?:ne|n) (?:veux|voulais|souhaite|desire|ai|m) (?:\w+ ){0,2}(?:pas|plus|jamais)|au lieu|plutot que"
    r")(?!\w)"
)
_TRADES = {
    "sell": ("sell", "verkauf", "vend"),
    "buy": ("buy", "kauf", "compr", "achet"),
    "teach": ("teach", "unterricht", "ensen", "enseign"),
}
"""Deeds that are something else when the other one does them."""
_BY_ASKER = (
    r"(?<!\w)(?:i|we|ich|wir|je|on|puedo|podemos|quiero|queremos) (?:\w+ ){{0,4}}?"
    r"(?:{})(?:e?n|s|es|er|re|o|eros|erles|aros|ar)?(?!\w)"
)
_BY_DESK = (
    r"(?<!\w)(?:you (?:\w+ )?(?:{0})|(?:{0})(?:t|en|et) (?:ihr|sie)|"
    r"(?:vous )?(?:{0})(?:ez|eis|ais)(?: vous)?)(?!\w)"
)
_OTHER = {"asker": "desk", "desk": "asker"}
_DOERS = {
    (deed, who): re.compile(way.format("|".join(stems)))
    for deed, stems in _TRADES.items()
    for who, way in (("asker", _BY_ASKER), ("desk", _BY_DESK))
}
_ON_OTHERS = {
    "asker": re.compile(r"(?<!\w)(?:i|we) (\w+) (?:your|you)(?!\w)"),
    "desk": re.compile(r"(?<!\w)you (\w+) (?:my|our|me|us)(?!\w)"),
}
"""Who does something to the other one or to what is theirs: "if you damage my coat"."""
_ASKS_WHY = re.compile(r"(?<!\w)(?:why|warum|wieso|weshalb|pourquoi|por que)(?!\w)")


class Manner(NamedTuple):
    """How one text is put."""

    deeds: int
    things: int
    """One bit for each line of concepts.toml."""
    names: frozenset[Concept]
    """Places, numbers, products: what never stands for another of its kind."""
    refuses: bool
    asks_why: bool
    doers: frozenset[tuple[str, str]] = frozenset()
    """Who sells, buys or teaches, or does something to the other one: the one who asks, or who is asked."""
    topics: int = 0
    """One bit for each line of topics.toml."""

    def turns_round(self, other: "Manner") -> bool:
        """Whether what one does in this text the other one does in that."""
        mine, theirs = (
            {deed: who for deed, who in text.doers if (deed, _OTHER[who]) not in text.doers}
            for text in (self, other)
        )
        return any(mine[deed] != theirs[deed] for deed in mine.keys() & theirs.keys())


@lru_cache(maxsize=65_536)
def _word(word: str) -> tuple[tuple[str, ...], int, int, int, frozenset[Concept]]:
    """A word's tokens, its deeds, things and topics as bits, and its names."""
    tokens = stem(respelt(word))
    every = frozenset().union(*map(concepts, tokens))
    return tokens, _bits(every, DEEDS), _bits(every, THINGS), _bits(every, TOPICS), _names(every)


def _names(found: frozenset[Concept]) -> frozenset[Concept]:
    return frozenset(each for each in found if each[0] not in {DEEDS, THINGS, TOPICS})


def _bits(found: frozenset[Concept], table: str) -> int:
    number = lexicon().numbers
    return sum(1 << number[each] for each in found if each[0] == table)


@lru_cache(maxsize=2_048)
def manner(plain: str) -> Manner:
    """How a folded text is put."""
    deeds, things, topics, names = 0, 0, 0, NONE
    tokens: list[str] = []
    for word in rejoined(plain.split()):
        each = _word(word)
        tokens += each[0]
        deeds |= each[1]
        things |= each[2]
        topics |= each[3]
        names |= each[4]
    several = phrases(tokens)
    return Manner(
        deeds=deeds | _bits(several, DEEDS),
        things=things | _bits(several, THINGS),
        names=names | _names(several),
        refuses=bool(_REFUSES.search(plain)),
        asks_why=bool(_ASKS_WHY.search(plain)),
        doers=frozenset(_doers(plain)),
        topics=topics | _bits(several, TOPICS),
    )


def _doers(plain: str) -> Iterator[tuple[str, str]]:
    yield from (doer for doer, way in _DOERS.items() if way.search(plain))
    for who, way in _ON_OTHERS.items():
        yield from ((stem(met[1])[0], who) for met in way.finditer(plain) if _word(met[1])[1])


@lru_cache(maxsize=2_048)
def manner_of(text: str) -> Manner:
    """How a text is put, as it was written."""
    return manner(" ".join(surface(text)))
