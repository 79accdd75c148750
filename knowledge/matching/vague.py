"""Questions that say too little to be an entry's: "the first", "how do I change it", "cuánto cuesta".

What they are about was said before, or not at all. Whatever entry is nearest, it is near by chance: it
may be offered, and is given only to its very words.
"""

from collections.abc import Sequence

from knowledge.matching.manner import manner
from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.text.leaning import MEASURES, of_us, points
from knowledge.text.normalise import surface, tokens
from knowledge.text.ordinals import PLACES
from knowledge.text.weight import weighty

CLEAR = 0.5
"""Nearness from which on a word of a question is one of the entry's, in other words."""
_ASKED_FOR = frozenset(
    """day days date dates time times hour hours amount kind way place tag tage uhr uhrzeit zeit datum
    dia dias fecha hora horas jour jours heure heures giorno ora ore data""".split()  # noqa: SIM905
)
"""What is asked for of anything: "on what day"."""
_HOW_MUCH = frozenset(
    "viel teuer cuanto cuanta cuantos cuantas combien quanto quanta quanti".split()  # noqa: SIM905
)


_OF_ANYTHING = MEASURES | PLACES | _HOW_MUCH
_ASKS = frozenset(
    "what which whats welchem welchen welcher que cual quel quelle che quale qual".split()  # noqa: SIM905
)


def vague(search: Search, question: Question, slot: int) -> bool:
    """Whether a question says nothing that makes it that of the entry in a slot, and has not the words of
    one of its phrasings."""
    words = surface(question.plain)
    asks = not _ASKS.isdisjoint(words)
    said = [word for word in weighty(question.plain) if word not in _OF_ANYTHING]
    own = [word for word in said if not (asks and word in _ASKED_FOR)]
    if len(own) > 1 or any(
        search.index.texts[line] == question.plain for line in search.slots[slot]
    ):
        return False
    if not own:
        return not of_us(words)
    leans = points([word for word in words if word != "there"]) or "did" in words
    return leans and (
        search.nearness(question, slot, tokens(own)) < CLEAR or _of_one_thing(search, own, slot)
    )


def _of_one_thing(search: Search, said: Sequence[str], slot: int) -> bool:
    """Whether each phrasing of an entry is about a thing of which a question has no more than "it": "is it
    open" beside "When is the hall open?"."""
    own, topics = set(tokens([*said])), manner(" ".join(said)).topics
    return all(
        any(
            own.isdisjoint(tokens([word])) and not manner(word).topics & topics
            for word in weighty(search.index.texts[line])
            if word not in _OF_ANYTHING | _ASKED_FOR
        )
        for line in search.slots[slot]
    )
