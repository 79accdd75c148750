"""Whether a post among people plainly asks for help, or is talk among themselves."""

from knowledge.text.fillers import bared
from knowledge.text.normalise import surface
from knowledge.text.sentences import asks, marked

_PEERS = frozenset(
    """anyone anybody someone somebody everyone everybody guys folks jemand irgendwer irgendjemand wer alguien alguno quelqu
    qualcuno alguem""".split()  # noqa: SIM905 - a column of words reads better
)
"""Who asks for one of these asks people: "anyone up for lunch?", "has anybody seen my umbrella?"."""
_REACH = 4
"""Words from the first on among which one of them is whom a sentence asks."""
_HELP = frozenset(
    """help helfen hilfe hilf helft ayuda ayudar ayudame ayudarme aide aider aidez ajuda ajudar aiuto aiutare aiutarmi
    aiutatemi""".split()  # noqa: SIM905
)
_WANTED = frozenset(
    """need please me can could brauche brauchen bitte mir kann necesito por besoin moi plait preciso favor ho bisogno
    mi""".split()  # noqa: SIM905
)
"""Beside a word for help: it is wanted, not thanked for."""
_THANKED = frozenset(
    "thanks thank thx danke dank gracias merci obrigado obrigada grazie".split()  # noqa: SIM905
)
_EXCLAIMS = frozenset({("what", "a"), ("what", "an")})


def asks_for_help(text: str) -> bool:
    """Whether a sentence wants help of whoever can give it, in the languages the desk speaks."""
    words = surface(text)
    if not words or tuple(words[:2]) in _EXCLAIMS or not _THANKED.isdisjoint(words):
        return False
    if not _HELP.isdisjoint(words) and not _WANTED.isdisjoint(words):
        return True
    exclaimed = text.rstrip().endswith("!")
    asked = marked(text) or (asks(words) and not exclaimed)
    framed = (words, *bared(words))  # "does anybody know how ..." asks what stands in that frame
    return asked and any(_PEERS.isdisjoint(each[:_REACH]) for each in framed)
