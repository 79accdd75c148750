"""A platform of the simulation: it delivers badly, answers badly, and knows the truth.

What was said and what was posted stands here whatever becomes of any app.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.errors import DeskError, SendLater, SendRefused, SendUnclear
from tests.chaos.sim.fate import Fate

STAFF_ROOM = Place(platform="test", workspace="w", room="staff")
HELP = Place(platform="test", workspace="w", room="help")


def alone_with(person: str) -> Place:
    """Where somebody and the desk speak alone, by their id."""
    return Place(platform="test", workspace="w", room=person.rpartition(":")[2], private=True)


_ACTED = Said | Commanded


class Trouble(StrEnum):
    """What a post runs into."""

    NONE = "none"
    ARRIVED = "arrived, no answer"
    NOT_ARRIVED = "not arrived, no answer"
    LATE = "arrives later, no answer"
    WAIT = "asked to wait"


LATEST = timedelta(seconds=45)
"""After which a platform does no more what it was asked to: less than the sender's grace."""


@dataclass(kw_only=True)
class Post:
    """A message as people see it."""

    number: int
    key: str
    at: datetime
    outgoing: Outgoing
    place: Place
    message: Message
    were: list[tuple[datetime, Message]] = field(default_factory=list)
    """How it read before each edit, and until when."""
    beside: list[int] = field(default_factory=list)
    """How many posts stood at each edit."""

    def by(self, at: datetime) -> list[Message]:
        """All that it had said by then, one after the other."""
        began = (self.at, *(until for until, _ in self.were))
        words = (*(was for _, was in self.were), self.message)
        return [each for since, each in zip(began, words, strict=True) if since <= at]

    @property
    def posted(self) -> str:
        """Its id."""
        return f"p{self.number}"


@dataclass(kw_only=True)
class Street:
    """The truth, and the platform as all apps of one story see it."""

    clock: VirtualClock
    roles: dict[str, Role] = field(default_factory=dict)
    said: dict[str, Inbound] = field(default_factory=dict)
    acked: set[str] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)
    coming: list[tuple[datetime, Post]] = field(default_factory=list)
    troubles: deque[Trouble] = field(default_factory=deque)
    hopeless: set[str] = field(default_factory=set)
    """Keys of what never arrives."""
    openly: bool = False
    """A control: what is for one person stands where they asked, whoever reads there."""
    blind: bool = False
    """A control: history shows nothing of what the desk has posted."""
    unreadable: bool = False
    scans: bool = True
    """Whether people's words can be looked up."""
    shut: set[str] = field(default_factory=set)
    """Rooms that refuse the desk: direct messages closed, a room it was thrown out of."""
    refused: dict[str, datetime] = field(default_factory=dict)
    """Keys of messages that no place took, and when that was last."""
    resolved: set[str] = field(default_factory=set)
    """Keys of posts that were unclear for a while."""

    def arrive(self) -> None:
        """Let in what was under way and is here by now."""
        now = self.clock.now()
        here = [post for at, post in self.coming if at <= now]
        self.coming = [(at, post) for at, post in self.coming if at > now]
        self.posts += here

    def admit(self, outgoing: Outgoing, place: Place) -> None:
        """Let the desk in. Raises SendRefused where the room is shut."""
        if place.room in self.shut:
            self.refused[outgoing.key] = self.clock.now()
            raise SendRefused("The room is closed to me.")

    def stands(self, outgoing: Outgoing, place: Place) -> Place:
        """Where a message is put: nothing is shown to one person alone in a room of several."""
        at_work = outgoing.readership is Readership.STAFF and place.room == STAFF_ROOM.room
        if outgoing.kind is not SendKind.PRIVATE or at_work or self.openly:
            return place
        return alone_with(outgoing.to)

    def readers(self, place: Place) -> frozenset[str]:
        """All who can read what stands in a place: everybody, staff, or one person."""
        everybody = {each.by.id for each in self.said.values() if isinstance(each, _ACTED)}
        if place.private:
            return frozenset(each for each in everybody if alone_with(each) == place)
        staff = {each for each in everybody if self.roles.get(each)}
        return frozenset(staff if place.room == STAFF_ROOM.room else everybody)

    def by_key(self, key: str) -> list[Post]:
        """Every post of one decided message."""
        return [post for post in self.posts if post.key == key]


class Life:
    """The platform as one app sees it; gone with that app."""

    name = "test"

    def __init__(self, street: Street, fate: Fate) -> None:
        self._street = street
        self._fate = fate

    async def run(self, intake: Intake) -> None:
        """The story hands things over itself."""

    async def deliver(self, inbound: Inbound, intake: Intake) -> bool:
        """Hand over and wait for the acknowledgement; False without one."""
        await intake(inbound)
        self._fate.passes("before an acknowledgement")
        self._street.acked.add(inbound.id)
        return True

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Post it, as well as the story lets it."""
        street = self._street
        self._fate.passes("before a post")
        street.arrive()
        street.admit(outgoing, street.stands(outgoing, place))
        trouble = street.troubles.popleft() if street.troubles else Trouble.NONE
        if outgoing.key in street.hopeless:
            trouble = Trouble.NOT_ARRIVED
        post = Post(
            number=len(street.posts) + len(street.coming) + 1,
            key=outgoing.key,
            at=street.clock.now(),
            outgoing=outgoing,
            place=street.stands(outgoing, place),
            message=message,
        )
        if trouble is Trouble.WAIT:
            raise SendLater(30)
        if trouble is Trouble.LATE:
            street.coming.append((street.clock.now() + LATEST, post))
        elif trouble is not Trouble.NOT_ARRIVED:
            street.posts.append(post)
        self._fate.passes("after a post")
        if trouble is not Trouble.NONE:
            street.resolved.add(outgoing.key)
            raise SendUnclear
        return post.posted

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Change a card."""
        self._fate.passes("before an edit")
        self._street.arrive()
        self._street.admit(outgoing, place)
        found = [post for post in self._street.posts if post.posted == posted]
        if not found:
            raise SendRefused("There is no such message.")
        found[0].were.append((self._street.clock.now(), found[0].message))
        found[0].beside.append(len(self._street.posts))
        found[0].message = message
        self._fate.passes("after an edit")

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Look for the key in what people see."""
        self._fate.passes("a look into history")
        self._street.arrive()
        if self._street.unreadable:
            raise SendUnclear
        if self._street.blind:
            return None
        stands = self._street.stands(outgoing, place)
        found = [
            post
            for post in self._street.by_key(outgoing.key)
            if post.at >= since and post.place.key == stands.key
        ]
        return found[0].posted if found else None

    async def role(self, person: Person) -> Role:
        """By id."""
        return self._street.roles.get(person.id, Role.CUSTOMER)

    async def colleagues(self, name: str) -> list[Person]:
        """Those on the team, by id or by its last part."""
        found = [Person(id=each, name=each.rpartition(":")[2]) for each in self._street.roles]
        return [each for each in found if name in {each.id, each.name}]

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """Words only: presses and commands stand in no history."""
        if self._street.unreadable:
            raise DeskError("History can't be read.")
        if not self._street.scans:
            return []
        return sorted(
            (
                each
                for each in self._street.said.values()
                if isinstance(each, Said) and each.at >= since and _stands_in(each.place, place)
            ),
            key=lambda each: each.at,
        )

    async def places(self) -> list[Place]:
        """The rooms."""
        return [HELP, STAFF_ROOM]

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """No other way."""
        return None

    def staff_room(self) -> Place | None:
        """Where staff work."""
        return STAFF_ROOM


def _stands_in(said: Place, place: Place) -> bool:
    """A room's own history has what opens its threads, not what is said in them."""
    if (said.platform, said.workspace, said.room) != (place.platform, place.workspace, place.room):
        return False
    return said.thread == place.thread or (not place.thread and said.room == HELP.room)


def is_card(post: Post) -> bool:
    """A ticket's card: posted once, then changed in place."""
    return post.outgoing.kind is SendKind.CARD
