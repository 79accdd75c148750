"""What the beginning of a line says of tickets: their numbers, or something that looks like them.

Words go to a customer only where it is plain whom they are meant for; the rest is refused.
"""

import re
import unicodedata

_ONE = r"#?\d+"
_END = r"[:,)]?(?=\s|$)"
"""What may stand behind a number: "2: hello", "2, hello", "2) hello"."""
_SEVERAL = re.compile(rf"({_ONE}(?:\s*,\s*{_ONE})*){_END}")
""" "3", "3,5, 9:"."""
_MORE = re.compile(
    rf"(?P<and>(?:and|und|or|oder|to|bis|[&+/–-])\s*)?(?:tickets?\s*)?(?P<number>{_ONE}){_END}",
    re.IGNORECASE,
)
"""Another number behind the first: "1 3 hello", "1 and 3 hello"."""
_NUMERAL = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|null|eins|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwoelf"
    r"|(?:drei|vier|fünf|fuenf|sech|sieb|acht|neun)zehn|hundert"
    r"|(?:\w+und)?(?:zwan|drei|vier|fünf|fuenf|sech|sieb|acht|neun)(?:zig|ßig|ssig))\b"
)
_LIKE_ONE = re.compile(
    rf"\W*(?:(?:to|an)\s+)?(?:(?:tickets?|no|nr|num|number|nummer|t)[\W_]*(?=\d)|(?:tickets?|n(?:r|um|umber|ummer))\W+)?"
    rf"(?:(?=\d)|{_NUMERAL})",
    re.IGNORECASE,
)
"""A number, a list, a word for a number or a ticket's name, in the languages of the team."""


def first(rest: str) -> tuple[str, str, bool]:
    """The numbers at a line's beginning, the rest, and whether a sign parts them; "" for none."""
    found = _SEVERAL.match(rest)
    if found is None:
        return "", rest, False
    return found[1], rest[found.end() :].strip(), found.end() > found.end(1)


def begins(word: str) -> bool:
    """Whether a word is the number of a ticket or a question, or several of them."""
    plain = word.removesuffix(":").removesuffix(")").removesuffix(",")
    return all(each.removeprefix("#").isdecimal() for each in plain.split(","))


def more(rest: str) -> tuple[str, bool]:
    """The number that words after a number begin with, and whether a word joins it to the first."""
    found = _MORE.match(rest)
    return (found["number"], bool(found["and"])) if found else ("", False)


def looks_like_one(words: str) -> bool:
    """Whether words begin like the number of a ticket, so that one may have been meant."""
    plain = unicodedata.normalize("NFKC", words)
    start = next((each for each in plain if each.isalnum()), "")
    return bool(_LIKE_ONE.match(plain)) or start.isnumeric()
