"""Questions that are about less than an entry: about a day, a class, a means or a case that it doesn't speak of.

"When are you open?" says nothing of Christmas, the price of class B none of class BE, and who shares
with somebody without an account does not ask about those who have one. It is offered, not given.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.entry import Entry
from knowledge.matching.manner import Manner, manner
from knowledge.text.concepts import THINGS, Concept, lexicon
from knowledge.text.normalise import surface

_DAYS = {
    "christmas": r"christmas|xmas|boxing day|weihnacht\w*|heiligabend|heilig abend|navidad|nochebuena|noel|natale|natal",
    "easter": r"easter|good friday|oster\w*|karfreitag|pascua|viernes santo|semana santa|paques|pasqua|pascoa",
    "new year": r"new year\w*|nye|silvester|neujahr\w*|nochevieja|ano nuevo|nouvel an|capodanno|ano novo",
    "pentecost": r"pentecost|whit monday|pfingst\w*|pentecote|pentecostes",
    "thanksgiving": r"thanksgiving",
}
_ANY = r"(?:bank|public|national|legal) holidays?|feiertag\w*|festivos?|jours? feries?|feries|feriados?|giorni festivi|festivi"
_SPECIAL = {
    day: re.compile(rf"(?<!\w)(?:{way})(?!\w)") for day, way in {**_DAYS, "any": _ANY}.items()
}
_MADE_FOR = re.compile(
    r"(?<!\w)(?:christmas|xmas|easter|weihnachts|oster) ?(?:presents?|gifts?|cards?|trees?|eggs?|parties|party|market|sales?)(?!\w)"
)
"""What has its name from such a day is not asked of the day."""
_WITHOUT = re.compile(
    r"(?<!\w)(?:without|ohne|sin|sans|senza|sem) (?:an? |any |eine?n? |mein\w* |un[ao]? |une )?(\w+)"
)
_HAVING = (
    r"(?<!\w)(?:with|has|have|having|mit|hat|haben|con|tiene|tienen|avec|ont|ha|hanno|com|tem) "
    r"(?:an? |any |their |eine?n? |un[ao]? |une )?{}(?!\w)"
)
_INSTALMENTS = 1 << lexicon().numbers[THINGS, "instalments"]
_CODE = re.compile(r"(?<!\w)(\w{4,}) ([a-z]{1,2}\d{0,2}|\d{1,3}[a-z]?)(?!\w)")
_LITTLE = frozenset(
    """a i y e o u in an on at is to of if so or am im um es zu ab da du er wo el la le en de se si al un je il
    et ou au do my me we he by up no go it""".split()  # noqa: SIM905 - a column of words reads better
)
"""Short words that are no code of an entry."""
_AFTER = _LITTLE - {"a", "e"}
"""Short words that are no code of a question either, behind a word that an entry has one behind."""


def narrower(question: str, entry: Entry) -> bool:
    """Whether a folded question is about a day, a class or a case that an entry with its answer does not
    speak of."""
    phrasings = [" ".join(surface(each)) for each in entry.phrasings]
    every = " ".join((*phrasings, _folded(entry.answer)))
    return (
        _other_day(question, every)
        or all(_other_means(manner(question), manner(each), manner(every)) for each in phrasings)
        or all(_other_case(question, each) for each in phrasings)
        or any(_other_class(question, each, every) for each in phrasings)
    )


def _other_day(question: str, known: str) -> bool:
    asked = _MADE_FOR.sub(" ", question)
    named = [day for day, way in _SPECIAL.items() if way.search(asked)]
    spoken = {day for day, way in _SPECIAL.items() if way.search(known)}
    return bool(named) and "any" not in spoken and spoken.isdisjoint(named)


def _other_means(asked: Manner, known: Manner, every: Manner) -> bool:
    """Who would pay in cash does not ask for instalments, nor the other way round."""
    mine, theirs = (each.things & _INSTALMENTS for each in (asked, known))
    if theirs and not mine:
        return bool(_means(asked) - _means(every))
    return bool(mine and not every.things & _INSTALMENTS and _means(known) - _means(asked))


def _means(text: Manner) -> frozenset[Concept]:
    return frozenset(each for each in text.names if each[0] == "means")


def _other_case(question: str, known: str) -> bool:
    """Who has what an entry is for those without."""
    thing = _WITHOUT.search(known)
    if not thing or _WITHOUT.search(question):
        return False
    return bool(re.search(_HAVING.format(re.escape(thing[1])), question)) and not re.search(
        r"(?<!\w)(?:not|no|never|kein\w*|nicht|pas|non|nao)(?!\w)", question
    )


def _other_class(question: str, known: str, every: str) -> bool:
    """Of one kind, by letter or number: "class BE", where the entry is about class B."""
    codes = {kind: code for kind, code in _codes(known) if code not in _LITTLE}
    return any(
        kind in codes
        and code != codes[kind]
        and code not in _AFTER
        and not re.search(rf"(?<!\w){kind} {code}(?!\w)", every)
        for kind, code in _codes(question)
    )


def _codes(text: str) -> Iterator[tuple[str, str]]:
    for met in _CODE.finditer(text):
        yield met[1], met[2]


@lru_cache(maxsize=2_048)
def _folded(text: str) -> str:
    return " ".join(surface(text))
