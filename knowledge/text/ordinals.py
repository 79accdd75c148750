"""Which of several choices somebody names by its place: "the first one", "number 2", "both", "the last".

Only where nothing else is said: each word is a place, or one that goes with it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.text.normalise import surface

LAST = -1
"""The place of the last."""
MOST = 8
"""Words of what names a choice."""
DIGITS = 2
"""Digits of a button's number."""

_PLACES = {
    1: "first 1st former top upper erste erster erstes ersten erstere oberste obere oberen obersten primero primera primer premier premiere prima primo primeiro primeira pierwszy pierwsza eerste",
    2: "second 2nd middle zweite zweiter zweites zweiten mittlere segundo segunda deuxieme seconde secondo seconda drugi druga tweede",
    3: "third 3rd dritte dritter drittes dritten tercero tercera tercer troisieme terzo terza terceiro terceira derde",
    LAST: "last latter bottom lower letzte letzter letztes letzten letztere unterste untere unteren ultimo ultima dernier derniere laatste",
}
_AT = {word: place for place, words in _PLACES.items() for word in words.split()}
PLACES = frozenset(_AT)
"""Words for a place in a row."""
_NAMED = {
    word: number
    for number, words in {
        1: "1 one eins uno une un",
        2: "2 two zwei dos deux",
        3: "3 three drei tres trois",
    }.items()
    for word in words.split()
}
_NUMBER = frozenset(
    [
        "number",
        "no",
        "nr",
        "num",
        "option",
        "choice",
        "answer",
        "nummer",
        "numero",
        "opcion",
        "choix",
        "antwort",
    ]
)
_BOTH = frozenset(
    """both all beide beides beiden alle ambos ambas tous toutes entrambi entrambe ambedue""".split()  # noqa: SIM905
)
_BOTH_OF = frozenset(
    {("los", "dos"), ("las", "dos"), ("les", "deux"), ("os", "dois"), ("as", "duas")}
)
_BESIDE = frozenset(
    """the one ones please pls that is it s i i'll ill mean meant want take choose pick think would like of them these those thing
    option choice answer go with my question in list yes yeah ok and also thanks would be
    das der die den dem bitte ich meine nehme will es ist mit ja von und danke ware davon hatte gern
    la el lo los las por favor quiero es si y de ellas ellos gracias opcion
    le les l s il vous plait svp c est je veux prends oui et celui celle merci
    il per favore voglio e grazie o a os as quero sim obrigado de het""".split()  # noqa: SIM905
)
_ELSE = frozenset(
    {
        ("something", "else"), ("neither",), ("none",), ("another", "one"), ("another", "thing"), ("something", "different"),
        ("etwas", "anderes"), ("was", "anderes"), ("keins",), ("keines",), ("otra", "cosa"), ("ninguna",), ("ninguno",), ("autre", "chose"), ("aucun",),
        ("aucune",), ("un", "altra", "cosa"), ("altro",), ("outra", "coisa"), ("nenhum",),
    }
)  # fmt: skip
_NO = frozenset(
    [
        "no",
        "nope",
        "nah",
        "nein",
        "nee",
        "non",
        "nao",
        "not",
        "none",
        "of",
        "them",
        "the",
        "those",
        "these",
        "it",
        "is",
        "it's",
        "de",
        "davon",
        "von",
        "diesen",
        "ellas",
        "ellos",
    ]
)
_ABOUT = re.compile(
    r"^(?:(?:i mean|i meant|i want|ich meine|quiero|je veux) )?(?:the (?:one|first|question) (?:about|with|on|for|that says|of)|das (?:mit|uber|zu)|die (?:mit|uber|zu)|(?:el|la) (?:de|sobre)|(?:celui|celle) (?:sur|avec|de)|quello su) (?P<about>.+)$"
)


_ONE = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|no|sorry|i mean|i meant|i want) )*the (?P<about>\S+(?: \S+)?) ones?(?: please| pls| thanks)?$"
    r"|^(?:(?:si|oui|sim|ja|ok) )*(?:el|la|le|il|lo|o|a|das|die|den) (?:de|del|de la|du|di|da|do|mit|mit dem|mit der|zum|zur) (?P<of>\S+)$"
)


_NONE = frozenset(
    """none neither keine keins keines nichts ninguno ninguna ningun aucun aucune nessuno nessuna
    nenhum nenhuma""".split()  # noqa: SIM905 - as above
)
"""What refuses all choices, or says of all answers that they were not it."""
_FEW = 3
"""What at most so many words begin with that refuse all choices: "none of these", "keine davon"."""


def place_of(word: str) -> int:
    """The place that one of these words is."""
    return _AT[word]


def refuses_all(text: str) -> bool:
    """Whether words say that none of the choices is it, in a word or three."""
    named, words = chosen(text), surface(text)
    return bool(named and named.none) or (len(words) <= _FEW and not _NONE.isdisjoint(words[:1]))


def speaks_of_all(text: str) -> bool:
    """Whether words are said of all that there is: "both helped", "neither"."""
    words = surface(text)
    return not (_BOTH | _NONE).isdisjoint(words) or not _BOTH_OF.isdisjoint(pairwise(words))


class Chosen(NamedTuple):
    """Which choices are named."""

    places: tuple[int, ...] = ()
    """By their place, from 1, or LAST."""
    number: int = 0
    """By the number that stands before it."""
    every: bool = False
    """Both, or all."""
    none: bool = False
    """None of them: something else."""
    about: str = ""
    """By what it is about: "the one about returns"."""


def chosen(text: str) -> Chosen | None:
    """Which choices are named; None where something else is said."""
    words = surface(text[:200])
    about = _ABOUT.match(" ".join(words))
    if about and len(words) <= MOST:
        return Chosen(about=about["about"])
    if not words or len(words) > MOST or "?" in text:
        return None
    if _says_else(words):
        return Chosen(none=True)
    places: list[int] = []
    number, every = 0, False
    for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False):
        if before in _NUMBER and _numbered(word):
            number = _numbered(word)
        elif word in _AT:
            places.append(_AT[word])
        elif word in _BOTH or (before, word) in _BOTH_OF:
            every = True
        elif not (word in _BESIDE or (word in _NUMBER and _numbered(after))):
            return _of_that(words)
    told = Chosen(tuple(dict.fromkeys(places)), number, every)
    return told if places or number or every else None


def _of_that(words: Sequence[str]) -> Chosen | None:
    """ "Yes the blue one": one that is named by a word or two of it."""
    found = _ONE.match(" ".join(words))
    return Chosen(about=found["about"] or found["of"]) if found else None


def _numbered(word: str) -> int:
    """The number of a button that a word is; 0 for any other."""
    return int(word) if word.isdecimal() and len(word) <= DIGITS else _NAMED.get(word, 0)


def _says_else(words: Sequence[str]) -> bool:
    rest = [word for word in words if word not in _BESIDE and word not in _NO]
    return tuple(words) in _ELSE or tuple(rest) in _ELSE
