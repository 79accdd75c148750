"""G2: the running program is killed with kill -9, on Slack and Discord at once, again and again.

`run_bot.py` as an owner starts it, with its own clock and pace, against the doubles of both
platforms, which live in this process and hold the truth.
"""

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.app import RealClock
from bot.platforms.discord.render import nonce
from bot.store import audit, read_only
from tests.chaos.suite import Broken, Control, Suite, Task, chance
from tests.platforms.discord.double import Channel, DiscordDouble, User
from tests.platforms.slack.double import SlackDouble

_ROOT = Path(__file__).parents[2]
_WORDS = (
    "How do I reset my password?",
    "Where is my invoice?",
    "Can you paint my bicycle purple?",
    "let me talk to a person",
    "thanks",
    "it has three wheels, by the way",
)
_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GdOuBl.opens-nothing-it-is-the-doubles-own"  # noqa: S105
_HEALED = 200.0
"""Seconds until everything must be quiet: an unclear message is looked for after a minute."""


@dataclass
class City:
    """Both doubles, with people in them."""

    slack: SlackDouble
    discord: DiscordDouble
    env: dict[str, str]
    slackers: list[str]
    help: str
    members: list[User]
    said: set[str] = field(default_factory=set)
    """Identities of all that was said, as the inbox knows them."""

    async def say(self, dice: Random) -> None:
        """Somebody says something somewhere."""
        words = dice.choice(_WORDS)
        if dice.random() < 0.5:
            await self.on_slack(dice.choice(self.slackers), words, public=dice.random() < 0.3)
        else:
            self.on_discord(dice.choice(self.members), words)

    async def on_slack(self, user: str, words: str, *, public: bool = False) -> None:
        """In a direct message, or in the help channel with a mention."""
        room = self.help if public else self.slack.world.dm(user)
        text = f"{self.slack.mention} {words}" if public else words
        ts = await self.slack.say(user, room, text)
        self.said.add(f"slack:{self.slack.world.team_id}:{room}:{ts}")

    def on_discord(self, user: User, words: str) -> None:
        """In a direct message."""
        message = self.discord.say(user, self.discord.dm(user), words)
        self.said.add(f"discord:{message.id}")

    def asked(self) -> int:
        """How many requests both have had."""
        return len(self.slack.calls) + len(self.discord.requests)

    def posted(self) -> int:
        """How many posts have reached them."""
        on_slack = len(self.slack.calls_of("chat.postMessage"))
        return on_slack + self.discord.calls("POST", "/messages")


class Life:
    """The program, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def begin(cls, city: City, folder: Path, *, blind: bool) -> "Life":
        """Start it as its owner does."""
        program = ("-m", "tests.chaos.blind_bot") if blind else (str(_ROOT / "run_bot.py"),)
        log = (folder / "bot.log").open("ab")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *program,
            "run",
            cwd=folder,
            env={**os.environ, **city.env, "PYTHONPATH": str(_ROOT)},
            stdout=log,
            stderr=log,
        )
        log.close()
        return cls(process)

    async def kill(self) -> None:
        """Without a word."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> float:
        """As an owner stops it; return how many seconds that took. Raises Broken."""
        began = time.monotonic()
        self.process.terminate()
        code = await asyncio.wait_for(self.process.wait(), 30)
        if code:
            raise Broken(f"the program ended with {code} when it was asked to stop")
        return time.monotonic() - began


def kills(task: Task, *, blind: bool = False) -> str:
    """Kill it so often. Raises Broken when something is lost or doubled."""
    return asyncio.run(_kills(task, blind))


async def _kills(task: Task, blind: bool) -> str:
    dice = chance(task.seed, "kills")
    async with SlackDouble() as slack, DiscordDouble(_TOKEN) as discord:
        city = _city(slack, discord, task.folder)
        life = await Life.begin(city, task.folder, blind=blind)
        await _greet(city, task.folder)
        for number in range(task.cases):
            await _busy(city, life, dice)
            await life.kill()
            life = await Life.begin(city, task.folder, blind=blind)
            task.tell(number + 1)
        quiet = await _quiet(city, task.folder, life)
        stopped = await life.stop()
        problem = quiet or _wrong(city, task.folder)
        if problem:
            raise Broken(f"{problem} (after {task.cases} kills)", task.seed)
        return (
            f"{task.cases} kills, {len(city.said):,} messages in, {_posts(city):,} posts, "
            f"stopped in {stopped:.1f} s"
        )


def _city(slack: SlackDouble, discord: DiscordDouble, folder: Path) -> City:
    slackers = [slack.world.add_user(name) for name in ("ana", "ben")]
    sam = slack.world.add_user("sam")
    help_room = slack.world.add_channel("help", members=[*slackers, sam])
    staff = slack.world.add_channel("desk", members=[sam], private=True)
    members = [discord.add_user(name) for name in ("cem", "dia")]
    room: Channel = discord.add_text("front-desk")
    env = {
        "DESK_DATABASE": str(folder / "desk.db"),
        "DESK_HOURS": "always",
        "DESK_BACKUPS": "0",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "SLACK_STAFF_CHANNEL": staff,
        "SLACK_STAFF_USERS": sam,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "DISCORD_STAFF_CHANNEL": room.id,
        "DISCORD_STAFF_USERS": discord.add_user("sam").id,
    }
    return City(slack, discord, env, slackers, help_room, members)


async def _greet(city: City, folder: Path) -> None:
    """Everybody is known before the first kill: what a stranger says first isn't promised."""
    await city.slack.connected(1, within=60)
    await city.discord.ready(timeout=60)
    for user in city.slackers:
        await city.on_slack(user, "hello")
    for member in city.members:
        city.on_discord(member, "hello")
    await _until(lambda: not (city.said - _taken_in(folder)), 60, "the first words are taken in")


async def _busy(city: City, life: Life, dice: Random) -> None:
    """Let it live for a while: until so many requests or posts, or a time, whichever is first."""
    count = city.asked if dice.random() < 0.4 else city.posted
    until = count() + dice.randint(1, 60 if count == city.asked else 3)
    ends = time.monotonic() + dice.uniform(0.3, 6.0)
    talks = dice.randint(1, 4)
    while time.monotonic() < ends and count() < until and life.process.returncode is None:
        if talks and dice.random() < 0.2:
            talks -= 1
            await city.say(dice)
        await asyncio.sleep(dice.uniform(0, 0.02))


async def _quiet(city: City, folder: Path, life: Life) -> str:
    """Wait until nothing waits; "" or what is not quiet in the end."""
    try:
        await _until(lambda: not _unfinished(city, folder), _HEALED, "everything is done")
    except Broken:
        return f"not done after {_HEALED:.0f} s: {_unfinished(city, folder)[:5]}"
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
        rows = journal.rows("SELECT key, platform, kind, state FROM outbox")
        dead = journal.rows("SELECT id, error FROM inbox WHERE state = 'dead'")
    if findings:
        return findings[0].words()
    if dead:
        return f"put aside: {dead[0]}"
    keys = Counter(_slack_keys(city))
    nonces = Counter(str(m.nonce) for m in city.discord.by_bot() if m.nonce is not None)
    for key, platform, kind, state in rows:
        times = keys[key] if platform == "slack" else nonces[nonce(key)]
        if times > 1:
            return f"doubled: {key} was posted {times} times on {platform}"
        if kind == "post" and state == "sent" and not times:
            return f"lost: {key} counts as sent and is not on {platform}"
    return ""


def _slack_keys(city: City) -> list[str]:
    return [_key(post) for post in city.slack.posts()]


def _key(post: dict[str, object]) -> str:
    metadata = post.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return str(payload.get("key", "")) if isinstance(payload, dict) else ""


def _posts(city: City) -> int:
    return len(city.slack.posts()) + len(city.discord.by_bot())


SUITE = Suite(
    name="G2",
    title="the running program killed with kill -9, on Slack and Discord",
    unit="kills",
    run=kills,
    quick=5,
    ci=200,
    long=2_000,
    reason="a life takes about three seconds, and a minute of grace passes at the end",
    controls=(
        Control(
            name="sent again without a look",
            run=lambda task: kills(task, blind=True),
            cases=25,
            slow=True,
        ),
    ),
)
