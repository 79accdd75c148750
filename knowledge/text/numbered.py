"""What a message says of one ticket that it names by its number: "what's happening with ticket 7?".

The number is put aside, and the rest read as if it were said of the ticket at hand, in every language
that the desk has words for. Whose ticket it is, the desk knows.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.text import intent
from knowledge.text.intent import Intent
from knowledge.text.normalise import surface
from knowledge.text.small_talk import SmallTalk, not_solved, small_talk
from knowledge.text.weight import weighty

LONGEST = 300
"""Characters up to which a message may say no more than something of a ticket."""
MOST = 16
"""Words of weight up to which it may: "hello there, thanks a lot for your quick help with it" has three."""

_WHOSE = (
    r"(?:my|our|the|this|that|your|mein\w{0,2}|unser\w{0,2}|da[sm]|de[mnrs]|die|zu[mr]|beim|vom|mi|mon|ma|le|la"
    r"|du|el|al|del|il|mio|mia|della|o|a|do|da|meu|minha|mijn|het)"
)
_NUMBER = (
    rf"(?<![\w#/])(?:{_WHOSE}\s+)?"
    r"(?P<noun>tickets?|case|request|anfrage|vorgang|demande|solicitud|chamado|richiesta)\s*"
    r"(?:(?:no|nr|number|nummer|num|n)\b[.°º]?\s*)?[#№:]?\s*(?P<number>\d{1,9})(?![.,]?\d|\w)"
    r"|(?<![\w&#/])#(?P<sign>\d{1,9})(?![.,]?\d|\w)"
)
_NAMED = re.compile(_NUMBER, re.IGNORECASE)
_ON_IT = re.compile(
    rf"(?:\b(?:for|with|about|on|regarding|zu|für|bei|mit|wegen|por|pour|avec|per|voor)\s+)?(?:{_NUMBER})",
    re.IGNORECASE,
)
""" "Thanks for your help with ticket 7": what is left says all of it."""
_AT_HAND = (
    *("my ticket", "it", "ticket", "mein ticket", "meinem ticket", "es", "mi ticket"),
    *("mon ticket", "o meu ticket", "il mio ticket", "mijn ticket"),
)
"""What people call the one that is at hand, where its number stood."""
_CALLED = frozenset({"ticket", "tickets", "one"})


_STATUS = re.compile(
    r"\W*(?:my\s+)?status\s*(?:of|for|von)?\s*[#№:]?\s*(\d{1,9})\W*", re.IGNORECASE
)
"""The command for one's own list, with a ticket's number behind it."""


class Deed(StrEnum):
    """What is said of a ticket."""

    NEWS = "news"
    WITHDRAWAL = "withdrawal"
    URGENT = "urgent"
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    THANKS = "thanks"
    REOPENING = "reopening"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A ticket's number in a message, and what is said of it."""

    number: int
    deed: Deed | None = None
    """None where the message says more, or something else."""
    plain: bool = True
    """It is called a ticket; "#7" may be an order's number."""


def numbered(text: str) -> Numbered | None:
    """The one ticket that a message names, and what it says of it; None for none, or several."""
    if len(text) > LONGEST:
        return None
    if status := _STATUS.fullmatch(text):
        return Numbered(number=int(status[1]), deed=Deed.NEWS)
    found = list(_NAMED.finditer(text))
    numbers = {int(each["number"] or each["sign"]) for each in found}
    if len(numbers) != 1:
        return None
    plain = any((each["noun"] or "").casefold().startswith("ticket") for each in found)
    return Numbered(number=numbers.pop(), deed=_deed(text), plain=plain)


def _deed(text: str) -> Deed | None:
    left = _ON_IT.sub(" ", text)
    if small_talk(surface(left)) in _NOTHING_MORE:
        return Deed.NEWS
    if len(weighty(left)) > MOST:
        return None
    ways = (*(_NAMED.sub(f" {each} ", text) for each in _AT_HAND), left)
    return next(filter(None, map(_said_of_it, ways)), None)


_NOTHING_MORE = {SmallTalk.EMPTY, SmallTalk.GREETING}
""" "Ticket 7?", "hi, ticket 7"."""


def _said_of_it(text: str) -> Deed | None:
    words, wanted = surface(text), intent.asked(text)
    if wanted and wanted.alone and wanted.intent in _OF_INTENTS:
        more = set(weighty(" ".join(wanted.about))) - _CALLED
        return None if more else _OF_INTENTS[wanted.intent]
    if not_solved(words):
        return Deed.NOT_SOLVED
    return _OF_SMALL_TALK.get(small_talk(words))


_OF_INTENTS = {
    Intent.NEWS: Deed.NEWS,
    Intent.WITHDRAWAL: Deed.WITHDRAWAL,
    Intent.URGENT: Deed.URGENT,
    Intent.SOLVED: Deed.SOLVED,
    Intent.REOPENING: Deed.REOPENING,
    Intent.PERSON: Deed.PERSON,
}
_OF_SMALL_TALK: dict[SmallTalk | None, Deed] = {
    SmallTalk.THANKS: Deed.THANKS,
    SmallTalk.SOLVED: Deed.SOLVED,
    SmallTalk.NEVER_MIND: Deed.WITHDRAWAL,
}
