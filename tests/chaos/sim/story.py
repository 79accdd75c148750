"""Plays a scenario: apps live and die on one street and one ground.

Returns what is wrong at the end, in words; nothing is asked of the bot itself.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar, cast

from bot.commands import COMMANDS
from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.desk.nouns.inbound import Address, Commanded, Inbound, Said
from bot.desk.nouns.message import Mention, Readership
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.rehearsed import Mode
from bot.desk.ports.library import Library
from bot.desk.ports.platform import Intake
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore
from tests.chaos.sim.fate import Died, Fate
from tests.chaos.sim.ground import Ground, MortalStore
from tests.chaos.sim.quick import QuickDesk, library, wording
from tests.chaos.sim.scenario import (
    CANARY,
    CUSTOMER_WORDS,
    IN_THE_OPEN,
    MANY_LINES,
    MANY_WORDS,
    OWN_WORDS,
    POISON,
    STAFF_LINES,
    Event,
    What,
    own_words,
)
from tests.chaos.sim.street import HELP, STAFF_ROOM, Life, Street, alone_with
from tests.chaos.sim.verdict import Downtime, Verdict, problems, rehearsed
from tests.desk.harness import ENTRIES, MONDAY, a_policy

T = TypeVar("T")

CUSTOMERS = tuple(Person(id=f"test:{name}", name=name) for name in ("ana", "ben", "cem"))
STAFF = tuple(Person(id=f"test:{name}", name=name) for name in ("sam", "kim", "lea"))
ROLES = {STAFF[0].id: Role.AGENT, STAFF[1].id: Role.AGENT, STAFF[2].id: Role.LEAD}
_CATCHING_UP = timedelta(minutes=10)
"""After a stop the auditor keeps still for a while, as it does in the bot."""
_LONG_ENOUGH = timedelta(days=3)
_PRESS = "PRESS "
_ROOMS = (*(who.name for who in CUSTOMERS), HELP.room, STAFF_ROOM.room)
"""What may be shut to the desk, for a while or for good."""
_LEADS = {"test": (Mention(person=STAFF[2].id, name=STAFF[2].name),)}


@dataclass(frozen=True, kw_only=True)
class Altered:
    """Which safeguard a control takes away."""

    store: type[MortalStore] = MortalStore
    early_ack: bool = False
    blind: bool = False
    scans: bool = True
    openly: bool = False
    rehearsal: bool = False
    """The story is one of a desk that rehearses: customers are to hear nothing."""
    many: bool = False
    """The team tells many the same: known issues, wrong words taken back, questions nobody will answer."""
    spoken: bool = False
    """It does not rehearse, whatever it was told."""


class Story:
    """One scenario being played."""

    def __init__(self, events: Sequence[Event], altered: Altered) -> None:
        self.events = events
        self.altered = altered
        self.clock = VirtualClock(MONDAY)
        self.ground = Ground()
        for entry in ENTRIES:
            self.ground.journal.save_entry(entry, STAFF[2], MONDAY, "added")
        self.street = Street(clock=self.clock, roles=dict(ROLES))
        self.street.blind, self.street.scans = altered.blind, altered.scans
        self.street.openly = altered.openly
        self.deaths = 0
        self.where: Counter[str] = Counter()
        self.down: list[Downtime] = []
        self.started: list[datetime] = []
        """When it was up again after a while, or could read history again after that."""
        self.backlog: list[Inbound] = []
        self.findings: list[str] = []
        self.mended = False
        self._count = 0

    async def play(self) -> Verdict:
        """Play it, let everything heal, and look what is left."""
        self._open()
        await self._scan()
        for who in CUSTOMERS:
            await self._deliver(self._words(who, "hello", dm(who)))
        for who in STAFF:
            await self._deliver(self._command(who, "queue"))
        await self._settle()
        for event in self.events:
            await self._happens(event)
        await self._heal()
        found = self._problems()
        aside, again = self._put_aside()
        self.ground.close()
        return Verdict(
            aside=aside,
            again=again,
            rehearsal=self.altered.rehearsal,
            problems=self.findings + found,
            deaths=self.deaths,
            posts=len(self.street.posts),
            said=len(self.street.said),
            where=self.where,
            unclear=len(self.street.resolved),
            recalled=self._told("recalled"),
            issues=self._told("known_issue"),
            declined=self._told("declined"),
        )

    def _told(self, kind: str) -> int:
        return sum(post.message.kind.startswith(kind) for post in self.street.posts)

    def _problems(self) -> list[str]:
        judge = rehearsed if self.altered.rehearsal else problems
        return judge(self.ground, self.street, self.down, self.clock.now())

    def _put_aside(self) -> tuple[int, int]:
        found = self.ground.journal.rows(
            "SELECT id, state FROM inbox "
            "WHERE EXISTS (SELECT 1 FROM outbox WHERE key GLOB 'aside:' || inbox.id || ':*')"
        )
        return len(found), sum(state == "done" for _, state in found)

    # Lives

    def _open(self) -> None:
        self.fate = Fate()
        self.life = Life(self.street, self.fate)
        self.desk = QuickDesk(
            policy=a_policy(leads=_LEADS, mode=self._mode()),
            library=self._library(),
            wording=wording(),
            commands=COMMANDS,
            staff_rooms={"": STAFF_ROOM},
        )
        self.desk.broken = not self.mended
        self.desk.remembers = not self.altered.many
        self.app = App(
            store=cast("SqliteStore", self.altered.store(self.ground, self.fate)),
            desk=self.desk,
            platforms=[self.life],
            clock=self.clock,
            options=Options(patience=Patience(burst={}), redact=lambda text: (text, ())),
        )

    def _library(self) -> Library:
        """What is known; of its own where known issues come and go."""
        entries = tuple(self.ground.journal.entries())
        if not self.altered.many:
            return library(entries)
        issues = (each.as_entry() for each in self.ground.journal.open_incidents())
        return Library((*entries, *issues))

    def _mode(self) -> Mode:
        mute = self.altered.rehearsal and not self.altered.spoken
        return Mode.REHEARSAL if mute else Mode.LIVE

    async def _happens(self, event: Event) -> None:
        self.street.troubles.clear()
        self.street.troubles.extend(event.troubles)
        self.street.unreadable = event.unreadable
        ends = iter(event.dies)
        begin: Callable[[], Awaitable[None]] = partial(self._act, event)
        while True:
            self.fate.set_end(next(ends, 0))
            try:
                await begin()
                await self._settle()
                break
            except Died:
                self._dies(event.down)
                begin = self._scan if event.down else _nothing
        self.fate.set_end(0)
        self.street.unreadable = False

    def _dies(self, down: float) -> None:
        self.deaths += 1
        self.where[self.fate.where] += 1
        began = self.clock.now()
        self.clock.move_to(began + timedelta(minutes=down))
        self.down.append((began, self.clock.now()))
        if down:
            self.started.append(self.clock.now())
        self._open()

    async def _settle(self) -> None:
        await self.app.settle()

    async def _scan(self) -> None:
        await self.app._scanner.scan(self.life)

    async def _heal(self) -> None:
        self.street.troubles.clear()
        for inbound in self.backlog:
            await self._deliver(inbound)
        await self._scan()
        await self._settle()
        await self._pass(_LONG_ENOUGH)
        await self._scan()
        await self._settle()

    # What happens

    async def _act(self, event: Event) -> None:
        if self.backlog and event.pick % 2:
            await self._deliver(self.backlog.pop(event.pick % len(self.backlog)))
        match event.what:
            case What.SAY | What.ASK_IN_ROOM | What.ASK_OPENLY:
                await self._asks(event)
            case What.PRESS:
                await self._press(event)
            case What.STAFF:
                line = _of(MANY_LINES if self.altered.many else STAFF_LINES, event)
                line = line.format(
                    n=event.pick % 7 + 1,
                    i=event.pick % 3 + 1,
                    q=self._unanswered(event),
                    number=self._not_arrived(event),
                )
                line = self._button(line.removeprefix(_PRESS)) if line.startswith(_PRESS) else line
                await self._deliver(self._command(STAFF[event.who], line))
            case What.NOTE:
                await self._note(event)
            case What.WAIT:
                await self._pass(timedelta(minutes=event.minutes))
            case What.SCAN:
                await self._scan()
            case What.SHUT:
                self.street.shut ^= {_ROOMS[event.pick % len(_ROOMS)]}
            case What.POISON:
                self._mend(mended=False)
                await self._spoken(CUSTOMERS[event.who], POISON, dm(CUSTOMERS[event.who]), event)
            case What.REPLAY:
                self._mend(mended=event.pick % 3 > 0)
                for each in self.ground.journal.dead_letters():
                    await self._deliver(self._command(STAFF[event.who], f"replay {each.number}"))

    def _unanswered(self, event: Event) -> int:
        """The number of a question that nobody has answered, 0 while there is none."""
        asked = self.ground.journal.open_questions(limit=20) if self.altered.many else ()
        return _of(asked, event).id if asked else 0

    def _button(self, command: str) -> str:
        """The newest button of the team's room that types such a command; else what changes nothing."""
        typed = (
            button.command
            for post in reversed(self.street.posts)
            if post.outgoing.readership is Readership.STAFF
            for button in post.message.buttons
            if button.command.startswith(command)
        )
        return next(typed, "queue")

    def _not_arrived(self, event: Event) -> int:
        """The number of a message that staff were told of, 0 while there is none."""
        rows = self.ground.journal.rows(
            "SELECT seq FROM outbox WHERE state IN ('failed', 'unknown') ORDER BY seq"
        )
        return int(_of(rows, event)[0]) if rows else 0

    def _mend(self, *, mended: bool) -> None:
        self.mended = mended
        self.desk.broken = not mended

    async def _asks(self, event: Event) -> None:
        said = MANY_WORDS if self.altered.many else CUSTOMER_WORDS
        who, text = CUSTOMERS[event.who], _of(said, event)
        if event.what is What.SAY:
            text = own_words(who.id) if text == OWN_WORDS else text
            await self._spoken(who, text, dm(who), event)
            return
        if event.what is What.ASK_OPENLY:
            who = _of((*CUSTOMERS, *STAFF), event)
            text = _of(IN_THE_OPEN, event).format(n=event.who + 1)
        await self._spoken(who, text, HELP, event)

    async def _pass(self, span: timedelta) -> None:
        began, until = self.clock.now(), self.clock.now() + span
        await self.app.advance(span)
        if self.street.unreadable and self._catching_up(began):
            self.started.append(until)  # what is unclear waits until it can be looked up
        if self._catching_up(until):
            return
        self.findings += [
            f"after waiting, at {until:%a %H:%M}: {finding.words()}"
            for finding in self.ground.audit(until)
        ]

    def _catching_up(self, now: datetime) -> bool:
        return any(now - each < _CATCHING_UP for each in self.started)

    async def _spoken(self, who: Person, text: str, place: Place, event: Event) -> None:
        words = self._words(who, text, place)
        times = event.deliveries
        self.backlog += [words] * (times if event.late else max(0, times - 1))
        if times and not event.late:
            await self._deliver(words)

    async def _press(self, event: Event) -> None:
        who = CUSTOMERS[event.who]
        offers = self.ground.journal.conversation(dm(who), who.id).offers
        if offers:
            line = offers[event.pick % len(offers)].command
            await self._deliver(self._command(who, line, dm(who)))

    async def _note(self, event: Event) -> None:
        cards = [ticket for ticket in self.ground.journal.open_tickets() if ticket.card]
        if not cards:
            return
        ticket = cards[event.pick % len(cards)]
        place = Place(**{**vars(STAFF_ROOM), "thread": ticket.card})
        said = self._words(STAFF[event.who], CANARY, place, Address.OVERHEARD)
        await self._deliver(said)

    async def _deliver(self, inbound: Inbound) -> None:
        if self.altered.early_ack:
            self.street.acked.add(inbound.id)
            self.fate.passes("after an early acknowledgement")
        await self.life.deliver(inbound, cast("Intake", self.app.intake))

    def _words(
        self, who: Person, text: str, place: Place, address: Address = Address.DIRECT
    ) -> Said:
        number = self._next()
        if place == HELP:
            place = Place(**{**vars(HELP), "thread": number})
        said = Said(
            id=f"test:{number}", at=self._now(), by=who, place=place, text=text, address=address
        )
        self.street.said[said.id] = said
        return said

    def _command(self, who: Person, line: str, place: Place = STAFF_ROOM) -> Commanded:
        command = Commanded(
            id=f"test:{self._next()}", at=self._now(), by=who, place=place, line=line
        )
        self.street.said[command.id] = command
        return command

    def _next(self) -> str:
        self._count += 1
        return f"m{self._count}"

    def _now(self) -> datetime:
        return self.clock.now() + timedelta(milliseconds=self._count)


def dm(who: Person) -> Place:
    """Where somebody and the desk speak alone."""
    return alone_with(who.id)


def _of(choices: Sequence[T], event: Event) -> T:
    return choices[event.pick % len(choices)]


async def _nothing() -> None:
    """What the dead did is not done again by itself."""
