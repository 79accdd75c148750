"""A kind of secret: how it is found, and how a value looks that somebody made up to be one.

Patterns are bounded and begin once in a run of signs: what can be read must be read in no time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

IGNORE = re.IGNORECASE


@dataclass(frozen=True)
class Kind:
    """One way in which a secret is written."""

    name: str
    signs: tuple[str, ...]
    """Without any of these in the text, in lower case, the pattern need not be tried."""
    pattern: re.Pattern[str]
    fits: Callable[[re.Match[str]], bool] = lambda _: True
    group: int | str = 0
    """What of the match is the secret."""


_CODE = re.compile(r"[A-Z0-9]+(?:[-_./#:][A-Z0-9]+)*")
"""How orders, products and errors are numbered."""
_ORDINARY = re.compile(
    r".*\w://.*|.*\]\(.*|\w+(?:\\\w+){2,}|[^\s@]+@[^\s@]+\.[a-z]{2,}"  # an address, a link, a path
    r"|[a-z]{1,3}-?\d+(?:[-.]\w+)*"  # "abc-123", "v2.1"
    r"|\d+[.,:-]?\d*[a-zäöü%°]{1,8}"  # a measure: "8chars", "10.30am", "24th", "2fa"
    r"|\d{1,4}([-./])\w{1,9}\1\d{1,4}(?:t\d.*)?"  # a date
    r"|(?:windows|win|iphone|ipad|ipados|ios|android|galaxy|pixel|version|step|page|xbox|firefox|"
    r"chrome|safari|edge|python|office|macos|ubuntu|ticket|order|error|code|invoice|level|schritt|"
    r"seite|bestellung|fehler|rechnung|pedido|factura|erreur|commande|facture|erro|fatura|errore|"
    r"ordine|fattura|errors?|room|server|user|player)[-_#]?\d+(?:\.\d+)*[a-z]{0,6}",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\w[!@$%^*~§]+\w")
_SHORT, _LONG = 5, 80
"""Shorter ones are too often something else; longer ones are read up to here."""


def bare(value: str) -> str:
    """A value without the signs of the sentence around it."""
    return value.strip(".,;:!?…()[]<>\"'`«»“”„*|")


def made_up(value: str) -> bool:
    """Whether a value looks like a password wherever it stands: letters with digits or signs among
    them, and neither an address, a measure, a date nor the code of an order, a product, an error.
    """
    value = bare(value)[:_LONG]
    if len(value) < _SHORT or not any(map(str.isalpha, value)):
        return False
    if _CODE.fullmatch(value) or _ORDINARY.fullmatch(value):
        return False
    return any(map(str.isdigit, value)) or _INSIDE.search(value) is not None


def signed(value: str) -> bool:
    """Whether a value is made up with a sign in it, and digits."""
    value = bare(value)
    return made_up(value) and any(map(str.isdigit, value)) and bool(_INSIDE.search(value))


def hard(value: str) -> bool:
    """Whether a value is made up with a sign in it, or with letters of both sizes and digits."""
    value = bare(value)
    sizes = value != value.lower() and value != value.upper()
    return made_up(value) and (
        (sizes and any(map(str.isdigit, value))) or bool(_INSIDE.search(value))
    )
