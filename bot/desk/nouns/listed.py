"""What a span is made of, one by one: questions, tickets, promises and answers as rows of a list.

Nothing here decides or reads.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.results import End


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """A question as a row of a list."""

    number: int
    asked_at: datetime
    how: End
    outcome: str
    entry: str
    """Title of the one that was shown, or else came nearest; "" if none did."""
    probability: float | None
    feedback: str
    ticket: int | None
    language: str
    text: str
    """What was asked; "" once it is no longer kept."""
    came_back: bool = False
    """Its asker said nothing of the answer, and was back within the week."""
    nearest: str = ""
    """Id of the entry that was shown, or else came nearest."""
    category: str = ""
    """Of that entry, as it is now."""
    answered: bool = False
    """Shown an answer from the guide, which its asker has not called wrong."""
    sure: float | None = None
    """The probability of what came nearest when it was asked."""
    shown: tuple[str, ...] = ()
    """Ids of the entries that its asker was shown, then or later."""
    of_issue: bool = False
    """Told of a known issue, which is no answer of the guide's."""


@dataclass(frozen=True, kw_only=True)
class TicketRow:
    """A ticket as a row of a list."""

    number: int
    opened_at: datetime
    first_reply_at: datetime | None
    closed_at: datetime | None
    state: str
    ending: str
    priority: str
    rating: str
    reopened: int
    text: str
    """Its title, or what was asked; "" once it is no longer kept."""
    form: str = ""
    """What was filled in, a field a line."""


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """A time that a customer was told, as a row of a list."""

    ticket: int
    state: str
    made_at: datetime
    due_at: datetime
    ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """An answer that somebody of the team wrote, as a row of a list."""

    entry: str
    """Its id."""
    title: str
    at: datetime
    by: str
    """Their name."""


class Turn(StrEnum):
    """Which way a ticket turned."""

    WELL = "well"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Turned:
    """Something that went well or wrong with a ticket."""

    at: datetime
    what: str
    """rated_good, rated_bad, missed (a promise), reopened (within a week)."""
    ticket: int
    text: str
    """Its title, or what was asked; "" once it is no longer kept."""


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Whose words reached the customers of solved tickets of one category."""

    category: str
    """ "" where nothing of the guide came near, or what did has none."""
    name: str
    tickets: int


@dataclass(frozen=True, kw_only=True)
class Worded:
    """What was asked, for reading."""

    question: int
    by: str
    """Person id."""
    text: str
