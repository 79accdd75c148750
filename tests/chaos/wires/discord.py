"""G7 on Discord: desks that share a Discord, since discord.py keeps its addresses in its classes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from bot.desk.ports.platform import Platform
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord import Discord
from bot.platforms.discord.hearing import slash
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
from tests.chaos.a_desk import wording
from tests.chaos.proxy import Pipe, Proxy
from tests.chaos.suite import Broken, Task, chance
from tests.chaos.wires.case import (
    AGAIN,
    DISCORD,
    FOUND,
    SIDE_BY_SIDE,
    Case,
    Ear,
    Tally,
    a_case,
    all_in,
    begin,
    break_pipe,
    end,
    hear_again,
)
from tests.chaos.wires.line import SCALE, Line, listening, port_of, until, waits
from tests.platforms.discord.double import DiscordDouble, redirect

_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GdOuBl.opens-nothing-it-is-the-doubles-own"  # noqa: S105


@dataclass
class DiscordLine:
    """One of several desks on one Discord: discord.py keeps its addresses in its classes."""

    town: "Town"
    line: Line
    platform: Discord

    @property
    def session(self) -> str:
        """Which session of the gateway is this one's; "" without any."""
        with suppress(Exception):
            client = self.platform._connection.client
            return str(client.ws.session_id or "")
        return ""

    @property
    def connection(self) -> Any:
        """The double's end of its connection, None while there is none."""
        session = self.town.double.gateway.sessions.get(self.session)
        return session.connection if session is not None else None

    def pipe(self) -> Pipe | None:
        """Its connection on its way through the proxy."""
        transport = self.connection._request.transport if self.connection else None
        if transport is None:
            return None
        name = transport.get_extra_info("peername")
        # By its ends: discord.py may turn a connection that it made for REST into this one.
        found = [p for p in self.town.proxy.working() if p.server_side == name]
        return found[0] if found else None


@dataclass
class Town:
    """One Discord with several desks on it, and the network that they share."""

    double: DiscordDouble
    proxy: Proxy
    lines: list[DiscordLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Somebody to say something, somewhere."""
        self.user = self.double.add_user("ana")
        self.room = self.double.add_text("help")
        self.staff = self.double.add_text("front-desk")

    async def say(self, number: int) -> str:
        """Somebody says something, directly or in the room; its identity in the inbox."""
        double = self.double
        room = self.room if number % 2 else double.dm(self.user)
        words = f"{double.bot.mention} number {number}" if number % 2 else f"number {number}"
        return f"discord:{double.say(self.user, room, words).id}"


@asynccontextmanager
async def discord_town(folder: Path, count: int, *, watched: bool = True) -> AsyncIterator[Town]:
    """A Discord with so many desks."""
    async with DiscordDouble(_TOKEN) as double, Proxy(port_of(double.base)) as proxy:
        double.gateway.heartbeat_interval = 41.25 * SCALE
        double.base = f"http://127.0.0.1:{proxy.port}"
        double.gateway.url = f"ws://127.0.0.1:{proxy.port}/gateway"
        town = Town(double, proxy)
        settings = load(
            {
                "DISCORD_TOKEN": double.token,
                "DISCORD_API_URL": double.api_url,
                "DISCORD_GATEWAY_URL": double.gateway.url,
                "DISCORD_STAFF_CHANNEL": town.staff.id,
                "DISCORD_STAFF_USERS": double.add_user("sam").id,
                "DESK_HOURS": "always",
            }
        )
        known = slash.fingerprint(slash.definitions(Wording(read_locales())))

        async def recall(_: str) -> str:
            return known

        def make(gap: Callable[[], None]) -> Platform:
            return Discord(
                settings,
                now=RealClock().now,
                wording=wording(),
                missed=gap,
                recall=recall,
                patience=waits(watched=watched),
            )

        with redirect(double):
            held: list[Any] = []
            try:
                for number in range(count):
                    context = listening(folder / f"discord-{number}.db", make)
                    line = await context.__aenter__()
                    held.append(context)
                    assert isinstance(line.platform, Discord)
                    town.lines.append(DiscordLine(town, line, line.platform))
                    await until(lambda: town.lines[-1].connection is not None, 20)
                said = [await town.say(number) for number in range(2)]
                for each in town.lines:
                    await each.line.greeted(said, rooms=3)
                yield town
            finally:
                await asyncio.gather(*(each.__aexit__(None, None, None) for each in held))


async def discord_cases(task: Task, cases: int, tally: Tally) -> None:
    """The desks share a Discord and a network, so they go through their cases in rounds."""
    count = min(SIDE_BY_SIDE // 2, cases)
    async with discord_town(task.folder, count) as town:
        done = 0
        while done < cases:
            dice = chance(task.seed, "discord", done)
            network = a_case(dice, DISCORD, done // count)
            lines = town.lines[: cases - done]
            try:
                await one_round(town, lines, network, dice, tally)
            except Broken as broken:
                raise Broken(f"Discord, case {done}: {broken.story}", task.seed) from None
            done += len(lines)
            task.tell(tally.cases.total())


async def one_round(
    town: Town, lines: list[DiscordLine], network: Case, dice: Random, tally: Tally
) -> None:
    clock = asyncio.get_running_loop().time
    said = [await town.say(number) for number in range(2)]
    whole = await until(lambda: all(line.pipe() for line in lines), (AGAIN + FOUND) * SCALE)
    if not whole:
        raise Broken("a desk was not connected before anything was broken")
    pipes, old = [line.pipe() for line in lines], [line.connection for line in lines]
    kinds = [network.fault, *(dice.choice(DISCORD[1:]) for _ in lines[1:])]
    if network.fault == "black out":
        kinds = ["black out"] * len(lines)
    cases = [replace(network, fault=kind) for kind in kinds]
    begin(town.proxy, network)
    began = clock()
    for line, pipe, kind in zip(lines, pipes, kinds, strict=True):
        if pipe is not None:
            break_pipe(pipe, kind, dice)
        _discord_fault(line, kind)
    said += [await town.say(number) for number in range(3)]
    await asyncio.sleep(network.seconds)
    end(town.proxy, lambda pipe: pipe not in pipes)
    back = clock()

    def given_up(line: DiscordLine, before: object) -> Callable[[], bool]:
        return lambda: line.connection not in (None, before)

    ears = [
        (Ear(line.line.live, case, began, back), given_up(line, before))
        for line, case, before in zip(lines, cases, old, strict=True)
    ]
    later = await hear_again(town, ears)
    for ear, _ in ears:
        tally.see(ear, ear.heard(later) or 0.0)
    said += later
    town.proxy.mend()
    await all_in([line.line for line in town.lines], said, network)
    tally.count(cases, said)


def _discord_fault(line: DiscordLine, kind: str) -> None:
    """What Discord itself does."""
    connection, session = line.connection, line.town.double.gateway.sessions.get(line.session)
    if connection is None or session is None:
        return
    match kind:
        case "close":
            connection.close(4000)
        case "unknown close":
            connection.close(4999)
        case "farewell":
            session.alive = False
            connection.close(1000)
        case "op 7":
            connection.put(7, None)
        case "op 9 true":
            connection.put(9, True)
        case "op 9 false":
            session.alive = False
            connection.put(9, False)
        case "forgotten":
            session.alive = False
            connection.cut()
        case _:
            pass
