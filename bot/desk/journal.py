"""What delivery needs remembered besides the desk's own records: what waits, what leaves, what is due.

Pure: a port and its values. Only a store fills it, only delivery and the app ask it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.desk.doors import Alarm
from bot.desk.nouns.inbound import Inbound, Place
from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.model import Ticket
from bot.desk.nouns.pending import PutAside
from bot.desk.ports.records import Records

T = TypeVar("T")


CATCHING_UP = "catching-up:"
"""Before a platform's name, the name under which is kept how far its history is looked through: how
many private conversations are left, and since when something may have been missed."""

ASIDE = "#aside:"
"""In the name of a conversation: what one person sent there beyond the limits."""


def lane(conversation: str) -> str:
    """What is worked on one after the other: a conversation, or all that one person sent beyond the
    limits, wherever."""
    there, mark, person = conversation.partition(ASIDE)
    return f"{there.partition(':')[0]}:{mark}{person}" if mark else conversation


def room_key(place: Place) -> str:
    """Return the room as text, whatever the thread; its first part is the platform."""
    return f"{place.platform}:{place.workspace}:{place.room}"


class SendState(StrEnum):
    """What is known of a message on its way."""

    PENDING = "pending"
    SENDING = "sending"
    """Handed to the platform; found so after a restart, it may have gone out."""
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """May have gone out, and history can't be read: never sent again on a guess."""
    REPLACED = "replaced"
    """A card's edit that a newer one made needless."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An inbox row that has no outcome yet."""

    inbound: Inbound
    received_at: datetime
    ready: datetime
    """Not to be worked on before."""
    attempts: int = 0
    """How many times working on it failed."""


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
    last_try: datetime | None = None
    unclear_since: datetime | None = None
    """When it was first found that it can't be looked up; the stops before don't count."""
    card: str = ""
    """Platform id of the ticket's card, empty while it has none."""
    target: str = ""
    """Platform id of what it edits; "" where that has none, or never went out."""
    detour: Place | None = None
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


@dataclass(frozen=True, kw_only=True)
class DueAlarm:
    """Something whose time has come, and since when."""

    alarm: Alarm
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ScanPoint:
    """How far a place's history is known to be complete."""

    place: Place
    first_seen: datetime
    """Nothing said before is ever looked at."""
    through: datetime


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a commit gave the loops to do."""

    conversations: tuple[str, ...] = ()
    """Conversations with something new in the inbox, in the order in which it came."""
    rooms: tuple[str, ...] = ()
    """Rooms, as `room_key` names them, with something new in the outbox, in its order."""
    alarms: bool = False


class Inbox(Protocol):
    """What came in."""

    def take_in(
        self,
        inbound: Inbound,
        at: datetime,
        ready: datetime | None = None,
        *,
        aside: bool = False,
    ) -> bool:
        """Keep it, to be worked on from `ready` on; False when it was known already.

        `aside` keeps it beside its conversation, where one person's surplus gathers.
        """
        ...

    def known(self, ids: Sequence[str]) -> Set[str]:
        """Which of these were taken in already."""
        ...

    def waiting_conversations(self, now: datetime) -> Sequence[str]:
        """Those with something to work on now, the oldest first."""
        ...

    def waiting(self, conversation: str, limit: int = 50) -> Sequence[Waiting]:
        """What waits there, in the platform's order; of a person's surplus, what waits anywhere.

        Raises Garbled.
        """
        ...

    def inbox_due(self, after: datetime) -> datetime | None:
        """When, later than `after`, something that waits may first be worked on."""
        ...

    def newest_waiting(self) -> datetime | None:
        """When the newest of what waits, to be worked on or to be sent, came there or was tried."""
        ...

    def shift_waiting(self, back: timedelta) -> None:
        """The clock was set back by that: what waits a span of time waits no longer for it."""
        ...

    def still_waits(self, inbound_id: str) -> bool: ...

    def finish(self, inbound_id: str, outcome: str, at: datetime, error: str = "") -> None:
        """It has its outcome."""
        ...

    def bury(self, inbound: Inbound, at: datetime, error: str) -> int:
        """It can't be worked on; kept as it was worked on, and no longer in the way.

        Returns the number that staff know it by.
        """
        ...

    def bury_garbled(self, inbound_id: str, at: datetime) -> PutAside | None:
        """It can't even be read; kept, and no longer in the way. None when it doesn't wait."""
        ...

    def put_off(self, inbound_id: str, until: datetime, error: str = "") -> None:
        """Not now. With an error, one more attempt has failed."""
        ...


class Outbox(Protocol):
    """What leaves. `send` of the records puts it in."""

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

        False when it is no longer to be sent: a newer card took its place.
        """
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


class Journal(Records, Inbox, Outbox, Protocol):
    """One transaction's view of everything that is remembered."""

    def due_alarms(self, now: datetime, limit: int = 256) -> Sequence[DueAlarm]:
        """Tickets and questions whose time has come, the oldest first."""
        ...

    def alarms_due(self, after: datetime) -> datetime | None:
        """When, later than `after`, the first alarm is due."""
        ...

    def private_places(self, platform: str) -> Sequence[Place]:
        """Where people and the desk speak alone, the longest unscanned first."""
        ...

    def last_words(self, places: Iterable[Place]) -> Mapping[str, datetime]:
        """When somebody last spoke in each of these, by its key, as far as that is kept."""
        ...

    def tickets_alive(self, since: datetime) -> Sequence[Ticket]:
        """Open ones, and those closed since then."""
        ...

    def traces_of(self, person_id: str) -> object:
        """All that is to be erased of a person. Reads through much, so it is asked of a reader."""
        ...

    def blank_lists(self, traces: object, at: datetime) -> tuple[object, bool]:
        """Take the words out of some of the lists that staff were shown, which may show anybody;
        what is left of the traces then, and whether there are other lists among them."""
        ...

    def erase_found(self, traces: object | None) -> None:
        """From now on whoever is erased must have been looked for: `erase_person` raises SeekFirst where
        these are not their traces."""
        ...

    def scan_point(self, place: Place) -> ScanPoint | None: ...

    def scanned(self, point: ScanPoint) -> None:
        """A scan of the place was completed."""
        ...


class SeekFirst(Exception):
    """Somebody is to be erased, and has not been looked for yet."""

    def __init__(self, person_id: str) -> None:
        """Whom."""
        self.person_id = person_id
        super().__init__()


class Store(Protocol):
    """Where the journal lives."""

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Run in one transaction; on return it is durable. Raises StoreError, or what `work` did."""
        ...

    async def read(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Run on a consistent view of what has been committed; must not write.

        `long`: it may take its time, and keeps no other reading waiting but such.
        """
        ...

    def subscribe(self, heard: Callable[[Changes], None]) -> None:
        """Call this in the event loop after each commit that changed something."""
        ...
