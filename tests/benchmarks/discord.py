"""What durable intake costs on top of discord.py, and how soon an answer is out.

Run it with `python -m tests.benchmarks.discord`. Events are fed where discord.py's socket feeds
them; answers go over real HTTP to the double in the same process, which pays for its work too.
"""

import asyncio
import itertools
import logging
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord

from bot.delivery.intake import Intake, Patience
from bot.delivery.pace import Pace
from bot.desk.nouns.inbound import Inbound
from bot.platforms.discord import Discord
from bot.platforms.discord.connection.client import Patience as Earnest
from bot.platforms.discord.knowing.places import dm
from bot.running.app import App
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from knowledge.text.secrets import redact
from tests.delivery.standin import Echo
from tests.platforms.discord.adapter import QUICK, WORDS, settings_for
from tests.platforms.discord.double import Channel, DiscordDouble, User, payloads, redirect
from tests.platforms.discord.double.clients import Listener, running
from tests.platforms.discord.double.world import Message

MESSAGES = 3000
TURNS = 3
RATES = (100, 500)
SECONDS = 4


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def events(double: DiscordDouble, ana: User, room: Channel, count: int) -> list[Any]:
    """Mentions in a room, as the gateway tells them; none stands in the double's history."""
    return [
        payloads.event(
            double.world,
            Message(
                double.world.mint(),
                room.id,
                ana.id,
                double.clock(),
                content=f"{double.bot.mention} question {number}",
                mentions=[double.bot.id],
            ),
            words=True,
        )
        for number in range(count)
    ]


async def until(holds: Callable[[], bool], every: float = 0.001) -> None:
    """Wait for it, two minutes at most."""
    deadline = time.perf_counter() + 120
    while not holds() and time.perf_counter() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(every)


def feed(client: discord.Client, event: Any) -> None:
    """Give discord.py an event, as if it had come through the socket."""
    client._connection.parsers["MESSAGE_CREATE"](event)


async def timed(
    client: discord.Client, told: list[Any], heard: Callable[[], int], burst: int = 100
) -> float:
    """Seconds until all were heard; fed in bursts, as a socket's buffer gives them."""
    began, before = time.perf_counter(), heard()
    for at in range(0, len(told), burst):
        for event in told[at : at + burst]:
            feed(client, event)
        await asyncio.sleep(0)
    await until(lambda: heard() - before >= len(told))
    return time.perf_counter() - began


async def bare(double: DiscordDouble, ana: User, room: Channel) -> float:
    """discord.py alone, its on_message appending to a list."""
    async with running(Listener(), double) as client:
        told = events(double, ana, room, MESSAGES)
        return await timed(client, told, lambda: len(client.heard))


@asynccontextmanager
async def adapter(
    double: DiscordDouble, staff: Channel, run: Callable[[Discord], Awaitable[None]]
) -> AsyncIterator[Discord]:
    """The adapter, listening."""
    desk = Discord(settings_for(double, staff), now=double.clock, wording=WORDS, patience=QUICK)
    with redirect(double):
        task = asyncio.ensure_future(run(desk))
        await double.until(lambda: desk._connection._client is not None)
        await double.until(desk._rooms.client.is_ready)
        try:
            yield desk
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def durable(double: DiscordDouble, ana: User, room: Channel, folder: Path) -> float:
    """The adapter, each message on the disk before it counts."""
    store, clock, stored = SqliteStore(folder / "intake.db", double.clock()), RealClock(), [0]
    intake = Intake(store=store, clock=clock, redact=redact, patience=Patience(burst={}))

    async def counted(inbound: Inbound) -> None:
        await intake(inbound)
        stored[0] += 1

    help_ = double.add_text("help")
    async with adapter(double, room, lambda desk: desk.run(counted)) as desk:
        told = events(double, ana, help_, MESSAGES)
        took = await timed(desk._rooms.client, told, lambda: stored[0])
    store.close()
    return took


async def replies(double: DiscordDouble, rate: int, folder: Path) -> list[float]:
    """Seconds from an event to its answer standing in the double, at so many a second."""
    double.validate = False
    people = [double.add_user(f"p{n}") for n in range(50)]
    rooms = itertools.cycle([double.dm(person) for person in people])
    staff = double.add_text("staff")
    store = SqliteStore(folder / f"replies{rate}.db", double.clock())
    options = Options(patience=Patience(burst={}), pace=Pace(timeout=timedelta(seconds=60)))
    platform_ = Discord(
        settings_for(double, staff), now=double.clock, wording=WORDS, patience=QUICK
    )
    app = App(store=store, desk=Echo(), platforms=[platform_], clock=RealClock(), options=options)
    sent: dict[str, float] = {}
    with redirect(double):
        app.start()
        await double.until(lambda: platform_._connection._client is not None)
        await double.until(platform_._rooms.client.is_ready)
        count = rate * SECONDS
        began, lags, told = time.perf_counter(), [], 0
        while told < count:
            due = int((time.perf_counter() - began) * rate)
            while told < min(due, count):
                room = next(rooms)
                person = double.world.users[room.recipient_id or ""]
                text = f"question {told}"
                sent[text] = time.perf_counter()
                double.say(person, room, text)
                told += 1
            await asyncio.sleep(0.005)
        await until(lambda: len(double.by_bot()) >= count, every=0.1)
        await app.stop()
    store.close()
    stamps = {
        double.look(message).text: message.created_at.timestamp() for message in double.by_bot()
    }
    offset = time.time() - time.perf_counter()  # noqa: TID251
    lags += [stamps[text] - (at + offset) for text, at in sent.items() if text in stamps]
    return lags


async def reconnects(double: DiscordDouble) -> dict[str, float]:
    """Seconds from a lost socket until what was said right after it is heard or found.

    With the pauses that discord.py and Discord ask for in earnest.
    """
    ana, staff, heard = double.add_user("ana"), double.add_text("staff"), set[str]()
    gaps: list[float] = []

    async def intake(inbound: Inbound) -> None:
        heard.add(inbound.id)

    desk = Discord(
        settings_for(double, staff),
        now=double.clock,
        wording=WORDS,
        missed=lambda: gaps.append(time.perf_counter()),
        patience=Earnest(),
    )
    took: dict[str, float] = {}
    with redirect(double):
        task = asyncio.ensure_future(desk.run(intake))
        await double.until(lambda: desk._connection._client is not None)
        await double.until(desk._rooms.client.is_ready, timeout=10)
        double.gateway.cut()
        began = time.perf_counter()
        said = double.say(ana, double.dm(ana), "one")
        await double.until(lambda: f"discord:{said.id}" in heard, timeout=60)
        took["RESUME"] = time.perf_counter() - began
        gaps.clear()
        double.gateway.forget_sessions()
        double.gateway.cut()
        began = time.perf_counter()
        said = double.say(ana, double.dm(ana), "two")
        await double.until(lambda: gaps, timeout=60)
        since = double.clock() - timedelta(minutes=1)
        place = dm(int(double.dm(ana).id))
        found = await desk.history(place, since)
        took["fresh session and history"] = time.perf_counter() - began
        if f"discord:{said.id}" not in {each.id for each in found}:
            say("LOST: what was said before the fresh session was not found")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return took


async def main() -> None:
    """Measure all of it."""
    logging.disable(logging.WARNING)
    say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        for turn in range(TURNS):
            folder = Path(name) / str(turn)
            folder.mkdir()
            async with DiscordDouble() as double:
                ana, room = double.add_user("ana"), double.add_text("room")
                plain = await bare(double, ana, room)
                ours = await durable(double, ana, room, folder)
            ratios.append(plain / ours)
            say(
                f"bare on_message {MESSAGES / plain:,.0f}/s, durable intake {MESSAGES / ours:,.0f}/s,"
                f" ratio {plain / ours:.2f}"
            )
        say(f"median ratio {statistics.median(ratios):.2f}")
        for rate in RATES:
            async with DiscordDouble() as double:
                lags = await replies(double, rate, Path(name))
            wanted = rate * SECONDS
            if len(lags) < wanted:
                say(f"{rate}/s: only {len(lags)} of {wanted} answered")
                continue
            p50, p99 = statistics.median(lags), statistics.quantiles(lags, n=100)[98]
            say(f"{rate}/s: received to replied p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms")
        async with DiscordDouble() as double:
            for what, seconds in (await reconnects(double)).items():
                say(f"{what}: {seconds:.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
