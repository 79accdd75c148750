"""How fast events from Slack are kept and answered: `python -m tests.benchmarks.slack`.

The double of Slack is one process, the bot another. Bare Bolt with an empty listener runs beside.
"""

import asyncio
import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.intake import Intake, Patience
from bot.delivery.pace import Pace
from bot.desk.nouns.person import Person
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.slack import Slack, Wiring
from bot.running.app import App
from bot.running.building import front_desk, starter_entries
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
from bot.store import open_store
from knowledge.text.secrets import redact
from tests.platforms.slack.double import Clock, SlackDouble, Timing
from tests.platforms.slack.double import Options as Workspace

PATIENT = Timing(ack=120.0, retries=())
PEOPLE = 100
_BENCH = Person(id="desk", name="Front Desk")


# The bot's process


async def bare(env: dict[str, str]) -> None:
    """Bolt as its documents show it, with a listener that does nothing."""
    client = AsyncWebClient(base_url=env["SLACK_API_URL"])
    who = AuthorizeResult(
        enterprise_id=None,
        team_id="T0FRONTDESK",
        bot_token=env["SLACK_BOT_TOKEN"],
        bot_id="B0FRONTDESK",
        bot_user_id="U0FRONTDESK",
    )

    async def authorize() -> AuthorizeResult:
        return who

    app = AsyncApp(client=client, authorize=authorize)

    async def nothing() -> None:
        return

    app.event("message")(nothing)
    for _ in range(2):
        handler = AsyncSocketModeHandler(app, env["SLACK_APP_TOKEN"])
        await handler.connect_async()  # type: ignore[no-untyped-call]
    await asyncio.Event().wait()


async def durable(env: dict[str, str]) -> None:
    """The adapter and the intake on a real store; nobody works what came in off."""
    settings, clock = load(env), RealClock()
    store = open_store(settings.database, clock.now())
    slack = Slack(settings, Wiring(now=clock.now, words=Wording(read_locales())))
    await slack.run(Intake(store=store, clock=clock, redact=redact, patience=Patience(burst={})))


async def whole(env: dict[str, str]) -> None:
    """Everything, with no pause between two posts in a room."""
    settings, clock = load(env), RealClock()
    store = open_store(settings.database, clock.now())
    entries = starter_entries()
    await store.write(
        lambda journal: [journal.save_entry(e, _BENCH, clock.now(), "sample") for e in entries]
    )
    slack = Slack(settings, Wiring(now=clock.now, words=Wording(read_locales())))
    room = slack.staff_room()
    options = replace(Options.of(settings), patience=Patience(burst={}), pace=Pace(), backups=None)
    desk = front_desk(settings, entries, {"slack": room} if room else {})
    app = App(store=store, desk=desk, platforms=[slack], clock=clock, options=options)
    lags = asyncio.create_task(_lag(Path(env["LAGS"])))
    await app.run()
    lags.cancel()


async def _lag(path: Path) -> None:
    late: list[float] = []
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        late.append((time.perf_counter() - before - 0.01) * 1000)
        if len(late) % 100 == 0:
            _note(path, late)


def _note(path: Path, late: list[float]) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE")
    path.write_text(json.dumps({"lag": late, "rss": memory}))


def _noted(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text())) if path.exists() else {}


# Slack's process


class Run:
    """The double, and one bot process connected to it."""

    def __init__(self, kind: str, double: SlackDouble) -> None:
        self.kind, self.d = kind, double
        self.folder = tempfile.mkdtemp()
        world = double.world
        self.people = [world.add_user(f"p{number}") for number in range(PEOPLE)]
        self.staff = world.add_channel("desk", private=True)
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the bot and wait until it listens."""
        env = {
            **os.environ,
            "DESK_DATABASE": f"{self.folder}/desk.db",
            "DESK_HOURS": "always",
            "SLACK_BOT_TOKEN": self.d.bot_token,
            "SLACK_APP_TOKEN": self.d.app_token,
            "SLACK_API_URL": self.d.api_url,
            "SLACK_STAFF_CHANNEL": self.staff,
            "SLACK_STAFF_USERS": self.people[0],
            "BENCH": self.kind,
            "LAGS": f"{self.folder}/lags.json",
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.benchmarks.slack",
            env=env,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await self.d.connected(2, within=60)
        for person in self.people:
            await self.d.say(person, "dm", "hello")
        await self.d.settled(60)

    async def stop(self) -> None:
        """End the bot."""
        if self.process is not None:
            self.process.kill()
            await self.process.wait()

    async def flat_out(self, count: int) -> float:
        """Acks a second when everything is sent at once."""
        first = len(self.d.deliveries)
        began = time.perf_counter()
        for number in range(count):
            await self.d.say(self.people[number % PEOPLE], "dm", f"thanks {number}")
        await self.d.settled(120)
        took = time.perf_counter() - began
        assert len(self.d.deliveries) - first >= count
        return count / took

    async def open_loop(self, rate: int, seconds: float) -> dict[str, Any]:
        """Times of acks and replies in milliseconds when messages come at a fixed rate."""
        began, sent = time.perf_counter(), []
        for number in range(int(rate * seconds)):
            wait = began + number / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            person = self.people[number % PEOPLE]
            ts = await self.d.say(person, "dm", "How do I reset my password?")
            sent.append((self.d.world.dm(person), ts))
        await self.d.settled(120)
        acks = [self._acked(ts) for _, ts in sent]
        replies = await self._replies(sent) if self.kind == "whole" else []
        return {"acked": spread(acks), "replied": spread(replies), "answered": len(replies)}

    def _acked(self, ts: str) -> float:
        [delivery] = [d for d in self.d.deliveries_of(ts) if not d.event.get("bot_id")]
        attempt = delivery.attempts[0]
        return ((attempt.acked_at or 0.0) - attempt.sent_at) * 1000

    async def _replies(self, sent: list[tuple[str, str]]) -> list[float]:
        def answers() -> dict[str, float]:
            found = {}
            for post in self.d.posts():
                key = str((post.get("metadata") or {}).get("event_payload", {}).get("key"))
                found[key.rpartition("/")[0].rpartition(":")[2]] = float(post["ts"])
            return found

        wanted = {ts for _, ts in sent}
        with contextlib.suppress(TimeoutError):
            await self.d.until(lambda: wanted <= set(answers()), within=60)
        found = answers()
        return [(found[ts] - float(ts)) * 1000 for ts in wanted if ts in found]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def spread(values: list[float]) -> dict[str, float]:
    """p50 and p99."""
    ordered = sorted(values)
    if not ordered:
        return {}
    return {
        "p50": round(statistics.median(ordered), 1),
        "p99": round(ordered[int(len(ordered) * 0.99) - 1], 1),
        "max": round(ordered[-1], 1),
    }


async def measured(kind: str, count: int, rates: tuple[int, ...], seconds: float) -> None:
    """Run one kind and print what came of it."""
    options = Workspace(echo_own=False, agent_features=False)
    async with SlackDouble(clock=Clock(), timing=PATIENT, options=options) as double:
        run = Run(kind, double)
        try:
            await run.start()
            if count:
                await run.flat_out(count // 4)
                _say(f"{kind}: {await run.flat_out(count):.0f} acks/s flat out")
            for rate in rates:
                result = await run.open_loop(rate, seconds)
                more = _noted(Path(run.folder, "lags.json"))
                lag = spread(more.get("lag", [])[-int(seconds * 80) :])
                _say(f"{kind} at {rate}/s: {result}, loop late by {lag} ms")
                if more:
                    _say(f"  memory {more['rss'] / 2**20:.0f} MB")
        finally:
            await run.stop()


async def main() -> None:
    """Bare Bolt and the durable intake in turn, then everything at two rates."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    for _ in range(2):
        await measured("bare", 4000, (), 0)
        await measured("durable", 4000, (), 0)
    await measured("durable", 0, (100, 500), seconds)
    await measured("whole", 0, (100,), seconds)


_KINDS = {"bare": bare, "durable": durable, "whole": whole}


if __name__ == "__main__":
    asked = os.environ.pop("BENCH", "")
    if asked:
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        given = {k: v for k, v in os.environ.items() if k.startswith(("DESK_", "SLACK_", "LAGS"))}
        asyncio.run(_KINDS[asked](given))
    else:
        asyncio.run(main())
