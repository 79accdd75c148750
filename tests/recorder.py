"""A platform that keeps what was posted, and fails when told to.

Fills `bot.desk.ports.Platform`; what it kept is its history, as on a real one.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Line, Markdown, Message, Outgoing, Pasted, Quote, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.errors import DeskError, SendLater, SendRefused, SendUnclear


@dataclass(kw_only=True)
class Posted:
    """A message as the platform has it."""

    id: str
    key: str
    place: Place
    message: Message
    kind: SendKind = SendKind.POST
    edits: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.message)


@dataclass(kw_only=True)
class Lost(DeskError):
    """An answer that never came: the request had arrived, or had not."""

    arrived: bool
    ended: bool = False
    """It answered that it failed."""


def text_of(message: Message) -> str:
    """Return the plain words of a message."""
    lines = []
    for part in message.parts:
        match part:
            case Line():
                lines.append("".join(str(span) for span in part.spans))
            case Markdown() | Quote() | Pasted():
                lines.append(part.text)
            case _:
                lines.append(type(part).__name__)
    return "\n".join(lines)


@dataclass(kw_only=True)
class Recorder:
    """The test platform."""

    name: str = "test"
    staff: Place | None = None
    posted: list[Posted] = field(default_factory=list)
    said: dict[str, list[Inbound]] = field(default_factory=dict)
    """History by place key: what people said there, whether or not it was delivered."""
    rooms: list[Place] = field(default_factory=list)
    roles: dict[str, Role | DeskError] = field(default_factory=dict)
    troubles: deque[Exception | None] = field(default_factory=deque)
    """What the next posts and edits run into, in order; None for nothing."""
    refused_rooms: set[str] = field(default_factory=set)
    offline: bool = False
    """Whether there is no connection yet to look anything up by."""
    readable: bool = True
    """Whether its history can be read."""
    route: Place | None = None
    looks: int = 0
    """How often history was searched for a message."""
    asked: list[tuple[str, datetime]] = field(default_factory=list)
    """(place key, since) of each reading of history."""
    meanwhile: Callable[[], None] | None = None
    """Called in the middle of a post."""
    heard: asyncio.Queue[Inbound | None] = field(default_factory=asyncio.Queue)

    async def run(self, intake: Intake) -> None:
        """Hand over what the test puts into `heard`; None ends it."""
        while (inbound := await self.heard.get()) is not None:
            await intake(inbound)

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Keep it."""
        if place.room in self.refused_rooms:
            raise SendRefused(f"{place.room} is closed to me.")
        posted = Posted(
            id=f"p{len(self.posted) + 1}",
            key=outgoing.key,
            place=place,
            message=message,
            kind=outgoing.kind,
        )
        self._trouble(lambda: self.posted.append(posted))
        if self.meanwhile is not None:
            self.meanwhile()
        return posted.id

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Put the new words in place of the old ones."""
        found = [each for each in self.posted if each.id == posted]
        if not found:
            raise SendRefused("There is no such message.")
        found[0].edits += 1

        def change() -> None:
            found[0].message = message

        self._trouble(change)

    def _trouble(self, arrive: Callable[[], None]) -> None:
        trouble = self.troubles.popleft() if self.troubles else None
        if isinstance(trouble, Lost):
            if trouble.arrived:
                arrive()
            raise SendUnclear(ended=trouble.ended)
        if trouble is not None:
            raise trouble
        arrive()

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Look for the key, in that place alone."""
        self.looks += 1
        if self.offline:
            raise SendLater(5)
        if not self.readable:
            raise SendUnclear
        here = (each for each in self.posted if each.place.key == place.key)
        found = [each.id for each in here if each.key == outgoing.key]
        return found[0] if found else None

    async def role(self, person: Person) -> Role:
        """Return what the test said of this person."""
        role = self.roles.get(person.id, Role.CUSTOMER)
        if isinstance(role, DeskError):
            raise role
        return role

    async def colleagues(self, name: str) -> list[Person]:
        """Nobody but those whom the test gave rights, by id."""
        found = [Person(id=each, name=each.rpartition(":")[2]) for each in self.roles]
        return [each for each in found if name in {each.id, each.name}]

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """Return what was said there, delivered or not."""
        self.asked.append((place.key, since))
        if not self.readable:
            raise DeskError("History can't be read.")
        return [each for each in self.said.get(place.key, []) if each.at >= since]

    async def places(self) -> list[Place]:
        """Return the rooms."""
        return self.rooms

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """Return the other way, if the test gave one."""
        return self.route

    def staff_room(self) -> Place | None:
        """Return the staff room, if the test gave one."""
        return self.staff

    def texts(self) -> Sequence[str]:
        """What was posted, in order, as words."""
        return [each.text for each in self.posted]
