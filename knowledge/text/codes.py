"""Codes and phrases that let somebody in: those that are good once, and those for when all else is lost.

A code of digits is one only beside words of logging in: errors, orders and discounts have codes too.
"""

import re

from knowledge.text.kind import IGNORE, Kind
from knowledge.text.passwords import logs_in

_BEFORE = (
    r"sms|login|log-in|log in|sign-in|verification|verify|security|2fa|mfa|two[- ]factor|authenticat(?:or|ion)|"
    r"auth|one[- ]time|access"
)
_CODE = (
    rf"(?:(?:{_BEFORE})[ -](?:code|pin|password)|otp(?: code)?|2fa|(?:bestätigungs|einmal|sms-?|anmelde|login-?|"
    r"verifizierungs|2fa-)code|einmalpasswort|tan|code (?:sms|de v[ée]rification|de connexion|de confirmation|par sms)|"
    r"c[óo]digo (?:sms|de verificaci[óo]n|de verifica[çc][ãa]o|de confirmaci[óo]n|de confirma[çc][ãa]o|de acceso|de acesso|"
    r"por sms)|codice (?:sms|di verifica|di conferma|di accesso|otp))"
)
_VERB = r"(?:is|was|ist|war|lautet|es|era|est|é|è|says|sagt)"
_IS = rf"(?:\s{{0,2}}[:=]\s{{0,3}}|\s{{1,3}}{_VERB}\s{{1,3}}:?\s{{0,2}})"
_NOT_ON = r"(?![\w-]|[.,:/]\d)"
_DIGITS = r"\d{3}[ -]\d{3}|\d{5,8}"
_BARE = r"(?:code|c[óo]digo|codice)(?: de confirmation| de confirma[çc][ãa]o| de confirmaci[óo]n| di conferma)?"
_MY = r"(?:my|sms|mein|mi|mon|mio|meu|confirmation)"
_LOGGING_IN = re.compile(
    r"(?<![^\W_])(?:sms|text(?:ed| message)|2fa|mfa|otp|two[- ]factor|authenticat\w{2,5}|verif\w{1,10}|"
    r"whatsapp)(?![^\W_])",
    IGNORE,
)
_OTHER_CODE = re.compile(
    r"(?<![^\W_])(?:error|promo|discount|voucher|coupon|gift|postal|zip|post|product|order|item|article|"
    r"fehler\w*|gutschein\w*|rabatt\w*|bestell\w*|artikel\w*|produkt\w*|postleit\w*|erreur|remise|promotion\w*|"
    r"commande|produit|article|descuento|pedido|producto|cup[óo]n|desconto|produto|erro|errore|sconto|ordine|"
    r"prodotto|tracking|ticket|invoice|shop|off|sale|checkout|booking|reservation|delivery|kundennummer)(?![^\W_])",
    IGNORE,
)


def _for_login(found: re.Match[str]) -> bool:
    """Judge "my code is 482913": words of logging in stand near, and none of another code."""
    around = found.string[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    near = logs_in(found.string, found.start(), found.end()) or _LOGGING_IN.search(around)
    return bool(near) and not _OTHER_CODE.search(around)


def _no_other(found: re.Match[str]) -> bool:
    """Judge "security code 482913": no code of something else, as "error" says next to it."""
    around = found.string[max(0, found.start() - _NEXT_TO) : found.end() + _NEXT_TO]
    return len(found[2]) >= _SHORTEST and not _OTHER_CODE.search(around)


def _sent(found: re.Match[str]) -> bool:
    """Judge "the code you texted me is 482913": none of something else is spoken of."""
    around = found.string[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    return not _OTHER_CODE.search(around)


_SENT = (
    r"(?:text(?:ed)?|sms(?:ed)?|sent|send|got|get|received|messaged|geschickt|gesendet|gesimst|geschrieben|bekommen|erhalten|bekam|"
    r"mand\w{1,8}|envi\w{1,8}|recib\w{1,4}|lleg\w{1,4}|envoy\w{1,4}|re[çc]u\w{0,2}|inviat\w|mandat\w|ricevut\w|receb\w{1,4})"
)
_NEAR, _NEXT_TO, _SHORTEST = 60, 15, 4
_RECOVERY = (
    r"(?:(?:recovery|backup|back-up|rescue|emergency|2fa) (?:codes?|keys?)|(?:wiederherstellungs|backup-?|notfall|ersatz)"
    r"(?:codes?|schlüssel)|codes? de (?:secours|r[ée]cup[ée]ration|sauvegarde)|c[óo]digos? de "
    r"(?:recuperaci[óo]n|respaldo|recupera[çc][ãa]o|seguran[çc]a|backup)|codic[ei] di (?:recupero|backup|emergenza))"
)
_ONE = r"(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9]{3,12}(?:-[A-Za-z0-9]{3,12}){0,7}"
_PHRASE = (
    r"(?:(?:seed|recovery|mnemonic|backup|wallet|secret) ?(?:phrase|words)|mnemonic|(?:wiederherstellungs|seed-?|sicherungs)"
    r"(?:phrase|wörter)|phrase (?:de r[ée]cup[ée]ration|secr[èe]te|seed)|frase (?:de recuperaci[óo]n|semilla|"
    r"de recupera[çc][ãa]o|semente|di recupero|seed|segreta|secreta))"
)
_SEED = (
    r"(?!(?:the|and|for|not|are|was|has|but|they|from|says?|please|would|could|your|does|doesn|und|"
    r"ist|das|die|der|nicht|que|los|las|est|les|non|che|per|para|por)(?![a-z]))[a-z]{3,8}(?![^\W_])"
)
_NEXT = r"(?:[\s,;]{1,3}(?:\d{1,2}[.)]?\s{0,2})?)"
_LONG_PHRASES = "|".join(rf"(?:{_NEXT}{_SEED}){{{count}}}" for count in (23, 20, 17, 14, 11))
_SIGNS = ("code", "otp", "2fa", "tan", "pin", "password", "código", "codigo", "codice", "passwort")
CODES = (
    Kind(
        "recovery code",
        ("code", "key", "código", "codigo", "codic", "schlüssel"),
        re.compile(
            rf"((?<![^\W_]){_RECOVERY}(?:{_IS}|\s{{1,3}}))({_ONE}(?:[\s,;]{{1,3}}{_ONE}){{0,15}})(?![\w-])",
            IGNORE,
        ),
        _no_other,
        2,
    ),
    Kind(
        "one-time code",
        _SIGNS,
        re.compile(
            rf"((?<![^\W_]){_CODE}(?:{_IS}(?=\d{{4}}{_NOT_ON}|{_DIGITS})|\s{{1,3}}(?={_DIGITS})))"
            rf"(\d{{3}}[ -]\d{{3}}|\d{{4,8}}){_NOT_ON}",
            IGNORE,
        ),
        _no_other,
        2,
    ),
    Kind(
        "one-time code",
        ("code", "código", "codigo", "codice"),
        re.compile(
            rf"((?<![^\W_])(?:{_BARE}{_IS}|{_MY}\s{{1,3}}{_BARE}\s{{1,3}}))(\d{{3}}[ -]\d{{3}}|\d{{6,8}}){_NOT_ON}",
            IGNORE,
        ),
        _for_login,
        2,
    ),
    Kind(
        "one-time code",  # "the code you texted me is 482913", "der Code, den ihr mir geschickt habt, ist 482913"
        ("code", "código", "codigo", "codice"),
        re.compile(
            rf"(?<![^\W_])(?:code|c[óo]digo|codice),?(?:[\s'’]{{1,2}}[\w]{{1,12}}){{0,4}}?[\s'’]{{1,2}}{_SENT}(?![^\W_])"
            rf"(?:\s{{1,2}}\w{{1,12}}){{0,4}}?,?{_IS}(?P<value>\d{{3}}[ -]\d{{3}}|\d{{4,8}}){_NOT_ON}",
            IGNORE,
        ),
        _sent,
        "value",
    ),
    Kind(
        "recovery phrase",
        ("phrase", "words", "mnemonic", "frase", "wörter"),
        re.compile(
            rf"((?<![^\W_]){_PHRASE}(?:\W{{1,4}}(?:is|are|ist|es|est|é|è|lautet|here|this|it)){{0,3}}\W{{1,4}}(?:1[.)]?\s{{0,2}})?)"
            rf"({_SEED}(?:{_LONG_PHRASES}))",
            IGNORE,
        ),
        group=2,
    ),
)
