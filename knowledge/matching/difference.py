"""What a question and an entry have in common, and in what they differ.

Numbers that a judge weighs: words of weight that only one of the two has, deeds, things and names that
clash or agree, a refusal, a "why", a report of what happened. The same whatever else is known here.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from knowledge.matching.manner import Manner, manner
from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.text.concepts import Concept, concepts, phrases_of
from knowledge.text.fillers import EMPTY
from knowledge.text.german import rejoined
from knowledge.text.normalise import tokens
from knowledge.text.rarity import rarity
from knowledge.text.related import TELLING, related
from knowledge.text.spelling import respelt

MEANT = 0.9
"""How near two words on one line of concepts.toml are."""
SAID = 0.7
"""What a word of the answer counts."""
PART = 5
"""Letters from which on a word is known again in a compound."""
FORM, ALIKE = 4, 0.7
"""Letters of a word that begins a longer one; and the share of the shorter word that two forms of one
begin with."""
PHRASINGS = 24
"""Of an entry, at most."""
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


DIFFERENCES = (
    "covered", "covered by all", "accounted for", "known phrasing", "left over", "left unsaid",
    "most left over", "most unsaid", "most unaccounted", "swapped", "left elsewhere",
    "words left over", "words unsaid", "deeds clash", "deeds agree", "deed more", "deed less",
    "things clash", "things agree", "thing more", "thing less", "names clash", "names agree",
    "name more", "refuses", "asks why", "reports", "reports and asks", "troubles", "asks", "only tells",
    "length", "phrasing's length", "no longer", "mattering", "clash by cover", "refuses by cover",
    "reports by cover", "only tells by cover", "troubles by cover", "deed more by cover",
    "clash of one thing", "topics agree", "topics clash", "topic more", "nearly accounted for",
)  # fmt: skip


class Pair(NamedTuple):
    """A question and a phrasing, and for each word of either how near the other comes to it."""

    known: Told
    reached: list[float]
    heard: list[float]
    covered: float
    said: float


def differences(search: Search, question: Question, slot: int, answer: Manner) -> list[float]:
    """DIFFERENCES between a question and the entry in a slot: in words from its phrasing that has most
    in common with the question, in deeds from all, in names from its answer too."""
    asked, index = told(question.plain), search.index
    pairs = [
        _pair(asked, told(index.texts[line]), question, index.words)
        for line in search.slots[slot][:PHRASINGS]
    ]
    best = max(pairs, key=lambda pair: pair.covered + pair.said)
    deeds = 0
    for pair in pairs:
        deeds |= pair.known.manner.deeds
    union = [max(each) for each in zip(*(pair.reached for pair in pairs), strict=True)]
    texts = [search.answers.texts[line] for line in search.answer_slots(slot)]
    said, near = _answered(asked, texts)
    heard = [max(each, SAID * there) for each, there in zip(union, said, strict=True)]
    nearly = [max(each, SAID * there) for each, there in zip(heard, near, strict=True)]
    return [
        *_words(asked, best, union, heard, index.words),
        *_manners(asked, best, deeds, answer, _share(asked, heard)),
        _share(asked, nearly),
    ]


def _words(
    asked: Told, best: Pair, union: list[float], heard: list[float], words: Container[str]
) -> list[float]:
    """What only one of the two says."""
    over, unsaid = _left(asked, best.reached), _left(best.known, best.heard)
    unaccounted = _left(asked, heard)
    elsewhere = [
        left for left, token in zip(unaccounted, asked.tokens, strict=True) if token in words
    ]
    most, least = max(over, default=0.0), max(unsaid, default=0.0)
    return [
        best.covered, _share(asked, union), _share(asked, heard), best.said, sum(over), sum(unsaid),
        most, least, max(unaccounted, default=0.0), min(most, least), max(elsewhere, default=0.0),
        float(sum(each > TELLING for each in over)), float(sum(each > TELLING for each in unsaid)),
    ]  # fmt: skip


def _manners(asked: Told, best: Pair, deeds: int, answer: Manner, covered: float) -> list[float]:
    """What is asked, of what, with which names, and how it is put."""
    known, mine, theirs = best.known, asked.manner, best.known.manner
    cover = covered * covered
    clash = bool(mine.deeds and deeds and not mine.deeds & deeds)
    same = bool(mine.things & theirs.things)
    kinds = {kind for kind, _ in theirs.names - mine.names}
    extra = mine.names - theirs.names - answer.names
    refuses = mine.refuses and not theirs.refuses
    case = in_case(asked, known)
    report = asked.reports and not (known.reports or case)
    reports, tells = report and not asked.asks, known.asks and not (asked.asks or case)
    troubles = 0 if case else min(2, max(0, asked.troubles - known.troubles))
    more = bool(mine.deeds & ~deeds)
    long, short = _telling(asked), _telling(known)
    return list(map(float, (
        clash, bool(mine.deeds & theirs.deeds), more, bool(theirs.deeds & ~mine.deeds),
        bool(mine.things and theirs.things and not same), same,
        bool(mine.things & ~theirs.things), bool(theirs.things & ~mine.things),
        any(kind in kinds for kind, _ in extra), bool(mine.names & theirs.names), bool(extra),
        refuses, mine.asks_why and not theirs.asks_why, reports, report and asked.asks, troubles,
        asked.asks, tells, min(3.0, long / 5), min(3.0, short / 5), long <= short,
        min(2.0, sum(asked.matters) / 4), cover * clash, cover * refuses, cover * reports,
        cover * tells, cover * troubles, cover * more, same and clash,
        bool(mine.topics & theirs.topics),
        bool(mine.topics and theirs.topics and not mine.topics & theirs.topics),
        bool(mine.topics & ~theirs.topics),
    )))  # fmt: skip


def in_case(asked: Told, known: Told) -> bool:
    """Whether a phrasing is about a case that a text may tell of: "what if it is stolen"."""
    return known.supposes and (known.denies or not asked.denies)


def _telling(text: Told) -> int:
    return sum(each > TELLING for each in text.matters)


def _left(text: Told, near: list[float]) -> list[float]:
    return [matter * (1 - each) for matter, each in zip(text.matters, near, strict=True)]


def _share(text: Told, near: list[float]) -> float:
    """How much of what matters in a text is come near to."""
    met = sum(matter * each for matter, each in zip(text.matters, near, strict=True))
    return met / (sum(text.matters) or 1e-6)


def _answered(asked: Told, texts: Iterable[str]) -> tuple[list[float], list[float]]:
    """For each word of a question: whether an answer has it, and how near it comes to it."""
    said = [told(text) for text in texts]
    words = {token for text in said for token in text.tokens}
    meant: frozenset[Concept] = frozenset().union(*(means for text in said for means in text.means))
    return [float(token in words) for token in asked.tokens], [
        MEANT * (bool(means & meant) or _near_in(token, words))
        for token, means in zip(asked.tokens, asked.means, strict=True)
    ]


def unaccounted(asked: Told, known: Sequence[Told]) -> list[float]:
    """For each token of a text: how much it says that none of what is known has, says or comes near to."""
    words = {token for text in known for token in text.tokens}
    meant: frozenset[Concept] = frozenset().union(
        *(means for text in known for means in text.means)
    )
    return [
        matter
        * (1 - max(float(token in words), MEANT * bool(means & meant), _near_in(token, words)))
        for token, means, matter in zip(asked.tokens, asked.means, asked.matters, strict=True)
    ]


@lru_cache(4096)
def _kin(token: str) -> dict[str, float]:
    return dict(related(token))


def _near_in(token: str, words: Iterable[str]) -> float:
    """How near the nearest of these words is to a token: a synonym, or a part of one word."""
    kin = _kin(token)
    return max((max(kin.get(word, 0.0), _part(token, word)) for word in words), default=0.0)


@lru_cache(16_384)
def _part(one: str, other: str) -> float:
    """How much of a compound a word is, where it begins or ends it; or how much two words that begin
    alike have in common, "kastrier" and "kastration"."""
    short, long = sorted((one, other), key=len)
    if len(short) < FORM:
        return 0.0
    if long.startswith(short) or (len(short) >= PART and long.endswith(short)):
        return len(short) / len(long)
    alike = Prefix.similarity(short, long)
    return alike / len(long) if alike >= PART and alike >= ALIKE * len(short) else 0.0


def _pair(asked: Told, known: Told, question: Question, words: Mapping[str, int]) -> Pair:
    at = {token: place for place, token in enumerate(asked.tokens)}
    reached, heard = [0.0] * len(asked.tokens), [0.0] * len(known.tokens)
    for place, token in enumerate(known.tokens):
        number = words[token]
        near, by = float(question.near[number]), int(question.by[number])
        if by >= 0 and (mine := at.get(question.tokens[by])) is not None:
            heard[place] = near
            reached[mine] = max(reached[mine], near)
    for mine, means in enumerate(asked.means):
        if reached[mine] < MEANT:
            for place, theirs in enumerate(known.means):
                near = MEANT * (
                    bool(means & theirs) or _part(asked.tokens[mine], known.tokens[place])
                )
                reached[mine] = max(reached[mine], near)
                heard[place] = max(heard[place], near)
    covered, said = _share(asked, reached), _share(known, heard)
    return Pair(known=known, reached=reached, heard=heard, covered=covered, said=said)
