"""Whose thing a question is about: somebody else's ("my colleague's password"), or another maker's.

An entry that says how to do it with one's own is no answer to that; it may be offered.
"""

import re
from functools import lru_cache

from knowledge.entry import Entry
from knowledge.text.normalise import surface

_PEOPLE = (
    "wife|husband|partner|girlfriend|boyfriend|ex|son|daughter|kid|kids|child|children|mother|father|mum|mom|dad|parents|"
    "brother|sister|grandma|grandmother|grandpa|grandfather|uncle|aunt|cousin|friend|friends|neighbour|neighbor|colleague|coworker|"
    "boss|employee|roommate|flatmate|client|assistant|teacher|student|teammate"
)
_LEUTE = (
    "frau|mannes|mann|partners|partnerin|freundes|freundin|freundes|freunds|freund|ex|sohnes|sohns|sohn|tochter|kindes|kinds|kind|kinder|mutter|vaters|vater|mama|papas|papa|"
    "eltern|bruders|bruder|schwester|oma|opas|opa|nachbarn|nachbar|nachbarin|kollegen|kollege|kollegin|chefs|chef|chefin|mitarbeiters|mitarbeiterin|mitbewohners|kunden"
)
_GENTE = "esposa|esposo|marido|mujer|novia|novio|hijo|hija|madre|padre|hermano|hermana|amigo|amiga|vecino|vecina|colega|companero|companera|jefe|jefa"
_GENS = "femme|mari|copain|copine|ex|fils|fille|mere|pere|frere|soeur|ami|amie|voisin|voisine|collegue|patron|chef|enfant|enfants"
_ELSE = r"(?:someone|somebody|anyone|anybody|something) else|another (?:customer|person|user|member|account)|other (?:people|customers|users|members)"
_MAKERS = (
    "router|wifi|wi fi|wlan|modem|gmail|outlook|yahoo|hotmail|icloud|apple|google|facebook|instagram|whatsapp|netflix|spotify|amazon|"
    "ebay|paypal|windows|mac|macbook|iphone|ipad|android|laptop|pc|computer|printer|drucker|bank|banking|discord|steam|twitter|tiktok|linkedin|"
    "github|xbox|playstation|telegram|snapchat|zoom|skype|microsoft|sim|tv|fritzbox"
)
_OWN = "password|passwords|passcode|pin|account|login|profile|subscription|order|orders|membership|invoice|bill|address|passwort|kennwort|konto|abo|rechnung|bestellung|contrasena|cuenta|compte"
_PERSON = re.compile(
    r"(?<!\w)(?:"
    rf"(?:of|for|from|to) (?:my|our|the|a|his|her) (?:\w+ )?(?:{_PEOPLE})|(?:my|our|his|her) (?:{_PEOPLE}) (?:s )?(?:{_OWN})|(?:of |from )?(?:{_ELSE})|"
    rf"(?:my|our|his|her) (?:{_PEOPLE})s (?:\w+ )?(?:{_OWN})|"
    rf"(?:meine[rs]|unsere[rs]|des|der|seine[rs]|ihre[rs]) (?:{_LEUTE})|von (?:meine[mnr]|unsere[mnr]) (?:{_LEUTE})|(?:eines|einer|von) (?:ander\w+|fremd\w+)|(?:jemand|jemandem) ander\w+|"
    rf"de (?:mi|nuestr[oa]|un|una|otra|otro) (?:{_GENTE}|persona|cliente)|(?:de|du|d) (?:mon|ma|mes|notre|un|une|autre) (?:{_GENS}|personne|client)"
    r")(?!\w)"
)
_MAKER = re.compile(
    rf"(?<!\w)(?:(email|mail) (?:password|account|passwort|konto)|({_MAKERS}) (?:\w+ )?(?:{_OWN})|(?:{_OWN}) (?:of|for|from|on|to|fur|von|vom|meines|des|de|del|du) (?:my |our |the |a |an |meinen? |meinem |den |das |mi |mon )?({_MAKERS})s?)(?!\w)"
)
_SOMEBODY = "somebody else's"


@lru_cache(maxsize=2_048)
def owners(plain: str) -> frozenset[str]:
    """Whose, in a folded text: somebody else's, or a maker by name; nobody where it is one's own."""
    makers = {each for met in _MAKER.finditer(plain) for each in met.groups() if each}
    return frozenset(makers | {_SOMEBODY} if _PERSON.search(plain) else makers)


def elses(plain: str, entry: Entry) -> bool:
    """Whether a folded question is about a thing of others that an entry does not speak of."""
    others = owners(plain)
    if not others:
        return False
    known = [" ".join(surface(each)) for each in entry.phrasings]
    words = {word for each in known for word in each.split()}
    return not others <= words.union(*map(owners, (*known, " ".join(surface(entry.answer)))))
