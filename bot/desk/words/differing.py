"""Answers that the team itself contradicted: a customer was shown an entry, and a person's reply on
their ticket then said otherwise. One of the two is wrong.

Worked out from what is kept whenever it is asked for, beside the writer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.question import OutcomeKind, Question
from bot.desk.ports.entries import Entries
from bot.desk.ports.questions import Questions
from bot.desk.ports.tickets import History
from knowledge.entry import Entry
from knowledge.upkeep.asking import asked
from knowledge.upkeep.contradiction import contradiction

LOOKED_AT = 500
"""Of the newest questions so many are looked at."""


class Kept(Questions, Entries, History, Protocol):
    """What of the records is read for it."""


@dataclass(frozen=True, kw_only=True)
class Differs:
    """A reply that says otherwise than the entry that its customer was shown."""

    ticket: int
    at: datetime


def shown_and_handed_on(records: Kept) -> Mapping[str, Sequence[Question]]:
    """The newest questions that an entry answered outright and that went to a person all the same, by
    the entry's id; the newest first."""
    found: dict[str, list[Question]] = {}
    for each in records.newest_asked(LOOKED_AT):
        if each.ticket and each.shown and each.outcome is OutcomeKind.ANSWER:
            found.setdefault(each.shown[0], []).append(each)
    return found


def differs(
    records: Kept, entry: Entry, questions: Sequence[Question], stands: datetime
) -> Differs | None:
    """The newest reply since the entry stands as it does that speaks against it; None where none does."""
    for each in questions:
        what = asked(each.text, entry.language)
        for line in reversed(records.history(each.ticket or 0)):
            said = line.what == "reply" and line.text and line.at > stands
            if said and contradiction(entry.answer, line.text, what):
                return Differs(ticket=line.ticket, at=line.at)
    return None
