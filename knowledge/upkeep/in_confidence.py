"""What somebody told in confidence and an entry would tell everybody: a conversation, how a person is reached.

Only what stands there as a person's own; how the house is reached is what customers ask for.
"""

import re
from collections.abc import Iterator

from knowledge.entry import Audience, Entry
from knowledge.text.chats import holds_conversation
from knowledge.text.kind import IGNORE
from knowledge.upkeep.personal import greeted

_MAIL = r"(?P<mail>[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3})"
_PHONE = r"(?P<phone>\+?(?:\(0\)|[\d(][\d()]{0,6})(?:[ /().-]{0,2}\d){5,14}(?!\w))"
_MINE = (
    r"(?<!\w)(?:my|meine?[mnr]?|mi|mis|mon|ma|minha|meu|mia|mio|mijn)\s(?:\w{1,12}\s){0,2}?"
    r"(?:(?:tele|handy|mobil|mobile|cell|phone|home|e-?mail|mail|post|order|bestell|kunden|rechnungs|customer)?[- ]?"
    r"(?:phone|number|nummer|handy|mobile|cell|e-?mail|mail|telefon|tel|adresse|address|n[úu]mero|tel[ée]fono|correo|"
    r"direcci[óo]n|num[ée]ro|t[ée]l[ée]phone|portable|adresse|telefone|morada|indirizzo|numero|telefono|cellulare))(?!\w)"
)
_REACH_ME = (
    r"(?<!\w)(?:(?:call|ring|phone|text|reach|mail|e-?mail|whatsapp)\sme(?:\s(?:back|up))?(?:\s(?:at|on|under|via))?|"
    r"(?:ruf|rufen|erreich\w{0,3}|schreib\w{0,3})(?:\s(?:sie|ihr|du))?\smich(?:\s(?:an|bitte|unter|zurück)){0,2}|"
    r"mich\s(?:unter|an)|ll[áa]m[ae]me(?:\sal)?|appele[zr]?-moi(?:\sau)?|me joindre au|chiamami(?:\sal)?)(?!\w)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_SURNAME = rf"{_CAPITAL}[\w'’-]{{1,20}}"
_NAMED = (
    rf"(?<!\w)(?:(?:Mr|Mrs|Ms|Miss|Frau|Herrn?|Fr|Hr|Señora?|Sra?|Madame|Monsieur|Mme|Signora?)\.?\s(?:{_SURNAME}\s){{0,2}}{_SURNAME}"
    rf"|{_SURNAME}\s{_CAPITAL}\."
    rf"|(?:(?i:customer|client|guest|gast|clienta?|cliente)(?:\s(?i:name))?\s?[:=]|(?i:kund(?:e|in)):?)\s(?:{_SURNAME}\s){{0,2}}{_SURNAME})"
)
_BESIDE = r"[\s,:;(–—-]{1,4}(?:(?i:tel|phone|mobile|mobil|cell|handy|number|nummer|telefon|t[ée]l|e-?mail|mail)\.?:?\s?){0,2}"
_HOUSE = (
    r"(?!(?i:us|our|the|your|a|an|me|you|customer|support|service|office|head|main|front|help|helpdesk|desk|emergency|hotline|"
    r"shop|store|police|hospital|team|reception|sales|club|bakery|school|studio|garage|hotel|station|centre|center|city|"
    r"public|national|opening|mon|tue|wed|thu|fri|sat|sun|uns|den|die|das|der|unsere?n?|polizei|notruf|kunden\w*|zentrale)\b)"
)
"""No name of a person begins so."""
_CALL_NAME = (
    r"(?<!\w)(?i:call|ring|text|phone|reach|message|whatsapp|ruf\w{0,2}|fragen?\s\w{0,3}|llam[ae]\sa|appele[zr])\s"
    rf"{_HOUSE}{_SURNAME}(?:\s{_SURNAME})?(?:\s(?i:at|on|under|via|an|unter|al|au)\b|\s?[:,(–-]){{0,2}}\s?{_PHONE}"
)
_WITH_ROLE = (
    rf"(?<!\w)(?i:our|unser\w{{0,2}}|nuestr[oa]|notre)\s(?:[\w-]{{2,20}}\s){{1,2}}{_HOUSE}{_SURNAME}(?:\s{_SURNAME})?"
    rf"[^.!?\n\d]{{1,25}}{_PHONE}"
)
_WHOLE_NAME = rf"\A\s*{_HOUSE}{_SURNAME}\s{_HOUSE}{_SURNAME}\s?[,:(–-]\s?{_PHONE}"
_CARRIED = (
    rf"(?<!\w){_HOUSE}{_SURNAME}\s{_HOUSE}{_SURNAME}\s?[,:(–-]?\s?(?:(?i:cell|mobile|mobil|handy|m[óo]vil|portable|cellulare)"
    r"(?:\s?(?i:phone|number|nummer))?[.:]{0,2}\s{0,2}|(?i:tel|telefon|phone|unter|on|at)[.:]{0,2}\s{1,2}(?=\(?(?:0|(?:\+|00)49\s?)1[567]))"
    rf"{_PHONE}"
)
"""A whole name beside the telephone that somebody carries: "Maria Lopez, cell +1 415 555 2671"."""
_PRIVATELY = (
    r"(?<!\w)(?:(?:his|her|their|seine|ihre|su|son|sa)(?:\s(?:private|personal|own|mobile|cell|phone|home)){0,3}|private|personal"
    r"|privat\w{0,2})\s?(?:phone\s)?(?:number|mobile|cell|nummer|handy\w{0,6}|m[óo]vil|portable)(?!\w)"
)
_DAY = (
    r"\d{1,2}\.?\s(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w{0,7}\.?,?\s\d{4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,7}\s\d{1,2},?\s\d{4}"
)
_BORN = (
    r"(?<!\w)(?:date of birth|born(?: on)?|dob|geboren(?: am)?|geburtsdatum|geb\.|fecha de nacimiento|née? le)\s?:?\s?"
    rf"(?P<born>\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_DAY})"
)
_OWN = tuple(
    re.compile(each, flags)
    for each, flags in (
        (rf"{_MINE}[^.!?\n]{{0,12}}?(?<![\w@.])(?:{_PHONE}|{_MAIL})", IGNORE),
        (
            rf"{_MINE}[^.!?\n]{{0,12}}?(?P<other>(?<!\w)#?[A-Z]{{0,3}}-?\d[\d-]{{4,14}}(?!\w))",
            IGNORE,
        ),
        (rf"{_REACH_ME}[\s:(]{{1,3}}(?:{_PHONE}|{_MAIL})", IGNORE),
        (rf"{_NAMED}{_BESIDE}(?:{_PHONE}|{_MAIL})", re.NOFLAG),
        *((each, re.NOFLAG) for each in (_CALL_NAME, _WITH_ROLE, _WHOLE_NAME, _CARRIED)),
        (rf"{_PRIVATELY}[^.!?\n\d]{{0,12}}{_PHONE}", IGNORE),
        (rf"{_PHONE}[\s,(–-]{{1,3}}{_PRIVATELY}", IGNORE),
        (_BORN, IGNORE),
    )
)
_LETTERBOX = re.compile(
    r"(?<![\w.+-])(?:[a-z]{2,20}[._-][a-z]{3,20}\d{0,4}|[a-z]{4,20}\d{2,4})@(?:gmail|googlemail|gmx|web|t-online|freenet|yahoo|"
    r"ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|proton|protonmail|orange|wanadoo|free|laposte|libero|virgilio|"
    r"terra|uol|bol)\.[a-z]{2,3}(?:\.[a-z]{2})?(?!\w)",
    IGNORE,
)
"""Where private people have their mail, with what is mostly somebody's name."""
_WITH_A_YEAR = re.compile(r"[a-z]{2,20}[._-][a-z]{3,20}\d{2,4}@", IGNORE)
"""What is no house's even where it says that one writes there: "anna.smith84"."""
_INVITED = re.compile(
    r"(?<!\w)(?:write|mail|e-?mail|contact|reach|send|ask|question|book|regist|sign up|schreib|melde|kontakt|anfrage|"
    r"erreich|send|frag|anmeld|buch|escr|env[íi]|contact|[ée]cri|scriv|contatt|prenot|inscri|invia)\w{0,12}[^.!?\n]{0,60}\Z",
    IGNORE,
)
_ALL = frozenset(
    """all alle alles customer customers client clients guest guests member members parents visitor visitors friend
    friends neighbours neighbors student students players folks team sir madam gast gäste eltern kunde kunden kundin
    kundinnen mitglied mitglieder freunde besucher teilnehmer schüler nachbarn kollegen leute fans community damen
    herren welt cliente clientes padres socios amigos clients membres parents amis clienti soci amici pais sócios""".split()  # noqa: SIM905
)
"""Whom a text greets that is for all of them."""
_BEFORE = 90
"""Characters before an address in which it may be said that one writes there."""


def in_confidence(entry: Entry) -> tuple[str, ...]:
    """Return what customers would read that looks like somebody's own, each once; none for an entry that
    is for staff."""
    if entry.audience is not Audience.PUBLIC:
        return ()
    texts = (entry.answer, *entry.phrasings)
    found = dict.fromkeys(
        (*_spoken_to(entry.answer), *(each for text in texts for each in _own(text)))
    )
    return tuple(
        each for each in found if not any(each in other and each != other for other in found)
    )


def conversation_in(entry: Entry) -> str:
    """How a piece of a conversation begins that customers would read; "" for none."""
    if entry.audience is not Audience.PUBLIC:
        return ""
    return holds_conversation(f"{entry.question}\n{entry.answer}")


def _spoken_to(answer: str) -> Iterator[str]:
    """The one person whom an answer greets: it was written to them."""
    name = greeted(answer)
    if name and _ALL.isdisjoint(re.findall(r"[^\W\d_]+", name.casefold())):
        yield name


def _own(text: str) -> Iterator[str]:
    if "@" not in text and not any(map(str.isdigit, text)):
        return
    for pattern in _OWN:
        for found in pattern.finditer(text):
            yield next(value for value in found.groupdict().values() if value).strip(" (")
    for found in _LETTERBOX.finditer(text):
        invited = _INVITED.search(text[max(0, found.start() - _BEFORE) : found.start()])
        if not invited or _WITH_A_YEAR.match(found[0]):
            yield found[0]
