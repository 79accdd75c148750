"""What the desk keeps: questions and what came of them, tickets, promises, conversations.

Values only: nothing here decides, stores or speaks. What is matched on is a closed union.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.desk.nouns.inbound import File, Person, Place

# What comes of a question: always exactly one of three.


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A candidate as it was when the question was asked."""

    entry: str
    version: int
    probability: float
    title: str
    ground: float = 1.0
    """0 to 1: how much of what matters in the question it accounts for."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Sure enough: the approved entry, word for word."""

    entry: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Close: two or three titles and "none of these"."""

    entries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DontKnow:
    """Neither: said so."""


Outcome = Answer | Choices | DontKnow


class OutcomeKind(StrEnum):
    """The outcome as it is stored and counted."""

    ANSWER = "answer"
    CHOICES = "choices"
    DONT_KNOW = "dont_know"


class Feedback(StrEnum):
    """What the customer then pressed or said."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    PICKED = "picked"
    NONE_OF_THESE = "none_of_these"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, everything about it. Open until answered to the asker's satisfaction."""

    id: int = 0
    asked_at: datetime
    by: Person
    place: Place
    message: str
    """Identity of the message that asked."""
    text: str
    """What was searched: the message may say more, and ask more."""
    words: str
    """The whole message as it was written, without its secrets."""
    language: str
    outcome: OutcomeKind
    files: tuple[File, ...] = ()
    guesses: tuple[Guess, ...] = ()
    shown: tuple[str, ...] = ()
    """Ids of the entries shown, as answer or as choices."""
    feedback: Feedback | None = None
    feedback_at: datetime | None = None
    ticket: int | None = None
    open: bool = False
    """Nobody has answered it yet; the asker is told when somebody does."""
    told_entry: str = ""
    """Entry that the asker was later told of."""
    ask_at: datetime | None = None
    """When to ask once whether the answer helped."""
    perhaps_entry: str = ""
    """Entry that may answer it: staff were shown it, and its asker hears of it when they say so."""
    had: tuple[str, ...] = ()
    """Fingerprints of the answers that the asker has had to it, word for word."""


# Tickets.


class TicketState(StrEnum):
    """Where a ticket is in its life; `lifecycle` has the table of ways between them."""

    NEW = "new"
    OPEN = "open"
    HOLD = "hold"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Turn(StrEnum):
    """Who owns the next move."""

    OURS = "ours"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class Ending(StrEnum):
    """How a ticket was closed. Silence is never "solved"."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Priority(StrEnum):
    """How much it presses."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Rating(StrEnum):
    """One tap."""

    GOOD = "good"
    OK = "ok"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A question that people work on. Only `lifecycle.apply` changes `state`."""

    number: int = 0
    state: TicketState = TicketState.NEW
    requester: Person
    place: Place
    link: str = ""
    """Opens what the customer wrote; "" where only they can read it."""
    text: str
    """The customer's own words as they wrote them, secrets cut out."""
    title: str = ""
    """What staff call it among themselves; "" where the customer's words do."""
    tags: tuple[str, ...] = ()
    similar: tuple[int, ...] = ()
    """Numbers of solved tickets that asked the same."""
    language: str = ""
    opened_at: datetime
    owner: Person | None = None
    priority: Priority = Priority.NORMAL
    state_since: datetime
    rung: int = 0
    """How many rungs of the state's ladder have fired."""
    rung_at: datetime
    """When the last rung fired, or the ladder began."""
    hold_reason: str = ""
    hold_until: datetime | None = None
    first_response_at: datetime | None = None
    proposed_by: str = ""
    ending: Ending | None = None
    closed_at: datetime | None = None
    merged_into: int | None = None
    reopened: int = 0
    escalated: bool = False
    person_present: bool = False
    """Staff speak in the customer's own thread: the desk keeps out of it."""
    rating: Rating | None = None
    guesses: tuple[Guess, ...] = ()
    files: tuple[File, ...] = ()
    staff_room: Place | None = None
    card: str = ""
    """Platform id of the card in the staff room, once it is posted; its thread is the staff's."""
    card_text: str = ""
    """Fingerprint of the card as last written, so that only changes are sent."""
    unreached_at: datetime | None = None
    """Since when nothing reaches the customer; None while messages arrive."""
    alarm_at: datetime | None = None
    """Index of the computed alarm; never read to decide."""

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.state is not TicketState.CLOSED


class PromiseKind(StrEnum):
    """What was promised."""

    REPLY = "reply"
    """Word from a person by then."""
    UPDATE = "update"
    """Word by then, even without news."""
    ANSWER = "answer"
    """A time that a member of staff gave."""


class PromiseState(StrEnum):
    """What became of it."""

    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"
    """A member of staff gave another time, and the customer knew of it before this one passed."""
    MISSED = "missed"
    """Nobody acted. It ended when the customer was told; after its time only if that was not possible."""
    RELEASED = "released"
    """No longer needed: closed, withdrawn, merged, or never told to the customer."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A time that a customer is given. A row in the ledger, and a promise once it is told."""

    id: int = 0
    ticket: int
    kind: PromiseKind
    to: str
    """Person id of the customer."""
    made_at: datetime
    made_by: str
    """Person id of the agent, or "desk"."""
    due_at: datetime
    state: PromiseState = PromiseState.OPEN
    ended_at: datetime | None = None
    reminded_at: datetime | None = None
    """When staff were reminded of it."""
    moves: int = 0
    """How many before it were missed, one after the other."""
    told_at: datetime | None = None
    """When the customer had it in words."""
    moving_at: datetime | None = None
    """When word of another time, or that there is no news, was sent off."""

    @property
    def span(self) -> timedelta:
        """From made to due."""
        return self.due_at - self.made_at


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One line of a ticket's history."""

    ticket: int
    at: datetime
    by: str
    """Person id, or "desk"."""
    name: str
    what: str
    """The event: "claimed", "reply", "note", "customer", "promised", …"""
    text: str = ""
    internal: bool = True
    """False for what the customer saw or wrote."""
    message: str = ""
    """Identity of the platform message, where it has one."""
    behind: int | None = field(default=None, compare=False)
    """Number of the last message that was on its way to anybody by then, 0 for none and for a
    ticket's first line; None where that was not written down yet. The store fills it in."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A button last shown to somebody: its label, and the command it stands for."""

    label: str
    command: str
    asked: bool = False
    """Its message asks, so that a plain ok means yes."""

    @property
    def verb(self) -> str:
        """The command's name."""
        return self.command.partition(" ")[0]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What the desk remembers of one place and one person between two messages."""

    place: Place
    person: str
    offers: tuple[Offer, ...] = ()
    question: int | None = None
    """The question last answered here."""
    ticket: int | None = None
    """The ticket that words here belong to."""
    rephrasing: bool = False
    """The next words put the last question anew."""
    quiet: bool = False
    """A person speaks here, or the desk was asked to keep out."""
    introduced: bool = False
    """The desk has said that it is a bot."""
    files: tuple[File, ...] = ()
    """What came without a word; it belongs to what is asked next."""
