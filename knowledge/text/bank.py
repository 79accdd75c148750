"""Accounts at a bank as countries number them: a sort code, a Bankleitzahl, and the number beside it.

A number of an account is one at a bank only beside words of banks: shops number their customers too.
"""

import re

from knowledge.text.kind import IGNORE, Kind

_IS = r"(?:\s{0,3}[:=#]|\s{1,3}(?:is|ist|lautet|es|est|é|è|and|und))?\s{0,3}"
_NUMBER = r"(?:[ -]?(?:number|nummer|no|nr|num|número|numero|numéro|n°|code)s?)?\.?"
_BRANCH = (
    r"(?:sort[ -]?codes?|blz|bankleitzahl|(?:bank[ -])?routing|aba|bsb|transit number|"
    r"code (?:banque|guichet)|abi|cab|ag[êe]ncia)"
)
_ACCOUNT = (
    r"(?:accounts?|accnt|acct?|a/c|konto(?:nummer|nr)?|kto|(?:n[uú]mero de )?cuenta|(?:num[ée]ro de )?compte|"
    r"(?:n[uú]mero da )?conta(?: corrente)?|(?:numero di )?conto(?: corrente)?)"
)
_LONG = r"(?:rib|clabe|cbu|nib)"
_GROUPS = r"\d{2,5}(?:[ -]\d{1,12}){1,5}|\d{6,12}"
_END = r"(?![\w/]|[.,:]\d)"
_BANK = re.compile(
    rf"(?<![^\W_])(?:{_BRANCH}|iban|bic|swift|sepa|banks?(?![ -]?holiday)|(?:haus|spar|volks)bank|sparkasse|bankverbindung|"
    r"bankkonto|kontonummer|kontonr|kto|überweis\w{0,8}|lastschrift\w{0,8}|wire|bacs|direct debit|transfer\w{0,6}|"
    r"banco|bancari[ao]|transferencia|transferência|bonifico|banca|banque|bancaire|virement|conto corrente|conta corrente)(?![^\W_])",
    IGNORE,
)
_NEAR = 60


def _at_a_bank(found: re.Match[str]) -> bool:
    """Judge "account 12345678": words of banks stand near, or in its name."""
    around = found.string[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    digits = sum(map(str.isdigit, found["value"]))
    return _DIGITS[0] <= digits <= _DIGITS[1] and _BANK.search(around) is not None


def _whole(found: re.Match[str]) -> bool:
    return _DIGITS[0] <= sum(map(str.isdigit, found["value"])) <= _DIGITS[1]


_DIGITS = (5, 14)
"""Digits of a number that a bank gives, at least and at most."""
ACCOUNTS = (
    Kind(
        "bank account",
        ("account", "acc", "a/c", "konto", "kto", "cuenta", "compte", "conta", "conto"),
        re.compile(rf"(?<![^\W_]){_ACCOUNT}{_NUMBER}{_IS}(?P<value>{_GROUPS}){_END}", IGNORE),
        _at_a_bank,
        "value",
    ),
    Kind(
        "bank account",
        ("sort", "blz", "bankl", "routing", "aba", "bsb", "transit", "code", "abi", "cab", "gência", "gencia"),
        re.compile(rf"(?<![^\W_]){_BRANCH}{_NUMBER}{_IS}(?P<value>{_GROUPS}){_END}", IGNORE),
        _whole,
        "value",
    ),
    Kind(
        "bank account",
        ("rib", "clabe", "cbu", "nib"),
        re.compile(rf"(?<![^\W_]){_LONG}{_NUMBER}{_IS}(?P<value>\d(?:[ -]?\d){{15,22}}){_END}", IGNORE),
        group="value",
    ),
)  # fmt: skip
