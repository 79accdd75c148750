"""Who a question is asked for and how urgent it is, at its end: "how do I book a court for my daughter asap".

Left out where how or where something is done is asked, or what it costs for grown-ups; the answer is the
same for anybody then. Whether somebody may at all ("is there a class for my son") is another question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.text.normalise import surface

_KIDS = (
    "son|daughter|child|kid|kids|children|boy|girl|sohn|tochter|kind|kinder|hijo|hija|hijos|"
    "niño|niña|fils|fille|enfant|enfants"
)
_KIN = (
    "friend|mate|mum|mom|mother|dad|father|parents|wife|husband|partner|girlfriend|boyfriend|sister|"
    "brother|grandmother|grandma|grandfather|grandpa|aunt|uncle|cousin|colleague|coworker|boss|"
    "neighbou?r|flatmate|roommate|someone else|somebody else|"
    "freund|freundin|mutter|mama|vater|papa|eltern|frau|mann|partnerin|schwester|bruder|oma|opa|"
    "gro(?:ß|ss)mutter|gro(?:ß|ss)vater|tante|onkel|kollegen|kollegin|chef|chefin|nachbarn|nachbarin|"
    "amig[oa]|madre|mamá|padre|papá|padres|mujer|marido|pareja|herman[oa]|abuel[oa]|t[ií][oa]|"
    "compañer[oa]|jef[ea]|vecin[oa]|"
    "ami|amie|copain|copine|mère|maman|père|parents|femme|mari|sœur|soeur|frère|grand-mère|grand-père|"
    "collègue|voisine?"
)
_OF = (
    "my|our|a|an|mein\\w{0,2}|unser\\w{0,2}|ein\\w{0,2}|mis?|nuestr[oa]s?|una?|mon|ma|mes|notre|une"
)
_FOR = "for|für|fuer|para|pour"
_URGENT = (
    "asap|a\\.s\\.a\\.p|as soon as possible|as quickly as possible|urgently|it['’]?s urgent|it is urgent|"
    "dringend|so schnell wie möglich|schnellstmöglich|es ist dringend|"
    "lo antes posible|cuanto antes|urgentemente|es urgente|"
    "d['’]urgence|en urgence|au plus vite|le plus vite possible|c['’]est urgent"
)
_TODAY = "today|heute|hoy|aujourd['’]?hui"
_POLITE = "please|pls|plz|thanks|thank you|bitte|danke|por favor|gracias|svp|stp|s['’]il vous pla[iî]t|merci"


def _ending(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)[\s,;–-]+(?:{said})(?=[\s,]*(?:{_POLITE})?\W*\Z)", re.IGNORECASE)


_PERSON = _ending(rf"(?:{_FOR})\s+(?:(?:{_OF})\s+)?(?P<kin>{_KIN}|{_KIDS})")
_HASTE = _ending(_URGENT)
_DAY = _ending(rf"(?:for\s+)?(?:{_TODAY})")
_KID = re.compile(rf"\b(?:{_KIDS})\b", re.IGNORECASE)
_SMALL = frozenset(
    """for my our a an fur fuer mein meine meinen unser unsere unseren ein eine einen para mi mis una un
    nuestro nuestra pour mon ma mes notre une as soon quickly possible it s is so schnell wie moglich es ist lo antes
    le plus vite au d en c est""".split()  # noqa: SIM905
)
_WAY = re.compile(
    r"\b(?:how (?:do|can|could|would|should|to)|where (?:do|can|could|should)|(?:want|need|like) to|"
    r"wie (?:kann|k(?:ö|oe)nn\w+|mach\w*|\w+ (?:ich|wir|man))|wo (?:kann|\w+ (?:ich|wir|man))|(?:möchte|will) (?:ich|gern)|"
    r"c(?:ó|o)mo (?:puedo|se|hago|\w+o)|d(?:ó|o)nde (?:puedo|se|\w+o)|quiero|quisiera|"
    r"comment|o(?:ù|u) (?:puis|est-ce|peut)|je (?:veux|voudrais|souhaite))\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:how much|what does \w.{0,40} cost|wie ?viel|was kostet|was kosten|cu(?:á|a)nto (?:cuesta|vale)|combien)\b",
    re.IGNORECASE,
)


LONGEST = 300
"""Characters of a question that is short enough to be an entry's but for who it is for."""


@dataclass(frozen=True)
class Plainer:
    """A question without a circumstance."""

    text: str
    left_out: tuple[str, ...] = ()
    """The words that were left out; for a child what else a child is called, for an entry that speaks of
    one makes a difference by it."""


def plainer(text: str) -> Plainer:
    """The question without who it is asked for and how urgent it is; as it is where it has neither."""
    left_out: list[str] = []
    for kind in _allowed(text) if len(text) <= LONGEST else ():
        met = kind.search(text)
        priced = _PRICE.search(text)
        if met and not (priced and _KID.fullmatch(met.groupdict().get("kin") or "")):
            said = surface(met[0])
            left_out += [word for word in said if word not in _SMALL]
            left_out += surface(_KIDS.replace("|", " ")) if _KID.search(met[0]) else []
            text = text[: met.start()] + text[met.end() :]
    return Plainer(text, tuple(left_out))


def _allowed(text: str) -> Iterator[re.Pattern[str]]:
    """What may be left out of a question, the last said first; twice, for they come in any order."""
    yield _HASTE
    if _WAY.search(text):
        yield from (_PERSON, _DAY, _PERSON, _HASTE)
    elif _PRICE.search(text):
        yield from (_PERSON, _HASTE)
