"""Reasons to doubt that an entry answers a question that is nearly its own: it is offered, not given.

Near misses share everything but one word: another deed ("cancel" for "book"), another thing, place or
number, a refusal, a "why". Who merely asks in other words differs in none of these.
"""

from functools import lru_cache

from knowledge.entry import Entry
from knowledge.matching.manner import Manner, manner
from knowledge.text.normalise import surface

HELD = 0.6
"""Probability that is left where there is doubt: enough to be offered, too little to be given."""
GROUNDED = 0.65
"""Share of what a question is about that an entry must account for to be given as its answer. Chosen on
the bases in development, where of 7 wrong answers 5 lay below it, and of 20 right ones 4."""
THIN = 3
"""Phrasings from which on their own words tell enough of what an entry is about."""


def doubted(question: str, entry: Entry, ground: float) -> bool:
    """Whether each of the entry's phrasings differs from the folded question in what decides; or they
    are few, and much of the question is accounted for by nothing in the entry."""
    if len(entry.phrasings) < THIN and ground < GROUNDED:
        return True
    asked, said = manner(question), _manner(entry.answer)
    return all(_differs(asked, _manner(each), said) for each in entry.phrasings)


@lru_cache(maxsize=16_384)
def _manner(text: str) -> Manner:
    return manner(" ".join(surface(text)))


def _differs(asked: Manner, known: Manner, said: Manner) -> bool:
    return (
        _other(asked.deeds, known.deeds)
        or _other(asked.things, known.things)
        or _other_name(asked, known, said)
        or (asked.refuses and not known.refuses)
        or (asked.asks_why and not known.asks_why)
    )


def _other(asked: int, known: int) -> bool:
    return bool(asked and known and not asked & known)


def _other_name(asked: Manner, known: Manner, said: Manner) -> bool:
    """Of one kind, and not among what the answer names."""
    kinds = {kind for kind, _ in known.names - asked.names}
    return any(kind in kinds for kind, _ in asked.names - known.names - said.names)
