"""G8: clocks are set, zones change, a day is inserted, the machine was off. Each alarm fires once.

Working time is checked against a count of single quarters of an hour, which knows nothing of the desk's sums.
"""

import logging
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import cast
from zoneinfo import ZoneInfo

from bot.app import App, Options
from bot.delivery.clock import VirtualClock
from bot.desk.doors import Alarm, Done
from bot.desk.hours import Hours
from bot.desk.journal import Journal
from bot.desk.model import Person, Place
from bot.desk.records import Records
from bot.store import SqliteStore, audit
from tests.chaos.sim.fate import Fate, run_still
from tests.chaos.sim.ground import Ground, MortalStore
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import Broken, Control, Suite, Task, chance
from tests.chaos.whole import a_desk, know
from tests.delivery.standin import Echo
from tests.desk.harness import MONDAY
from tests.recorder import Recorder
from tests.store.examples import a_ticket

ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Chisinau"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/St_Johns", "America/Halifax", "America/Havana", "America/Asuncion"),
    *("America/Santiago", "Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem"),
    *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
)
HOURS = ("Mon-Fri 09:00-17:00", "Mon-Sun 00:00-24:00", "Sat-Mon 01:00-04:00; Tue-Fri 08:30-12:00")
_COUNTED = 15
"""Minutes counted at a time; every change of a clock in these years falls on such a mark."""
_DAYS = {name: day for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))}


class SetClock(VirtualClock):
    """A clock on the wall that somebody sets, forwards and back."""

    def set_by(self, span: timedelta) -> None:
        """Set it."""
        self._now += span
        self.move_to(self._now)


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


def times(task: Task) -> str:
    """All of it: clock steps, zones, and a machine that was off. Raises Broken."""
    logging.disable(logging.CRITICAL)
    try:
        steps = clock_steps(task)
        zones = working_time(task)
        off = down(task)
    finally:
        logging.disable(logging.NOTSET)
    return f"{steps}; {zones}; {off}"


def clock_steps(task: Task, *, forgets: bool = False) -> str:
    """Set the clock by up to a day either way while alarms are due."""
    fired = 0
    for number in range(max(1, task.cases // 50)):
        dice = chance(task.seed, "steps", number)
        fired += run_still(_steps(dice, f"{task.seed}/{number}", forgets=forgets))
        task.tell(number * 25)
    return f"{fired:,} alarms under a clock that is set"


async def _steps(dice: Random, seed: str, *, forgets: bool) -> int:
    clock, ground, desk = SetClock(MONDAY), Ground(), Counting(forgets=forgets)
    app = App(
        store=cast("SqliteStore", MortalStore(ground, Fate())),
        desk=desk,
        platforms=[],
        clock=clock,
        options=Options(),
    )
    due = [MONDAY + timedelta(minutes=dice.randint(1, 3000)) for _ in range(50)]
    for at in due:
        ground.journal.add_ticket(a_ticket(alarm_at=at))
    story = []
    for _ in range(30):
        if dice.random() < 0.4:
            step = dice.choice((-1440, -60, -1, 1, 60, 1440))
            clock.set_by(timedelta(minutes=step))
            story.append(f"set by {step} min")
            await app.settle()
        span = dice.choice((1, 30, 200))
        await app.advance(timedelta(minutes=span))
        story.append(f"{span} min pass")
    await app.advance(timedelta(days=6))
    ground.close()
    for number, at in enumerate(due, start=1):
        if desk.fired[number] != 1 or desk.at[number] < at:
            raise Broken(
                f"the alarm of {at} fired {desk.fired[number]} times ({seed})\n" + "\n".join(story)
            )
    return len(due)


def working_time(task: Task) -> str:
    """Add working time across changes of the clock in twenty zones, and over a leap day."""
    done = 0
    dice = chance(task.seed, "zones")
    around = [(zone, at) for zone in ZONES for at in _changes(ZoneInfo(zone))]
    around += [(zone, datetime(2028, 2, 29, 12, tzinfo=UTC)) for zone in ZONES]
    for number in range(task.cases // 2):
        zone, change = around[number % len(around)]
        words = HOURS[(number // len(around)) % len(HOURS)]
        start = change + _COUNTED * timedelta(minutes=dice.randint(-200, 40))
        span = _COUNTED * timedelta(minutes=dice.choice((1, 2, 16, 32, 66)))
        hours = Hours.parse(words, ZoneInfo(zone), ())
        end = hours.add(start, span)
        counted = _counted(words, ZoneInfo(zone), start, end)
        if counted != span or not start <= end:
            raise Broken(
                f"{words} in {zone}: {span} from {start} ends at {end}, {counted} of work later"
            )
        done += 1
        task.tell(task.cases // 2 + done)
    return f"{done:,} spans of working time in {len(ZONES)} zones"


def _changes(zone: ZoneInfo) -> list[datetime]:
    """The moments at which the zone's clocks change, in two years."""
    found = []
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year < 2028:
        after = at + timedelta(hours=1)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found.append(after)
        at = after
    return found


def _counted(words: str, zone: ZoneInfo, start: datetime, end: datetime) -> timedelta:
    minute, count, at = timedelta(minutes=_COUNTED), 0, start
    spans = [_span(part) for part in words.split(";")]
    while at < end:
        local = at.astimezone(zone)
        count += any(
            local.weekday() in days and begin <= local.hour * 60 + local.minute < until
            for days, begin, until in spans
        )
        at += minute
    return count * minute


def _span(part: str) -> tuple[set[int], int, int]:
    days, clock = part.split()
    first, _, last = days.partition("-")
    length = (_DAYS[last or first] - _DAYS[first]) % 7
    begin, end = (int(each[:2]) * 60 + int(each[3:]) for each in clock.split("-"))
    return {(_DAYS[first] + each) % 7 for each in range(length + 1)}, begin, end


def down(task: Task) -> str:
    """The machine was off for a day, and as many alarms as there are cases are due."""
    return run_still(_down(task, min(10_000, task.cases * 2)))


async def _down(task: Task, due: int) -> str:
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
    return f"{due:,} alarms due after a day off, {fired:,} steps taken, none left"


SUITE = Suite(
    name="G8",
    title="set clocks, changing zones, a leap day, a day off with alarms due",
    unit="cases",
    run=times,
    quick=600,
    ci=5_000,
    long=200_000,
    reason="about 100 cases a second",
    controls=(
        Control(
            name="an alarm that is set again",
            run=lambda task: clock_steps(task, forgets=True),
            cases=50,
        ),
    ),
)
