"""G16: how long the running program takes to be ready on a big database, and to stop.

`run_bot.py` as an owner starts it, on both doubles. Ready is when it asks for its first
connection: what the SDKs take from there is theirs.
"""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.big import grow
from tests.chaos.city import TOKEN, settings
from tests.chaos.suite import Broken, Control, Suite, Task
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble, faults

READY, IDLE, WORST = 3.0, 2.0, 17.0
"""Seconds: from the start to ready; from SIGTERM to the end, idle and with a send under way."""
_TRIES = 3
"""The best of so many counts: what else this machine does is not the program's doing."""
_ROOT = Path(__file__).parents[2]


class Stopwatch:
    """How long a process took, less the time that it stood in line for a processor.

    That is what it takes on a machine that does nothing else. https://docs.kernel.org/scheduler/sched-stats.html
    """

    def __init__(self, pid: int) -> None:
        self._stat = Path(f"/proc/{pid}/schedstat")
        self._began = time.monotonic()
        self._in_line = self._waited()
        self.real = 0.0

    def _waited(self) -> float:
        with contextlib.suppress(OSError, IndexError):
            return int(self._stat.read_text("ascii").split()[1]) / 1e9
        return 0.0

    def took(self) -> float:
        """Seconds until now."""
        self.real = time.monotonic() - self._began
        return self.real - max(0.0, self._waited() - self._in_line)

    async def ended(self, process: asyncio.subprocess.Process, within: float) -> float:
        """Seconds until its end. Raises TimeoutError after so many of them."""
        took, waiting = 0.0, asyncio.ensure_future(process.wait())
        while True:
            await asyncio.wait({waiting}, timeout=0.02)
            if waiting.done():  # of a process that is gone nothing can be read
                return took
            took = self.took()
            if took > within:
                waiting.cancel()
                raise TimeoutError


@dataclass
class Street:
    """Both doubles, and the program between them."""

    slack: SlackDouble
    discord: DiscordDouble
    env: dict[str, str]
    user: str
    sam: str
    staff: str
    folder: Path
    program: tuple[str, ...] = (str(_ROOT / "run_bot.py"),)
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def begin(self) -> float:
        """Start; return after how many seconds it first asked a platform for something."""
        before = self._asked()
        with (self.folder / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self.program,
                "run",
                cwd=self.folder,
                env={**os.environ, **self.env, "PYTHONPATH": str(_ROOT)},
                stdout=log,
                stderr=log,
            )
        watch = Stopwatch(self.process.pid)
        await _until(lambda: self._asked() > before, 60, "it asks a platform for something")
        ready = watch.took()
        await self.slack.connected(2, within=60)
        await self.discord.ready(timeout=60)
        return ready

    def _asked(self) -> int:
        return len(self.slack.calls) + len(self.discord.requests)

    async def end(self, within: float) -> float:
        """Ask it to stop; return how long that took. Raises Broken when it takes longer."""
        assert self.process is not None
        watch = Stopwatch(self.process.pid)
        self.process.terminate()
        try:
            took = await watch.ended(self.process, within + 5)
        except TimeoutError:
            raise Broken(f"still running {within + 5:.0f} s after SIGTERM") from None
        if self.process.returncode:
            raise Broken(f"it ended with {self.process.returncode} when it was asked to stop")
        return took

    async def kill(self) -> None:
        """Without a word."""
        if self.process is not None and self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()


def times(task: Task, *, program: tuple[str, ...] = ()) -> str:
    """Grow a database, start on it, stop. Raises Broken at what takes too long."""
    grow(task.folder / "desk.db", task.cases)
    return asyncio.run(_times(task, program))


async def _times(task: Task, program: tuple[str, ...]) -> str:
    size = (task.folder / "desk.db").stat().st_size / 1e6
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord:
        street = a_street(slack, discord, task.folder)
        street.program = program or street.program
        try:
            ready, idle = await _starts(street)
            worst = await _in_mid_send(street)
        finally:
            await street.kill()
    for what, took, limit in (
        ("ready", ready, READY),
        ("idle", idle, IDLE),
        ("worst", worst, WORST),
    ):
        if took > limit:
            raise Broken(f"{what}: {took:.1f} s, promised are {limit:.0f} s", task.seed)
    return (
        f"{task.cases:,} messages, {size:,.0f} MB: ready in {ready:.1f} s, stopped in {idle:.1f} s, "
        f"with a send that nobody answers in {worst:.1f} s"
    )


async def _starts(street: Street) -> tuple[float, float]:
    ready, idle = list[float](), list[float]()
    for _ in range(_TRIES):
        ready.append(await street.begin())
        await asyncio.sleep(1)
        idle.append(await street.end(IDLE))
        if ready[-1] <= READY and idle[-1] <= IDLE:
            break
    return min(ready), min(idle)


async def _in_mid_send(street: Street) -> float:
    """Stop while Slack has taken a message and says nothing about it."""
    await street.begin()
    street.slack.faults.add("chat.postMessage", faults.hang(accepted=True), times=None)
    before = len(street.slack.calls_of("chat.postMessage"))
    await street.slack.say(street.user, street.slack.world.dm(street.user), "hello there")
    posts = street.slack.calls_of
    await _until(lambda: len(posts("chat.postMessage")) > before, 60, "a message is being sent")
    return await street.end(WORST)


def a_street(slack: SlackDouble, discord: DiscordDouble, folder: Path) -> Street:
    """A customer and a team, and the settings that lead to them."""
    user, sam = slack.world.add_user("ana"), slack.world.add_user("sam")
    staff = slack.world.add_channel("desk", members=[sam], private=True)
    env = settings(slack, discord, folder) | {
        "SLACK_STAFF_CHANNEL": staff,
        "SLACK_STAFF_USERS": sam,
        "DISCORD_STAFF_CHANNEL": discord.add_text("front-desk").id,
        "DISCORD_STAFF_USERS": discord.add_user("sam").id,
    }
    return Street(slack, discord, env, user, sam, staff, folder)


async def _until(true: Callable[[], bool], seconds: float, what: str) -> None:
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise Broken(f"not within {seconds:.0f} s: {what}")
        await asyncio.sleep(0.01)


SUITE = Suite(
    name="G16",
    title="start on a big database, and stop",
    unit="messages",
    run=times,
    quick=120_000,
    ci=1_200_000,
    long=1_200_000,
    reason="the whole database takes a minute to make",
    controls=(
        Control(
            name="deaf to SIGTERM",
            run=lambda task: times(task, program=("-m", "tests.chaos.stubborn_bot")),
            cases=1_000,
        ),
    ),
)
