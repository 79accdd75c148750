"""A text, read for what it says: its words and what each counts, whether it asks, tells or denies."""

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.matching.manner import Manner, manner
from knowledge.text.concepts import Concept, concepts, phrases_of
from knowledge.text.fillers import EMPTY
from knowledge.text.german import rejoined
from knowledge.text.normalise import tokens
from knowledge.text.rarity import rarity
from knowledge.text.spelling import respelt

_REPORTS = re.compile(
    r"(?<!\w)(?:was|were|had|has|have been|already|yesterday|ago|never|twice|still|again|and now|but now|"
    r"(?:i|you|they|we|somebody|someone|he|she|it|who|just|and|but) (?:(?:just|have|only|even|then) )?(?:\w+ed|got|put|set|reset|sent|paid|lost|did|bought|made|gave|took|came|went|said|told|wrote|broke|left|found|cut|shut)|"
    r"(?:picked|booked|ordered|entered|changed|cancelled|canceled|paid|sent|got|received|tried|returned|deleted|moved|used|bought|had) (?:\w+ ){0,2}(?:the|my|it|a|an|your|with|but|and)|"
    r"wurden?(?! (?:\w+ ){0,3}gern)|schon|gestern|vorgestern|nie|doppelt|immer noch|und jetzt|"
    r"(?:habe?|hat|haben) (?:\w+ ){0,7}?(?!geoffnet|geschlossen)(?:(?:an|ab|auf|aus|bei|ein|her|hin|los|mit|nach|um|vor|weg|zu|zuruck)?ge\w{2,}(?:t|en)|(?:be|ver|ent|er|zer)\w{2,}(?:t|en)|\w{3,}iert)|"
    r"he|ha|han|ayer|ya|dos veces|nunca|todavia|me llego|"
    r"j ai|m avez|a ete|hier|deja|deux fois|jamais|toujours|avez)(?!\w)"
)
_TROUBLES = re.compile(
    r"(?<!\w)(?:not|no|nothing|nobody|none|without|missing|wrong|empty|twice|error|fail\w*|broken|crash\w*|late|bad|lost|gone|stopped|by accident|accidentally|mistake|but|"
    r"nicht|kein\w*|nichts|niemand|falsch\w*|fehlt|fehler|leer|doppelt|kaputt|aber|"
    r"nada|nadie|sin|falta|mal|vacio|pero|error|"
    r"pas|rien|personne|sans|manque|faux|vide|mais|erreur)(?!\w)"
)
_ASKS = re.compile(
    r"(?<!\w)(?:how|what|when|where|which|who|whose|why|can i|can we|can you|could|may i|do you|do i|do we|is there|are there|does|"
    r"i (?:want|need|would like)|please|looking for|possible|"
    r"wie|^was|was (?:muss|soll|kann|mach|tu|jetzt)\w*|wann|wo|welche\w*|wer|warum|kann|konn\w+|gibts?|darf|durf\w+|habt|muss|mussen|soll\w*|geht|wurde gern\w*|ich (?:mochte|will|brauche|suche|hatte gern\w*)|bitte|"
    r"\w{2,}t ihr|^\w{3,}en sie|"
    r"como|que|cuando|donde|cual\w*|quien|puedo|puede\w*|podeis|hay|cuanto|quiero|necesito|"
    r"comment|quand|quel\w*|qui|est ce|puis|combien|avez vous|pouvez|peut|je (?:veux|voudrais)|il me faut|"
    r"^(?:is|are|do|did|will|would|am|was|ist|sind|habt|hay))(?!\w)"
)
_DENIES = re.compile(r"(?<!\w)(?:not|no|never|nicht|kein\w*|nie|niemals|nunca|pas|jamais)(?!\w)")
_SUPPOSES = re.compile(
    r"(?<!\w)(?:if|in case|after an?|wenn|falls|was tun|was (?:mache|tue) ich|was passiert|si|en caso|que hago|que pasa|s il|en cas|que faire|que se passe)(?!\w)"
)
_WANTS = {
    "number": r"how many (?!days|weeks|months|years|hours|minutes|times)|wie ?viele |cuant[oa]s |combien de (?!temps|jours)",
    "price": r"how much |wie teuer|was kostet|cuanto cuesta|cuanto vale|combien (?:coute|ca coute)",
    "time": r"how long |wie lange|cuanto tiempo|combien de temps|wann (?!immer)|"
    r"^(?:(?:from|until|till|since|and|so|desde|hasta|depuis|jusqu) )?(?:when (?:do|does|did|can|could|will|would|is|are|was|were|should|may|am)|cuando|quand) ",
}
_HOW = re.compile(
    r"^(?:how (?:do|can|could|should|would|may) (?:i|we|you|one)|how to|wie \w+ (?:ich|wir|man)|"
    r"como (?:puedo|podemos|se|\w+o)|comment (?:puis|faire|je|on|\w+er))(?!\w)"
)
_WHETHER = re.compile(
    r"^(?!is (?:it|there) (?:possible|a way|any way)|(?:do|will) you (?:know|let|allow|help)|gibt es eine? \w+keit|hay alguna)"
    r"(?:(?:do|are|will|have) (?:you|your|they|the|all)|is (?:the|there|your|it|this)|does (?:the|your|it)|what is|"
    r"habt|haben sie|ist|sind|gibt(?: es| s)?|gibts|nehmt|nehmen sie|hay|tienen|teneis|est ce que (?:vous|c|les|le|la)|avez)(?!\w)"
)
FRAGMENT = 4
"""Words up to which a text without a verb that asks is a question all the same: "delivery time"."""


class Told(NamedTuple):
    """A text, read for what it says."""

    tokens: tuple[str, ...]
    matters: tuple[float, ...]
    """How much each says of what the text is about, 0 to 1."""
    means: tuple[frozenset[Concept], ...]
    manner: Manner
    reports: bool
    troubles: int
    asks: bool
    denies: bool
    supposes: bool
    """It speaks of a case that comes about: who is in it tells of it."""
    wants: frozenset[str]
    """What it wants to hear, where it says so: a number, a price, a time."""
    asks_how: bool = False
    """How one does something."""
    asks_whether: bool = False
    """Whether something is so, or what it is."""


@lru_cache(maxsize=1_024)
def told(plain: str) -> Told:
    """Read a folded text."""
    words = plain.split()
    every, meant = tokens(words), tokens([respelt(word) for word in rejoined(words)])
    kept, written = tuple(dict.fromkeys(every)), dict(zip(meant, every, strict=True))
    means: dict[str, set[Concept]] = {token: set() for token in kept}
    for token, each in zip(every, meant, strict=True):
        means[token] |= concepts(each)
    for phrase, concept in phrases_of(meant):
        for token in phrase:
            means[written[token]].add(concept)
    reports = bool(_REPORTS.search(plain))
    return Told(
        tokens=kept,
        matters=tuple(0.0 if each in EMPTY else rarity(each) for each in kept),
        means=tuple(frozenset(means[each]) for each in kept),
        manner=manner(plain),
        reports=reports,
        troubles=len(set(_TROUBLES.findall(plain))),
        asks=bool(_ASKS.search(plain)) or (len(words) <= FRAGMENT and not reports),
        denies=bool(_DENIES.search(plain)),
        supposes=bool(_SUPPOSES.search(plain)),
        wants=frozenset(kind for kind, way in _WANTS.items() if re.search(rf"\b(?:{way})", plain)),
        asks_how=bool(_HOW.search(plain)),
        asks_whether=bool(_WHETHER.search(plain)),
    )
