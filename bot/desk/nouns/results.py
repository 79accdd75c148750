"""What came of a span of time, counted: the values that a report is made of.

Nothing here decides or reads. docs/results.md says what each figure means and how it is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

Pair = tuple[datetime, datetime]
"""From and to, aware UTC."""


class End(StrEnum):
    """How a question ended as far as anybody knows: each in exactly one way."""

    SOLVED = "solved"
    """The customer said so, of the answer or of the ticket."""
    NO_WORD = "no_word"
    """They were shown an answer, and said nothing of it."""
    PERSON = "person"
    """It went to a person, and nobody has said that it is solved."""
    UNKNOWN = "unknown"
    """The desk said that it doesn't know, and no person was asked."""
    LEFT = "left"
    """They left without an answer, took the question back, or said that the answer was not it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What became of the questions that were asked in the span."""

    ends: Mapping[End, int] = field(default_factory=dict)
    silent: int = 0
    """Of those shown an answer and without a word, the ones whose week is over."""
    came_back: int = 0
    """Of `silent`: within that week the same person asked alike or opened a ticket."""
    open: int = 0
    """Questions that nobody has answered as yet."""
    right: int = 0
    """Answers that the desk gave outright and customers said were it."""
    wrong: int = 0
    """Answers that the desk gave outright and customers said were not it."""

    @property
    def all(self) -> int:
        """Every question once."""
        return sum(self.ends.values())


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What became of the tickets that were opened in the span; one merged into another is that one."""

    replies: tuple[Pair, ...] = ()
    """(opened, first words of a person that arrived)."""
    waiting: tuple[datetime, ...] = ()
    """When those were opened that are open and still wait for it."""
    wordless: int = 0
    """Closed without a word of a person: taken back, or nobody could be reached."""

    @property
    def all(self) -> int:
        """Every ticket once."""
        return len(self.replies) + len(self.waiting) + self.wordless


@dataclass(frozen=True, kw_only=True)
class Promised:
    """What became of the promises that customers had and that ended in the span."""

    kept: int = 0
    moved: int = 0
    """Another time was given before this one passed."""
    missed: int = 0
    early: tuple[timedelta, ...] = ()
    """How long before its time each kept one was kept."""

    @property
    def all(self) -> int:
        """Every promise once."""
        return self.kept + self.moved + self.missed


@dataclass(frozen=True, kw_only=True)
class Closed:
    """What became of the tickets that were closed in the span, also of those opened again since."""

    confirmed: int = 0
    """Times that a customer said that a ticket is solved."""
    unconfirmed: int = 0
    """Times that a ticket was closed without word of its customer."""
    tickets: int = 0
    """Tickets that were closed in either way, each once."""
    reopened: int = 0
    """Of `tickets`: opened again within a week of it."""
    solved_in: tuple[Pair, ...] = ()
    """(opened, closed) of those that a customer called solved and that are closed still."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """Ratings given in the span; who changes their mind is counted once."""


@dataclass(frozen=True)
class Issues:
    """Known issues of the span."""

    started: int = 0
    people: int = 0
    """Who asked about one in the span and was told of it."""
    kept: int = 0
    """Times by which the next word was promised to them, and came."""
    missed: int = 0


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that a report says of a span."""

    asked: Asked = field(default_factory=Asked)
    opened: Opened = field(default_factory=Opened)
    waiting: tuple[datetime, ...] = ()
    """When the tickets were opened that are open and still wait for a first reply, of any span."""
    promised: Promised = field(default_factory=Promised)
    closed: Closed = field(default_factory=Closed)
    issues: Issues = field(default_factory=Issues)
    entries_added: tuple[tuple[str, str], ...] = ()
    """(title, name of who wrote it)."""
    blocked: int = 0
    """How often somebody was blocked in the span."""
    unheard: int = 0
    """How many messages of theirs nobody has heard."""
    wrong_answers: tuple[tuple[str, str], ...] = ()
    """(question, title of the entry that the customer said was not it)."""


@dataclass(frozen=True, kw_only=True)
class OfWeek:
    """What came of a week of the calendar, as far as the page shows it of each."""

    ends: Mapping[End, int] = field(default_factory=dict)
    """How the questions ended that were asked in it."""
    replied: int = 0
    """Of the tickets opened in it, those with a first reply."""
    half: timedelta | None = None
    """Working time within which half of these had it."""
    most: timedelta | None = None
    """And nine of ten."""
    waiting: int = 0
    """Of the tickets opened in it, those that are open and wait for it."""
    kept: int = 0
    moved: int = 0
    missed: int = 0
    """Promises that ended in it."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """The questions of a span that came nearest to entries of one category."""

    category: str
    """ "" where nothing came near, or what did has none."""
    people: int
    """How many asked them."""
    asked: int
    answered: int
    """Of `asked`: shown an answer from the guide, which its asker has not called wrong."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Answers that the desk gave outright and customers judged, those that it was about as sure of."""

    least: float
    """The least probability of them, 0 to 1."""
    judged: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How often an entry was shown in a span, and what came of that."""

    entry: str
    """Its id."""
    shown: int
    """As an answer, among choices, or told of later."""
    right: int
    """Given outright, and its customer said that it was it."""
    wrong: int
    """Given outright, and its customer said that it was not it."""


@dataclass(frozen=True, kw_only=True)
class Trend:
    """How often a span's questions came nearest to an entry, and those of a longer one before it."""

    entry: str
    people: int
    """Who asked in the span."""
    asked: int
    before: int


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


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """A time that a customer was told, as a row of a list."""

    ticket: int
    state: str
    made_at: datetime
    due_at: datetime
    ended_at: datetime


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
