"""Whether a text speaks of something that is wrong, by the words in which that is known.

What is wrong lasts hours and is told instead of an answer, so a word in common is too little.
"""

from collections.abc import Iterator, Sequence

from knowledge.matching.comparing import meant_alike, telling_words
from knowledge.matching.manner import manner_of
from knowledge.matching.mood import NOT
from knowledge.text.normalise import surface
from knowledge.text.related import tells
from knowledge.text.sentences import puts_question

NAMED = 0.75
"""Of what tells in a phrasing a text has this part, to speak of the same."""
FEWEST = 2
"""Words of a phrasing that stand in a text as they are, and settle it."""
_SIGN = 0.5
"""What a little word counts that says what is wrong: "off", "down", "not"."""
_SIGNS = frozenset("down off out back gone aus weg kaputt caido abajo panne".split())  # noqa: SIM905


def named(text: str, phrasings: Sequence[str]) -> bool:
    """Whether a text has most of what tells in one of the phrasings."""
    return any(_part(each, text) >= NAMED for each in phrasings)


def ails_alike(text: str, phrasings: Sequence[str]) -> bool:
    """Whether a text says of all that one of the phrasings speaks of that it is out of order, as that
    does: "wifi not working again" beside "Wifi is down"."""
    words = surface(text)
    if not _ails(words):
        return False
    said = telling_words(text)
    for each in phrasings:
        known = surface(each)
        things = telling_words(" ".join(word for word in known if word not in _AILING | _NOW))
        if things and _ails(known) and all(_has(said, word) for word in things):
            return True
    return False


def still_ails(text: str) -> bool:
    """Whether a text says that something is out of order as it was: "still crashes for me on 4.2"."""
    words = surface(text)
    after = (words[at + 1 : at + 2 + _BETWEEN] for at, each in enumerate(words) if each in _STILL)
    return "?" not in text and any(not (_AILING | _FAILS).isdisjoint(each) for each in after)


def _ails(words: Sequence[str]) -> bool:
    """Whether words say that something is out of order: "down", "doesn't load", "no internet"."""
    if not _AILING.isdisjoint(words):
        return True
    if (NOT | _NOT).isdisjoint(words):
        return False
    bare = len(words) <= _BARE and not puts_question(" ".join(words))
    return bare or not _DOES.isdisjoint(words)


_AILING = frozenset(
    """down off out dead broken slow dropping drops dropped crashed crashing crashes error errors
    offline unreachable unavailable stuck failing fails failed unstable outage trouble problem
    problems issue issues gone closed flooded
    kaputt defekt tot langsam weg aus ausgefallen ausfall gestort storung spinnt hangt streikt lahm
    probleme geschlossen
    caido caida roto rota lento lenta falla fallando averiado averia problema cerrado
    panne casse cassee lent lente plante bug probleme ferme fermee
    rotto rotta giu guasto guasta chiuso chiusa
    quebrado quebrada caiu fechado fechada""".split()  # noqa: SIM905 - a column of words reads better
)
_FAILS = frozenset(
    """crash freezes hanging lagging same wrong bad buggy
    falsch dasselbe gleiche abgesturzt sturzt
    mal igual mismo pareil meme mauvais
    uguale stesso peggio mesmo""".split()  # noqa: SIM905
)
"""The same, of what was out of order before."""
_STILL = frozenset(
    """still again noch immer sigue todavia aun toujours encore ancora ainda continua""".split()  # noqa: SIM905
)
_BETWEEN = 2
"""Words between "still" and what is wrong: "still the same error"."""
_DOES = frozenset(
    """work works working load loads loading connect connects connecting open opens opening start
    starts respond responds responding reach reachable access use get log login
    geht gehen funktioniert funktionieren lauft laufen ladt laden verbindet verbinden einloggen
    funciona funcionan carga cargan conecta conectar anda abre
    marche marchent fonctionne fonctionnent charge connecte connecter ouvre
    funziona funzionano carica connette va vanno funcionam carrega conecta pega""".split()  # noqa: SIM905
)
"""What a thing that is in order does: denied, it is not."""
_NOT = frozenset({"non"})
_NOW = frozenset(
    """today now tonight currently heute jetzt gerade hoy ahora oggi adesso ora aujourd'hui
    maintenant hoje agora""".split()  # noqa: SIM905
)
_BARE = 6
"""Words of a message that tells of no more than a thing that is missing: "there is no hot water"."""


def literally(text: str, phrasings: Sequence[str]) -> bool:
    """Whether one of the phrasings stands in a text as it is, whatever else does."""
    said = f" {' '.join(surface(text))} "
    worded = (surface(each) for each in phrasings)
    return any(len(words) >= FEWEST and f" {' '.join(words)} " in said for words in worded)


def _part(phrasing: str, text: str) -> float:
    words, own = telling_words(phrasing), list(_signs(phrasing))
    if not words:
        return 0.0
    said, signs = telling_words(text), set(_signs(text))
    had = sum(tells(word) for word in words if _has(said, word))
    if len(words) == 1 and manner_of(phrasing).deeds & manner_of(text).deeds:
        had = tells(*words)  # "log in", "login"
    had += _SIGN * sum(sign in signs for sign in own)
    return had / (sum(map(tells, words)) + _SIGN * len(own))


def _has(said: Sequence[str], word: str) -> bool:
    return any(meant_alike(word, each) for each in said)


def _signs(text: str) -> Iterator[str]:
    words = set(surface(text))
    yield from sorted(words & _SIGNS)
    if words & NOT:
        yield "not"
