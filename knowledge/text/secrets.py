"""Finds what must not be stored or shown: tokens, keys, passwords, codes, card numbers.

Pure and linear: a pattern starts once in a run of signs and its pieces are bounded, so 40,000
characters cost milliseconds, some hundred at worst. Phone numbers, order numbers and dates are left alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, islice

from knowledge.text import (
    bank,
    beside_cards,
    card_numbers,
    codes,
    passwords,
    payment,
    plain_passwords,
    to_the_end,
    tokens,
    told_passwords,
)
from knowledge.text.kind import Kind
from knowledge.text.normalise import surface
from knowledge.text.weight import weighty

PAYMENT = frozenset({"card number", "security code", "PIN", "bank account", "expiry date"})
"""Kinds that money is moved with."""
PUBLISHED = frozenset({"bank account"})
"""Kinds that a desk's own answers may hold: where to transfer to."""

_KINDS = (
    *tokens.ISSUED,
    *passwords.PASSWORDS,
    *payment.CODES,
    *codes.CODES,
    *tokens.NAMED,
    *payment.NUMBERS,
    *card_numbers.TOLD,
    *bank.ACCOUNTS,
    *beside_cards.BESIDE_NUMBER,
)


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """Take secrets out; return the text left and the kinds found, each once.

    "my key is AKIA…" becomes "my key is [AWS key removed]". Never raises, any length.
    """
    left, found = _cut(text, (*_KINDS, *to_the_end.ANSWERS))
    if told_passwords.near_names(text):
        told = (*plain_passwords.PLAIN, *told_passwords.TOLD)
        left, more = _cut(left, told, told_passwords.near_names)
        changed_it = told_passwords.CHANGED_IT if told_passwords.speaks_of_one(text) else ()
        left, changed = _cut(left, changed_it)
        left, rest = _cut(left, to_the_end.REST)
        found += [*more, *changed, *rest]
    return left, tuple(dict.fromkeys(kind for kind, _ in found))


def secrets_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the kinds found, each with what it was; of passwords those that look made up, since what
    an entry says of passwords is seldom one."""
    return tuple(_cut(text, _KINDS)[1])


def _everywhere(text: str) -> Iterable[tuple[int, int]]:
    return ((0, len(text)),)


def _cut(
    text: str,
    kinds: Sequence[Kind],
    where: Callable[[str], Iterable[tuple[int, int]]] = _everywhere,
) -> tuple[str, list[tuple[str, str]]]:
    every: list[tuple[str, str]] = []
    stands, spans = _looked_up_in(text), where(text)
    for kind in kinds:
        if kind.signs and not any(map(stands, kind.signs)):
            continue
        text, found = _take_out(kind, text, spans)
        if found:  # the marks are signs, too
            stands, spans = _looked_up_in(text), where(text)
        every += [(kind.name, each) for each in found]
    return text, every


def _looked_up_in(text: str) -> Callable[[str], bool]:
    """Tell whether a sign stands in a text, in lower case; each is looked for once, since kinds share
    most of theirs."""
    return cache(text.casefold().__contains__)


def _take_out(kind: Kind, text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, list[str]]:
    pieces, found, end = [], [], 0
    for each in chain.from_iterable(kind.pattern.finditer(text, *span) for span in spans):
        start, stop = each.span(kind.group)
        if start >= end and kind.fits(each):
            pieces += [text[end:start], f"[{kind.name} removed]"]
            found.append(text[start:stop])
            end = stop
    return "".join([*pieces, text[end:]]), found


def first_mark(text: str) -> str:
    """The first thing in a text that `redact` put there; "" for none."""
    found = _BARE.search(text)
    return found[0] if found else ""


def without_marks(text: str) -> str:
    """Take out what `redact` put in, and the words that led up to nothing else, so that the rest can
    be looked up: "my card is [card number removed], refund me" asks nothing about cards, "my card
    [card number removed] was charged twice" does.
    """
    pieces, end = [], 0
    for mark in islice(_BARE.finditer(text), _MOST):
        # What leads up to a mark stands just before it: nothing else need be looked through.
        found = _MARK.search(text, max(end, mark.start() - _BEFORE))
        if found is None or found.start() > mark.start():
            continue
        goes_on = _THING.match(found["lead"] or "") and _IT.match(text, found.end())
        left = f"{found['lead']} " if goes_on else _left(found)
        pieces += [text[end : found.start()], left]
        end = goes_on.end() if goes_on else found.end()
    return "".join(pieces) + _BARE.sub(" ", text[end:])


def _left(mark: re.Match[str]) -> str:
    """What stays of a mark: what the sentence goes on about."""
    lead = mark["lead"] or ""
    ends = _ENDS.match(mark.string, mark.end())
    goes_on = not (mark["says"] or ends) or _of_nothing_else(mark)
    return f"{lead} " if _THING.match(lead) and goes_on else " "


def _of_nothing_else(mark: re.Match[str]) -> bool:
    """Whether the words around name nothing that they are about: "and I can't get in", "please help"."""
    around = f"{mark.string[: mark.start()]} {mark.string[mark.end() :]}"
    return len(around) < _LONGEST_REST and bool(surface(around)) and not weighty(around)


_LONGEST_REST = 200


_BARE = re.compile(r"\[[A-Za-z -]{2,40} removed\]")
_BEFORE = 160
"""Characters that may lead up to a mark, at most."""
_MOST = 40
"""Marks whose words around are looked at; more stand in no message that says anything besides."""
_POSSESSIVE = r"(?:my|the|our|its|mein|meine|das|die|der|mi|mis|la|el|su|mon|ma|le|minha|meu|a|o|mia|mio|il|mijn)\s{1,3}"
_THING = re.compile(_POSSESSIVE, re.IGNORECASE)
_ENDS = re.compile(
    r"\s{0,3}(?:\Z|[^\w\s]|\n|(?:and|und|y|et|e|but|aber|please|bitte|with|mit)\b)", re.IGNORECASE
)
_IT = re.compile(
    r"\W{0,3}\s{1,3}(?:and|but|und|aber|y|pero|et|mais|e|ma|mas)\s{1,3}"
    r"(?:(?:it|that|this|es|das|sie|er|esto|eso|ça|ca|cela|elle|il|isso|ela|ele)(?=\s)|(?=(?:no|ne|non|não|nao)\s))",
    re.IGNORECASE,
)
"""What goes on about the thing whose secret stood there: "my password is hunter2x and it fails"."""
_LED_BY = (
    r"(?:(?:and|und|y|et|e|here is|this is|hier ist)\s{1,3})?"
    rf"(?P<lead>(?:{_POSSESSIVE})?"
    r"(?:(?:new|old|current|credit|debit|bank|visa|master|api|access|secret|private|auth|bearer|login|account|user|"
    r"neues|altes|slack|discord|github|stripe|aws|verification|security|backup|recovery|seed|sms)[\s-]{1,3}){0,2}"
    rf"(?:{plain_passwords.NAMES}|{'|'.join(passwords.SHORT)}|pin|exp|expiry|expires|expiration|valid until|gültig bis|sort code|blz|kontonummer|iban|cvv2?|cvc2?|card|creditcard|karte|kreditkarte|"
    r"bankkarte|tarjeta|carte(?: bancaire)?|cartão|cartao|carta|kaart|kart|карта|key|schlüssel|token|secret|credential|"
    r"account|konto|phrase|code|código|codice|prüfnummer)s?"
    r"(?:\s{0,3}(?:number|no|nr|num|nummer|número|numero|numéro|n°|code|details|data)\.?)?"
    r"(?:\s{1,3}(?:on the back|auf der rückseite|au dos|de seguridad|de segurança|di sicurezza))?)"
    r"(?P<says>\s{0,3}[:=]|['’]s(?=\s)|\s{1,3}(?:is|was|to|ist|war|lautet|heißt|auf|es|era|est|c'?est|c|é|è|eh|called|should be|has been))?\s{0,3}"
)
_VALID = r"(?:\W{0,4}(?:exp\w{0,8}\W{0,3}|valid\w{0,3}\W{0,3}|g[üu]ltig bis\W{0,3})?(?<!\d)\d{1,2}\s?/\s?\d{2,4}(?![\d/]))?"
"""Until when a card is valid, behind its number."""
_MARK = re.compile(
    rf"(?:(?<!\w){_LED_BY})?[\"']?\[[A-Za-z -]{{2,40}} removed\][\"']?{_VALID}", re.IGNORECASE
)
