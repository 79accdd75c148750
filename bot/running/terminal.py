"""Front Desk in a terminal: the store, the desk, the app and the console put together.

Works step by step: a line typed is worked on to the end before the next is read. On the real
clock, time is taken over once a second; on the virtual one it moves when told to.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.delivery.clock import Clock, VirtualClock
from bot.delivery.setback import STEP
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.person import Person
from bot.desk.time.durations import parse_duration
from bot.desk.verbs.importing import SAMPLE
from bot.platforms.console import Console
from bot.platforms.console.adapter import STAFF_ROOM, Host
from bot.platforms.console.render import Printer
from bot.platforms.console.typing import at_terminal
from bot.platforms.webhook import Webhooks
from bot.running.app import App
from bot.running.building import front_desk, known_issues, starter_entries
from bot.running.learning import keep_learning
from bot.running.options import Options
from bot.running.upkeep import HOUR
from bot.running.wall_clock import RealClock
from bot.settings.settings import Settings
from bot.store import OpenStore, last_written, open_store
from knowledge.entry import Entry, Status

_TICK = 1.0
"""Seconds between two looks at the clock on the wall."""

_SETTLED = timedelta(seconds=30)
"""A session shorter than this is not kept waiting at its end by a fit that it never needed."""

STARTER_AUTHOR = Person(id="desk", name="Front Desk")


@dataclass(frozen=True, kw_only=True)
class Screen:
    """Where lines come from and go to."""

    source: TextIO
    out: TextIO
    prompts: bool = True
    colour: bool = False
    columns: Callable[[], int] | None = None
    """How wide a window it is just now; None where nobody looks through one."""


@dataclass(kw_only=True)
class Terminal:
    """One session."""

    app: App
    console: Console
    desk: FrontDesk
    clock: VirtualClock
    entries: list[Entry]
    fresh: bool
    """The database was empty, and the starter answers were loaded."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def settle(self) -> None:
        """Finish all that can be done now."""
        async with self._turn:
            await self.app.settle()

    async def advance(self, words: str) -> None:
        """Let virtual time pass."""
        span = parse_duration(words)
        async with self._turn:
            await self.app.advance(span)
            if span >= HOUR:
                await self._audit()

    async def follow_the_wall(self, wall: Clock) -> None:
        """Take the real time over, once a second; where somebody set it back, go back with it."""
        while True:
            await wall.sleep(_TICK)
            async with self._turn:
                behind = wall.now() - self.clock.now()
                if behind <= -STEP:
                    self.clock.set_by(behind)
                    await self.app.settle()
                elif behind > timedelta(0):
                    await self.app.advance(behind)

    async def audit_hourly(self) -> None:
        """Look whether the books agree, as the program does on the platforms."""
        while True:
            await asyncio.sleep(HOUR.total_seconds())
            async with self._turn:
                await self._audit()

    async def _audit(self) -> None:
        await self.app.upkeep.audit()
        await self.app.settle()

    async def learn(self) -> None:
        """Fit the matcher behind."""
        await keep_learning(self.app.store, self.desk, RealClock(), first=_SETTLED)

    async def type(self, line: str) -> None:
        """One line, as if typed."""
        await self.console.take(line, self.app.intake)

    async def converse(self) -> None:
        """Read lines until the end of input."""
        await self.console.run(self.app.intake)


@asynccontextmanager
async def opened(
    settings: Settings, screen: Screen, *, start: datetime | None = None, virtual: bool = False
) -> AsyncIterator[Terminal]:
    """Open the database and a session on it; both are closed at the end. A virtual clock goes on where
    the books end: what was promised by it would else lie further off than it was said to.

    Raises StoreError where the database can't be used.
    """
    clock = VirtualClock(start or RealClock().now())
    with contextlib.closing(open_store(settings.database, clock.now())) as store:
        last = await store.read(last_written) if virtual and start is None else None
        clock.move_to(last or clock.now())
        async with session(store, settings, screen, clock, virtual=virtual) as terminal:
            yield terminal


@asynccontextmanager
async def session(
    store: OpenStore, settings: Settings, screen: Screen, clock: VirtualClock, *, virtual: bool
) -> AsyncIterator[Terminal]:
    """One on a store that is open; whoever opened it closes it."""
    known = await store.read(lambda journal: list(journal.entries()))
    entries = known or await load_starter(store, clock.now())
    desk = front_desk(settings, entries, {"": STAFF_ROOM})
    desk.refresh(await store.read(known_issues))
    printer = Printer(
        settings.timezone, desk.wording.moment, colour=screen.colour, columns=screen.columns
    )
    console = Console(
        printer=printer,
        source=screen.source,
        out=screen.out,
        prompts=screen.prompts,
        edited=screen.prompts and at_terminal(screen.source, screen.out),
        folder=settings.database.parent if isinstance(settings.database, Path) else Path(),
    )
    app = App(
        store=store,
        desk=desk,
        platforms=[console],
        couriers=[Webhooks(settings, clock.now)],
        clock=clock,
        options=Options.of(settings),
    )
    terminal = Terminal(
        app=app, console=console, desk=desk, clock=clock, entries=entries, fresh=not known
    )
    console.host = Host(
        now=clock.now,
        settle=terminal.settle,
        advance=terminal.advance if virtual else None,
    )
    try:
        await app.watch()
        yield terminal
    finally:
        await app.stop()


async def load_starter(store: OpenStore, now: datetime) -> list[Entry]:
    """Put the sample answers into an empty database."""
    return await store.write(
        lambda journal: [
            journal.save_entry(entry, STARTER_AUTHOR, now, SAMPLE) for entry in starter_entries()
        ]
    )


def _examples(terminal: Terminal) -> list[str]:
    """Questions to begin with: of the sample answers those that the tour asks, and one that nothing
    answers, as long as nothing does; else the first few."""
    ours = [each.question for each in terminal.desk.library.public_entries()]
    known = [each for each in _TOUR if each in ours]
    answered = terminal.desk.look_up(_UNKNOWN).sure(terminal.desk.library.bands)
    unknown = () if answered else (f"{_UNKNOWN}          (it doesn't know this one)",)
    return [*known, *unknown] if known else ours[:3]


_TOUR = ("How do I reset my password?", "Where is my invoice?")
_UNKNOWN = "Do you ship to Brazil?"


def first_screen(terminal: Terminal, *, virtual: bool) -> str:
    """What somebody sees who starts Front Desk here."""
    topics = {entry.topic for entry in terminal.entries if entry.status is Status.APPROVED}
    loaded = (
        f"{counted(len(topics), 'sample answer')} loaded (knowledge/starter). Nothing leaves this computer."
        if terminal.fresh
        else f"{counted(len(topics), 'answer')}, and everything is as you left it. "
        "Nothing leaves this computer."
    )
    drafts = sum(entry.status is Status.DRAFT for entry in terminal.entries)
    if drafts:
        wait = f"{counted(drafts, 'draft')} {'waits' if drafts == 1 else 'wait'} for approval"
        loaded += f"\n{wait}. Read them as staff: review, then approve ID; or publish an import: python run_bot.py kb publish."
    time = "\n         /time +2h    let time pass" if virtual else ""
    examples = "".join(f"\n  -  {each}" for each in _examples(terminal))
    ask = f"Ask something, for example:{examples}" if examples else "Ask something."
    return f"""\
Front Desk is running here in your terminal. No accounts are connected.
{loaded}

You are a customer. {ask}
Or type  /demo        one-minute tour
         /staff NAME  switch to staff
         /lead NAME   switch to a lead, who may do all that staff can, and erase{time}
         /help        what else there is
         /quit        stop"""


def counted(number: int, what: str, several: str = "") -> str:
    """ "1 entry", "2 entries": for the program's own words in a terminal."""
    return f"{number} {what}" if number == 1 else f"{number} {several or f'{what}s'}"
