""" "Still not", in six languages: what somebody says who was asked whether it works by now.

By itself it says nothing: whether that was asked is for the caller to know.
"""

import re

from knowledge.text.normalise import surface
from knowledge.text.sentences import puts_question
from knowledge.text.weight import weighty

LONGEST = 10
"""Words of a message that is read so; who writes more tells something."""
BARE = 4
"""Words that say this and no more: "no, it is not yet"."""
_BETWEEN = 2
"""Words between the two that make it: "still does not"."""
_PAIRS = (
    ("still", "not"),
    ("still", "nothing"),
    ("still", "no"),
    ("not", "yet"),
    ("noch", "nicht"),
    ("noch", "nichts"),
    ("noch", "kein"),
    ("noch", "keine"),
    ("todavia", "no"),
    ("aun", "no"),
    ("no", "todavia"),
    ("no", "aun"),
    ("sigue", "sin"),
    ("toujours", "pas"),
    ("pas", "encore"),
    ("encore", "pas"),
    ("toujours", "rien"),
    ("non", "ancora"),
    ("ancora", "no"),
    ("ancora", "non"),
    ("ancora", "niente"),
    ("ainda", "nao"),
    ("nao", "ainda"),
    ("continua", "sem"),
)
_NOT_SAID = frozenset(
    """tried try trying tested test checked check looked look seen sure home probiert versucht getestet
    geschaut nachgesehen gesehen sicher hause zuhause probado intentado mirado visto comprobado seguro
    seguira casa essaye teste regarde verifie vu sur sure provato controllato guardato visto sicuro sicura
    testei testado tentei tentado verifiquei olhei vi certeza""".split()  # noqa: SIM905 - a column of words reads better
)
"""Who has not looked yet says nothing of how it is."""


_AGAIN = frozenset(
    """need needed again still help solved sorted over brauche brauchen wieder erledigt gelost hilfe necesito
    necesitamos nuevo otra vez necesita todavia ayuda resuelto besoin nouveau finalement encore toujours aide
    regle resolu serve nuovo ancora bisogno aiuto risolto preciso precisamos novo novamente outra ainda ajuda
    resolvido""".split()  # noqa: SIM905 - as above
)
"""Words of weight by which a clause says that something is needed again, or not over, and no more."""


def needed_again(text: str) -> bool:
    """Whether a clause only says that it is needed again, or not over: "mi serve di nuovo". What is
    needed is for the caller to know."""
    clauses = (weighty(each) for each in re.split(r"[,;.!\n]+", text))
    return not puts_question(text) and any(each and _AGAIN.issuperset(each) for each in clauses)


def still_not(text: str, *, longest: int = LONGEST) -> bool:
    """Whether the words say that something is as bad as it was, in up to `longest` words."""
    words = surface(text)
    if "?" in text or len(words) > longest or not _NOT_SAID.isdisjoint(words):
        return False
    return any(_near(words, first, second) for first, second in _PAIRS)


def _near(words: list[str], first: str, second: str) -> bool:
    """Whether the second comes after the first, with few words between."""
    return any(
        each == first and second in words[at + 1 : at + 2 + _BETWEEN]
        for at, each in enumerate(words)
    )
