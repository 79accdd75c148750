"""G7 on Slack: each desk has a Slack and a network of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.desk.ports.platform import Platform
from bot.platforms import slack
from bot.platforms.slack.connection.calls import TIMEOUT
from bot.platforms.slack.hearing.history import Allowance
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
from tests.chaos.a_desk import wording
from tests.chaos.proxy import Door, Pipe, Proxy
from tests.chaos.suite import Broken, Task, chance
from tests.chaos.wires.case import (
    FOUND,
    SIDE_BY_SIDE,
    SLACK,
    UNKNOWN_WORD,
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
from tests.chaos.wires.line import SCALE, Line, listening, port_of, pulse, until
from tests.platforms.slack.double import SlackDouble, faults
from tests.platforms.slack.double.settings import Timing

_SOCKET = b"/link/"


@dataclass
class SlackLine:
    """One desk, one Slack, one network between them."""

    double: SlackDouble
    proxy: Proxy
    line: Line
    user: str
    room: str

    def pipes(self) -> list[Pipe]:
        """The working sockets."""
        return [pipe for pipe in self.proxy.working() if _SOCKET in pipe.head]

    async def say(self, number: int) -> str:
        """Somebody says something, directly or in the room; its identity in the inbox."""
        world = self.double.world
        room = self.room if number % 2 else world.dm(self.user)
        words = f"{self.double.mention} number {number}" if number % 2 else f"number {number}"
        ts = await self.double.say(self.user, room, words)
        return f"slack:{world.team_id}:{room}:{ts}"


@asynccontextmanager
async def slack_line(folder: Path, *, watched: bool = True) -> AsyncIterator[SlackLine]:
    """A Slack of its own, with two sockets open."""
    retries = (0.0, 60 * SCALE, 300 * SCALE)
    timing = Timing(ack=3 * SCALE, retries=retries, ping_every=10 * SCALE)
    async with SlackDouble(timing=timing) as double, Proxy(port_of(double.base)) as proxy:
        double.base = f"http://127.0.0.1:{proxy.port}"
        user = double.world.add_user("ana")
        room = double.world.add_channel("help", members=[user])
        settings = load(
            {
                "SLACK_BOT_TOKEN": double.bot_token,
                "SLACK_APP_TOKEN": double.app_token,
                "SLACK_API_URL": double.api_url,
                "SLACK_STAFF_CHANNEL": double.world.add_channel("desk", members=[user]),
                "SLACK_STAFF_USERS": double.world.add_user("sam"),
                "DESK_HOURS": "always",
            }
        )

        def make(gap: Callable[[], None]) -> Platform:
            wiring = slack.Wiring(
                now=RealClock().now,
                words=wording(),
                gap=gap,
                pulse=pulse(watched=watched),
                allowance=Allowance(every=0.0),
                answer=TIMEOUT * SCALE,
            )
            return slack.Slack(settings, wiring)

        async with listening(folder / f"{user}-{proxy.port}.db", make) as line:
            await double.connected(2, within=20)
            found = SlackLine(double, proxy, line, user, room)
            await line.greeted([await found.say(number) for number in range(2)], rooms=3)
            yield found


async def slack_cases(task: Task, cases: int, tally: Tally) -> None:
    """Each desk has a Slack of its own, so that each goes through its cases by itself."""
    count = min(SIDE_BY_SIDE, cases)
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(slack_line(task.folder)) for _ in range(count)]
        numbers = iter(range(cases))

        async def one(line: SlackLine) -> None:
            for number in numbers:
                dice = chance(task.seed, "slack", number)
                case = a_case(dice, SLACK, number)
                try:
                    await one_case(line, case, dice, tally)
                except Broken as broken:
                    raise Broken(f"Slack, case {number}: {broken.story}", task.seed) from None
                task.tell(tally.cases.total())

        tasks = [asyncio.create_task(one(line)) for line in lines]
        try:
            await asyncio.gather(*tasks)
        finally:
            for work in tasks:
                work.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def one_case(line: SlackLine, case: Case, dice: Random, tally: Tally) -> None:
    double, clock = line.double, asyncio.get_running_loop().time
    await until(lambda: len(line.pipes()) == len(double.connections) == 2, FOUND * SCALE)
    said = [await line.say(number) for number in range(2)]
    both, old = dice.random() < 0.6, list(double.connections)
    pipes = line.pipes() if both else line.pipes()[:1]
    begin(line.proxy, case)
    began = clock()
    for pipe in pipes:
        break_pipe(pipe, case.fault, dice)
    await _slack_fault(line, case.fault, both=both)
    said += [await line.say(number) for number in range(3)]
    await asyncio.sleep(case.seconds)
    _slack_well(line)
    ear = Ear(line.line.live, case, began, clock())

    def given_up() -> bool:
        return any(connection not in old for connection in double.connections)

    later = await hear_again(line, [(ear, given_up)])
    if not case.quiet:
        tally.see(ear, ear.heard(later) or clock())
    said += later
    left = ear.limit - clock() + 1
    whole = await until(lambda: len(line.pipes()) >= 2 and given_up(), left)
    if not whole and case.fault != "late":
        open_now = f"{len(line.pipes())} pipes, {len(double.connections)} connections"
        raise Broken(f"{case}: the broken connection was not replaced ({open_now})")
    if case.quiet and case.door is Door.OPEN:
        tally.found = max(tally.found, clock() - ear.began)
    line.proxy.mend()
    await all_in([line.line], said, case)
    tally.count([case], said)


async def _slack_fault(line: SlackLine, fault: str, *, both: bool) -> None:
    """What Slack itself does."""
    double = line.double
    chosen = double.connections if both else double.connections[:1]
    match fault:
        case "close":
            for connection in chosen:
                with suppress(TimeoutError, ConnectionError, RuntimeError):
                    await asyncio.wait_for(connection.ws.close(), 0.2)
        case "refresh":
            for connection in chosen:
                await double.refresh(connection, warn=both)
        case "link_disabled":
            await double.disable_link()
        case "too_many_websockets":
            double.options.max_connections = 0
            for connection in double.connections:
                await double.socket.say_goodbye(connection, "too_many_websockets")
        case "no ticket":
            double.faults.add("apps.connections.open", faults.server_error(), times=None)
            double.cut()
        case "unknown refusal":
            double.faults.add("apps.connections.open", faults.error(UNKNOWN_WORD), times=None)
            double.cut()
        case _:
            pass


def _slack_well(line: SlackLine) -> None:
    line.double.options.max_connections = 10
    line.double.socket.link_disabled = False
    line.double.faults.clear()
    end(line.proxy, lambda pipe: b"/link/" not in pipe.head)
