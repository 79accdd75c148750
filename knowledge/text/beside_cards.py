"""What stands beside the number of a card: its code, its PIN, until when it is valid.

Judged once the number was taken out: a word for a code is enough there, three bare digits right behind, too.
"""

import re

from knowledge.text.kind import IGNORE, Kind

MONTH = r"(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:20)?\d\d(?![\w/-]|[.,:]\d)"
"""Until when a card is valid: "04/27", "4.2027"."""
_UNTIL = (
    r"(?:exp(?:\.|iry|ires|iration|iraci[óo]n|ira)?(?: date| on| am| le| en| em)?|(?:valid|good) (?:until|thru|through|till|to)|"
    r"g[üu]ltig bis|l[äa]uft ab|ablauf(?:datum)?|verfallsdatum|caduca(?: en)?|caducidad|vence(?: em)?|vencimi?ento|expire(?: le)?|"
    r"valable jusqu['’]au|scad(?:e|enza)|validade|v[áa]lid[oa] (?:até|hasta)|fecha|date)"
)
_CODE = (
    r"(?:code|c[óo]digo|codice|(?:sicherheits|karten)code|security|seguridad|s[ée]curit[ée]|sicherheit|sicurezza|seguran[çc]a|"
    r"crypto|csc|cvs|cv)"
)
_ANOTHER = re.compile(
    r"(?<![^\W_])(?:order|promo(?:tion)?|coupon|discount|voucher|gift|post|postal|zip|area|dial(?:ling)?|country|error|booking|"
    r"reservation|ticket|invoice|customer|product|item|article|tracking|room|dress|tax|tariff|bar|qr|fehler|rabatt|bestell|"
    r"aktions|gutschein|error|pedido|erreur|commande|promo|errore|ordine)[\s-]{1,2}\Z",
    IGNORE,
)
"""What has a code of its own, before the word for it."""
_SAYS = r"(?:\s{1,3}(?:is|was|ist|war|lautet|es|era|est|é|è))?\s{0,3}[:=#]?\s{0,3}"
_AMOUNT = r"(?:[€$£%]|(?:euros?|eur|usd|gbp|chf|dollars?|d[óo]lares|dollari|pounds?|bucks|reais|francs?|franken|cents?|mal|times|people|nights?|days?)(?![^\W_]))"
_ENDS = rf"(?![\w/-]|[.,:]\d|\s{{0,2}}{_AMOUNT})"
_STREET = r"(?!(?:\s{1,2}[^\W\d_]{1,20}){1,2}\s(?:street|st|road|rd|avenue|ave|lane|drive|blvd|boulevard)(?![^\W_]))"
"""Three digits before one are a house's."""
_MARKED = re.compile(r"\[(?:card number|security code) removed\]")
_NUMBER = re.compile(r"\[card number removed\]")
_AROUND = 80
_APART = re.compile(r"[.!?][^\S\n]*\n|\n\s*\n")
"""Neither one sentence nor one line."""


def _beside_card(found: re.Match[str]) -> bool:
    """Judge "exp 04/27": a card, or its code, was taken out near it."""
    around = found.string[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    return _MARKED.search(around) is not None


def _beside_number(found: re.Match[str]) -> bool:
    """Judge "code 737": a card's number was taken out of its sentence or line, and it is no order's."""
    before = found.string[max(0, found.start() - _AROUND) : found.start()]
    behind = found.string[found.end() : found.end() + _AROUND]
    near = _APART.split(before)[-1], _APART.split(behind)[0]
    return any(map(_NUMBER.search, near)) and not _ANOTHER.search(before)


def _worded(name: str, words: str) -> Kind:
    return Kind(
        name,
        ("card number removed]",),
        re.compile(rf"(?<![^\W_]){words}{_SAYS}(?<!\d)(?P<value>\d{{3,4}}){_ENDS}", IGNORE),
        _beside_number,
        "value",
    )


_BARE = Kind(
    "security code",
    ("removed]",),
    re.compile(
        r"(?:\[card number removed\]|\[expiry date removed\])[\s,;/|]{1,4}"
        rf"(?P<value>\d{{3,4}}(?=\s{{0,3}}(?:\Z|[.,;!?)\n](?!\d)))|(?<=[^\n])\d{{3}}{_ENDS}{_STREET})",
        IGNORE,
    ),
    group="value",
)
BESIDE_NUMBER = (
    _worded("security code", _CODE),
    _worded("PIN", r"(?:pin|geheimzahl)(?:[ -](?:code|number|nummer))?"),
    _BARE,
    Kind(
        "expiry date",
        ("removed]",),
        re.compile(
            rf"(?:(?<![^\W_]){_UNTIL}\W{{0,3}}(?:(?:is|ist|es|est|é|è)\s)?|(?<=removed\])[\s,;/|]{{1,4}})(?P<value>{MONTH})",
            IGNORE,
        ),
        _beside_card,
        "value",
    ),
    _BARE,  # behind the expiry
)
"""Judged once the number was taken out."""
