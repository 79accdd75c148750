"""One run of load, start to verdict, and what it measured: for G12, G13 and G14."""

import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.load.town import Crowd, Town, town
from tests.chaos.load.verdict import Times, judged, spread
from tests.chaos.load.watch import Sample, can_watch, fsync_p50
from tests.chaos.suite import Broken, Skipped

MEMORY = 300.0
"""Megabytes that the program may take."""
FILES = 5
"""More than at the start: the little that the scanner has open at a moment."""
WAL = 64.0
"""Megabytes that the write-ahead log may take."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What is tried."""

    rate: float
    """Messages a second, on both platforms together."""
    seconds: float
    people: int
    """On each platform. Nobody speaks more than twenty times a minute: nothing is set aside."""
    drain: float
    """Seconds within which everything must be over after the load."""
    seed: int
    rest: float = 0.0
    """Seconds within which no more files are to be open than at the start."""
    hurried: bool = False
    """Slack tries again sooner than it does in earnest."""
    held: float = 0.0
    """Seconds for which the database can't be written to, from the first second on."""
    program: Sequence[str] = ()
    """Another program than run_bot.py, for a control."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was seen of a run in which nothing was lost."""

    load: Load
    times: Times
    samples: Sequence[Sample]
    drained: float
    busy: dict[str, float]
    late: dict[str, float]
    disk: str

    def words(self) -> str:
        """All of it in one line."""
        count = int(self.load.rate * self.load.seconds)
        replies = [each.took for each in self.times.replies]
        busy = ", ".join(f"{name} {share:.0%}" for name, share in self.busy.items())
        late = max(self.late.values())
        return (
            f"{count:,} messages at {self.load.rate:g}/s, 0 lost, 0 doubled, "
            f"{self.times.joined:.1%} joined; "
            f"sent to acknowledged {spread(self.times.acks)}; "
            f"received to reply posted {spread(replies)}; drained in {self.drained:.0f} s; "
            f"memory {max(each.rss for each in self.samples):.0f} MB, "
            f"log {max(each.wal for each in self.samples):.0f} MB; of a core: {busy}; "
            f"people late by {late * 1000:.0f} ms (p99); {self.disk}"
        )


def tried(load: Load) -> Measured:
    """Run it. Raises Broken with what does not hold, and Skipped where nothing can be watched.

    What is broken is told with the seed.
    """
    if not can_watch():
        raise Skipped("memory and files of another process are read from /proc")
    # On the disk and not in memory: how long a flush takes is part of what is tried.
    with tempfile.TemporaryDirectory(prefix="chaos-load-") as name:
        try:
            return asyncio.run(_tried(load, Path(name)))
        except Broken as broken:
            raise Broken(broken.story, load.seed) from broken


async def _tried(load: Load, folder: Path) -> Measured:
    disk = limits(folder)
    crowd = Crowd(people=load.people, seed=load.seed, hurried=load.hurried)
    async with town(folder, crowd, load.program) as made:
        async with asyncio.TaskGroup() as together:
            together.create_task(made.load(load.rate, load.seconds))
            if load.held:
                together.create_task(made.held(load.held))
        drained = await made.drained(load.drain)
        await _rested(made, load.rest)
        _within_bounds(made)
    return Measured(
        load=load,
        times=judged(folder),
        samples=made.samples,
        drained=drained,
        busy=made.busy,
        late=made.late,
        disk=disk,
    )


async def _rested(made: Town, seconds: float) -> None:
    """Connections are kept for a while for a next request, and let go one after the other."""
    until = time.monotonic() + seconds
    while made.samples[-1].fds > made.samples[0].fds + FILES and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(1)


def _within_bounds(made: Town) -> None:
    memory = max(each.rss for each in made.samples)
    if memory > MEMORY:
        raise Broken(f"memory grew to {memory:.0f} MB, at most {MEMORY:.0f} are granted")
    log = max(each.wal for each in made.samples)
    if log > WAL:
        raise Broken(f"the write-ahead log grew to {log:.0f} MB, at most {WAL:.0f} are granted")


def limits(folder: Path) -> str:
    """What this disk and this machine can do, in words."""
    return (
        f"fsync p50 {fsync_p50(folder):.1f} ms, bare commits {_commits(folder):,.0f}/s, "
        f"{os.cpu_count()} cores, other work {os.getloadavg()[0]:.1f}"
    )


def _commits(folder: Path, seconds: float = 0.3) -> float:
    """Rows a second, each committed by itself at synchronous=FULL."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("CREATE TABLE row (text TEXT)")
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            conn.execute("INSERT INTO row VALUES ('some words of about this length')")
            count += 1
        return count / (time.perf_counter() - began)
