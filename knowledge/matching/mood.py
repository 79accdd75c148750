"""How a text stands to what it speaks of: where, when, for how much, why, or whether; or told only.

Told is what has happened to oneself, or that something is not so.

For comparing questions that share their words: "where is my dog", "I don't have a dog".
"""

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.normalise import surface
from knowledge.text.sentences import puts_question

NOT = frozenset(
    """not no nobody none never nothing without cannot cant nicht kein keine keinen niemand nie ohne
    nadie nunca sin pas rien personne jamais sans ne nessuno senza nao ninguem sem geen niet""".split()  # noqa: SIM905 - a column of words reads better
)
"""Words that say that something is not so."""

_ASKED = {
    "price": r"how much|prices?|costs?|charge|charges|fees?|rates?|cheap\w*|expensive|wie ?viel|kosten?|kostet|"
    r"preise?|teuer|cuanto|cuesta|cuestan|precios?|vale|combien|prix|coute|coutent|tarifs?|quanto|costa|prezzo|preco",
    "where": r"where|wheres|which address|address|place|location|find|wo|wohin|adresse|donde|adonde|direccion|"
    r"ou (?:est|sont|etes|se|puis|peut|dois|on|je)|dove|indirizzo|onde|waar",
    "when": r"when|whens|what (?:time|day|days|hours)|how (?:long|soon|late|early)|until|wann|wie lange|uhr|bis|"
    r"cuando|a que hora|quand|a quelle heure|jusqu|quando|wanneer",
    "why": r"why|warum|wieso|weshalb|por que|pourquoi|perche|waarom",
}
_WAYS = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for kind, words in _ASKED.items()}
_ONES_OWN = re.compile(
    r"^(?:hi |hello |hey |sorry |but |and |so |ok |well )*(?:i|we|ich|wir|je|j|nous|on|yo|nosotros|ya|mi|my|our|mein|meine)(?!\w)"
)
_WISHES = re.compile(
    r"(?<!\w)(?:want|wanna|need|would|wish|like|love|looking|hope|plan|trying|try|wonder\w*|question|ask\w*|"
    r"mochte|will|wollen|brauche|wurde|suche|frage|quiero|quisiera|necesito|busco|pregunta|"
    r"veux|voudrais|aimerais|cherche|besoin)(?!\w)"
)
_UNSURE = re.compile(
    r"(?<!\w)(?:(?:do|did|can|could|am) (?:not|no) (?:know|sure|understand|find|see|remember|get|work out)|"
    r"not sure|cannot find|cant find|weiss nicht|finde (?:\w+ )?(?:nicht|kein\w*)|no (?:se|encuentro|entiendo)|"
    r"(?:ne )?(?:sais|trouve|comprends) pas)(?!\w)"
)
"""What is said so is asked: "I don't know how"."""


class Mood(NamedTuple):
    """How one text stands to what it speaks of."""

    question: bool
    asked: frozenset[str]
    """What it asks for, beside whether: of "price", "where", "when", "why"."""
    tells: bool
    """It says something of the one who writes, or that something is not so, and asks nothing."""
    negative: bool
    """Words in it say that something is not so."""

    def is_other_than(self, other: "Mood") -> bool:
        """Whether the two say or ask different things of the same."""
        if self.question and other.question:
            return self._asks_other(other)
        if self.tells and other.tells:
            return self.negative != other.negative
        asks, tells = (self, other) if self.question else (other, self)
        return asks.question and tells.tells and not asks.asks_of(tells)

    def _asks_other(self, other: "Mood") -> bool:
        if self.asked and other.asked:
            return not self.asked & other.asked
        return bool({"price", "where"} & (self.asked | other.asked))

    def asks_of(self, told: "Mood") -> bool:
        """Whether it asks of what the other one tells: why it is so, or whether it is not either."""
        return "why" in self.asked or (self.negative and told.negative)


@lru_cache(maxsize=512)
def mood_of(text: str) -> Mood:
    """How a text stands to what it speaks of."""
    words = surface(text)
    plain = " ".join(words)
    unsure = bool(_UNSURE.search(plain))
    question = puts_question(text) or unsure
    negative = not NOT.isdisjoint(words)
    own = bool(_ONES_OWN.search(plain)) and not _WISHES.search(plain)
    tells = not question and (own or negative)
    asked = frozenset(kind for kind, way in _WAYS.items() if way.search(plain))
    return Mood(question=question, asked=asked, tells=tells, negative=negative)
