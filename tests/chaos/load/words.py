"""What people say under load: questions in ever new words, thanks, and now and then a person.

No two questions are the same text, so that nothing is answered from a memory of texts.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

from bot.running.building import starter_entries

_LEADS = ("", "Hello, ", "hi! ", "Sorry to bother you: ", "Quick one. ")
_KIND = ("thanks", "thank you", "hello", "bye", "thanks a lot")
_UNKNOWN = ("Can you paint bicycle {} purple?", "do you ship kayak {} to brazil?")
_PERSON = "let me talk to a person"
TICKETS = 2_000
"""One message in so many asks for a person: a card a second is what a staff room takes."""


def words(dice: Random) -> Iterator[str]:
    """One message after the other, without end."""
    phrasings = [
        text
        for entry in starter_entries()
        if entry.language in {"", "en"}
        for text in (entry.question, *entry.variants)
    ]
    for number in count(1):
        kind = dice.random()
        if number % TICKETS == 0:
            yield _PERSON
        elif kind < 0.15:
            yield dice.choice(_KIND)
        elif kind < 0.2:
            yield dice.choice(_UNKNOWN).format(number)
        else:
            text = dice.choice(phrasings)
            slip = dice.randrange(len(text))
            typed = text[:slip] + text[slip + 1 :] if dice.random() < 0.5 else text
            yield f"{dice.choice(_LEADS)}{typed} ({number})"
