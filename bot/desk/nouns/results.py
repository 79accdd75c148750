"""What came of a span of time, counted: the values that a report is made of.

Nothing here decides or reads. docs/results.md says what each figure means and how it is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.desk.nouns.lengths import Lengths

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

    working: Lengths = field(default_factory=Lengths)
    """Working time from opened to the first words of a person that arrived, of those that had them."""
    calendar: Lengths = field(default_factory=Lengths)
    """The same by the calendar."""
    waiting: tuple[datetime, ...] = ()
    """When those were opened that are open and still wait for it."""
    wordless: int = 0
    """Closed without a word of a person: taken back, or nobody could be reached."""

    @property
    def replied(self) -> int:
        """Those that had a first reply."""
        return len(self.working)

    @property
    def all(self) -> int:
        """Every ticket once."""
        return self.replied + len(self.waiting) + self.wordless


@dataclass(frozen=True, kw_only=True)
class Promised:
    """What became of the promises that customers had and that ended in the span."""

    kept: int = 0
    moved: int = 0
    """Another time was given before this one passed."""
    missed: int = 0
    early: Lengths = field(default_factory=Lengths)
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
    numbers: frozenset[int] = frozenset()
    """Tickets that were closed in either way, each once."""
    again: frozenset[int] = frozenset()
    """Of `numbers`: opened again within a week of it."""
    solved_in: Lengths = field(default_factory=Lengths)
    """From opened to closed, of those that a customer called solved and that are closed still."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """Ratings given in the span; who changes their mind is counted once."""

    @property
    def tickets(self) -> int:
        """How many were closed."""
        return len(self.numbers)

    @property
    def reopened(self) -> int:
        """How many of these were opened again within a week of it."""
        return len(self.again)


@dataclass(frozen=True)
class Issues:
    """Known issues of the span."""

    started: int = 0
    people: int = 0
    """Who asked about one in the span and was told of it."""
    kept: int = 0
    """Times by which the next word was promised to them, and came."""
    missed: int = 0


@dataclass(frozen=True)
class Held:
    """Messages of the span that were held back, for a word or while new accounts waited."""

    all: int = 0
    accepted: int = 0
    discarded: int = 0


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What of a span is the sum of its parts, so that it is put together of weeks that were counted."""

    asked: Asked = field(default_factory=Asked)
    """All but how many are open."""
    opened: Opened = field(default_factory=Opened)
    """All but those that wait."""
    promised: Promised = field(default_factory=Promised)
    closed: Closed = field(default_factory=Closed)


@dataclass(frozen=True, kw_only=True)
class Results(Sums):
    """All that a report says of a span."""

    waiting: tuple[datetime, ...] = ()
    """When the tickets were opened that are open and still wait for a first reply, of any span."""
    issues: Issues = Issues()
    entries_added: tuple[tuple[str, str], ...] = ()
    """(title, name of who wrote it)."""
    blocked: int = 0
    """How often somebody was blocked in the span."""
    unheard: int = 0
    """How many messages of theirs nobody has heard."""
    held: Held = Held()
    wrong_answers: tuple[tuple[str, str], ...] = ()
    """(question, title of the entry that the customer said was not it), the first twenty."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """What came of one member of the team's own work in a span."""

    tickets: int = 0
    """Those whose customer got words of theirs in it."""
    first: tuple[Pair, ...] = ()
    """(opened, their words) of the tickets whose first words of a person were theirs, in the span."""
    solved: int = 0
    """Called solved and closed in the span, with words of theirs."""
    promised: Promised = field(default_factory=Promised)
    """What they promised and what ended in the span; how early is not counted."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """Given in the span to tickets with words of theirs."""
    answers: int = 0
    """Written in the span."""


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
    nearest: Mapping[str, int] = field(default_factory=dict)
    """Entry id -> how many of the questions asked in it were shown it, or came nearest to it."""
