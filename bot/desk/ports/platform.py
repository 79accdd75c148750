"""What the desk and its couriers ask of a platform.

One Protocol a platform fills: console, Slack and Discord. Delivery knows no more of them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.readers import Readers

Intake = Callable[[Inbound], Awaitable[None]]
"""Stores what came in, durably, before it returns. A second delivery is no error.
Raises StoreError when it could not be stored: then it must not be acknowledged."""


Opens = Callable[[str, Person], Awaitable[bool]]
"""Whether somebody may give the command of that line: asked before a form is opened for the rest of it.
Raises DeskError where it can't be known."""

Muted = Callable[[Place], Awaitable[bool]]
"""Whether customers see nothing of the desk there. Raises DeskError where it can't be known."""

Blocked = Callable[[Person], Awaitable[bool]]
"""Whether the team listens to somebody no longer. Raises DeskError where it can't be known."""

RIGHTS_LAST = 60.0
"""Seconds for which what somebody may do is believed, on every platform."""


class Platform(Protocol):
    """Where people are."""

    name: str
    """ "console", "slack", "discord": the first part of its ids."""

    async def run(self, intake: Intake) -> None:
        """Listen until cancelled; hand everything heard to `intake`. Raises when it can't go on."""
        ...

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send now, once; the platform's id of what was posted ("" where it has none).

        `place` and `message` are resolved: the card's thread filled in, the wording chosen.
        Raises SendRefused, SendLater or SendUnclear.
        """
        ...

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace what was posted under the id `posted`. Raises as `post` does.

        Without an id it is what was pressed: `outgoing.answers` is the press, while that lasts.
        """
        ...

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Id of the message with this outgoing's key in the place's history, None if it isn't there.

        Raises SendUnclear where history can't be read.
        """
        ...

    async def role(self, person: Person) -> Role:
        """What this person may do, by id, at most `RIGHTS_LAST` old. Raises DeskError if it can't be known."""
        ...

    async def colleagues(self, name: str) -> list[Person]:
        """Those of the team whom an id, a mention or a name means, whether or not they have written.

        Raises DeskError if it can't be known.
        """
        ...

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """What was said in a place since then, oldest first, as `run` would have handed it over."""
        ...

    async def places(self) -> list[Place]:
        """The rooms the scanner looks through (threads of open tickets come from the store)."""
        ...

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """Another place where the same person can be reached, when the first refused; None if none."""
        ...

    def staff_room(self) -> Place | None:
        """Where this platform's staff work; None if nowhere."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """A platform that remembers for a while what somebody may do."""

    def forget_rights(self, person: Person) -> None:
        """It is asked anew at the next look."""
        ...


@runtime_checkable
class Fetching(Protocol):
    """A platform that can be asked for the bytes of what somebody attached."""

    async def fetch(self, file: File) -> bytes:
        """All of it; b"" where it can't be had: gone, without the right to it, cut off on the way."""
        ...


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A file that goes with a message."""

    name: str
    data: bytes


@runtime_checkable
class Handing(Protocol):
    """A platform that can give somebody files."""

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Give them with the message's words: in the place, and where that is not for one person's eyes
        only but the message is, in the direct message with them. The platform's id of what was posted, ""
        where it has none.

        Tried once: whatever may have gone out is not sent again. Raises SendRefused.
        """
        ...


@runtime_checkable
class Guarding(Protocol):
    """A platform that knows who can read a room."""

    async def readers(self, place: Place) -> Readers:
        """Who can read there. Raises DeskError if it can't be known now."""
        ...


@runtime_checkable
class Remarking(Protocol):
    """A platform that can say more of how a message went out than that it did."""

    def remark(self, key: str) -> str:
        """What staff are to know of the message under that key, asked for once; "" for nothing."""
        ...


@runtime_checkable
class Rereading(Protocol):
    """A platform whose history tells of changes only beside the words that were changed."""

    async def changed(self, said: Sequence[Said]) -> list[Inbound]:
        """Those of the messages that say something else by now, as `Edited`, or are gone, as `Deleted`.

        Raises DeskError where it can't be known of some.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Vital:
    """How a platform's connections fare, as its watchdog sees them."""

    open: int
    """Connections with a session."""
    silent: float
    """Seconds since the last sign of life of any of them."""
    connects: int
    """How often a session was begun or taken up again, since the start."""


@runtime_checkable
class Watched(Protocol):
    """A platform with connections that can be lost."""

    def vital(self) -> Vital | None:
        """How they fare; None while it is not listening at all."""
        ...
