"""Reasons to doubt that an entry answers a question that is nearly its own: it is offered, not given.

Near misses share everything but one word: another deed ("cancel" for "book"), another thing, place or
number, a refusal, a "why". Who merely asks in other words differs in none of these.
"""

from knowledge.entry import Entry
from knowledge.matching.manner import Manner, manner, manner_of

HELD = 0.6
"""Probability that is left where there is doubt: enough to be offered, too little to be given."""
GROUNDED = 0.65
"""Share of what a question is about that an entry must account for to be given as its answer. Chosen on
the bases in development, where of 7 wrong answers 5 lay below it, and of 20 right ones 4."""
TOLD = 64
"""Entries from which on their own words tell one deed or thing from another better than a list does."""
THIN = 3
"""Phrasings from which on their own words tell enough of what an entry is about."""


def thin(entry: Entry, ground: float) -> bool:
    """Whether an entry has few phrasings, and much of the question is accounted for by nothing in it."""
    return len(entry.phrasings) < THIN and ground < GROUNDED


def differs(question: str, entry: Entry) -> bool:
    """Whether each of the entry's phrasings differs from the folded question in what decides."""
    asked, said = manner(question), manner_of(entry.answer)
    return all(_differs(asked, manner_of(each), said) for each in entry.phrasings)


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
    kinds = {kind for kind, _ in known.names}
    return any(kind in kinds for kind, _ in asked.names - known.names - said.names)
