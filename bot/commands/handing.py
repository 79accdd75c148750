"""Handing a ticket on in people's own words: "3 to kim", "3 kim please", "it to @kim", "kim 3, 5".

Only who and which; the words between them say nothing more.
"""

from bot.commands import numbers
from bot.commands.row import Command, Kind

_BEFORE = {
    *("to", "for", "over", "an", "the", "it", "this", "them", "ticket", "tickets", "number", "nr"),
    *("es", "das", "sie"),
}
_BEHIND = {"please", "pls", "thanks", "thx", "ty", "now", "bitte", "danke", "and", "und"}
_SIGNS = ".,;:!"
_ID = 15
"""Digits from which on a number is somebody's id: Discord's have 17 and more."""
ONESELF = {"me", "myself", "mir", "mich"}


def in_order(command: Command, rest: str) -> str:
    """Tickets first and then the name, where a command hands on; all else as it is."""
    if not command.params or command.params[-1].kind is not Kind.COLLEAGUE:
        return rest
    return " ".join(filter(None, parted(rest)))


def parted(rest: str) -> tuple[str, str]:
    """The tickets that a line names, with commas between them, and the name; "" for what it lacks."""
    named, words = [], []
    for word in rest.split():
        plain = word.strip(_SIGNS).removeprefix("@")
        if plain.removeprefix("#") and numbers.begins(plain) and len(plain) < _ID:
            named.append(plain)
        elif plain:
            words.append(plain)
    return ",".join(named), " ".join(_name(words))


def _name(words: list[str]) -> list[str]:
    """Without what stands around it; a name alone is one, whatever it reads like."""
    while len(words) > 1 and words[0].casefold() in _BEFORE | _BEHIND:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _BEHIND:
        words = words[:-1]
    return words
