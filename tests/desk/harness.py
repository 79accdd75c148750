"""The desk on a real store, with delivery done at once: for tests of what is decided and when.

One call is one message, one command or one span of time, worked on to the end.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.commands import COMMANDS
from bot.delivery.looking import tried
from bot.desk.boundary import Heard
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.inbound import Address, Commanded, Deleted, Delivered, Edited, Inbound, Said
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.replay import Replay
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.library import Library
from bot.desk.time.hours import Hours
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms import plain
from bot.running import building
from bot.settings.adjusting import Adjusting
from bot.settings.settings import Settings
from bot.store import in_memory
from bot.store.journal import SqliteJournal
from knowledge.entry import Entry

MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
STAFF_ROOM = Place(platform="console", room="staff")

ANA = Person(id="console:ana", name="ana")
BEN = Person(id="console:ben", name="ben")
SAM = Person(id="console:staff:sam", name="Sam")
KIM = Person(id="console:staff:kim", name="Kim")
PAT = Person(id="console:staff:pat", name="Pat")
LEA = Person(id="console:staff:lea", name="Lea")
ROLES = {
    **dict.fromkeys((SAM.id, KIM.id, PAT.id), Role.AGENT),
    LEA.id: Role.LEAD,
}

ENTRIES = (
    Entry(
        id="reset-password",
        question="How do I reset my password?",
        answer="Open **Settings > Security** and choose *Reset password*.",
        variants=("I forgot my password", "can't log in, password lost"),
        checked_on=MONDAY.date(),
        checked_by="Sam",
    ),
    Entry(
        id="invoice",
        question="Where is my invoice?",
        answer="Invoices are under **Billing**.",
        variants=("I need a copy of my bill", "download invoice"),
        checked_on=MONDAY.date(),
    ),
)


def a_policy(hours: str = "Mon-Fri 09:00-17:00", **changes: object) -> Policy:
    """Office hours in UTC, four hours to a reply."""
    return Policy(hours=Hours.parse(hours, ZoneInfo("UTC"), ()), **changes)  # type: ignore[arg-type]


@dataclass
class Desk:
    """A desk, its store, and everything that it sent."""

    policy: Policy = field(default_factory=a_policy)
    entries: tuple[Entry, ...] = ENTRIES
    now: datetime = MONDAY
    sent: list[tuple[Outgoing, Message]] = field(default_factory=list)
    edits: list[tuple[str, Message]] = field(default_factory=list)
    """What took the place of messages, by the key of what they replaced."""
    refuse: set[str] = field(default_factory=set)
    """Person ids whom nothing reaches."""
    refuse_kinds: set[str] = field(default_factory=set)
    """Kinds of messages that arrive nowhere."""
    silent: bool = False
    """The desk hears of nothing how it ended."""
    replays: bool = False
    """The last questions are asked again before the guide is changed, as delivery has it."""
    staff_rooms: dict[str, Place] = field(default_factory=lambda: {"": STAFF_ROOM})
    settings: Settings | None = None
    """From which the policy is made, where they are to change by command."""

    def __post_init__(self) -> None:
        self.journal: SqliteJournal = in_memory()
        if self.settings:
            self.policy = building.policy(self.settings)
        for entry in self.entries:
            self.journal.save_entry(entry, SAM, self.now, "added")
        self.desk = FrontDesk(
            policy=self.policy,
            library=Library(self.entries),
            wording=Wording(read_locales()),
            commands=COMMANDS,
            staff_rooms=self.staff_rooms,
            settable=Adjusting(self.settings, building.policy) if self.settings else None,
        )
        self._count = 0

    # What people do

    def say(
        self, who: Person, text: str, *, place: Place | None = None, **more: object
    ) -> list[str]:
        """A message of a customer; what the desk said to it, as text."""
        said = Said(
            id=self._next(),
            at=self.now,
            by=who,
            place=place or room(who),
            text=text,
            **more,  # type: ignore[arg-type]
        )
        return self._took(said)

    def edit(self, who: Person, text: str, message: str = "", **more: object) -> list[str]:
        """A change of a message, by itself of the last one said."""
        changed = Edited(
            id=f"{message or self.last}:{self.now.isoformat()}",
            at=self.now,
            by=who,
            place=room(who),
            message=message or self.last,
            text=text,
            address=Address.DIRECT,
        )
        return self._took(replace(changed, **more))  # type: ignore[arg-type]

    def take_back(self, who: Person, message: str = "") -> list[str]:
        """The deletion of a message, by itself of the last one said."""
        number = message or self.last
        gone = Deleted(id=f"{number}:deleted", at=self.now, place=room(who), message=number)
        return self._took(gone)

    @property
    def last(self) -> str:
        """Identity of what was said or commanded last."""
        return f"console:{self._count}"

    def command(
        self, who: Person, line: str, *, place: Place | None = None, **fields: str
    ) -> list[str]:
        """A command or a press."""
        here = place or (STAFF_ROOM if who.id in ROLES else room(who))
        return self._took(
            Commanded(id=self._next(), at=self.now, by=who, place=here, line=line, fields=fields)
        )

    def note(self, who: Person, ticket: int, text: str) -> list[str]:
        """Words in the staff thread of a ticket."""
        place = Place(platform="console", room="staff", thread=self.ticket(ticket).card)
        said = Said(
            id=self._next(), at=self.now, by=who, place=place, text=text, address=Address.OVERHEARD
        )
        return self._took(said)

    def wait(self, span: timedelta) -> list[str]:
        """Let time pass, stopping wherever an alarm is due."""
        before, until = len(self.sent), self.now + span
        if self.desk.is_raid_over(self.journal, until):
            self.now = until
            self.desk.end_raid(self.journal, self.now)
            self.settle()
        looked = self.desk.look_for_bursts(self.journal, self.now, 0)
        if looked.burst:
            self.desk.ask_about(self.journal, looked.burst, self.now)
            self.settle()
        while True:
            due = self.journal.due_alarms(until, 1)
            if not due:
                break
            self.now = max(self.now, due[0].at)
            self.desk.tick(self.journal, due[0].alarm, self.now)
            self.settle()
        self.now = until
        return self._texts(before)

    # What came of it

    def ticket(self, number: int = 1) -> Ticket:
        """As it is now."""
        return self.journal.ticket(number)

    def to(self, who: Person) -> list[str]:
        """Kinds of everything sent to a customer so far."""
        return [
            message.kind
            for out, message in self.sent
            if out.readership is Readership.CUSTOMER and out.to == who.id
        ]

    def to_staff(self) -> list[str]:
        """Kinds of everything sent to the staff room."""
        return [m.kind for out, m in self.sent if out.readership is Readership.STAFF]

    def texts_of(self, kind: str) -> list[str]:
        """Everything sent of one kind, as text."""
        return [shown(out, message) for out, message in self.sent if message.kind == kind]

    def _next(self) -> str:
        self._count += 1
        return self.last

    def _took(self, inbound: Inbound) -> list[str]:
        before = len(self.sent)
        self.journal.take_in(inbound, self.now)
        self.settle()
        return self._texts(before)

    def settle(self) -> None:
        """Work on all that waits and send all that leaves."""
        while self._work() or self._send():
            pass

    def _work(self) -> bool:
        for conversation in self.journal.waiting_conversations(self.now):
            for waiting in self.journal.waiting(conversation):
                inbound = waiting.inbound
                by = getattr(inbound, "by", None)
                role = ROLES.get(by.id, Role.CUSTOMER) if by else Role.CUSTOMER
                heard = self.desk.hear(inbound)
                if role and isinstance(inbound, Said | Commanded):
                    inbound = replace(inbound, means=_named(self.desk.colleague(inbound)))
                replay = self._replayed(inbound, heard, role)
                done = self.desk.receive(
                    self.journal, inbound, heard, role, self.now, replay=replay
                )
                self.journal.finish(inbound.id, done.outcome, self.now)
                self.desk.refresh(done.entries)
                return True
        return False

    def _replayed(self, inbound: Inbound, heard: Heard | None, role: Role) -> Replay | None:
        if not self.replays or not self.desk.tries(inbound, role):
            return None
        receive = partial(
            self.desk.receive, inbound=inbound, heard=heard, role=role, now=self.now, trying=True
        )
        change = tried(receive, self.journal)
        return self.desk.replay(change) if change else None

    def _send(self) -> bool:
        for room_ in self.journal.rooms_to_send(self.now):
            leaving = self.journal.next_to_send(room_, self.now)
            if leaving is None:
                continue
            out = leaving.outgoing
            self.journal.begin_sending(leaving, self.now, self.now + timedelta(minutes=1))
            closed = out.to in self.refuse and out.readership is Readership.CUSTOMER
            refused = closed or out.message.kind in self.refuse_kinds
            reason = "their messages are closed" if refused else ""
            if not self.silent and (out.report or (refused and out.intent)):
                self.journal.enqueue(
                    Delivered(
                        id=f"sent:{out.key}",
                        at=self.now,
                        ticket=out.ticket or 0,
                        key=out.key,
                        ok=not refused,
                        reason=reason,
                        otherwise=leaving.otherwise,
                    )
                )
            if refused:
                self.journal.mark_failed(leaving, reason, self.now)
                return True
            message = out.otherwise if leaving.otherwise and out.otherwise else out.message
            place = out.place
            card = leaving.card or f"card-{out.ticket}"
            posted = card if out.kind is SendKind.CARD else out.key
            if out.edits:
                self.journal.mark_sent(leaving, place, leaving.target, self.now)
                self.edits.append((out.edits, message))
                return True
            self.journal.mark_sent(leaving, place, posted, self.now)
            self.sent.append((out, message))
            return True
        return False

    def _texts(self, before: int) -> list[str]:
        return [shown(out, message) for out, message in self.sent[before:]]


def room(who: Person) -> Place:
    """A customer's own room."""
    return Place(platform="console", room=who.name, private=True)


def shown(out: Outgoing, message: Message) -> str:
    """One message as a line of text, for whom it is first."""
    whom = "team" if out.readership is Readership.STAFF else out.place.room
    buttons = " ".join(f"[{button.label}]" for button in message.buttons)
    return f"{whom}: {plain.text(message, plain.clock)} {buttons}".rstrip()


def _named(name: str) -> tuple[Person, ...]:
    """Those of the team who go by an id or a name."""
    team = (SAM, KIM, LEA)
    return tuple(each for each in team if name.casefold() in {each.id, each.name.casefold()})
