"""What a reply says to one customer alone: who they are, what they ordered, how they are reached.

A reply that is to answer everybody loses how it greets and how it signs; what else is theirs is named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.entry import Entry
from knowledge.text.folding import fold
from knowledge.text.secrets import first_mark, without_marks
from knowledge.text.weight import weighty

FROM_MESSAGE = "a message"
"""The source of what was drafted from a message: whose it is, is not known."""
_FROM_TICKET = re.compile(r"ticket (\d{1,15})")

SHORTEST = 4
"""Digits of a number that is somebody's: fewer are amounts, prices and hours."""

_GREETING = (
    r"hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|hallo|moin|servus|guten (?:tag|morgen"
    r"|abend)|liebe[rs]?|sehr geehrte[rs]?|hola|buen[oa]s (?:d[ií]as|tardes|noches)|estimad[oa]|querid[oa]"
    r"|bonjour|bonsoir|salut|ch[eè]re?|ciao|salve|buongiorno|buonasera|gentile|car[oa]|ol[aá]|bom dia"
    r"|boa tarde|prezad[oa]|hoi|beste|geachte"
)
_ALL = r"there|all|everyone|everybody|team|folks|you|customers?|zusammen|an alle|tout le monde|a tod[oa]s"
_TITLE = r"(?:(?i:mr|mrs|ms|miss|dr|frau|herrn?|señora?|sra?|madame|monsieur|mme|signora?)\.?\s+)?"
_NAME = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_CALLED = rf"{_TITLE}@?{_CAPITAL}[\w'’-]*(?:\s+{_CAPITAL}[\w'’-]*){{0,2}}"
_BESIDE = (
    r"sorry|thanks|thank you|many thanks|yes|no|sure|okay|ok|danke|vielen dank|entschuldigung|ja|nein"
    r"|gracias|lo siento|s[ií]|merci|d[eé]sol[eé]e?|oui|non|grazie|scusa|obrigad[oa]"
)
_DECIDES = re.compile(r"\s*(?:yes|no|sure|ja|nein|s[ií]|oui|non)\b", re.IGNORECASE)
"""Of these, what the answer itself may be: it stays, without the name beside it."""
_AFTER = r"\s*(?:[,!:.–—]+|\s-)\s*"
_GREETED = re.compile(
    rf"\s*(?:(?i:{_GREETING})(?:\s+(?:(?i:{_ALL})\b|(?P<name>{_CALLED})))?{_AFTER}"
    rf"|(?i:{_BESIDE})\s+(?P<beside>{_CALLED})\s*[,!–—]+\s*|<?@(?P<handle>\w[\w.-]*)>?[,:]?\s+)"
)
_REGARDS = (
    r"(?:with )?(?:best|kind|warm|many|kindest|warmest)?[ ]?(?:regards|wishes)|all the best|cheers|sincerely"
    r"|yours(?: sincerely| truly| faithfully)?|take care|many thanks|(?:mit )?(?:freundliche|viele|liebe|beste"
    r"|herzliche|schöne)n? gr(?:ü|ue)(?:ß|ss)en?|lg|vg|mfg|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?"
    r"|cordialement|bien à vous|cordiali saluti|saluti|atenciosamente|abraços|(?:met )?vriendelijke groet(?:en)?"
)
_SIGNED = re.compile(
    rf"(?:(?<=[.!?…)])\s+|\s*\n\s*)(?:(?i:{_REGARDS})[\s,.!–—-]*|(?i:best|thanks|love|danke|merci|gracias)"
    rf"(?:\s*,\s*|\s*\n\s*)(?={_CAPITAL}|the\b)|\n\s*[-–—]+\s*(?={_CAPITAL}))"
    rf"(?:(?:{_CAPITAL}[\w'’.-]*|the|your|from|of|and|at|team|von|vom|das|Ihr|del?|equipo|l?['’]?équipe)"
    r"[\s,]*){0,7}[.!]?\s*\Z"
)
_DASHED = re.compile(rf"\s*\n\s*[-–—~]+\s*{_CAPITAL}[\w'’-]*(?:\s+{_CAPITAL}[\w'’-]*)?[.!]?\s*\Z")

_THING = (
    r"order|ticket|invoice|booking|reservation|account|customer|tracking|shipment|parcel|case|reference|ref"
    r"|receipt|contract|membership|payment|policy|serial|bestellung|bestellnummer|auftrag|auftragsnummer"
    r"|rechnung|rechnungsnummer|buchung|buchungsnummer|kundennummer|kunden|vertrag|vertragsnummer|sendung"
    r"|sendungsnummer|pedido|factura|reserva|cuenta|commande|facture|r[eé]servation|dossier|ordine|fattura"
    r"|prenotazione|encomenda|fatura|bestelling|factuur"
)
_NUMBERED = re.compile(
    rf"(?i:\b(?:{_THING})\b[\s.:]*(?:(?:number|no|nr|nummer|n[úu]mero|num[eé]ro|numero|id|code|is|ist|es|est)"
    rf"\b[\s.:]*){{0,2}}(?:n[°º]\s*)?)[#(]?(?:[A-Z]{{1,5}}-?)?\d[\d-]{{{SHORTEST - 2},}}\d\b"
    rf"|(?<![\w&/#])#[A-Z]{{0,5}}-?\d{{{SHORTEST},}}\b|\b(?i:ticket)\s*(?:(?i:no|number)\.?\s*)?#?\d+\b"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DESKS = frozenset(
    """info hello hi support help contact service sales shop orders office team mail billing press jobs
    feedback privacy admin webmaster postmaster noreply no-reply care returns bookings newsletter kontakt
    hallo hilfe bestellung datenschutz ayuda contacto soporte bonjour aide""".split()  # noqa: SIM905
)
"""What stands before the "@" of addresses that are nobody's own."""
_PHONE = re.compile(r"(?<![\w#-])\+?(?:\(0\)|[\d(][\d()]*)(?:[ /().-]{0,2}\d){5,14}(?!\w)")
_REACHED = re.compile(
    r"(?i:\b(?:call(?:ed)?|ring|rang|phone[d]?|reach(?:ed)?|text(?:ed)?) you (?:back )?(?:on|at|under)|"
    r"\byour (?:phone|mobile|cell|number|telephone)\b[\w ]{0,16}|\b(?:ihre|deine)[rn]? (?:\w*nummer)\b[\w ]{0,16})[\s:(]*$"
)
_CALLED_AT = re.compile(
    r"(?i:\b(?:call|ring|phone|text|whatsapp|reach|dial|tel|telefon|mobile|handy|ruf\w*|llam\w*|appel\w*|chiam\w*)\b"
    r"[^\d.!?\n]{0,30})$"
)
_NEAR = 60
"""Characters before a number that tell what it is."""
_DIALLED = re.compile(r"\+.*|[0(](?:\D{0,2}\d){8,}\D*|\d{3}[ .-]\d{3}[ .-]\d{4}")
"""How numbers of telephones are written: hours and days are shorter."""
_MONTH = (
    r"jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch|s|zo)?|m[äa]rz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?|enero|febrero|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|f[ée]vrier|avril|juin|juillet"
    r"|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
_DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?:{_MONTH})\b|\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?|yesterday|gestern|ayer|hier"
)
_OWNED = (
    r"order|parcel|package|booking|reservation|appointment|delivery|refund|invoice|payment|bestellung|paket"
    r"|buchung|termin|lieferung|rechnung|zahlung|pedido|paquete|reserva|cita|entrega|commande|colis"
    r"|r[ée]servation|rendez-vous|livraison"
)
_DATED = re.compile(
    rf"(?i:\b(?:your|ihre?[mnr]?|deine?[mnr]?|su|tu|votre|ton|ta)\s+(?:\w+\s+)?(?:{_OWNED})\b"
    rf"[^.!?\n]{{0,80}}?\b(?:{_DAY}))"
)
_WORDS_TOO = frozenset(
    """april art august bill bob carol chase christian dale dawn dean faith flora forest frank grace grant
    harmony heath hope iris ivy jack jasmine joy june lily mark max may melody miles misty olive pat pearl
    penny poppy ray rich robin rose ruby sandy sky stone sue summer violet wade will king young long brown
    green white black gray grey hill wood woods field lake baker cook fisher carpenter price day best
    shop team store club company office support sales user customer guest admin""".split()  # noqa: SIM905
)
"""Names that are words as well: they are somebody's only in capitals, and not at a sentence's start or
by a number."""


_INTRODUCED = re.compile(
    rf"(?i:\b(?:i['’ ]?a?m|my name is|this is|ich bin|mein name ist|ich hei(?:ß|ss)e|me llamo|mi nombre es"
    rf"|je m['’]appelle|je suis|mi chiamo|sono|meu nome [ée]|chamo-me|me chamo))\s+(?P<name>{_NAME})"
    rf"(?:\s+{_CAPITAL}[\w'’-]*)?(?=\s*[,.!;]|\s+(?i:and|und|y|et|e)\b)[\s,.!;]*(?:(?i:and|und|y|et|e)\s+)?"
)


_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_REACH = "\0"
"""Stands where it said how somebody is reached: that sentence asks nothing."""


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Whom a reply was written to, as far as it is known."""

    names: tuple[str, ...] = ()
    """What they are called: display names, and what replies called them."""
    wrote: str = ""
    """Their own words: numbers and addresses in these are theirs."""


def ticket_of(source: str) -> int:
    """The number of the ticket that an entry was drafted from; 0 for none."""
    found = _FROM_TICKET.fullmatch(source.strip())
    return int(found[1]) if found else 0


def said_to_one(entry: Entry, customer: Customer) -> tuple[str, ...]:
    """Return what stands for one customer alone in an entry that was drafted from a reply."""
    if entry.source != FROM_MESSAGE and not ticket_of(entry.source):
        return ()
    found = (each for text in (*entry.phrasings, entry.answer) for each in personal(text, customer))
    return tuple(dict.fromkeys(found))


def listed(words: Sequence[str]) -> str:
    """Them in quotation marks, as warnings name them."""
    return ", ".join(f'"{each}"' for each in words)


def bared(text: str, customer: Customer) -> tuple[str, tuple[str, ...]]:
    """Return a reply without its greeting and its signature, and what was taken out of it.

    Where nothing else stands in it, it stays whole.
    """
    taken: list[str] = []
    rest = text.strip()
    said = ""
    while found := _GREETED.match(rest) or _named_first(rest, customer):
        if _DECIDES.match(rest):
            taken.append(found["beside"])
            said += rest[: found.start("beside")].rstrip() + rest[found.end("beside") : found.end()]
        else:
            taken.append(found[0].strip())
        rest = rest[found.end() :]
    if end := _SIGNED.search(rest) or _DASHED.search(rest):
        taken.append(" ".join(end[0].split()))
        rest = rest[: end.start()].rstrip()
    if not re.search(r"\w", rest):
        return text.strip(), ()
    rest = said + rest
    return (rest[0].upper() + rest[1:] if taken else rest), tuple(taken)


def generalised(question: str, customer: Customer) -> tuple[str, tuple[str, ...]]:
    """Return a question as anybody would ask it, and what was taken out: who asks, numbers that are
    theirs, how they are reached, what was cut out of it as a secret.

    Where too little would be left to ask anything, it stays as it is.
    """
    unmarked = without_marks(question) if first_mark(question) else question
    rest, taken = bared(unmarked, customer)
    found = [*([first_mark(question)] if unmarked != question else []), *taken]
    for pattern in (_INTRODUCED, _NUMBERED, _MAIL, _PHONE):
        rest = pattern.sub(lambda each: _without_own(each, customer, found), rest)
    for name in reversed(list(_names_in(rest, customer.names))):
        found.append(name[0])
        rest = rest[: name.start()] + rest[name.end() :]
    others = [each for each in _SENTENCES.split(rest) if _REACH not in each]
    rest = " ".join(others) if weighty(" ".join(others)) else rest.replace(_REACH, "")
    rest = re.sub(r"\s+([,.!?;:])", r"\1", " ".join(rest.split())).strip(" ,;:-–—")
    if not weighty(rest) or not found:
        return question.strip(), ()
    return rest[0].upper() + rest[1:], tuple(dict.fromkeys(found))


def _without_own(found: re.Match[str], customer: Customer, taken: list[str]) -> str:
    """What stays of something that may be somebody's own: "order" of "order 4711"."""
    if found.re is _INTRODUCED:
        known = {fold(each) for each in _parts(customer.names)}
        if not found["name"][0].isupper() and fold(found["name"]) not in known:
            return found[0]
        taken.append(found[0].strip(" ,.!"))
        return ""
    desk = found.re is _MAIL and found[0].partition("@")[0].casefold() in _DESKS
    called = found[0][0] in "+0(" or _REACHED.search(found.string[: found.start()])
    if desk or (found.re is _PHONE and not called):
        return found[0]
    taken.append(found[0].strip(" .:("))
    thing = re.match(rf"(?i:\b(?:{_THING})\b)", found[0]) if found.re is _NUMBERED else None
    return thing[0] if thing else "" if found.re is _NUMBERED else _REACH


def greeted(text: str) -> str:
    """Return whom a reply greets by name; "" for nobody."""
    found = _GREETED.match(text)
    return (
        next(filter(None, (found["name"], found["beside"], found["handle"])), "") if found else ""
    )


_TITLED = re.compile(
    r"\b(?:Mrs?|Ms|Dr|Herrn?|Frau|Sra?|Señora?|Mme|Mlle|Madame|Signora?|Senhora?)\b\.?[ ][A-ZÄÖÜÉ][\w'’-]{2,}"
)
"""Somebody else who is named with a title: "Mrs Jones pays for it"."""


def personal(text: str, customer: Customer) -> tuple[str, ...]:
    """Return what stands in a text for one customer alone, each once, as it stands there."""
    return tuple(dict.fromkeys(each.strip(" .:(") for each in _found(text, customer)))


def _found(text: str, customer: Customer) -> Iterator[str]:
    yield from (each[0] for each in _names_in(text, customer.names))
    if name := greeted(text):
        yield name
    yield from (each[0] for each in _NUMBERED.finditer(text))
    wrote = customer.wrote.casefold()
    for mail in _MAIL.finditer(text):
        if mail[0].partition("@")[0].casefold() not in _DESKS or mail[0].casefold() in wrote:
            yield mail[0]
    theirs = {_digits(each[0]) for each in _PHONE.finditer(customer.wrote)}
    for phone in _PHONE.finditer(text):
        if _digits(phone[0]) in theirs or _REACHED.search(text[: phone.start()]):
            yield phone[0]
    yield from (each[0] for each in _DATED.finditer(text))
    yield from (each[0] for each in _TITLED.finditer(text))


def reached_at(text: str) -> Iterator[str]:
    """Every address of a mailbox and every number of a telephone in a text, whoever's they are."""
    yield from (each[0] for each in _MAIL.finditer(text))
    for found in _PHONE.finditer(text):
        called = _CALLED_AT.search(text[max(0, found.start() - _NEAR) : found.start()])
        if called or _DIALLED.fullmatch(found[0]):
            yield found[0]


def _digits(phone: str) -> str:
    """The end of it, by which "+44 7700 900123" and "07700 900123" are the same."""
    return "".join(filter(str.isdigit, phone))[-9:]


def _named_first(text: str, customer: Customer) -> re.Match[str] | None:
    """ "Mara, it is sent", "hi mara, yes": a name that is known."""
    found = re.match(rf"(?:(?i:{_GREETING}|{_BESIDE})\s+)?(?P<beside>{_NAME})\s*[,!:–—]\s*", text)
    known = {fold(each) for each in _parts(customer.names)}
    return found if found and fold(found[1]) in known else None


def _names_in(text: str, names: Sequence[str]) -> Iterator[re.Match[str]]:
    known = {fold(each) for each in _parts(names)}
    for word in re.finditer(_NAME, text) if known else ():
        bare = re.sub(r"['’](?:s|S)?$|[.-]+$", "", word[0])
        if fold(bare) in known and _is_name(text, word, bare):
            yield word


def _is_name(text: str, word: re.Match[str], bare: str) -> bool:
    """Whether a word that somebody is called by is their name there."""
    if fold(bare) not in _WORDS_TOO and weighty(bare):
        return True
    starts = not text[: word.start()].strip() or re.search(r"[.!?\n]\s*$", text[: word.start()])
    dated = re.search(r"\d\S*\s+$", text[: word.start()]) or re.match(r"\s+\d", text[word.end() :])
    return bare[0].isupper() and not starts and not dated


def _parts(names: Sequence[str]) -> Iterator[str]:
    """Each word of a name that is one: "mara_k92" is Mara's, and so is all of it."""
    for name in names:
        yield from (
            each for each in re.split(r"[^\w'’]+", name) if len(each) > 1 and not each.isdigit()
        )
        yield from (each for each in re.split(r"[\W\d_]+", name) if len(each) > 2)
