"""A ticket, and what happened to it: a question that people work on.

Values only: `lifecycle` has the table by which a ticket's state changes.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.file import File
from bot.desk.nouns.intake_form import Detail
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import Guess
from bot.desk.nouns.team import Routed


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
    details: tuple[Detail, ...] = ()
    """What its customer filled in of an intake form."""
    team: str = ""
    """Whose it is, by the name of a team; "" where it is the whole desk's."""
    routed: Routed | None = None
    """How it came there."""
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


PASSED_ON = "passed_on"
"""The event of somebody of the team handing a customer's words over in their name."""


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
