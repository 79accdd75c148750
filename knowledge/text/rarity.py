"""How much a word says of what a text is about, in six languages.

words.tsv counts English; "haben", "wann" or "faire" are in none of its texts often enough, and would
count as much as "Kaution". How common these are is told by their place among the commonest words.
"""

import math
from functools import lru_cache

from knowledge.text.related import LEAST, commonness, tells
from knowledge.text.vectors import known_words

COMMON, RARE = 60, 12_000
"""Places among the words of six languages: of one that tells nothing, and from which on all tell as much."""


@lru_cache(16_384)
def rarity(token: str) -> float:
    """0 to 1, rare words more: by words.tsv, and where that has too little by its place."""
    counted = tells(token)
    place = known_words().get(token)
    if place is None or token in commonness():
        return counted
    rare = (math.log(place + 1) - math.log(COMMON)) / (math.log(RARE) - math.log(COMMON))
    return min(counted, max(LEAST, rare))
