"""Whoever watches from outside hears that the desk lives while its loops go round, and only then."""

import asyncio
import os
import socket
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from bot.desk.boundary import Done, Heard
from bot.desk.nouns.inbound import Inbound
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.records import Records
from bot.running.app import App
from bot.running.lifesigns import Heart, notify
from bot.running.options import Options
from bot.store import SqliteStore
from tests.chaos.g16_times import a_street
from tests.delivery.standin import Echo
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble
from tests.recorder import Recorder
from tests.running.test_running import TOKEN
from tests.store.examples import NOW, a_ticket, said


@dataclass
class Systemd:
    """Its end of the socket."""

    line: socket.socket
    address: str

    async def told(self, within: float) -> str:
        """The next thing that it is told; "" when that takes longer."""
        try:
            async with asyncio.timeout(within):
                return (await asyncio.get_running_loop().sock_recv(self.line, 4096)).decode()
        except TimeoutError:
            return ""

    async def until(self, words: str, within: float) -> bool:
        """Whether it is told that in time."""
        ends = asyncio.get_running_loop().time() + within
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            if words in (await self.told(left)).split("\n"):
                return True
        return False


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        yield Systemd(line, str(tmp_path / "notify"))


async def test_systemd_hears_of_the_running_program(tmp_path: Path, systemd: Systemd) -> None:
    """And nothing while it can't write: another program holds the database."""
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord:
        street = a_street(slack, discord, tmp_path)
        street.env |= {"NOTIFY_SOCKET": systemd.address, "WATCHDOG_USEC": "2000000"}
        await street.begin()
        try:
            ready = await systemd.until("READY=1", 10)
            fed = [await systemd.until("WATCHDOG=1", 10) for _ in range(3)]
            well = await systemd.until("STATUS=All is well.", 10)
            with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                await systemd.until("WATCHDOG=1", 1)  # of a round that had begun
                held = await systemd.until("WATCHDOG=1", 4)
            again = await systemd.until("WATCHDOG=1", 15)
        finally:
            await street.end(20)
        stopping = await systemd.until("STOPPING=1", 1)

    assert (True, [True] * 3, True) == (ready, fed, well)
    assert (False, True, True) == (held, again, stopping)


@dataclass
class Hanging(Echo):
    """Never comes back from what it is told to hang in, until it is let go."""

    at: str = ""
    go: threading.Event = field(default_factory=threading.Event)

    def hear(self, inbound: Inbound) -> Heard | None:
        """Hang in matching."""
        if self.at == "hear":
            self.go.wait(20)
        return super().hear(inbound)

    def tick(self, records: Records, alarm: Alarm, now: object) -> Done:
        """Hang in the writer's thread."""
        if self.at == "tick":
            self.go.wait(20)
        return Done()


@asynccontextmanager
async def living(
    folder: Path, monkeypatch: pytest.MonkeyPatch, systemd: Systemd, desk: Echo
) -> AsyncIterator[App]:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    with closing(SqliteStore(folder / "desk.db", NOW)) as store:
        app = App(store=store, desk=desk, platforms=[Recorder(name="test")], options=Options())
        running = asyncio.create_task(app.run())
        assert await systemd.until("WATCHDOG=1", 10)
        try:
            yield app
        finally:
            if isinstance(desk, Hanging):
                desk.go.set()
            app.stop_soon()
            await running


@pytest.mark.parametrize("at", ["hear", "tick", "nowhere"])
async def test_a_loop_that_hangs_feeds_no_watchdog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, systemd: Systemd, at: str
) -> None:
    async with living(tmp_path, monkeypatch, systemd, Hanging(at=at)) as app:
        for number in (1, 2, 3):  # each in a conversation of its own, more than there are threads
            place = said(number).place
            await app.intake(said(number, place=type(place)(platform="test", room=f"r{number}")))
        await app.store.write(lambda journal: journal.add_ticket(a_ticket(alarm_at=NOW)))
        await systemd.until("WATCHDOG=1", 0.5)  # of a round that had begun
        fed = await systemd.until("WATCHDOG=1", 1.5)

    assert (at == "nowhere") == fed


async def nothing_wrong() -> list[str]:
    return []


async def goes_round() -> None:
    return


async def hangs() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("loop", ["intake", "worker", "sender", "alarms"])
async def test_every_loop_counts(
    monkeypatch: pytest.MonkeyPatch, systemd: Systemd, loop: str
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    rounds: dict[str, Callable[[], Awaitable[None]]] = dict.fromkeys(
        ("intake", "worker", "sender", "alarms"), goes_round
    )
    well = asyncio.create_task(Heart(rounds, nothing_wrong).run())
    fed = await systemd.until("WATCHDOG=1", 1)
    well.cancel()
    ill = Heart({**rounds, loop: hangs}, nothing_wrong)
    running = asyncio.create_task(ill.run())
    starved = await systemd.until("WATCHDOG=1", 0.5)
    still = {name: since >= 0.5 for name, since in ill.standing_still().items()}
    running.cancel()

    assert (True, False) == (fed, starved)
    assert {name: name == loop for name in rounds} == still


def test_without_systemd_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")


@pytest.mark.parametrize(("pid", "fast"), [("", True), ("ours", True), ("1", False)])
async def test_a_watchdog_of_another_process_is_not_ours(
    monkeypatch: pytest.MonkeyPatch, systemd: Systemd, pid: str, fast: bool
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()) if pid == "ours" else pid)
    beating = asyncio.create_task(Heart({}, nothing_wrong).run())
    await systemd.until("WATCHDOG=1", 1)
    again = await systemd.until("WATCHDOG=1", 1)
    beating.cancel()

    assert fast == again


@asynccontextmanager
async def somewhere(calls: list[str], status: int = 200) -> AsyncIterator[str]:
    """An address of the owner's choice."""

    async def answer(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response(status=status)

    place = web.Application()
    place.add_routes([web.get("/{path:.*}", answer)])
    runner = web.AppRunner(place)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_the_owner_s_address_is_called_while_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    calls: list[str] = []
    async with somewhere(calls) as address:
        with closing(SqliteStore(tmp_path / "desk.db", NOW)) as store:
            options = Options(ping_url=f"{address}/my-desk")
            app = App(store=store, desk=Echo(), platforms=[Recorder(name="test")], options=options)
            running = asyncio.create_task(app.run())
            await _until(lambda: bool(calls))
            app.stop_soon()
            await running

    assert ["/my-desk"] == calls


async def test_it_is_not_called_while_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch, systemd: Systemd
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    calls: list[str] = []

    async def deaf() -> list[str]:
        return ["slack is not being listened to"]

    async with somewhere(calls) as address:
        beating = asyncio.create_task(Heart({}, deaf, address).run())
        said_so = await systemd.until("STATUS=slack is not being listened to", 2)
        beating.cancel()

    assert (True, []) == (said_so, calls)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "status 404"),
        (500, "status 500"),
        (301, "status 301, so it lies elsewhere: put that address into the setting"),
    ],
)
async def test_an_address_that_fails_is_said_without_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, status: int, words: str
) -> None:
    """A redirect is not followed, and counts as a call that nobody heard: the alarm will ring."""
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    async with somewhere([], status=status) as address:
        beating = asyncio.create_task(Heart({}, nothing_wrong, f"{address}/secret-id").run())
        await _until(lambda: "DESK_PING_URL" in caplog.text)
        beating.cancel()
    nobody = asyncio.create_task(Heart({}, nothing_wrong, f"{address}/secret-id").run())
    await _until(lambda: caplog.text.count("DESK_PING_URL") == 2)
    nobody.cancel()

    assert f"did not take the sign of life: {words}" in caplog.text
    assert "secret-id" not in caplog.text
