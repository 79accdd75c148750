"""G17: several programs at work on one PostgreSQL database: killed, frozen, cut off, the database restarted.

Three of `run_bot.py` as an owner starts them, against the doubles of both platforms, which live in this
process and hold the truth. What is judged does not depend on how fast the machine is.
"""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import psycopg

from bot.platforms.discord.saying.render import nonce
from bot.running.wall_clock import RealClock
from bot.settings.values import Server
from bot.store import audit, read_only
from bot.store.postgres.leases import LASTS
from tests.chaos.city import TOKEN, City, founded
from tests.chaos.g02_kill import Life, Way
from tests.chaos.relay import Relay
from tests.chaos.suite import Broken, Control, Figures, Skipped, Suite, Task, chance
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble
from tests.store.server import MISSING, Running, account, programs, running

PROGRAMS = 3
FAULTS = (
    "one killed and another frozen",
    "one cut off from the database",
    "the database restarted",
    "all killed",
)
"""What befalls them, in turn."""
CALM = "nothing"
_GONE = LASTS.total_seconds() + 3
"""Seconds for which one is frozen or cut off: long enough that others have what it had."""
_TALK = 6.0
"""Seconds of talk before and after."""
_STARTS = 90
"""Seconds that a program may take to start on a busy machine."""
_OUT_OF_ORDER = """
SELECT early.id, late.id FROM inbox late JOIN inbox early ON early.conversation = late.conversation
  AND (early.at, early.seq) < (late.at, late.seq) AND early.done_at > late.done_at
WHERE late.kind = 'Said' AND early.kind = 'Said'
"""
_TOOK = """
SELECT coalesce(percentile_disc(0.99) WITHIN GROUP (ORDER BY done_at - at), 0) / 1000,
  coalesce(max(done_at - at), 0) / 1000 FROM inbox WHERE kind = 'Said' AND state = 'done'
"""


@dataclass
class Town:
    """The programs, what they share, and who talks to them."""

    city: City
    server: Running
    database: Server
    lives: list[Life]
    relays: list[Relay]
    dice: Random
    story: list[str] = field(default_factory=list)
    said: dict[str, float] = field(default_factory=dict)
    """When something was said, by its identity."""
    kept: dict[str, float] = field(default_factory=dict)
    """By when it was surely in the database."""

    async def talk(self, seconds: float) -> None:
        """People write, now and then."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            before, now = set(self.city.said), time.monotonic()
            await self.city.say(self.dice)
            self.said |= dict.fromkeys(self.city.said - before, now)
            await asyncio.sleep(self.dice.uniform(0.05, 0.6))

    async def watch(self) -> None:
        """See what is kept, until cancelled."""
        while True:
            found = await asyncio.to_thread(self.rows, "SELECT id FROM inbox")
            self.kept = dict.fromkeys((row[0] for row in found), time.monotonic()) | self.kept
            await asyncio.sleep(0.3)

    def out_of_order(self) -> list[tuple[str, ...]]:
        """What was worked on before something that had been kept when it was not even said."""
        never = float("inf")
        return [
            (early, late)
            for early, late in self.rows(_OUT_OF_ORDER)
            if self.kept.get(early, never) < self.said.get(late, 0.0)
        ]

    async def suffer(self, fault: str, number: int) -> None:
        """Let it befall one of them, or all, while people write on."""
        self.story.append(f"{fault}, from program {number % PROGRAMS} on")
        life, other = self.lives[number % PROGRAMS], self.lives[(number + 1) % PROGRAMS]
        relay = self.relays[number % PROGRAMS]
        match fault:
            case "one killed and another frozen":
                other.process.send_signal(signal.SIGSTOP)
                await life.kill()
                await self.talk(_GONE)
                other.process.send_signal(signal.SIGCONT)
                await life.begin()
            case "one cut off from the database":
                relay.cut()
                await self.talk(_GONE)
                relay.mend()
            case "the database restarted":
                await asyncio.to_thread(self.server.stop)
                await self.talk(1)
                await asyncio.to_thread(self.server.start)
            case "all killed":
                await asyncio.gather(*(each.kill() for each in self.lives))
                await self.talk(1)
                await asyncio.gather(*(each.begin() for each in self.lives))
            case _:
                await self.talk(_GONE)
        await self.talk(_TALK)

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        """What the database says; nothing while it is away."""
        try:
            with psycopg.connect(self.database.url, options="-c search_path=frontdesk") as conn:
                return conn.execute(sql.encode()).fetchall()
        except psycopg.Error:
            return []

    def unfinished(self) -> list[str]:
        """What is not over yet."""
        known = {row[0] for row in self.rows("SELECT id FROM inbox")}
        waiting = self.rows("SELECT 'waiting: ' || id FROM inbox WHERE state = 'waiting'")
        leaving = self.rows("SELECT state || ' ' || key FROM outbox WHERE due_at IS NOT NULL")
        missing = [f"never taken in: {key}" for key in sorted(self.city.said - known)]
        return missing + [row[0] for row in waiting + leaving]


def faults(task: Task, way: Way | None = None, befalls: Sequence[str] = FAULTS) -> Figures:
    """Let so many things befall them. Raises Broken when something is lost, doubled or out of order."""
    if programs() is None and not os.environ.get("CI"):
        raise Skipped(MISSING)
    with running() as server:
        return asyncio.run(_faults(task, server, way or Way(healed=300.0), befalls))


def several(task: Task) -> Figures:
    """All of it; where each fault has its turn, also with all of them taking all of the work."""
    figures = faults(task)
    if task.cases >= len(FAULTS):
        folder = task.folder / "greedy"
        folder.mkdir()
        greedy = Way(without="greedy", healed=300.0)
        figures.take(faults(replace(task, cases=1, folder=folder), greedy, (CALM,)))
    return figures


async def _faults(task: Task, server: Running, way: Way, befalls: Sequence[str]) -> Figures:
    dice = chance(task.seed, task.block, "several")
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord, AsyncExitStack() as stack:
        city = founded(slack, discord, task.folder)
        database = server.empty()
        town = Town(city, server, database, [], [], dice)
        for number in range(PROGRAMS):
            relay = await stack.enter_async_context(Relay(server.folder / ".s.PGSQL.5432"))
            town.relays.append(relay)
            town.lives.append(_life(city, task.folder / str(number), relay, database, way))
        try:
            for life in town.lives:
                await life.begin()
            await _greet(town)
            watching = asyncio.create_task(town.watch())
            for number in range(task.cases):
                which = number + task.block
                await town.suffer(befalls[which % len(befalls)], which)
                task.tell(number + 1)
            problem = await _quiet(town, way.healed)
            watching.cancel()
        finally:
            for life in town.lives:
                await life.kill()
        problem = problem or await asyncio.to_thread(_wrong, town)
        if problem:
            raise Broken(f"{problem}\n" + "\n".join(f"  {each}" for each in town.story), task.seed)
        p99, worst = town.rows(_TOOK)[0]
        return Figures(
            {
                "things befell them": task.cases,
                "messages in": len(city.said),
                "posts": city.posts(),
                "ms until 99 of 100 had their outcome at worst": int(p99),
                "ms at worst": int(worst),
            }
        )


def _life(city: City, folder: Path, relay: Relay, database: Server, way: Way) -> Life:
    folder.mkdir()
    name = urlsplit(database.url).path
    who = account() or os.environ.get("USER", "")
    env = city.env | {
        "DESK_DATABASE": f"postgresql://{who}@127.0.0.1:{relay.port}{name}",
        "DESK_SEVERAL": "on",
    }
    return Life(replace(city, env=env), folder, way)


async def _greet(town: Town) -> None:
    """All are at work, and everybody is known, before anything befalls them."""
    city = town.city
    await city.slack.connected(2 * PROGRAMS, within=_STARTS)
    await city.discord.ready(timeout=_STARTS)
    for user in city.slackers:
        await city.on_slack(user, "hello")
    for member in city.members:
        city.on_discord(member, "hello")
    await _until_done(town, _STARTS)


async def _until_done(town: Town, seconds: float) -> str:
    ends = time.monotonic() + seconds
    while left := await asyncio.to_thread(town.unfinished):
        if time.monotonic() > ends:
            return f"not done after {seconds:.0f} s: {left[:5]}"
        await asyncio.sleep(0.5)
    return ""


async def _quiet(town: Town, seconds: float) -> str:
    """Wait until nothing waits; "" or what is not quiet in the end."""
    if problem := await _until_done(town, seconds):
        return problem
    for number, life in enumerate(town.lives):
        if life.process.returncode is not None:
            return f"program {number} ended by itself with {life.process.returncode}"
    return ""


def _wrong(town: Town) -> str:
    """Compare what people see with what the database says."""
    if seen := _doubled_or_lost(town):
        return seen
    if dead := town.rows("SELECT id, error FROM inbox WHERE state = 'dead'"):
        return f"put aside: {dead[0]}"
    if late := town.out_of_order():
        return f"out of order: {late[0]}"
    with read_only(town.database) as journal:
        findings = audit(journal, RealClock().now())
    return findings[0].words() if findings else ""


def _doubled_or_lost(town: Town) -> str:
    keys, nonces = town.city.keys(), town.city.nonces()
    for edit, edited in town.rows("SELECT key, edits FROM outbox WHERE edits <> ''"):
        keys[edited] += keys[edit]  # on Slack a message bears the key of what was last put there
    for key, platform, kind, state in town.rows(
        "SELECT key, platform, kind, state FROM outbox WHERE edits = ''"
    ):
        times = keys[key] if platform == "slack" else nonces[nonce(key)]
        if times > 1:
            return f"doubled: {key} was posted {times} times on {platform}"
        if kind == "post" and state == "sent" and not times:
            return f"lost: {key} counts as sent and is not on {platform}"
    return ""


SUITE = Suite(
    name="G17",
    title="three programs at work on one PostgreSQL database, each of which may go at any moment",
    unit="faults",
    run=several,
    quick=1,
    ci=4,
    long=40,
    reason="each takes twenty seconds, and a minute of grace passes at the end",
    controls=(
        Control(
            name="leases that never end",
            run=partial(faults, way=Way(without="expiry", healed=45), befalls=("all killed",)),
            cases=1,
            finds="not done after",
        ),
        Control(
            name="no turn, and no look at the state of a row",
            run=partial(faults, way=Way(without="unfenced", healed=90), befalls=(CALM,)),
            cases=1,
            finds="doubled: ",
        ),
    ),
)
