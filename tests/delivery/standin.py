"""A desk that repeats what it hears, for tests of delivery alone.

It keeps the rules of the two entry points: all that it does, it does through the records it is given.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.delivery.pace import Pace
from bot.desk.boundary import Done, Heard, Tried
from bot.desk.nouns.inbound import Delivered, Inbound, Said
from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.replay import Replay
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.records import Records
from bot.desk.verbs.own_work import Concerns
from bot.desk.verbs.rising import Burst, Looked
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore
from knowledge.entry import Entry
from knowledge.text.reading import Reading
from tests.recorder import Recorder
from tests.store.examples import ANAS_DM, NOW, STAFF_ROOM, a_ticket, words


@dataclass
class Echo:
    """Fills `bot.delivery.desk.Desk`."""

    received: list[tuple[Inbound, Role]] = field(default_factory=list)
    ticked: list[Alarm] = field(default_factory=list)
    refreshed: list[Entry] = field(default_factory=list)
    fails: Callable[[Inbound], bool] = lambda _: False
    put_aside_fails: bool = False
    tick_fails: Callable[[Alarm], bool] = lambda _: False

    def hear(self, inbound: Inbound) -> Heard | None:
        """Read nothing."""
        return Heard(reading=Reading())

    def seek(self, records: Records, concerns: Concerns) -> Heard:
        """Find nobody."""
        return Heard(reading=Reading())

    def only_looks(self, inbound: Inbound, role: Role) -> bool:
        """Nothing but repeats."""
        return False

    def tries(self, inbound: Inbound, role: Role) -> bool:
        """Has no guide."""
        return False

    def replay(self, tried: Tried) -> Replay | None:
        """Asks nothing again."""
        return None

    def receive(
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        role: Role,
        now: datetime,
        *,
        trying: bool = False,
        replay: Replay | None = None,
    ) -> Done:
        """Repeat what was said to whoever said it."""
        if self.fails(inbound):
            records.send(_echo(inbound, "half done"), now)
            raise ZeroDivisionError
        self.received.append((inbound, role))
        if isinstance(inbound, Said):
            records.send(_echo(inbound, inbound.text), now)
            return Done(outcome="echo")
        return Done(outcome="note")

    def colleague(self, inbound: Inbound) -> str:
        """Mean nobody."""
        return ""

    def keeps_files(self, inbound: Inbound) -> bool:
        return False

    def room(self, inbound: Inbound) -> Place | None:
        """Mean none."""
        return None

    def rooms_of_teams(self, platform: str) -> frozenset[str]:
        """None."""
        return frozenset()

    def put_aside(
        self, records: Records, inbound: Inbound, role: Role, now: datetime, number: int
    ) -> bool:
        """Say so, where somebody spoke to it."""
        if self.put_aside_fails:
            raise ZeroDivisionError
        if isinstance(inbound, Said):
            records.send(_echo(inbound, f"put aside as {number}", "aside"), now)
        return isinstance(inbound, Said)

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Set the alarm of a ticket two hours on; let a question rest."""
        if self.tick_fails(alarm):
            raise ZeroDivisionError
        self.ticked.append(alarm)
        if alarm.ticket is not None:
            ticket = records.ticket(alarm.ticket)
            records.save_ticket(
                replace(ticket, rung=ticket.rung + 1, alarm_at=now + timedelta(hours=2))
            )
        else:
            question = records.question(alarm.question or 0)
            records.save_question(replace(question, ask_at=None))
        return Done()

    def look_for_bursts(self, records: Records, now: datetime, after: int) -> Looked:
        """See none."""
        return Looked(newest=after)

    def ask_about(self, records: Records, burst: Burst, now: datetime) -> None:
        """Ask nothing."""

    def is_raid_over(self, records: Records, now: datetime) -> bool:
        """Know of none."""
        return False

    def end_raid(self, records: Records, now: datetime) -> None:
        """End nothing."""

    def refresh(self, entries: tuple[Entry, ...]) -> None:
        """Remember that they came."""
        self.refreshed += entries

    @property
    def said(self) -> list[str]:
        """The words received, in order."""
        return [inbound.text for inbound, _ in self.received if isinstance(inbound, Said)]

    @property
    def delivered(self) -> list[Delivered]:
        """How sending ended."""
        return [inbound for inbound, _ in self.received if isinstance(inbound, Delivered)]


def _echo(inbound: Inbound, text: str, what: str = "echo") -> Outgoing:
    assert isinstance(inbound, Said)
    return Outgoing(
        key=f"{what}:{inbound.id}",
        place=inbound.place,
        message=words(text, "echo"),
        readership=Readership.CUSTOMER,
        answers=inbound.id,
    )


@dataclass
class House:
    """An app on a virtual clock, with an echo for a desk and a recorder for a platform."""

    path: Path
    desk: Echo = field(default_factory=Echo)
    platform: Recorder = field(default_factory=lambda: Recorder(staff=STAFF_ROOM))
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOW))
    options: Options = field(default_factory=lambda: Options(pace=Pace()))

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Start, on whatever the file holds."""
        self.store = SqliteStore(self.path, self.clock.now())
        self.app = App(
            store=self.store,
            desk=self.desk,
            platforms=[self.platform],
            clock=self.clock,
            options=self.options,
        )

    async def hears(self, *inbound: Inbound) -> None:
        """Take in, and work until there is nothing more to do at this time."""
        for each in inbound:
            await self.app.intake(each)
        await self.app.settle()

    async def sends(self, *outgoing: Outgoing) -> None:
        """Queue, and work until there is nothing more to do at this time."""
        now = self.clock.now()

        def queue(journal: Records) -> None:
            for each in outgoing:
                journal.send(each, now)

        await self.store.write(queue)
        await self.app.settle()

    async def later(self, seconds: float) -> None:
        """Let time pass."""
        await self.app.advance(timedelta(seconds=seconds))

    def states(self) -> dict[str, str]:
        """State of each outbox row by its key."""
        rows = self.store.read_now(lambda journal: journal.rows("SELECT key, state FROM outbox"))  # type: ignore[attr-defined]
        return dict(rows)


async def ticket_in(house: House, place: Place = ANAS_DM) -> int:
    """Add a ticket, and return its number."""
    ticket = await house.store.write(
        lambda journal: journal.add_ticket(a_ticket(place=place, alarm_at=None))
    )
    return ticket.number
