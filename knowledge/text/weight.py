"""Words of weight: what is left of a text once the words that anybody uses of anything are out.

A text without one can be about nothing, so nothing is looked up or opened for it.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.text.normalise import stem, surface
from knowledge.text.related import commonness
from knowledge.text.small_talk import ignored

COMMON = 0.012
"""Share of everyday sentences from which on a word says nothing of what a text is about, in the counts
of words.tsv: "get" has 0.047, "would" 0.014, "open" 0.007, "order" 0.001."""

_LIGHT = """
and or but so then just now here there them they we he she him her his our us i you it me my your its that this these those be been being am is are was were did does done has had will would could should can may might must about from into with without for of off on out up down to at by as if than very more most much many get got let go going come came back only still already again else something anything nothing everything someone anyone somebody anybody actually really maybe perhaps please mean need want help know think guess sorry please algo nada alguien etwas nichts jemand quelque rien qualcosa niente alguma algo iets niets also too yes no not none any some what why how who when where which whose whom well hurry wait thing things
stuff issue problem question matter ticket request case und oder aber also dann doch mal was wer wie wo wann warum sache ding frage
problem anliegen der die das den dem ein eine einen ist sind war habe haben hat ich du sie er wir ihr mir mich mein meine nicht noch schon so zu mit von bei
et ou mais donc alors aussi quoi qui comment pourquoi quand chose question probleme demande y o pero entonces tambien que
quien como cuando donde cosa pregunta problema e ma poi anche cosa chi come quando dove perche domanda ou mas entao quem onde coisa en of
maar dus ook wat wie hoe wanneer waar waarom ding vraag
"""
_STATES = frozenset(
    """is are was were am be been being has have had does did do will would can could should must not no
    want need new work make use show ist sind war habe haben hat nicht es son esta fue tiene est sont etait sera ne pas sono
    nao tem""".split()  # noqa: SIM905 - a column of words reads better
)
"""Light words that tell something of what stands around them."""


def weighty(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about, folded and in order; none for "and?"."""
    return tuple(word for word in surface(text) if not _light(word))


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """Which of some words tell anything: those of weight, and light ones that tell something of what
    stands around them. "The harp is new" tells of a harp that it is new."""
    return tuple(word for word in words if word in _STATES or not _light(word))


@cache
def _lightest() -> frozenset[str]:
    return frozenset(_LIGHT.split()) | ignored()


@lru_cache(8_192)
def _light(word: str) -> bool:
    rates = commonness()
    return word in _lightest() or all(rates.get(token, 0.0) >= COMMON for token in stem(word))
