"""What somebody tells of a booking or an order of their own: that they cancel it, come late, need it
no more, or that it went wrong. A title is no answer to it: the team has to hear.

Told in six languages by what stands in one sentence; what is asked or only wished for is no such thing.
"""

import re

from knowledge.text.folding import fold
from knowledge.text.sentences import puts_question

LONGEST = 400
"""Signs of a message that is read so; who writes more tells of more."""
_BOOKED = (
    r"(?:reservation|reservierung|booking|buchung|table|tisch|appointment|termin|slot|seats?|platze?|"
    r"reserva|mesa|cita|rendez-vous|prenotazione|tavolo|appuntamento|marcacao)\w{0,2}"
)
_NO_TROUBLE = r"(?:(?!\b(?:unable|not|trying|can'?t|cannot)\b).){0,20}"
"""What stands before "cancel" where it is done; who is not able to asks how."""
_CANCELS = (
    r"\b(?:hiermit|hereby|por la presente|par la presente|con la presente)\b.*\b(?:stornier|cancel|sage|absag|anul|annul|disd)",
    rf"\b(?:i'?m|i am|we'?re|we are|have to|has to|had to|must|got to|gotta)\b{_NO_TROUBLE}\bcancel\w*\b.{{0,30}}\b{_BOOKED}\b",
    rf"\b(?:muss|mussen|musste|mussten)\b.{{0,20}}\b{_BOOKED}\b.*\b(?:absagen|stornieren|cancel\w*)\b",
    rf"\b(?:storniere|stornieren wir|sage|sagen wir)\b.{{0,20}}\b{_BOOKED}\b",
    rf"\b(?:tengo|tenemos) que (?:cancelar|anular)\b.{{0,20}}\b{_BOOKED}\b|\b(?:cancelo|cancelamos|anulo|anulamos)\b.{{0,20}}\b{_BOOKED}\b",
    rf"\b(?:dois|devons|suis oblige\w* d')\s?(?:annuler|decommander)\b.{{0,20}}\b{_BOOKED}\b|\bj'annule\b.{{0,20}}\b{_BOOKED}\b",
    rf"\b(?:devo|dobbiamo) (?:annullare|disdire|cancellare)\b.{{0,20}}\b{_BOOKED}\b|\b(?:disdico|annullo)\b.{{0,20}}\b{_BOOKED}\b",
    rf"\b(?:tenho|temos|preciso|precisamos) (?:de |que )?(?:cancelar|desmarcar)\b.{{0,20}}\b{_BOOKED}\b",
)
_GOES_ON = r"for|to|by|in|on|at|from|because|since|due|as|with|and|so|but|again|sorry|today|tonight|tomorrow|this|about|please|\d+"
"""What stands behind "late" where somebody is: "late checkout" is something to have."""
_LATE = (
    rf"\b(?:i|we|i'm|we're|i'll|we'll|im)\b.{{0,25}}\b(?:late(?=\W*$|[.,;!)]|\W+(?:{_GOES_ON})\b)|later than|delayed|stuck in traffic)\b",
    r"\b(?:ich|wir)\b(?:(?!\b(?:mocht\w*|wurde\w*|will|wollen)\b).){0,40}\b(?:spater|verspate\w*|verspatung)\b",
    r"\b(?:llego|llegamos|llegaremos|vamos a llegar|voy a llegar)\b.{0,25}\btarde\b",
    r"\b(?:je|on|nous)\b.{0,30}\b(?:en retard|du retard)\b",
    r"\b(?:arrivo|arriviamo|saremo|saro|siamo|sono)\b.{0,25}\bin ritardo\b",
    r"\b(?:vou|vamos|chego|chegamos)\b.{0,20}\b(?:atrasad\w*|atrasar|tarde)\b",
)
_NO_MORE = (
    r"\b(?:do not|don'?t|no longer)\b (?:need|want) (?:the|my|our|a|any) .*\b(?:anymore|any more|no longer|i (?:ordered|booked)|we (?:ordered|booked))\b|\bno longer (?:need|want) (?:the|my|our) \w+",
    r"\bbrauch\w*\b (?:den|die|das|mein\w*|unser\w*) .*\bnicht mehr\b",
    r"\bya no (?:necesit\w+|quiero|queremos) (?:la|el|los|las|mi|mis|nuestr\w+) \w+",
    r"\bplus besoin (?:de la|du|des|de mon|de ma|de mes|de notre|de l')\s?\w+",
    r"\bnon (?:mi|ci) serv\w+ piu (?:il|la|lo|i|le|l') ?\w+",
    r"\bnao (?:preciso|precisamos|quero) mais (?:da|do|dos|das|de) \w+",
)
_WENT_WRONG = (
    r"\b(?:bestellt|reserviert|gebucht)e\w*\b.{0,30}\b(?:war|waren|wurde|kam|kamen|fehlte)\b",
    r"\b(?:i|we) (?:had )?(?:ordered|booked|reserved)\b.{0,20}\b(?:was|were|came|arrived|never)\b",
    r"\b(?:mesa|reserva|cita|pedido|tarta)\b.{0,25}\bno (?:estaba|estaban|habia|llego)\b",
    r"\b(?:command|reserv)ee?s?\b.{0,25}\b(?:n'?etai(?:t|ent)|etai(?:t|ent)|n'est jamais)\b",
    r"\b(?:prenotat|ordinat)[oaie]\b.{0,25}\b(?:era|erano|mancava)\b",
    r"\b(?:reservad|pedid|encomendad)[oa]s?\b.{0,25}\b(?:estava|estavam|veio)\b",
)
_WELL = re.compile(
    r"\b(?:great|good|lovely|perfect\w*|delicious|fantastic|wonderful|amazing|excellent|beautiful|super|prima|toll\w*|"
    r"lecker\w*|perfekt\w*|wunderbar|schon|klasse|herrlich|rico|rica|buenisim[oa]|genial|estupend[oa]|perfect[oa]|delicios[oa]|"
    r"parfait\w*|delicieu\w*|excellent\w*|superbe\w*|ottim[oa]|buonissim[oa]|perfett[oa]|otim[oa]|perfeit[oa])\b"
)
"""What somebody says of an order that they praise, …"""
_YET = re.compile(
    r"\b(?:not|never|nicht|kein\w*|but|aber|however|leider|unfortunately|no|pero|pas|mais|non|ma|nao|mas|n'\w+)\b"
)
"""… unless one of these stands there as well."""
_TELLS = re.compile("|".join((*_CANCELS, *_LATE, *_NO_MORE)))
_WRONG = re.compile("|".join(_WENT_WRONG))


def tells_of_own(text: str) -> bool:
    """Whether it tells of a booking or an order of theirs, and asks nothing."""
    if len(text) > LONGEST or puts_question(text):
        return False
    folded = " ".join(fold(text).split())
    praised = _WELL.search(folded) and not _YET.search(folded)
    return bool(_TELLS.search(folded) or (_WRONG.search(folded) and not praised))
