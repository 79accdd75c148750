"""Deeds that a question names and does not ask for: refused ("don't cancel my order"), or done already.

An entry about such a deed is not what is wanted: it is neither given nor offered, unless the rest of the
question asks for it, or one of its phrasings is put the same way.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.entry import Entry
from knowledge.matching.manner import manner
from knowledge.text.concepts import DEEDS, lexicon
from knowledge.text.fillers import EMPTY
from knowledge.text.normalise import surface, tokens
from knowledge.text.related import TELLING, tells

ASIDE = 0.05
"""Probability that is left of an entry about what is not wanted: too little to be offered."""
SCOPE = 7
"""Words behind a "don't" that it may be about."""

_ENDS = frozenset(
    """but i we how where when what why who can could and because so since instead only please ok
    aber ich wir wie wo wann was warum und sondern weil pero como donde cuando porque sino y
    mais comment ou quand parce je nous et""".split()  # noqa: SIM905
)
"""Words with which something else begins."""
_MEANS = frozenset("with by via using mit per uber con por avec par".split())  # noqa: SIM905
"""Behind these stands how it is not to be done: who won't pay by card asks how else."""
_DENIES = re.compile(
    r"(?<!\w)(?:"
    r"(?:^|(?<=please )|(?<=pls )|(?<=plz )|(?<=hey )|(?<=hi )|(?<=hello )|(?<=said )|(?<=again )|(?<=so )|(?<=and )|(?<=ok )|(?<=but )|(?<=just )|(?<=you ))(?:do not|never)|"
    r"(?<!i )(?<!we )(?<!you )(?<!they )(?<!who )(?<!it )(?<!that )do not(?= (?:cancel|delete|remove|erase|reset|change|refund|return|exchange|close|deactivate|block|charge|renew)(?!\w))|"
    r"not (?:asking|supposed|going|meant|trying|allowed|planning|about) (?:you )?to|"
    r"(?:i|we) (?:really |definitely |just )?(?:do|did|would|have) not (?:\w+ )?(?:want|wish|like|need|ask\w*|request\w*|plan|intend|mean|agree\w*) (?:you |them )?to|"
    r"(?:i|we) never (?:wanted|asked|requested|meant|intended|agreed|told) (?:you |them )?to|"
    r"(?:must|should|may|shall) not(?: have)?|no need to|not want you to|stop(?= \w+ing)|"
    r"(?:^|(?<=favor )|(?<=hola ))no(?= \w+(?:es|en|as|an|e|a) (?:mi|mis|el|la|los|las|su|me|nada)(?!\w))(?! (?:puedo|se|me|funciona|encuentro|recibo|he|ha|hay|tengo|es|esta))|no (?:quiero|queria|deseo)(?: que)?|nunca quise|"
    r"(?:je )?ne (?:veux|voulais|souhaite) pas|(?:^|(?<=svp )|(?<=plait ))(?:ne )?(?:pas (?=\w+er)|(?=\w+ez pas))"
    r")(?!\w)"
)
_DENIES_DE = re.compile(r"(?<!\w)(?:nicht|niemals|auf keinen fall|kein\w*)(?!\w)")
_WISHES_DE = re.compile(r"(?<!\w)(?:bitte|will|mochte|wollte|wollten|soll\w*|darf|durf\w*)(?!\w)")
_TELLS_DE = re.compile(
    r"(?<!\w)(?:kann|konn\w*|geht|funktionier\w*|klapp\w*|finde|bekomm\w*|erhalt\w*|habe?|hat|wurden?|ist|"
    r"sind|weiss|wie|was|warum|wieso|wann|wo|mehr|kommt|kam|kriege?)(?!\w)"
)
_IMPERATIVES = frozenset("setzt setz stellt schickt macht nehmt".split())  # noqa: SIM905
"""First words of what is told somebody to do, whose verb has its other half at the end."""
_DONE = re.compile(
    r"(?<!\w)(?:(?:i|we) (?:have |had )?already|(?:i|we) (?:have|had) (?=(?:\w+ ){1,5}already)|"
    r"(?:ich|wir) (?:habe?|haben) (?=(?:\w+ ){0,5}(?:schon|bereits))|"
    r"ya (?:he |lo he |la he )?|(?:j )?ai deja)(?!\w)"
)
_MIND = re.compile(
    r"(?<!\w)(?:changed my mind|mir anders uberlegt|cambiado de opinion|change d avis)(?!\w)"
)
_LEAVES = sum(
    1 << lexicon().numbers[DEEDS, each]
    for each in ("leave", "cancel", "delete", "disable", "block")
)
"""Deeds that end something: who says "don't send me your letter" may want one of these."""
FEWEST = 2
"""Words that tell something from which on the rest of a question asks something of its own."""


class Aside(NamedTuple):
    """What a question sets aside."""

    deeds: int = 0
    """Deeds that are refused or done, a bit each."""
    beside: str = ""
    """What else it says, where that is something."""
    only: bool = False
    """It refuses, and says nothing else."""


@lru_cache(maxsize=1_024)
def aside(plain: str) -> Aside:
    """What a folded question sets aside."""
    words = plain.split()
    gone, taken = 0, set[int]()
    for pattern in (_DENIES, _DONE):
        for met in pattern.finditer(plain):
            start = len(plain[: met.end()].split())
            scope = _scope(words[start : start + SCOPE])
            gone |= manner(" ".join(scope)).deeds
            taken.update(range(len(plain[: met.start()].split()), start + len(scope)))
    if _refused_in_german(plain):
        gone |= manner(_DENIES_DE.sub("", plain)).deeds
        taken.update(range(len(words)))
    if not gone:
        return Aside()
    rest = _MIND.sub("", " ".join(word for at, word in enumerate(words) if at not in taken))
    telling = sum(tells(each) > TELLING and each not in EMPTY for each in tokens(rest.split()))
    says = manner(rest)
    more = bool(says.deeds or says.things) or telling >= FEWEST
    return Aside(gone, rest if more else "", not more)


def set_aside(plain: str, entry: Entry) -> bool:
    """Whether a folded question sets aside what an entry is about, or asks nothing at all."""
    asked = aside(plain)
    if not asked.deeds:
        return False
    wanted = manner(asked.beside).deeds
    about = ends = False
    for each in entry.phrasings:
        known = " ".join(surface(each))
        deeds = manner(known).deeds
        if (deeds & wanted & ~asked.deeds) or aside(known).deeds & asked.deeds:
            return False
        about = about or bool(deeds & asked.deeds)
        ends = ends or bool(deeds & _LEAVES & ~asked.deeds)
    return about or (asked.only and not ends)


def _scope(words: Sequence[str]) -> Sequence[str]:
    """What a "don't" is about; nothing where it is about the means."""
    end = next((at for at, word in enumerate(words) if word in _ENDS), len(words))
    return () if _MEANS & set(words[:end]) else words[:end]


def _refused_in_german(plain: str) -> bool:
    """German puts its "nicht" behind what is refused."""
    if not _DENIES_DE.search(plain) or _TELLS_DE.search(plain):
        return False
    first = plain.partition(" ")[0]
    return bool(_WISHES_DE.search(plain) or manner(first).deeds or first in _IMPERATIVES)
