"""Why an entry is shown to nobody before a person has looked: not finished, or not meant for everybody.

One list for all ways in: a file's entry becomes a draft, one written in chat waits for "add anyway".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.entry import Entry
from knowledge.text.given_away import answered, given_away
from knowledge.upkeep.in_confidence import conversation_in, in_confidence
from knowledge.upkeep.leftovers import leftovers
from knowledge.upkeep.personal import Customer, said_to_one


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One reason."""

    kind: str
    """That of a leftover, or "password", "one", "conversation", "private"."""
    what: str
    """The sentence for people, without its end."""
    words: str
    """What it is about, as it stands in the entry."""


def doubts(entry: Entry) -> Iterator[Doubt]:
    """Yield all reasons, what is missing first."""
    for each in leftovers(entry):
        if each.unfinished:
            yield Doubt(kind=each.kind, what=each.what, words=each.words)
    if words := given_away(entry.answer) or answered(entry.question, entry.answer):
        what = f'It tells what looks like a password or a code ("{words}")'
        yield Doubt(kind="password", what=what, words=words)
    if theirs := said_to_one(entry, Customer()):
        what = f'It holds what looks like one customer\'s alone ("{theirs[0]}")'
        yield Doubt(kind="one", what=what, words=theirs[0])
    yield from not_for_all(entry)


def not_for_all(entry: Entry) -> Iterator[Doubt]:
    """Yield what somebody told in confidence."""
    if words := conversation_in(entry):
        what = f'It holds a piece of a conversation ("{words}")'
        yield Doubt(kind="conversation", what=what, words=words)
    for words in in_confidence(entry)[:1]:
        what = f'It holds what looks like somebody\'s own ("{words}")'
        yield Doubt(kind="private", what=what, words=words)
