"""G2: the running program is killed with kill -9, on Slack and Discord at once, again and again.

`run_bot.py` as an owner starts it, with its own clock and pace, against the doubles of both
platforms, which live in this process and hold the truth. Three deaths in ten come between a post
that arrived and the answer to it.
"""

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from bot.platforms.discord.saying.render import nonce
from bot.running.wall_clock import RealClock
from bot.store import audit
from bot.store.sqlite import read_only
from tests.chaos import shim
from tests.chaos.city import TOKEN, WORDS, City, founded
from tests.chaos.g03_power import Disk
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble

_ROOT = Path(__file__).parents[2]
_SILENT = 0.3
_PATIENCE = 12.0
"""Seconds in which a life that is to end at some post or request must come to it."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """How the program is run, and killed."""

    without: str = ""
    """Which safeguard is taken away, as blind_bot names them."""
    silent: float = _SILENT
    """How often it dies between a post and the answer."""
    power: bool = False
    """With it dies the power: only what was flushed is on the disk."""
    healed: float = 200.0
    """Seconds until everything must be quiet: an unclear message is looked for after a minute."""


@dataclass
class Life:
    """The program, running; one after the other on the same disk."""

    city: City
    folder: Path
    way: Way
    disk: Disk = field(default_factory=Disk)
    process: asyncio.subprocess.Process = field(init=False)

    async def begin(self) -> None:
        """Start it as its owner does."""
        program = [str(_ROOT / "run_bot.py")]
        if self.way.without:
            program = ["-m", "tests.chaos.blind_bot"]
        with (self.folder / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *program, "run"),
                cwd=self.folder,
                env={**os.environ, **self._environment()},
                stdout=log,
                stderr=log,
            )

    def _environment(self) -> dict[str, str]:
        env = {**self.city.env, "PYTHONPATH": str(_ROOT), "CHAOS_WITHOUT": self.way.without}
        if self.way.power:
            library = self.folder / "shim.so"
            library = library if library.exists() else shim.built(self.folder)
            env |= shim.environment(library, self.folder / "desk.db", self.folder / "trace")
        return env

    async def kill(self) -> None:
        """Without a word."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        if self.way.power:
            self._lose_power()

    def _lose_power(self) -> None:
        trace = self.folder / "trace"
        for call in shim.calls(trace):
            self.disk.take(call)
        trace.unlink()
        self.disk.unflushed.clear()
        for old in self.folder.glob("desk.db*"):
            if not old.name.endswith(".lock"):
                old.unlink()
        for name, content in self.disk.flushed.items():
            (self.folder / name).write_bytes(content)

    async def stop(self) -> int:
        """As an owner stops it; return how many milliseconds that took. Raises Broken."""
        began = time.monotonic()
        self.process.terminate()
        code = await asyncio.wait_for(self.process.wait(), 30)
        if code:
            raise Broken(f"the program ended with {code} when it was asked to stop")
        return round((time.monotonic() - began) * 1000)


def kills(task: Task, way: Way | None = None) -> Figures:
    """Kill it so often. Raises Broken when something is lost or doubled."""
    return asyncio.run(_kills(task, way or Way()))


async def _kills(task: Task, way: Way) -> Figures:
    dice = chance(task.seed, task.block, "kills")
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord:
        city = founded(slack, discord, task.folder)
        life = Life(city, task.folder, way)
        await life.begin()
        story: list[str] = []
        try:
            await _greet(city, task.folder)
            for number in range(task.cases):
                story.append(await _busy(city, life, dice))
                await life.kill()
                city.speak()
                await life.begin()
                task.tell(number + 1)
            problem = await _quiet(city, life)
            stopped = await life.stop()
        finally:
            await life.kill()
        problem = problem or _wrong(city, task.folder) or _told_on(city, task.folder)
        if problem:
            last = "\n".join(f"  {n}. {each}" for n, each in enumerate(story, start=1))
            raise Broken(f"{problem}\nafter {task.cases} lives:\n{last}", task.seed)
        return Figures(
            {
                "kills": task.cases,
                "of them between a post and its answer": sum("silent" in s for s in story),
                "messages in": len(city.said),
                "posts": city.posts(),
                "ms at worst to stop": stopped,
            }
        )


async def _greet(city: City, folder: Path) -> None:
    """Everybody is known before the first kill: what a stranger says first isn't promised."""
    await city.slack.connected(1, within=60)
    await city.discord.ready(timeout=60)
    for user in city.slackers:
        await city.on_slack(user, "hello")
    for member in city.members:
        city.on_discord(member, "hello")
    await _until(lambda: not (city.said - _taken_in(folder)), 60, "the first words are taken in")


async def _busy(city: City, life: Life, dice: Random) -> str:
    """Let it live until so many requests or posts, or a while; return how it is to die."""
    silent = dice.random() < life.way.silent
    if silent:
        city.silence()
    by_clock = not silent and dice.random() < 0.2
    count = city.posts if silent or dice.random() < 0.6 else city.asked
    more = 1 if silent else dice.randint(1, 60 if count == city.asked else 3)
    until = count() + more
    span = dice.uniform(0.3, 3.0) if by_clock else _PATIENCE
    ends = time.monotonic() + span
    talks = dice.randint(1, 4)
    while time.monotonic() < ends and count() < until and life.process.returncode is None:
        if talks and dice.random() < 0.2:
            talks -= 1
            await city.say(dice)
        await asyncio.sleep(dice.uniform(0, 0.02))
    if by_clock:
        return f"killed after {span:.1f} s"
    what = "posts" if count == city.posts else "requests"
    return f"killed after {more} {what}{', the platforms silent' if silent else ''}"


async def _quiet(city: City, life: Life) -> str:
    """Wait until nothing waits; "" or what is not quiet in the end."""
    folder, healed = life.folder, life.way.healed
    try:
        await _until(lambda: not _unfinished(city, folder), healed, "everything is done")
    except Broken:
        return f"not done after {healed:.0f} s: {_unfinished(city, folder)[:5]}"
    if life.process.returncode is not None:
        return f"the program ended by itself with {life.process.returncode}"
    return ""


async def _until(true: Callable[[], bool], seconds: float, what: str) -> None:
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise Broken(f"not within {seconds:.0f} s: {what}")
        await asyncio.sleep(0.3)


def _rows(folder: Path, sql: str) -> list[tuple[str, ...]]:
    path = folder / "desk.db"
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
            return conn.execute(sql).fetchall()
    except sqlite3.OperationalError:
        return []


def _taken_in(folder: Path) -> set[str]:
    return {row[0] for row in _rows(folder, "SELECT id FROM inbox")}


def _unfinished(city: City, folder: Path) -> list[str]:
    missing = [f"never taken in: {key}" for key in sorted(city.said - _taken_in(folder))]
    waiting = _rows(folder, "SELECT id FROM inbox WHERE state = 'waiting'")
    leaving = _rows(
        folder, "SELECT state || ' ' || key FROM outbox WHERE state IN ('pending', 'sending')"
    )
    return missing + [f"waiting: {row[0]}" for row in waiting] + [row[0] for row in leaving]


def _wrong(city: City, folder: Path) -> str:
    """Compare what people see with what the database says."""
    with read_only(folder / "desk.db") as journal:
        findings = audit(journal, RealClock().now())
        rows = journal.rows("SELECT key, platform, kind, state FROM outbox WHERE edits = ''")
        edits = journal.rows("SELECT key, edits FROM outbox WHERE edits <> ''")
        dead = journal.rows("SELECT id, error FROM inbox WHERE state = 'dead'")
    if findings:
        return findings[0].words()
    if dead:
        return f"put aside: {dead[0]}"
    keys, nonces = city.keys(), city.nonces()
    for edit, edited in edits:  # on Slack a message bears the key of what was last put there
        keys[edited] += keys[edit]
    for key, platform, kind, state in rows:
        times = keys[key] if platform == "slack" else nonces[nonce(key)]
        if times > 1:
            return f"doubled: {key} was posted {times} times on {platform}"
        if kind == "post" and state == "sent" and not times:
            return f"lost: {key} counts as sent and is not on {platform}"
    return ""


def _told_on(city: City, folder: Path) -> str:
    """What people said and what opens doors stands in no log."""
    log = (folder / "bot.log").read_text(encoding="utf-8", errors="replace")
    secret = [text for name, text in city.env.items() if name.endswith("_TOKEN")]
    found = [text for text in (*WORDS, *secret) if text in log]
    return f"in the log: {found[0]!r}" if found else ""


SUITE = Suite(
    name="G2",
    title="the running program killed with kill -9, on Slack and Discord",
    unit="kills",
    run=kills,
    quick=5,
    ci=200,
    long=2_000,
    fits=True,
    block=34,
    per_core=3,
    reason="a life takes more than a second of a core, and a minute of grace passes at the end",
    controls=(
        Control(
            name="sent again without a look",
            run=partial(kills, way=Way(without="blind", silent=1.0, healed=60)),
            cases=3,
            finds="doubled: ",
        ),
        Control(
            name="synchronous=OFF, and the power fails as well",
            run=partial(kills, way=Way(without="unsynced", power=True, healed=20)),
            cases=2,
            finds="never taken in",
        ),
    ),
)
