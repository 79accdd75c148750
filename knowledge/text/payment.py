"""What people pay with: card numbers, the codes on cards, bank accounts.

Numbers prove themselves by their check digits; a code of three digits, by the words before it.
"""

import re

from knowledge.text.beside_cards import MONTH
from knowledge.text.card_numbers import LINK, SAID, luhn
from knowledge.text.kind import IGNORE, Kind


def _luhn(found: re.Match[str]) -> bool:
    return luhn([int(sign) for sign in found[found.lastindex or 0] if sign.isdigit()])


_LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU XK",
    21: "CH HR LI LV", 22: "BG DE GB GE IE ME RS", 23: "AE GI IL", 24: "AD CZ ES MD PK RO SA SE SK TN",
    25: "PT", 26: "IS TR", 27: "FR GR IT MC SM", 28: "AL AZ CY DO HU LB PL", 29: "BR PS QA UA",
    30: "JO KW MU", 31: "MT SC",
}  # fmt: skip
"""Signs of an account number (IBAN), by country."""
_ACCOUNT = "|".join(
    rf"(?:{countries.replace(' ', '|')})\d{{2}}(?:[ \u00a0.-]?[A-Z0-9]){{{length - 4}}}"
    for length, countries in _LENGTHS.items()
)


def _mod_97(found: re.Match[str]) -> bool:
    """Whether an account number's check digits are right."""
    plain = "".join(filter(str.isalnum, found[0])).upper()
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


_BACK = (
    r"(?:(?:on|at|from) the (?:back|rear|reverse)|(?:hinten|vorne)|(?:hinten )?(?:auf|von) der (?:karten)?r[üu]ckseite|au dos|au verso|derri[èe]re|"
    r"de atr[áa]s|de detr[áa]s|del reverso|por detr[áa]s|de tr[áa]s|atr[áa]s|do verso|no verso|sul retro|dietro)"
)
"""Where on a card its code is printed."""
_ON_CARD = (
    r"(?:(?:on|of|from) (?:the|my|our) (?:credit |debit |bank )?card|(?:auf|von) (?:der|meiner) (?:kredit|bank|ec-?)?karte|"
    r"(?:de|sur) (?:la|ma) carte|(?:de|en) (?:la|mi) tarjeta|d[oa] (?:meu )?cart[ãa]o|no cart[ãa]o|della (?:mia )?carta|sulla carta)"
)
_FEW = (
    r"(?:(?:last|final|letzten|[úu]ltim[oae]s?|derniers|three|3|four|4|drei|dreistellige|vier|tres|trois|quatre|tr[êe]s|tre|cuatro|quattro|quatro)\s{1,2}){0,3}"
    r"(?:code|number|numbers|digits|figures|nummer|ziffern|zahl|zahlen|stellen|chiffres|c[óo]digo|d[íi]gitos|n[úu]meros|codice|cifre|numeri)"
)
_NAMES = (
    r"(?:cvv2?|cvc2?|cvn)(?:[ -]?(?:code|nummer|number|número|numero))?|(?:card )?security (?:code|number)|card (?:verification )?code|"
    r"(?:karten)?pr[üu]e?f(?:nummer|ziffer|code|zahl)|(?:karten)?sicherheits(?:code|nummer)|"
    rf"{_FEW}\s{{1,2}}{_BACK}|(?:code|c[óo]digo|codice)\s{{1,2}}{_ON_CARD}|"
    r"code de s[ée]curit[ée]|cryptogramme(?: visuel)?|c[óo]digo (?:de seguridad|de seguran[çc]a|trasero)|codice di sicurezza"
)
_ON = (
    r"of|on|my|the|card|back|its|number|de|la|le|ma|mi|su|tarjeta|trás|atrás|carte|au|dos|del|della|dello|do|da|no|meu|minha|"
    r"cartão|cartao|mia|mio|sul|retro|carta|der|die|meiner|meine|karte|kreditkarte|bankkarte|rückseite|auf|credit|debit|visa|mastercard|"
    r"for|für|para|per|pour|du|il|account|app|door|alarm|safe|phone|sim|konto|handy|tür|cuenta|móvil|puerta|compte|téléphone|porte|"
    r"conta|celular|porta|conto|telefono"
)
_STILL = (
    r"(?:\s{1,3}(?:now|still|just|currently|jetzt|noch|nun|ahora|maintenant|ora|adesso|agora))?"
)
_SAYS = rf"(?:is|was|says|reads|used to be|ist|war|lautet|es|era|est|é|è|are|sind|son|sont|são|sono|sarebbe){_STILL}"
_UNITS = r"errors?|times|digits?|characters?|min\w*|days?|fehler|stellen|mal|erreurs?|fois|erro\w*|veces|vezes|volte|euros?|eur|usd|[€$£%]|not found"
_APART = rf"\d(?:{LINK}\d){{3}}(?![\w.,:/-]?\d)"
"""Four digits, told one by one."""
_THREE = rf"(?:\d{{3,4}}(?![\w.,:/-]?\d)|\d(?:[ -]\d){{2,3}}(?![\w.,:/-]?\d)|{SAID}(?:[\s,-]{{0,2}}{SAID}){{2,3}}(?![^\W_]))"
"""A code of three or four digits, as figures or in words."""
_CODE = re.compile(
    rf"((?<![^\W_])(?:{_NAMES})(?:\s{{1,3}}(?:{_ON})){{0,5}}(?:\s{{1,3}}(?:{_SAYS}))?\s{{0,3}}[:=(]?\s{{0,3}})"
    rf"({_THREE})(?!\s{{0,2}}(?:{_UNITS})(?![^\W_]))",
    IGNORE,
)
_CODE_FIRST = re.compile(
    rf"((?<![\w.,:/#-]))(\d{{3,4}})(?=\s{{1,3}}(?:is|ist|es|est|é|è)\s{{1,3}}"
    rf"(?:(?:my|the|mein|meine|der|die|das|mi|el|la|mon|le|o|meu|il|mio)\s{{1,3}})?(?:{_NAMES})(?![^\W_]))",
    IGNORE,
)
_PIN_NAME = r"(?:pin|geheimzahl)(?:[ -]?(?:code|number|nummer))?"
_CARDS = r"(?:card|karte|kreditkarte|bankkarte|ec-?karte|tarjeta|carte|cart[ãa]o|carta)"
_PIN = re.compile(
    rf"(\b(?:{_PIN_NAME}(?:\s{{1,3}}(?:{_ON})){{0,5}}(?:\s{{0,3}}[:=]\s{{0,3}}|\s{{1,3}}(?:{_SAYS})\s{{1,3}})|"
    rf"{_PIN_NAME}(?:\s{{1,3}}(?:{_ON})){{0,3}}\s{{1,3}}{_CARDS}\s{{1,3}}|"
    rf"(?:my|mein|meine|mi|mon|minha|meu|mio|card|karten)[ -]{_PIN_NAME}\s{{1,3}}|{_PIN_NAME}\s{{1,3}}(?=\d-\d-)))"
    rf"({_APART}|{_THREE})",
    IGNORE,
)
_GAP = r"[ \u00a0\u2009\u202f\u3000\-–‐‑]"
_BREAK = r"[\s.·\-–‐‑]{1,4}"


def _in_groups(found: re.Match[str]) -> bool:
    """Judge groups of digits: a column of them is a table, unless it is said to be a card."""
    around = found.string[max(0, found.start() - 60) : found.end(1) + 60]
    return _luhn(found) and (found[1].count("\n") <= 1 or _CARD.search(around) is not None)


def _of_payment(found: re.Match[str]) -> bool:
    """Judge "card code 5521": a gift card or a membership has one too, and pays nothing."""
    begin = max(0, found.start() - 30)
    around = found.string[begin : found.start() + len("card")]
    return all(found.start() - begin - each.end() > 1 for each in _OTHER_CARD.finditer(around))


_BUYS = (
    r"gift|voucher|store|discount|promo|prize|scratch|steam|amazon|itunes|google play|play ?store|xbox|psn|playstation|"
    r"nintendo|e ?shop|roblox|minecraft|valorant|riot|razer|twitch|netflix|spotify|disney|zalando|ikea|starbucks|top-?up|"
    r"recharge|game|activation|licen[cs]e"
)
_LETS_IN = (
    r"access|key|door|entry|entrance|gate|room|hotel|locker|parking|park|travel|transit|transport|bus|train|tram|metro|"
    r"subway|rail|oyster|season|day|ticket|city|tourist|museum|zoo|pool|sauna|ski|lift|bike|guest|visitor|staff|employee|press"
)
_BELONGS = (
    r"loyalty|membership|member|club|gym|fan|library|student|school|reward|bonus|point|stamp|punch|customer|"
    r"id|identity|health|insurance|vaccination|donor|fishing"
)
_WORKS = r"sim|phone|calling|memory|sd|graphics|video|sound|network|report|score|greeting|birthday|post|trading|playing|index|time"
_OTHER_CARD = re.compile(
    rf"(?<![^\W_])(?:{_BUYS}|{_LETS_IN}|{_BELONGS}|{_WORKS})s?[ -]?(?:cards?(?![^\W_])|vouchers?)|geschenkkarte|gutschein|kundenkarte|"
    r"mitgliedskarte|tarjeta (?:de )?regalo|carte[- ]cadeau|cart[ãa]o[- ]presente|carta regalo",
    IGNORE,
)
_CARD = re.compile(r"card|karte|tarjeta|carte|cart[ãa]o|carta|visa|mastercard|amex", IGNORE)
CODES = (
    Kind("PIN", ("pin", "geheimzahl"), _PIN, _of_payment, group=2),
    Kind(
        "security code",
        ("cv", "code", "ode", "código", "codigo", "codice", "number", "nummer", "ziffer", "zahl", "digits",
         "stellen", "figures", "dígitos", "digitos", "números", "numeros", "numeri", "chiffres", "cifre", "cryptogramme"),
        _CODE,
        _of_payment,
        group=2,
    ),
    Kind("security code", ("cv", "code", "código", "codigo", "codice", "nummer", "ziffer"), _CODE_FIRST, _of_payment, group=2),
)  # fmt: skip
NUMBERS = (
    Kind(
        "bank account",
        (),
        re.compile(rf"(?=[A-Z]{{2}}\d\d)(?<![^\W_])(?:{_ACCOUNT})(?![^\W_])", IGNORE),
        _mod_97,
    ),
    Kind(
        "card number",
        (),
        re.compile(
            rf"(?=\d)(?<![\w.+#-])(?<!\d{_GAP})\d(?:{_GAP}{{0,2}}\d){{13,18}}(?!{_GAP}?\d|\w)"
        ),
        _luhn,
    ),
    # Before the month until which it is valid, or its code: their digits are none of its own.
    Kind(
        "card number",
        (),
        re.compile(
            rf"(?=\d{{4}})(?<![\w.+#-])(?<!\d{_GAP})(\d{{4}}(?:{_GAP}?\d{{4}}){{3}}|\d{{4}}{_GAP}?\d{{6}}{_GAP}?\d{{5}})"
            rf"(?=[\s,;/|]{{1,4}}(?:{MONTH}|\d{{3,4}}(?![\w/-]|[.,:]\d)))"
        ),
        _luhn,
    ),
    # In groups, which may stand one below the other.
    Kind(
        "card number",
        (),
        re.compile(
            rf"(?=\d{{4}}[^\w])(?<![\w.+#-])(?<!\d{_GAP})(?=(\d{{4}}(?:(?:{_BREAK}\d{{4}}){{3}}|{_BREAK}\d{{6}}{_BREAK}\d{{4,5}}))"
            rf"(?!{_GAP}?\d|\w))"
        ),
        _in_groups,
        1,
    ),
)
