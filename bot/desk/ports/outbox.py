"""What leaves: the desk queues it and asks what became of it, delivery brings it out.

A message is a row, known by its key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.pending import Carrier, Spoken
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket


def room_key(place: Place) -> str:
    """Return the room as text, whatever the thread; its first part is the platform."""
    return f"{place.platform}:{place.workspace}:{place.room}"


class SendState(StrEnum):
    """What is known of a message on its way."""

    PENDING = "pending"
    """Not out: nobody has tried yet, or it is to be tried again."""
    SENDING = "sending"
    """Handed to the platform; found so after a restart, it may have gone out."""
    SENT = "sent"
    """The platform has named the message that it became."""
    FAILED = "failed"
    """Refused, given up, or not to be read."""
    UNKNOWN = "unknown"
    """May have gone out, and history can't be read: never sent again on a guess."""
    REPLACED = "replaced"
    """A card's edit that a newer one made needless."""


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """An outbox row whose turn it is."""

    outgoing: Outgoing
    state: SendState
    queued_at: datetime
    number: int = 0
    """By which staff have it sent again."""
    tries: int = 0
    """How often it was handed over and may have gone out."""
    first_try: datetime | None = None
    unclear_since: datetime | None = None
    """When it was first found that it can't be looked up; the stops before don't count."""
    card: str = ""
    """Platform id of the ticket's card, empty while it has none."""
    target: str = ""
    """Platform id of what it edits; "" where that has none, or never went out."""
    fallback: Place | None = None
    """Where it goes instead, since the first place refused it."""
    otherwise: bool = False
    """Goes in its other words: what it comes after failed or is late."""


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A message that can't even be read to be sent."""

    number: int
    """By which staff have it sent again."""
    ticket: int | None
    report: bool


class Outbox(Protocol):
    """What is to go out, room by room. `send` of what is sent puts it in."""

    def rooms_to_send(self, now: datetime) -> Sequence[str]:
        """Rooms with something that may go now."""
        ...

    def outbox_due(self, after: datetime) -> datetime | None:
        """When, later than `after`, something may first go."""
        ...

    def next_to_send(self, room: str, now: datetime) -> Leaving | None:
        """The room's next, whose predecessor and card are out. Raises Garbled."""
        ...

    def begin_sending(self, leaving: Leaving, now: datetime, look_at: datetime) -> bool:
        """About to be handed over; from `look_at` on an unclear end is looked into.

        False when it is no longer to be sent: a newer card took its place, or another has begun.
        """
        ...

    def is_at(self, key: str, tries: int) -> bool:
        """Whether it is still on its way, and was handed over so often: nobody else has it since."""
        ...

    def mark_sent(self, leaving: Leaving, place: Place, posted: str, now: datetime) -> None:
        """Out in that place, under this platform id; a card's id goes to its ticket."""
        ...

    def fail_garbled(self, key: str, reason: str, now: datetime) -> Unsent | None:
        """It can't be read, and so can't go out. None when it isn't to."""
        ...

    def mark_failed(self, leaving: Leaving, reason: str, now: datetime) -> None: ...

    def mark_unknown(
        self, leaving: Leaving, reason: str, now: datetime, look_at: datetime | None
    ) -> None:
        """May be out. Looked into again at `look_at`, if given."""
        ...

    def send_later(self, key: str, due_at: datetime, *, tried: bool = False) -> None:
        """Goes at that time, and keeps nobody waiting until then. Surely not out, as the platform
        said, which was no try; or tried, and not there."""
        ...

    def look_later(self, key: str, due_at: datetime) -> None:
        """May be out; is looked into at that time."""
        ...

    def reroute(self, key: str, place: Place) -> None:
        """Surely not out; goes there instead, at once."""
        ...


class Sent(Protocol):
    """What was sent, or is to be, as the desk asks for it."""

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        """Queue a message. A second one with the same key is ignored."""
        ...

    def send_again(self, number: int, at: datetime) -> bool:
        """Look again for what was given up, and send it if it isn't there; False for no such one."""
        ...

    def outgoing(self, key: str) -> Outgoing | None:
        """A message as it was decided; None once it is no longer kept."""
        ...

    def last_to(self, room: Place, ticket: int) -> str:
        """The key of what still waits for a room and was queued last of a ticket, 0 for none; "" for
        nothing."""
        ...

    def card_key(self, ticket: Ticket) -> str:
        """The key of what posted or changed the ticket's card where it stands, or is about to; "" for
        none, and once it is no longer kept."""
        ...

    def number_of(self, key: str) -> int:
        """The number by which staff know a message, 0 for one that is not kept."""
        ...

    def undelivered(self, number: int) -> Outgoing | None:
        """The message of that number, where it did not surely reach its ticket's customer, and was
        not sent again."""
        ...

    def unsent(self, ticket: int) -> Sequence[Outgoing]:
        """Words of the team that did not reach its customer, and were not sent again, in order."""
        ...

    def spoken(self, ticket: Ticket) -> Sequence[Spoken]:
        """What the desk said to its customer for it, in order; words of the team are in the history."""
        ...

    def shown_since(self, room: Place, person_id: str) -> Sequence[int]:
        """Tickets of which the team's room was shown something since somebody was last answered there,
        the newest first; but for what they did themselves."""
        ...

    def unseen(self, room: Place, since: datetime) -> Sequence[int]:
        """Tickets that are open, or were closed since then, with a card in the team's room below which
        words were refused, and none are, or are to be, later."""
        ...

    def answering(self, number: int, heard: int) -> bool:
        """Whether words of the team have gone out to a ticket's customer, or are on their way, since
        they had asked for the team so often."""
        ...


class Carriers(Protocol):
    """Messages whose buttons can be pressed."""

    def carriers(self, about: str) -> Sequence[Carrier]:
        """Messages that were given buttons about something, in the order in which they were said."""
        ...

    def open_to(self, place: Place, person: str) -> Sequence[Carrier]:
        """Of the latest messages to somebody there those whose buttons are not settled, newest first."""
        ...

    def said_with(self, people: Sequence[str], words: Sequence[str]) -> Sequence[Carrier]:
        """Posts to these people that have one of these words in them, and edits of such, with buttons
        or without, in the order in which they were said."""
        ...

    def reword(self, key: str, change: Callable[[Message], Message]) -> None:
        """Keep that message in other words; if it waits, it leaves in them."""
        ...

    def spend(self, key: str) -> None:
        """That message's buttons are settled; if it waits, it leaves without them."""
        ...
