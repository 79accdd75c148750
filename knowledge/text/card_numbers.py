"""Numbers of cards, however they are told: in groups between any signs, with words between, in words.

Numbers prove themselves by their check digits, or by the word for a card that they stand behind.
"""

import re

from knowledge.text.kind import IGNORE, Kind

_WORDS = (
    "zero oh nought null cero zéro zero",
    "one eins ein un uno una um",
    "two zwei zwo dos deux dois due",
    "three drei tres trois três tre",
    "four vier cuatro quatre quatro quattro",
    "five fünf fuenf cinco cinq cinque",
    "six sechs seis sei",
    "seven sieben siete sept sete sette",
    "eight acht ocho huit oito otto",
    "nine neun nueve neuf nove",
)
_DIGITS = {word: digit for digit, words in enumerate(_WORDS) for word in words.split()}
SAID = rf"(?:{'|'.join(sorted(_DIGITS, key=len, reverse=True))})(?![^\W_])"
"""A digit in words, in six languages."""
_THEN = r"(?:then|and|dann|und|danach|luego|después|y|puis|ensuite|et|poi|e|depois|minus|dash|bindestrich|guion|space|leerzeichen)"
LINK = rf"(?:[\s.,;/|_·\-–—‐‑]{{1,4}}+(?:{_THEN}[\s,]{{1,3}}){{0,2}})"
"""What stands between the digits of a number that somebody tells: "4 4 then 7, then 1"."""
_PIECE = rf"(?:\d{{1,8}}+(?!\d)|{SAID})"
_RUN = rf"(?:{LINK}{_PIECE}){{3,24}}+"
_EACH = re.compile(_PIECE, IGNORE)
_SHORTEST, _LONGEST = 14, 19
"""Digits of the numbers of cards."""
_BEHIND = re.compile(
    r"(?<![^\W_])(?:card|creditcard|(?:kredit|bank|ec-?)?karte|kartennummer|kreditkartennummer|tarjeta|carte|cart[ãa]o|carta|visa|"
    r"mastercard|amex)(?:[\s-]{1,2}(?:number|no|nr|num|nummer|n[úu]mero|num[ée]ro|numero|de cr[ée]dit[oe]?|bancaire|di credito|"
    r"bancaria))?\.?(?:\s{0,2}[:=]|\s{1,2}(?:is|ist|lautet|es|est|é|è))?\s{0,3}\Z",
    IGNORE,
)
_NEAR = re.compile(
    r"card(?! number removed)|karte|tarjeta|carte|cart[ãa]o|carta|visa|mastercard|amex", IGNORE
)
_AROUND = 60
"""Characters around a number in which a card is spoken of."""


def luhn(digits: list[int]) -> bool:
    """Whether digits are the number of a card that may be issued, by the first, the last and how many."""
    if not _issued(digits):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _issued(digits: list[int]) -> bool:
    """Whether the first digits and the length are those of a card that is issued.

    One number in ten passes Luhn by chance; order numbers mostly stop here.
    """
    two, four = digits[0] * 10 + digits[1], int("".join(map(str, digits[:4])))
    size = len(digits)
    return (
        (digits[0] == 4 and size in {16, 19})
        or ((51 <= two <= 55 or 2221 <= four <= 2720) and size == 16)
        or (two in {34, 37} and size == 15)
        or ((two in {62, 64, 65} or four == 6011 or 3528 <= four <= 3589) and size in {16, 19})
        or ((two in {36, 38, 39} or 3000 <= four <= 3059) and size == 14)
    )


def _told(found: re.Match[str]) -> bool:
    """Judge a run of digits: all of it is a card's by its check digit, a part of it beside a word for
    one, or it stands behind "card number:" and is as long as one."""
    pieces = [_digits(each) for each in _EACH.findall(found[0])]
    whole = [digit for piece in pieces for digit in piece]
    if len(whole) < _SHORTEST or found.string[found.end() :][:1].isalnum():
        return False
    alike = len({len(piece) for piece in pieces[:-1]}) == 1 or len(pieces) == 3  # 4-6-5
    if len(whole) <= _LONGEST and alike and luhn(whole):
        return True
    around = found.string[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    if not _NEAR.search(around):
        return False
    if _BEHIND.search(found.string[max(0, found.start() - _AROUND) : found.start()]):
        return 15 <= len(whole) <= 16 or _holds_one(pieces)
    return _holds_one(pieces)


def _holds_one(pieces: list[list[int]]) -> bool:
    """Whether pieces in a row, from any of them on, are the number of a card."""
    for begin, first in enumerate(pieces):
        if not 2 <= first[0] <= 6:  # no card's number begins so
            continue
        digits: list[int] = []
        for piece in pieces[begin:]:
            digits += piece
            if len(digits) > _LONGEST:
                break
            if len(digits) >= _SHORTEST and luhn(digits):
                return True
    return False


def _digits(piece: str) -> list[int]:
    if piece[0].isdigit():
        return [int(each) for each in piece]
    return [_DIGITS[piece.casefold()]]


_FIRST = tuple(word for words in _WORDS[2:7] for word in words.split())
"""Digits that numbers of cards begin with, in words."""
TOLD = (
    Kind(
        "card number",  # "4111/1111/1111/1111", "4 1 1 1 - 1 1 1 1 - …", "4111 then 1111, one one one one …"
        (),
        re.compile(rf"(?=\d)(?<![\w.+#/=-])\d{{1,8}}+{_RUN}", IGNORE),
        _told,
    ),
    Kind(
        "card number",  # "four one one one, 1111 1111 …"
        _FIRST,
        re.compile(rf"(?<![^\W_])(?:{'|'.join(_FIRST)})(?![^\W_]){_RUN}", IGNORE),
        _told,
    ),
)
"""Judged after those that are written as cards print them."""
