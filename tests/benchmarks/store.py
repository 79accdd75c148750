"""How fast the store takes things in, and how near that is to SQLite itself.

Run it with `python -m tests.benchmarks.store`; ratios come from one run, the machine stands beside.
"""

import asyncio
import gc
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.desk.ports.journal import Journal
from bot.running.app import App
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore, connect
from bot.store.journal import SqliteJournal
from tests.delivery.standin import Echo
from tests.recorder import Recorder
from tests.store.examples import NOW, a_ticket, minutes, outgoing, said

IN_FLIGHT = 64
MESSAGES = 20_000
STEPS = 6_400
TURN = 128
ALARMS = 10_000


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fsync_times(folder: Path, rounds: int = 200) -> list[float]:
    """Return how many milliseconds a flush of 4 KB takes, in order of size."""
    times = []
    file = os.open(folder / "flush", os.O_WRONLY | os.O_CREAT)
    for _ in range(rounds):
        os.write(file, b"x" * 4096)
        began = time.perf_counter()
        os.fdatasync(file)
        times.append((time.perf_counter() - began) * 1000)
    os.close(file)
    return sorted(times)


def machine(folder: Path) -> str:
    """Return what the figures depend on."""
    times = fsync_times(folder)
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, fsync p50 {statistics.median(times):.2f} ms, "
        f"p99 {times[-3]:.2f} ms, load {os.getloadavg()[0]:.1f}"
    )


async def take_in(folder: Path) -> None:
    """Messages taken in durably, 64 in flight."""
    store = SqliteStore(folder / "intake.db", NOW)
    numbers = iter(range(MESSAGES))
    times: list[float] = []

    async def client() -> None:
        for number in numbers:
            began = time.perf_counter()
            await store.write(_keep(number))
            times.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(IN_FLIGHT)))
    took = time.perf_counter() - began
    commits, checkpoints = store.commits, MESSAGES // 1000
    store.close()
    times.sort()
    say(
        f"taken in durably, {IN_FLIGHT} in flight: {MESSAGES / took:,.0f}/s, "
        f"p50 {statistics.median(times):.1f} ms, p99 {times[len(times) * 99 // 100]:.1f} ms; "
        f"{MESSAGES:,} transactions in {commits:,} commits of one flush each: "
        f"{MESSAGES / commits:.1f} transactions per commit (at least 20 wanted); "
        f"checkpoints come on top, about {checkpoints} of them"
    )


def _keep(number: int) -> Callable[[Journal], bool]:
    return lambda journal: journal.take_in(said(number, "Where is my parcel? " * 5), NOW)


def hot_step(number: int) -> Callable[[Journal], None]:
    """Return a step as most are: a message done, a ticket changed, words queued, an alarm set."""

    heard = said(number, "Where is my parcel? " * 5)
    changed = a_ticket(number=1, rung=number, alarm_at=NOW + minutes(number))
    reply = outgoing(f"k{number}", "It is on its way. " * 5, ticket=1)

    def step(journal: Journal) -> None:
        journal.take_in(heard, NOW)
        journal.ticket(1)
        journal.save_ticket(changed)
        journal.send(reply, NOW)
        journal.finish(f"test:m{number}", "answer", NOW)

    return step


class Noting(Database):
    """Notes what it is asked to do."""

    notes: list[tuple[str, Any]]

    def execute(self, sql: str, parameters: Any = None) -> sqlite3.Cursor:
        """Note it, and do it."""
        self.notes.append((sql, parameters))
        return super().execute(sql, parameters)


def fresh(path: Path) -> Database:
    """Return a database with one ticket."""
    store = SqliteStore(path, NOW)
    store.write_now(lambda journal: journal.add_ticket(a_ticket()))
    store.close()
    return connect.writer(path)


def noted(path: Path) -> list[list[tuple[str, Any]]]:
    """Return the statements of each step."""
    db = Noting(fresh(path).conn, execute_plugins=False, recursive_triggers=False)
    found = []
    for number in range(STEPS):
        db.notes = []
        hot_step(number)(SqliteJournal(db))
        found.append(db.notes)
    return found


def cpu(conn: sqlite3.Connection, steps: list[Callable[[], None]], group: int) -> float:
    """Return microseconds of processor time a step, in commits of so many steps."""
    began = time.thread_time()
    for start in range(0, len(steps), group):
        conn.execute("BEGIN IMMEDIATE")
        for step in steps[start : start + group]:
            conn.execute("SAVEPOINT piece")
            step()
            conn.execute("RELEASE piece")
        conn.execute("COMMIT")
    return (time.thread_time() - began) / len(steps) * 1e6


def compare(folder: Path) -> None:
    """The same statements three ways, turn by turn: the statements, and all that leads to them."""
    statements = noted(folder / "noted.db")
    for group in (1, IN_FLIGHT):
        whole, same, raw = (fresh(folder / f"{name}{group}.db") for name in "abc")
        times: list[tuple[float, float, float]] = []
        gc.collect()
        gc.freeze()
        for start in range(0, STEPS, TURN):
            turn = range(start, start + TURN)
            copies = [[deepcopy(statements[number]) for number in turn] for _ in range(2)]
            times.append(
                (
                    cpu(whole.conn, [_through(whole, number) for number in turn], group),
                    cpu(same.conn, [_alone(same, each) for each in copies[0]], group),
                    cpu(raw.conn, [_alone(raw.conn, each) for each in copies[1]], group),
                )
            )
        gc.unfreeze()
        alone = statistics.median(each[2] for each in times)
        sql = statistics.median(each[1] / each[2] for each in times)
        ours = statistics.median(each[0] / each[2] for each in times)
        say(
            f"CPU a hot-path transaction of {len(statements[0])} statements, {group} a commit: "
            f"raw sqlite3 {alone:.0f} us; the same statements as the store runs them {sql:.2f}x "
            f"(at most 1.5 wanted); with values read from and written to rows {ours:.2f}x"
        )


def _through(db: Database, number: int) -> Callable[[], None]:
    step = hot_step(number)
    return lambda: step(SqliteJournal(db))


def _alone(
    conn: sqlite3.Connection | Database, statements: list[tuple[str, Any]]
) -> Callable[[], None]:
    def run() -> None:
        for sql, cells in statements:
            conn.execute(sql, cells).fetchall()

    return run


async def overdue(folder: Path) -> None:
    """Ten thousand alarms that fell due while nobody was there."""
    store = SqliteStore(folder / "alarms.db", NOW)

    def fill(journal: Journal) -> None:
        for number in range(ALARMS):
            journal.add_ticket(a_ticket(alarm_at=NOW + timedelta(seconds=number)))

    await store.write(fill)
    desk = Echo()
    app = App(store=store, desk=desk, platforms=[Recorder()], clock=RealClock())
    began = time.perf_counter()
    await app.settle()
    took = time.perf_counter() - began
    await app.stop()
    store.close()
    order = [alarm.ticket for alarm in desk.ticked]
    say(
        f"{ALARMS:,} overdue alarms: {len(order):,} fired, {len(set(order)):,} different, "
        f"oldest first: {order == sorted(order, key=lambda each: each or 0)}; {took:.1f} s"
    )


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        say(machine(folder))
        asyncio.run(take_in(folder))
        compare(folder)
        asyncio.run(overdue(folder))
        say(machine(folder))


if __name__ == "__main__":
    main()
