"""How long the only writer is at one piece of work while long things are done on a big database.

Run it with `python -m tests.benchmarks.writer [TICKETS]`, 1,000,000 if left out; beside each stands
how long a message that came in meanwhile waited to be kept. `--write` keeps it for the docs.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import OutcomeKind, Question
from bot.running.app import App
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from bot.store.backup import sync
from bot.store.journal import SqliteJournal
from bot.store.pieces import Piece
from knowledge.entry import Entry
from tests.benchmarks.store import machine, say
from tests.chaos.a_desk import AUTHOR, a_desk
from tests.chaos.big import copies, grow
from tests.chaos.sim.street import STAFF_ROOM, alone_with
from tests.desk.harness import ENTRIES
from tests.recorder import Recorder

TICKETS = 1_000_000
ASKERS, LISTS = 2_000, 20_000
EVERY = 0.02
ZOE = Person(id="test:zoe", name="Zoe")
BRAZIL = Entry(
    id="do-you-ship-to-brazil",
    question="Do you ship to Brazil?",
    answer="Yes, we ship to Brazil, 10 days.",
)
_LIST = "readership = 'staff' AND ticket IS NULL AND due_at IS NULL AND edits = ''"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What one thing took, in milliseconds."""

    line: str
    longest: int
    """The writer's longest piece of work, by the clock."""
    worked: int
    """The most that the processor had to do for one."""
    messages: int
    """So many came in meanwhile."""
    waited: int
    """The longest that one of them waited to be kept."""
    seconds: float
    """Until all of it was done."""

    def row(self) -> str:
        """As the docs show it."""
        return (
            f"| `{self.line}` | {self.worked} ms | {self.longest} ms | {self.messages} "
            f"| {self.waited} ms | {self.seconds} s |"
        )


@dataclass
class House:
    """A desk at work on a file, and how long its writer was at each piece of work."""

    store: SqliteStore
    app: App
    pieces: list[tuple[float, float]]
    """Of each piece of work: seconds, and those that its thread was given the processor."""
    numbers: Any
    taken: list[Taken] = field(default_factory=list)

    async def take(self, line: str, who: Person = AUTHOR, place: Place = STAFF_ROOM) -> None:
        """Command something, and have strangers speak until it is done; print what it was like."""
        self.pieces.clear()
        waits: list[float] = []
        began = time.perf_counter()
        number = next(self.numbers)
        asked = Commanded(id=f"test:b{number}", at=self._now(), by=who, place=place, line=line)
        await self.app.intake(asked)
        while await self.store.read(lambda journal: _busy(journal, asked)):
            before = time.perf_counter()
            await self.app.intake(self._stranger())
            waits.append((time.perf_counter() - before) * 1000)
            await asyncio.sleep(EVERY)
        took = time.perf_counter() - began
        taken = Taken(
            line=line,
            longest=round(max(wall for wall, _ in self.pieces) * 1000),
            worked=round(max(worked for _, worked in self.pieces) * 1000),
            messages=len(waits),
            waited=round(max(waits, default=0)),
            seconds=round(took, 1),
        )
        self.taken.append(taken)
        say(taken.row())

    def _stranger(self) -> Inbound:
        number = next(self.numbers)
        who = Person(id=f"test:s{number}", name="stranger")
        place = Place(platform="test", room=f"s{number}", private=True)
        return Said(id=f"test:s{number}", at=self._now(), by=who, place=place, text="thanks")

    def _now(self) -> Any:
        return self.app.clock.now()


def _busy(journal: Any, asked: Inbound) -> bool:
    waits = (
        "SELECT 1 FROM inbox WHERE state = 'waiting' AND conversation = 'desk:published' LIMIT 1"
    )
    return journal.still_waits(asked.id) or bool(journal.rows(waits))


def timed(store: SqliteStore) -> list[tuple[float, float]]:
    """Seconds of each piece of work that the writer does from now on."""
    pieces: list[tuple[float, float]] = []
    put = store._writer.put

    def measured(work: Callable[[SqliteJournal], Any]) -> Callable[[SqliteJournal], Any]:
        def do(journal: SqliteJournal) -> Any:
            began = time.perf_counter(), time.thread_time()
            try:
                return work(journal)
            finally:
                spent = time.perf_counter() - began[0], time.thread_time() - began[1]
                pieces.append(spent)

        return do

    def put_measured(piece: Piece) -> None:
        put(replace(piece, work=measured(piece.work)))

    store._writer.put = put_measured  # type: ignore[method-assign]
    return pieces


def unanswered(journal: Any) -> None:
    """Many people who asked the same in vain."""
    now = RealClock().now()
    for number in range(ASKERS):
        who = Person(id=f"test:p{number}", name=f"p{number}")
        place = Place(platform="test", room=who.name, private=True)
        text = "do you ship to brazil?"
        asked = Question(
            asked_at=now,
            by=who,
            place=place,
            message=f"test:q{number}",
            text=text,
            words=text,
            language="en",
            outcome=OutcomeKind.DONT_KNOW,
            open=True,
        )
        journal.add_question(asked)


def fill(path: Path, table: str, wanted: int, where: str) -> None:
    """Copy rows of a table."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute(copies(conn, table, wanted, where))
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sync(path)


async def at_work(path: Path, does: Callable[[House], Awaitable[None]]) -> list[Taken]:
    """Open a desk on that file, and have it do something; what each thing took."""
    clock = RealClock()
    with closing(SqliteStore(path, clock.now())) as store:
        platform = Recorder(staff=STAFF_ROOM, roles={AUTHOR.id: Role.LEAD})
        app = App(store=store, desk=a_desk((*ENTRIES, BRAZIL)), platforms=[platform], clock=clock)
        gc.freeze()  # as the running program does
        app.start()
        house = House(store, app, timed(store), _NUMBERS)
        await does(house)
        await app.stop()
        return house.taken


_NUMBERS = count(1)


async def begin(house: House) -> None:
    """What is there before: an entry, people who asked, somebody to be erased, lists."""
    now = house.app.clock.now()
    await house.store.write(lambda journal: journal.save_entry(BRAZIL, AUTHOR, now, "added"))
    await house.store.write(unanswered)
    home = alone_with(ZOE.id)
    said = Said(id="test:z1", at=now, by=ZOE, place=home, text="where is my harmonium?")
    await house.app.intake(said)
    for line in ("queue", "unanswered"):
        await house.take(line)
    await asyncio.sleep(1)


async def measure(house: House) -> None:
    """The long things, one after the other."""
    home = alone_with(ZOE.id)
    for line in ("queue", "unanswered", "review", "report 366"):
        await house.take(line)
    for line in ("mydata", "forgetme", "forgetme yes"):
        await house.take(line, ZOE, home)
    for line in (f"askers {BRAZIL.id}", f"askers {BRAZIL.id} all"):
        await house.take(line)


def table() -> str:
    """What was measured last, as Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    head = "processor for one piece of work", "clock", "messages meanwhile", "waited", "in all"
    rows = [Taken(**each).row() for each in kept["taken"]]
    return "\n".join(
        [kept["with"], "", f"| | {' | '.join(head)} |", f"| --- {'| --- ' * len(head)}|", *rows]
    )


_KEPT = Path(__file__).with_name("writer.json")


def main() -> None:
    """Make it big, and measure."""
    numbers = [each for each in sys.argv[1:] if each.isdecimal()]
    tickets = int(numbers[0]) if numbers else TICKETS
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = Path(name) / "desk.db"
        grow(path, 2 * tickets, tickets)
        say("to begin with:")
        asyncio.run(at_work(path, begin))
        fill(path, "outbox", LISTS, _LIST)
        measured = (
            f"{tickets:,} tickets, {2 * tickets:,} messages, {ASKERS:,} askers, {LISTS:,} lists; "
            f"{path.stat().st_size / 1e6:,.0f} MB; {machine(path.parent)}:"
        )
        say(measured)
        taken = asyncio.run(at_work(path, measure))
    if "--write" in sys.argv:
        found = {"with": measured, "taken": [asdict(each) for each in taken]}
        _KEPT.write_text(f"{json.dumps(found, indent=1)}\n", "utf-8")


if __name__ == "__main__":
    main()
