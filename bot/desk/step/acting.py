"""Who acts in a step of work, where and when, and what they act with.

It is only read here; what is stored is in `remembering`, what is said in `speaking`.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.decision import Decision
from bot.desk.nouns.file import Fetched, File
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.intake_form import FormChange
from bot.desk.nouns.message import Mention
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.question import Guess
from bot.desk.nouns.readers import Readers
from bot.desk.nouns.replay import Replay
from bot.desk.nouns.team import Team, TeamChange
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.decisions import Settable
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.time.hours import zone_of
from bot.desk.words import variables
from bot.desk.words.variables import Variables
from bot.desk.words.wording import Wording
from bot.errors import Fact
from knowledge.entry import Entry
from knowledge.text.steps import plain
from knowledge.text.variables import names as named


@dataclass(kw_only=True)
class Acting:
    """What a step of work is given."""

    records: Records
    policy: Policy
    """As it is with what was decided by command."""
    settable: Settable
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
    teams: dict[str, Team] = field(default_factory=dict)
    """Those within the desk, by name."""
    answers: str = ""
    """Identity of the message being answered."""
    link: str = ""
    """Opens it for whoever may read there."""
    entries: list[Entry] = field(default_factory=list)
    """Entries changed by this step."""
    decisions: list[Decision] = field(default_factory=list)
    """Settings changed by this step."""
    team_changes: list[TeamChange] = field(default_factory=list)
    """Teams changed by this step."""
    form_changes: list[FormChange] = field(default_factory=list)
    """Intake forms changed by this step."""
    files: tuple[File, ...] = ()
    """What was attached in the form that a command came with."""
    quoted: str = ""
    """Text of the message that a command was called on."""
    passed_on: Person | None = None
    """Who of the team acts in the name of whoever wrote that."""
    team: tuple[Person, ...] = ()
    """Who of the team a command may mean, as their platform knows them."""
    readers: Readers | None = None
    """Who can read the room that a command names; None where nobody looked."""
    fetched: tuple[Fetched, ...] = ()
    """What was attached to a command that keeps it."""
    at_hand: int = 0
    """The ticket whose number may be left out by whoever acts, where they act; 0 for none."""
    by_sign: bool = False
    """A sign was put below a message: what is said to it may be read where no number is left out."""
    unnamed: bool = False
    """The command named no ticket: it means the one at hand."""
    in_front: bool = False
    """The command stands in a message of the team's that customers can read."""
    trying: bool = False
    """Only what would change of the guide is asked for."""
    replay: Replay | None = None
    """What that does to the last questions, where they were asked again."""
    own: bool = False
    """What the person acting is told is theirs alone, and no colleague's."""
    goes_on: bool = False
    """What is done here is done as where the desk is live, though it rehearses here."""
    withheld: tuple[tuple[Guess, ...], ...] | None = None
    """What the guide says to what is asked, where nobody is told that; None where they are."""
    settles: str = ""
    """What the command at hand settles: "ticket 12". Buttons about it are about to go."""
    called_on: str = ""
    """Identity of the message from whose menu a command was called."""
    first_heard: bool = False
    """Whoever acts was never heard before."""
    pressed: str | None = None
    """The platform's id of the message whose button was pressed, "" if it has none; None for words."""

    def called_by(self, command: Commanded) -> None:
        """Take what came with a command."""
        self.quoted, self.pressed = command.quoted, command.pressed
        self.called_on = command.message
        self.passed_on, self.files = command.passed_on, command.files

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

    def put_alone(self, name: str, /, **facts: Fact) -> str:
        """A sentence on what customers don't see: it says so only where that is true."""
        return self.put(f"in_front_{name}" if self.in_front else name, **facts)

    def seen_where(self, *tickets: Ticket) -> str:
        """Where whoever acts for the team sees how messages to those tickets' customers went, in words."""
        here, rooms = self.place, {each.staff_room for each in tickets if each.staff_room}
        seen = (
            here is not None and self.in_staff_room() and all(same_room(here, at) for at in rooms)
        )
        return self.put("seen_here" if seen else "seen_at_card")

    @property
    def variables(self) -> Variables:
        """What can be filled in into entries' answers now."""
        return Variables(
            own=variables.own(self.records.decided()),
            policy=self.policy,
            wording=self.wording,
            now=self.now,
        )

    def filled(self, entry: Entry, reader: Person | None = None) -> Entry:
        """The entry as it reads now, its variables filled in and its choices as words; times by the
        reader's calendar."""
        if not named(entry.answer):
            return replace(entry, answer=plain(entry.answer))
        return self.variables.filled(entry, zone_of(reader.timezone) if reader else None)

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
        return there is not None and any(same_room(there, each) for each in self.rooms_of_staff())

    def rooms_of_staff(self) -> tuple[Place, ...]:
        """All rooms in which the team works: the desk's, and those of teams within it."""
        return (
            *self.staff_rooms.values(),
            *(each.room for each in self.teams.values() if each.room),
        )

    def staff_room(self, platform: str) -> Place | None:
        """Where tickets from that platform are worked on."""
        return self.staff_rooms.get(platform) or next(iter(self.staff_rooms.values()), None)

    def room_for(self, ticket: Ticket) -> Place | None:
        """Where that ticket is worked on: its team's room, if that has one."""
        return self.room_of(ticket.team, ticket.place.platform)

    def room_of(self, team: str, platform: str) -> Place | None:
        """Where tickets from that platform are worked on which are that team's."""
        found = self.teams.get(team)
        return (found and found.room) or self.staff_room(platform)

    def team_of(self, ticket: Ticket) -> Team | None:
        """Whose it is; None for the whole desk's."""
        return self.teams.get(ticket.team)

    def team_here(self) -> Team | None:
        """Whose room it is in which the person acts; None where it is the whole desk's."""
        there = self.place
        rooms = (each for each in self.teams.values() if each.room and there)
        return next((t for t in rooms if t.room and there and same_room(t.room, there)), None)

    def rules_for(self, ticket: Ticket) -> Policy:
        """The desk's rules as they are for that ticket: by the hours of its team."""
        return self.policy.of_team(self.team_of(ticket))


def same_room(one: Place, other: Place) -> bool:
    """Whether two places are one room, or threads of it."""
    return (one.platform, one.room) == (other.platform, other.room)
