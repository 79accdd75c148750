"""Who acts in a step of work, where and when, and what they act with.

It is only read here; what is stored is in `remembering`, what is said in `speaking`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.message import Mention
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.time.hours import zone_of
from bot.desk.words.wording import Wording
from bot.errors import Fact
from knowledge.entry import Entry


@dataclass(kw_only=True)
class Acting:
    """What a step of work is given."""

    records: Records
    policy: Policy
    wording: Wording
    now: datetime
    cause: str
    """Identity of what set this off; with a counter it makes the keys of what is sent."""
    place: Place | None = None
    by: Person | None = None
    role: Role = Role.CUSTOMER
    library: Library = field(default_factory=Library)
    staff_rooms: dict[str, Place] = field(default_factory=dict)
    """Staff room by platform of the requester; "" is for all others."""
    answers: str = ""
    """Identity of the message being answered."""
    link: str = ""
    """Opens it for whoever may read there."""
    entries: list[Entry] = field(default_factory=list)
    """Entries changed by this step."""
    quoted: str = ""
    """Text of the message that a command was called on."""
    passed_on: Person | None = None
    """Who of the team acts in the name of whoever wrote that."""
    team: tuple[Person, ...] = ()
    """Who of the team a command may mean, as their platform knows them."""
    at_hand: int = 0
    """The ticket whose number may be left out by whoever acts, where they act; 0 for none."""
    by_sign: bool = False
    """A sign was put below a message: what is said to it may be read where no number is left out."""
    unnamed: bool = False
    """The command named no ticket: it means the one at hand."""
    own: bool = False
    """What the person acting is told is theirs alone, and no colleague's."""
    settles: str = ""
    """What the command at hand settles: "ticket 12". Buttons about it are about to go."""
    called_on: str = ""
    """Identity of the message from whose menu a command was called."""
    pressed: str | None = None
    """The platform's id of the message whose button was pressed, "" if it has none; None for words."""

    def called_by(self, command: Commanded) -> None:
        """Take what came with a command."""
        self.quoted, self.pressed = command.quoted, command.pressed
        self.called_on = command.message
        self.passed_on = command.passed_on

    @property
    def actor(self) -> Person:
        """The person acting; only steps of time have none."""
        if self.by is None:
            raise ValueError("nobody acts in this step")
        return self.by

    @property
    def here(self) -> Place:
        """Where the person acts."""
        if self.place is None:
            raise ValueError("this step has no place")
        return self.place

    @property
    def is_staff(self) -> bool:
        """Whether the person acting is an agent or a lead."""
        return self.role >= Role.AGENT

    def language(self) -> str:
        """Language to answer the person acting in."""
        return self.wording.language(self.by.language if self.by else "", self.policy.language)

    def put(self, name: str, /, **facts: Fact) -> str:
        """A sentence to the person acting, in their language."""
        return self.wording.said(name, self.language(), **facts)

    def seen_where(self) -> str:
        """Where whoever acts for the team sees how a message to a customer went, in words."""
        return self.put("seen_here" if self.in_staff_room() else "seen_at_card")

    def line(self, command: str) -> str:
        """A command on a ticket as the person acting may type it: the one at hand needs no number."""
        name, _, rest = command.partition(" ")
        number, _, more = rest.partition(" ")
        at_hand = number == str(self.at_hand) and not self.by_sign
        return f"{name} {more}".strip() if at_hand else command

    @property
    def zone(self) -> ZoneInfo:
        """The zone of whoever acts, as their platform knows it; else the desk's."""
        return zone_of(self.by.timezone if self.by else "") or self.policy.hours.zone

    def conversation(self) -> Conversation:
        """What is remembered of the person acting, here."""
        return self.records.conversation(self.here, self.actor.id)

    def lead(self, ticket: Ticket) -> str | Mention:
        """Who is called when something needs a lead."""
        room = ticket.staff_room
        found = self.policy.leads.get(room.platform, ()) if room else ()
        return found[0] if found else "Leads"

    def in_staff_room(self, place: Place | None = None) -> bool:
        """Whether that is a staff room or a thread of one; without a place, where the person acts."""
        there = place or self.place
        return there is not None and any(
            there.platform == room.platform and there.room == room.room
            for room in self.staff_rooms.values()
        )

    def staff_room(self, platform: str) -> Place | None:
        """Where tickets from that platform are worked on."""
        return self.staff_rooms.get(platform) or next(iter(self.staff_rooms.values()), None)
