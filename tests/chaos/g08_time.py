"""G8: clocks are set, zones change, a day is inserted, the machine was off. Each alarm fires once.

Three parts: clock steps, working time across changes (see zones), and a day off with alarms due.
What waits two seconds when the clock is set back waits two seconds.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import cast

from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.desk.boundary import Done
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.journal import Journal
from bot.desk.ports.records import Records
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore, audit
from tests.chaos.a_desk import a_desk, know
from tests.chaos.shorter import shortest
from tests.chaos.sim.fate import Fate, run_still
from tests.chaos.sim.ground import Ground, MortalStore
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance
from tests.chaos.zones import working_time
from tests.delivery.standin import Echo
from tests.desk.harness import MONDAY
from tests.recorder import Recorder
from tests.store.examples import a_ticket, said

_ALARMS = 50
_PATIENCE = timedelta(seconds=2)
BLOCK = 1_000


class Counting(Echo):
    """Counts what fires, and when."""

    def __init__(self, *, forgets: bool = False) -> None:
        super().__init__()
        self.fired: Counter[int] = Counter()
        self.at: dict[int, datetime] = {}
        self.forgets = forgets

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Note it, and let the alarm rest."""
        number = alarm.ticket or 0
        self.fired[number] += 1
        self.at[number] = now
        ticket = records.ticket(number)
        again = now + timedelta(days=1) if self.forgets else None
        records.save_ticket(replace(ticket, alarm_at=again))
        return Done()


@dataclass(frozen=True)
class Due:
    """An alarm is due so many minutes after the beginning."""

    minutes: int

    def __str__(self) -> str:
        return f"an alarm is due after {self.minutes} min"


@dataclass(frozen=True)
class Moved:
    """Time passes, or somebody sets the clock."""

    minutes: int
    by_hand: bool = False

    def __str__(self) -> str:
        return (
            f"the clock is set by {self.minutes} min"
            if self.by_hand
            else f"{self.minutes} min pass"
        )


Event = Due | Moved


def times(task: Task) -> Figures:
    """All of it: clock steps, zones, and, once, a machine that was off. Raises Broken."""
    figures = Figures()
    with _silence():
        figures.take(clock_steps(task))
        spans = task.cases // 2
        figures.take(working_time(replace(task, cases=spans), first=task.block * spans))
        task.tell(task.cases)
        if task.block == 0:
            figures.take(down(task))
    return figures


@contextmanager
def _silence() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def clock_steps(task: Task, *, forgets: bool = False, looks: bool = True) -> Figures:
    """Set the clock by up to a day either way while alarms are due."""
    figures = Figures()
    for number in range(max(1, task.cases // (2 * _ALARMS))):
        seed = f"{task.seed}/{task.block}/{number}"
        events = story(chance(seed, "steps"))
        problem, days = run_still(_steps(events, forgets=forgets, looks=looks))
        if problem:
            raise Broken(_told(seed, events, forgets=forgets, looks=looks), task.seed)
        figures.take({"alarms under a clock that is set": _ALARMS, "simulated days": days})
        task.tell((number + 1) * _ALARMS)
    return figures


def story(dice: Random) -> list[Event]:
    """When alarms are due, and how time goes, from the dice alone."""
    found: list[Event] = [Due(dice.randint(1, 3000)) for _ in range(_ALARMS)]
    for _ in range(30):
        if dice.random() < 0.4:
            found.append(Moved(dice.choice((-1440, -60, -1, 1, 60, 1440)), by_hand=True))
        found.append(Moved(dice.choice((1, 30, 200))))
    return found


def _told(seed: str, events: Sequence[Event], *, forgets: bool, looks: bool) -> str:
    def wrong(shorter: Sequence[Event]) -> str:
        return run_still(_steps(shorter, forgets=forgets, looks=looks))[0]

    kept, problem = shortest(events, wrong)
    head = f"story {seed}, cut down from {len(events)} events to {len(kept)}:"
    return "\n".join([problem, head, *(f"  {each}" for each in kept)])


async def _nobody_looks() -> None:
    """The clock that nobody sets is not looked at."""


async def _steps(events: Sequence[Event], *, forgets: bool, looks: bool) -> tuple[str, int]:
    clock, ground, desk = VirtualClock(MONDAY), Ground(), Counting(forgets=forgets)
    app = App(
        store=cast("SqliteStore", MortalStore(ground, Fate())),
        desk=desk,
        platforms=[Recorder(staff=STAFF_ROOM)],
        clock=clock,
        options=Options(patience=Patience(burst={"test": _PATIENCE})),
    )
    if not looks:
        app._set_back.look = _nobody_looks  # type: ignore[method-assign]
    due = [MONDAY + timedelta(minutes=each.minutes) for each in events if isinstance(each, Due)]
    for at in due:
        ground.journal.add_ticket(a_ticket(alarm_at=at))
    for number, event in enumerate(events):
        if isinstance(event, Due):
            continue
        if event.by_hand:
            await app.settle()
            await app.intake(said(number, at=clock.now()))
            clock.set_by(timedelta(minutes=event.minutes))
            await app.advance(_PATIENCE)
            if ground.journal.still_waits(f"test:m{number}"):
                return f"waits for the clock: what may be worked on after {_PATIENCE}", 0
        else:
            await app.advance(timedelta(minutes=event.minutes))
    await app.advance(timedelta(days=6))
    ground.close()
    passed = sum(each.minutes for each in events if isinstance(each, Moved) and not each.by_hand)
    return next(_misfired(desk, due), ""), 6 + passed // 1440


def _misfired(desk: Counting, due: Sequence[datetime]) -> Iterator[str]:
    for number, at in enumerate(due, start=1):
        if desk.fired[number] != 1:
            what = "fired again" if desk.fired[number] else "never fired"
            yield f"{what}: the alarm of {at} fired {desk.fired[number]} times"
        elif desk.at[number] < at:
            yield f"fired too early: the alarm of {at}, at {desk.at[number]}"


def down(task: Task) -> Figures:
    """The machine was off for a day, and ten alarms for each case are due, 10,000 in a block."""
    return run_still(_down(task, 10 * task.cases))


async def _down(task: Task, due: int) -> Figures:
    clock = VirtualClock(MONDAY)
    with_store = SqliteStore(task.folder / f"off{due}.db", MONDAY)
    platform = Recorder(staff=STAFF_ROOM)
    app = App(store=with_store, desk=a_desk(), platforms=[platform], clock=clock)

    def opened(journal: Journal) -> None:
        know(journal)
        for number in range(due):
            journal.add_ticket(
                a_ticket(
                    requester=Person(id=f"test:p{number}", name=f"p{number}"),
                    place=Place(platform="test", room=f"p{number}", private=True),
                    alarm_at=MONDAY + timedelta(seconds=number),
                    opened_at=MONDAY,
                    state_since=MONDAY,
                    rung_at=MONDAY,
                    staff_room=STAFF_ROOM,
                )
            )

    await with_store.write(opened)
    clock.move_to(MONDAY + timedelta(hours=24))
    fired_before = app._alarms.done
    await app._alarms.settle()
    fired = app._alarms.done - fired_before
    now = clock.now()
    late = await with_store.read(lambda journal: len(journal.due_alarms(now, 100_000)))
    findings = await with_store.read(lambda journal: audit(journal, now))
    with_store.close()
    broken = [each.words() for each in findings if each.rule == "alarm-overdue"]
    if late or broken or fired < due:
        raise Broken(f"{fired} alarms fired of {due}, {late} are still due: {broken}")
    return Figures({"alarms due after a day off": due, "steps taken for them": fired})


def _quietly(task: Task, *, forgets: bool = False, looks: bool = True) -> Figures:
    with _silence():
        return clock_steps(task, forgets=forgets, looks=looks)


SUITE = Suite(
    name="G8",
    title="set clocks, changing zones, a leap day, a day off with alarms due",
    unit="cases",
    run=times,
    quick=600,
    ci=5_000,
    long=520_000,
    fits=True,
    block=BLOCK,
    reason="a tenth of this shows a change that breaks it",
    controls=(
        Control(
            name="an alarm that is set again",
            run=lambda task: _quietly(task, forgets=True),
            cases=50,
            finds="fired again",
        ),
        Control(
            name="only the clock on the wall is looked at",
            run=lambda task: _quietly(task, looks=False),
            cases=50,
            finds="waits for the clock",
        ),
    ),
)
