"""What an owner may expect of few entries: tried with questions made from them, in other words and beside.

Customers' own words are further from an entry than what tables make; so this says at most what to expect.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.nouns.question import Answer, Choices, Outcome
from bot.desk.rules.answering import decide, guesses
from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.matching.near_misses import Message, near_misses, reworded

ENTRIES = 40
"""Entries that are tried, so that it takes about a second; from a larger base evenly."""
ENOUGH = 3.0
"""Phrasings an entry, on average, from which on hiding them tells more than making new ones."""
HELPFUL = 3
ANSWERED, OFFERED = 10, 55
"""Of 100 messages written by hand to bases that nothing was chosen on: docs/answering.md, "blind"."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What came of made questions. All but `phrasings` count questions."""

    answerable: int
    answered: int
    offered: int
    """The right title among those to choose from."""
    amiss: int
    """Answered by an entry that was not meant."""
    beside: int
    """Near misses, which nothing answers."""
    misled: int
    """Near misses that got an answer."""
    phrasings: tuple[tuple[str, str], ...]
    """Entries that most questions missed, and one of these in words."""

    def sentences(self) -> tuple[str, ...]:
        """The same in words, for `doctor` and `kb check`."""
        if not self.answerable:
            return ()
        answered, offered = (
            round(100 * each / self.answerable) for each in (self.answered, self.offered)
        )
        found = [
            f"Tried with {self.answerable + self.beside} questions made from your own: of 100 in "
            f"other words about {answered} would be answered and {offered} offered as a title, "
            f"{100 - answered - offered} handed to your team. "
            f"Customers' own words are further off: on bases this small about {ANSWERED} of 100 of theirs "
            f"were answered and {OFFERED} offered when it was measured."
        ]
        wrong = self.misled + self.amiss
        found.append(
            f"{wrong} of these {self.answerable + self.beside} would get a wrong answer."
            if wrong
            else "None of these would get a wrong answer."
        )
        if self.phrasings:
            named = "; ".join(f"{entry}: “{text}”" for entry, text in self.phrasings)
            found.append(
                f"These phrasings would help most, or better how your customers say it: {named}."
            )
        return tuple(found)


def expected(matcher: Matcher, entries: Sequence[Entry]) -> Expected | None:
    """Played through a matcher that holds them; None where they have phrasings enough."""
    if not entries or sum(len(each.phrasings) for each in entries) >= ENOUGH * len(entries):
        return None
    tried = entries[:: -(-len(entries) // ENTRIES)]
    able, beside = list(reworded(tried)), list(near_misses(tried))
    known = {entry.id: entry for entry in entries}
    made = [(each, _outcome(matcher, each, known)) for each in able]
    missed = [each for each, outcome in made if not isinstance(outcome, Answer)]
    count = Counter(each.entry for each in missed)
    words = {each.entry: each.text for each in reversed(missed)}
    return Expected(
        answerable=len(able),
        answered=sum(isinstance(o, Answer) and o.entry == m.entry for m, o in made),
        offered=sum(isinstance(o, Choices) and m.entry in o.entries for m, o in made),
        amiss=sum(isinstance(o, Answer) and o.entry != m.entry for m, o in made),
        beside=len(beside),
        misled=sum(isinstance(_outcome(matcher, each, known), Answer) for each in beside),
        phrasings=tuple((entry, words[entry]) for entry, _ in count.most_common(HELPFUL)),
    )


def _outcome(matcher: Matcher, message: Message, entries: dict[str, Entry]) -> Outcome:
    return decide(guesses(matcher.candidates(message.text), entries), matcher.bands)
