"""Reasons to doubt that an entry answers a question that is nearly its own: it is offered, not given.

Near misses share everything but one word: another deed ("cancel" for "book"), another thing, place or
number, a refusal, a "why", a trouble told, the other one who sells, "how many" for "how much", or they
name the thing and say no more. Who merely asks in other words differs in none of these.
"""

from knowledge.entry import Entry
from knowledge.matching.manner import Manner, manner, manner_of
from knowledge.matching.told import FRAGMENT, Told, told
from knowledge.text.normalise import surface

HELD = 0.6
"""Probability that is left where there is doubt: enough to be offered, too little to be given."""
GROUNDED = 0.65
"""Share of what a question is about that an entry must account for to be given as its answer. Chosen on
the bases in development, where of 7 wrong answers 5 lay below it, and of 20 right ones 4."""
TOLD = 64
"""Entries from which on their own words tell one deed or thing from another better than a list does."""
THIN = 3
"""Phrasings from which on their own words tell enough of what an entry is about."""


MANY = 10
"""Phrasings up to which an entry must account for HALF at least."""
HALF = 0.5


def thin(entry: Entry, ground: float) -> bool:
    """Whether an entry has few phrasings, and much of the question is accounted for by nothing in it."""
    known = len(entry.phrasings)
    return ground < (GROUNDED if known < THIN else HALF if known <= MANY else 0.0)


def differs(question: str, entry: Entry) -> bool:
    """Whether each of the entry's phrasings differs from the folded question in what decides."""
    asked, said = told(question), manner_of(entry.answer)
    return all(_differs(asked, told(" ".join(surface(each))), said) for each in entry.phrasings)


def other_named(question: str, entry: Entry) -> bool:
    """Whether each of the entry's phrasings names another place, number or product of one kind than the
    folded question, and its answer doesn't name it: then what else they share is no ground to offer it."""
    asked, said = manner(question), manner_of(entry.answer)
    return bool(asked.names) and all(
        _other_name(asked, manner_of(each), said) for each in entry.phrasings
    )


def turned(question: str, entry: Entry) -> bool:
    """Whether who asks would do what the desk does in each of the entry's phrasings, or the other way
    round: "can I sell bikes to you" has the words of "do you sell bikes"."""
    asked = manner_of(question)
    return bool(asked.doers) and all(asked.turns_round(manner_of(each)) for each in entry.phrasings)


def _differs(asked: Told, known: Told, said: Manner) -> bool:
    mine, theirs = asked.manner, known.manner
    return (
        _other(mine.deeds, theirs.deeds)
        or _other(mine.things, theirs.things)
        or _other_name(mine, theirs, said)
        or (mine.refuses and not theirs.refuses)
        or (mine.asks_why and not theirs.asks_why)
        or mine.turns_round(theirs)
        or _tells_of_trouble(asked, known)
        or _only_names(asked, known)
        or _whether(asked, known)
        or bool(asked.wants and known.wants and not asked.wants & known.wants)
    )


def _tells_of_trouble(asked: Told, known: Told) -> bool:
    """Something is wrong, where the entry answers a question about what is right."""
    tells = not asked.asks or len(asked.tokens) <= FRAGMENT
    return tells and known.asks and asked.troubles > known.troubles


def _only_names(asked: Told, known: Told) -> bool:
    """One word that many questions could be about, where the entry is about one deed with it."""
    return len(asked.tokens) == 1 and bool(known.manner.deeds and not asked.manner.deeds)


def _whether(asked: Told, known: Told) -> bool:
    """Whether something is so, or what it is, where the entry tells how one does something with it: "do you
    charge VAT" beside "How do I change the tax rate?"."""
    deed = asked.manner.deeds & known.manner.deeds
    return known.asks_how and asked.asks_whether and bool(known.manner.deeds) and not deed


def _other(asked: int, known: int) -> bool:
    return bool(asked and known and not asked & known)


def _other_name(asked: Manner, known: Manner, said: Manner) -> bool:
    """Of one kind, and not among what the answer names."""
    kinds = {kind for kind, _ in known.names}
    return any(kind in kinds for kind, _ in asked.names - known.names - said.names)
