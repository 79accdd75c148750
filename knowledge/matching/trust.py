"""How far a judged chance is trusted: who has the words themselves comes first, who is overdue loses."""

from collections.abc import Collection
from datetime import date

from knowledge.entry import Entry
from knowledge.text.verbatim import SURE

OVERDUE = 0.85
"""What the probability of an entry overdue for review is multiplied with."""


def trusted(entry: Entry, chance: float, worded: Collection[Entry], today: date | None) -> float:
    """The chance of an entry, once it counts which have the question word for word, and whether its
    review is overdue on the day `today`."""
    if entry in worded:
        return SURE / len({each.topic for each in worded})
    capped = min(chance, 1 - SURE) if worded else chance
    return capped * (OVERDUE if today and entry.overdue(today) else 1.0)
