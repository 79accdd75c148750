"""A row that should not be possible is seen, and told in plain words: to the log, the team, `doctor`."""

import asyncio
import io
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.cli import main
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.journal import Journal
from bot.errors import DatabaseDamaged
from bot.running.app import App
from bot.running.options import Options
from bot.running.terminal import Screen, opened
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
from bot.store import SqliteStore
from tests.delivery.standin import Echo, House
from tests.platforms.discord.harness import Desk, town
from tests.platforms.slack.stage import stage
from tests.recorder import Recorder
from tests.store.examples import NOW, a_ticket

WORDS = "Could you mend my sofa?"
SENTENCE = "My books don't agree: An open ticket has neither"


def _adding(words: str) -> Callable[[Journal], Ticket]:
    return lambda journal: journal.add_ticket(a_ticket(text=words))


def corrupt(path: Path) -> None:
    """As no program of ours does: the ticket's alarm is gone."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE ticket SET alarm_at = NULL WHERE number = 1")


async def audited(app: App, settle: Callable[[], Awaitable[None]]) -> None:
    """Twice, as in two hours: the team is told once."""
    for _ in range(2):
        await app.upkeep.audit()
        await settle()


async def test_it_may_take_its_time_and_holds_no_short_look_up(tmp_path: Path) -> None:
    """It reads through years: an ordinary read is ended after five seconds."""
    end = threading.Event()
    async with stage(tmp_path) as s:
        busy = [asyncio.create_task(s.app.store.read(lambda _: end.wait(20))) for _ in range(40)]
        await asyncio.sleep(0)
        findings = await asyncio.wait_for(s.app.upkeep.audit(), 10)
        waits = not any(each.done() for each in busy)
        end.set()
        await asyncio.gather(*busy)

    assert ([], True) == (findings, waits)


async def test_on_slack_the_staff_room_is_told_once_a_day(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", WORDS)
        corrupt(Path(str(s.settings.database)))
        await audited(s.app, s.settle)

        assert 1 == sum(SENTENCE in post["text"] for post in s.cards())
    assert "audit: An open ticket has neither an alarm nor a hold" in caplog.text


async def test_on_discord_the_staff_room_is_told_once_a_day(tmp_path: Path) -> None:
    async with town() as place:
        desk = Desk(place, tmp_path / "desk.db")
        await desk.start()
        await desk.say(place.ana, place.double.dm(place.ana), WORDS)
        corrupt(tmp_path / "desk.db")
        await audited(desk.app, desk.app.settle)
        told = [text for text in desk.texts(place.staff) if SENTENCE in text]
        await desk.stop()

        assert 1 == len(told)


async def test_in_the_terminal_it_is_told_as_time_passes_and_doctor_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "desk.db", io.StringIO()
    settings = load({"DESK_DATABASE": str(path), "DESK_HOURS": "always"})
    async with opened(settings, Screen(source=io.StringIO(), out=out), virtual=True) as session:
        await session.type(WORDS)
        await session.type("/person")
        corrupt(path)
        await session.type("/time +2h")
    monkeypatch.setenv("DESK_DATABASE", str(path))
    monkeypatch.chdir(tmp_path)
    doctor = await asyncio.to_thread(CliRunner().invoke, main, ["doctor"])

    assert 1 == out.getvalue().count(SENTENCE)
    assert 1 == doctor.exit_code
    assert "An open ticket has neither an alarm nor a hold" in doctor.output
    assert "Fix: Look at what is named" in doctor.output


async def test_the_auditor_looks_after_five_minutes_and_every_hour(house: House) -> None:
    await house.store.write(lambda journal: journal.add_ticket(a_ticket(alarm_at=None)))
    found: list[int] = []
    house.app.upkeep._audited = found.append
    loops = house.app.upkeep.loops(Options())
    auditing = asyncio.ensure_future(loops["auditor"]())
    for span in (4, 2, 58, 3, 61):
        await asyncio.sleep(0.05)
        await house.clock.advance(timedelta(minutes=span))
        for _ in range(20):
            await asyncio.sleep(0.01)
    auditing.cancel()

    assert 3 == len(found)


async def test_a_file_found_damaged_after_the_start_stops_the_program(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with closing(SqliteStore(path, NOW)) as store:
        for number in range(300):
            await store.write(_adding(f"{number} " * 200))
    with closing(SqliteStore(path, NOW)) as store:
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"\xa5" * 40_000)
        store.looked_over = False  # as for a file that is too large to be looked over in a second
        app = App(store=store, desk=Echo(), platforms=[Recorder()], clock=RealClock())

        with pytest.raises(DatabaseDamaged, match="is damaged"):
            await app.run()
