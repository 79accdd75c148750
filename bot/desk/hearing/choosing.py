"""The choice that somebody's words name by its place, or by what it is about; one button, or several."""

from collections.abc import Callable, Sequence

from bot.desk.nouns.conversation import Offer
from knowledge.text.normalise import tokens
from knowledge.text.ordinals import LAST, chosen
from knowledge.text.weight import weighty

_REFUSES = frozenset({"none", "notmine", "else"})
"""Commands of the button that says that none of the choices is it."""


def by_place(text: str, offers: Sequence[Offer], numbered: Callable[[int], str]) -> str:
    """The command of what is named by its place among the choices shown last; of several one command
    with them all. `numbered` says what a number presses. "" where no choices are open, or something
    else is said."""
    picks = [each for each in offers if each.verb == "pick"]
    named = chosen(text) if picks else None
    if named is None:
        return ""
    if named.none:
        return next((each.command for each in offers if each.verb in _REFUSES), "")
    if named.about:
        return _about(named.about, picks)
    if named.number:
        return numbered(named.number)
    places = range(1, len(picks) + 1) if named.every else named.places
    met = [picks[-1 if at == LAST else at - 1] for at in places if at <= len(picks)]
    first, *others = dict.fromkeys(each.command for each in met) or [""]
    return " ".join((first, *(each.split()[-1] for each in others)))


def by_subject(text: str, picks: Callable[[], Sequence[Offer]]) -> str:
    """The command of the one choice that is named by what it is about, among those of all messages
    that are open; "" for none, or several."""
    named = chosen(text)
    return _about(named.about, picks()) if named and named.about else ""


def _about(words: str, picks: Sequence[Offer]) -> str:
    """The one choice that has words of what it is said to be about."""
    said = set(tokens(list(weighty(words))))
    met = [each for each in picks if said & set(tokens(list(weighty(each.label))))]
    return met[0].command if len(met) == 1 else ""
