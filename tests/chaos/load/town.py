"""Both ends and the running program between them: started, loaded, watched, drained, stopped."""

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.desk.nouns.person import Person
from bot.desk.ports.journal import Journal
from bot.running.building import starter_entries
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from knowledge.entry import Entry
from tests.chaos.load.side import Plan
from tests.chaos.load.watch import Sample, look
from tests.chaos.suite import Broken

_ROOT = Path(__file__).parents[3]
_SIDES = ("slack", "discord")
_FITTED = "matcher fitted"
_LEA = Person(id="test:lea", name="Lea")


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Who speaks."""

    people: int
    """On each platform."""
    seed: int
    hurried: bool = False
    """Slack tries again sooner than it does in earnest."""


class End:
    """One side's process, obeying."""

    def __init__(self, name: str, process: Process) -> None:
        self.name = name
        self.process = process
        self.env: dict[str, str] = {}

    @classmethod
    async def begin(cls, name: str, folder: Path, crowd: "Crowd") -> "End":
        """Start it."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            f"tests.chaos.load.{name}_side",
            *(str(folder), str(crowd.people), str(crowd.seed)),
            "hurried" if crowd.hurried else "in-earnest",
            cwd=_ROOT,
            stdin=PIPE,
            stdout=PIPE,
        )
        end = cls(name, process)
        end.env = (await end._answer())["env"]
        return end

    async def ask(self, do: str, **more: Any) -> Any:
        """Give an order; return the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **more}).encode() + b"\n")
        return await self._answer()

    async def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line:
            raise Broken(f"{self.name}'s double ended by itself")
        return json.loads(line)

    async def end(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), 10)
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@dataclass
class Town:
    """All processes of one run."""

    folder: Path
    ends: Sequence[End]
    bot: Process
    samples: list[Sample] = field(default_factory=list)
    busy: dict[str, float] = field(default_factory=dict)
    """Share of a core that each process took during the load."""
    late: dict[str, float] = field(default_factory=dict)
    """Seconds by which the people of each side were late, p99."""

    @property
    def database(self) -> Path:
        """Where the program remembers."""
        return self.folder / "desk.db"

    async def load(self, rate: float, seconds: float) -> None:
        """So many messages a second, half on each side."""
        begin = time.time() + 0.5  # noqa: TID251 - one time for all processes
        plan = Plan(rate=rate / len(self.ends), seconds=seconds, begin=begin)
        before = self._cpu()
        answers = await asyncio.gather(*(end.ask("load", plan=asdict(plan)) for end in self.ends))
        took = time.time() - begin + 0.5  # noqa: TID251 - one time for all processes
        self.busy = {name: (cpu - before[name]) / took for name, cpu in self._cpu().items()}
        self.late = {
            end.name: answer["late"] for end, answer in zip(self.ends, answers, strict=True)
        }

    async def held(self, seconds: float) -> None:
        """Another program has the database to itself, longer than anybody waits for it."""
        await asyncio.sleep(1)
        conn = await asyncio.to_thread(self._hold)
        with closing(conn):
            await asyncio.sleep(seconds)

    def _hold(self) -> sqlite3.Connection:
        conn = sqlite3.connect(
            self.database, timeout=30, isolation_level=None, check_same_thread=False
        )
        conn.execute("BEGIN IMMEDIATE")
        return conn

    def _cpu(self) -> dict[str, float]:
        found = {end.name: look(end.process.pid).cpu for end in self.ends}
        return {**found, "bot": look(self.bot.pid).cpu}

    async def drained(self, within: float) -> float:
        """Wait until nothing is under way; return seconds. Raises Broken."""
        began = time.monotonic()
        while (left := await self.left()) and time.monotonic() - began < within:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        if left:
            raise Broken(f"not drained after {within:.0f} s: {left}")
        return time.monotonic() - began

    async def left(self) -> str:
        """What is not over; "" when all is."""
        if self.bot.returncode is not None:
            raise Broken(f"the program ended by itself with {self.bot.returncode}: {self._words()}")
        looks = [await end.ask("look") for end in self.ends]
        faults = [fault for each in looks for fault in each["faults"]]
        if faults:
            raise Broken(f"not as the platform wants it: {faults[0]}")
        late = sum(each["late"] for each in looks)
        if late:
            raise Broken(f"{late:,} acknowledgements came when Slack had given the try up")
        counts = {"under way": sum(each["under_way"] for each in looks), **self._counts()}
        return ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)

    def _counts(self) -> dict[str, int]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as conn:
            conn.execute("PRAGMA busy_timeout = 5000")
            [waiting] = conn.execute("SELECT count(*) FROM inbox WHERE state = 'waiting'")
            [leaving] = conn.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')"
            )
        return {"waiting": waiting[0], "leaving": leaving[0]}

    def _words(self) -> str:
        lines = _text(self.folder / "bot.log").splitlines()
        return lines[-1] if lines else "without a word"

    async def watch(self) -> None:
        """Look at the program once a second, until cancelled."""
        wal = self.folder / "desk.db-wal"
        beside = [os.getpid(), *(end.process.pid for end in self.ends)]
        with contextlib.suppress(OSError):
            while True:
                self.samples.append(look(self.bot.pid, wal, beside))
                await asyncio.sleep(1)


@asynccontextmanager
async def town(folder: Path, crowd: Crowd, program: Sequence[str] = ()) -> AsyncIterator[Town]:
    """Everything started and connected, ended at the end. `program`: another than run_bot.py."""
    _know(folder / "desk.db")
    ends: list[End] = []
    bot: Process | None = None
    watching: asyncio.Task[None] | None = None
    try:
        for name in _SIDES:
            ends.append(await End.begin(name, folder, crowd))  # noqa: PERF401 - ended below
        bot = await _begin(folder, ends, program)
        await asyncio.gather(*(end.ask("ready") for end in ends))
        await _warm(folder / "bot.log", bot)
        made = Town(folder, ends, bot)
        watching = asyncio.create_task(made.watch())
        yield made
    finally:
        if watching is not None:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        await _finish(bot)
        for end in ends:
            await end.end()


def _know(database: Path) -> None:
    now = RealClock().now()
    with closing(SqliteStore(database, now)) as store:
        for entry in starter_entries():
            store.write_now(partial(_added, entry, now))


def _added(entry: Entry, now: datetime, journal: Journal) -> None:
    journal.save_entry(entry, _LEA, now, "sample")


async def _begin(folder: Path, ends: Sequence[End], program: Sequence[str]) -> Process:
    """Start the program as its owner does."""
    env = {
        "DESK_DATABASE": str(folder / "desk.db"),
        "DESK_HOURS": "always",
        "DESK_HANDOVER": "offer",
        "DESK_BURST": "0",
        "PYTHONPATH": str(_ROOT),
    }
    for end in ends:
        env |= end.env
    with (folder / "bot.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *(program or (str(_ROOT / "run_bot.py"),)),
            "run",
            cwd=folder,
            env={**os.environ, **env},
            stdout=log,
            stderr=log,
        )


async def _warm(log: Path, bot: Process) -> None:
    """The matcher is fitted once after the start, which takes a core for some seconds."""
    for _ in range(300):
        if bot.returncode is not None or _FITTED in _text(log):
            return
        await asyncio.sleep(0.2)


async def _finish(bot: Process | None) -> None:
    if bot is None or bot.returncode is not None:
        return
    bot.send_signal(signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(bot.wait(), 30)
    if bot.returncode is None:
        bot.kill()
        await bot.wait()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
