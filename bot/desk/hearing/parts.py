"""The questions of one message, each with its outcome: which are one, and what is asked beside them."""

from collections.abc import Iterable, Sequence

from bot.desk.nouns.question import DontKnow, Guess, Outcome
from bot.desk.verbs import showing
from knowledge.text.leaning import FEWEST
from knowledge.text.normalise import surface

Decided = tuple[str, tuple[Guess, ...], Outcome]
"""A question, what lies near it, and its outcome."""


def each_once(decided: Iterable[Decided]) -> list[Decided]:
    """Questions in the same words, or with the same outcome, are one."""
    found: dict[object, Decided] = {}
    words: set[str] = set()
    for text, guesses, outcome in decided:
        plain = " ".join(surface(text))
        key = plain if isinstance(outcome, DontKnow) else outcome
        if plain not in words and key in found:
            found[key] = (f"{found[key][0]} / {text}", *found[key][1:])
        elif plain not in words:
            found[key] = text, guesses, outcome
        words.add(plain)
    return list(found.values())


def besides(decided: Sequence[Decided], told: Sequence[Decided]) -> tuple[str, ...]:
    """What is asked beside what has an outcome of its own: "and when are you there?"."""
    light = (text for text, *_ in (each for each in decided if each not in told))
    shown = ((text, guesses) for text, guesses, how in told if not isinstance(how, DontKnow))
    return (
        *(text for text in light if len(surface(text)) >= FEWEST),
        *(each for text, guesses in shown for each in showing.asked_besides(text, guesses)),
    )
