"""A word that nobody knows as the one that it misspells by one letter.

What a base calls its things is looked up in the base first; this is for words of everyday, "adress",
"termn", which say what is asked for wherever it is asked.
"""

from functools import lru_cache

from knowledge.text.concepts import Concept, concepts
from knowledge.text.normalise import stem
from knowledge.text.vectors import LONGEST, known_words

SHORTEST = 5
"""Letters from which on a word may be another one misspelt: shorter ones are mostly names."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(8_192)
def respelt(word: str) -> str:
    """A folded word as it is meant: of all that are one letter away what is asked for everywhere, then
    what begins alike, then the commonest. A word that is known, or too far from all that are, stays; one
    that is a form of what is asked for ("borres") is none of something else ("barres")."""
    known = known_words()
    if word in known or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return word
    meant = _asked_for(word)
    near = [
        each
        for each in _one_letter_away(word)
        if each in known and (not meant or meant & _asked_for(each))
    ]
    return min(
        near,
        key=lambda each: (not _asked_for(each), each[0] != word[0], known[each]),
        default=word,
    )


def _asked_for(word: str) -> frozenset[Concept]:
    return frozenset().union(*map(concepts, stem(word)))


def _one_letter_away(word: str) -> set[str]:
    """One letter lost, doubled, put in, taken for another, or changed round with the next."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {first + second[1:] for first, second in halves if second}
    near |= {first + second[1] + second[0] + second[2:] for first, second in halves if second[1:]}
    near |= {first + letter + second for first, second in halves for letter in LETTERS}
    return near | {
        first + letter + second[1:] for first, second in halves if second for letter in LETTERS
    }
