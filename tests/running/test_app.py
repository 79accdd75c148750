"""The whole of it: killed at any moment, stopped in the middle, one platform down."""

import asyncio
import logging
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.pace import Pace
from bot.desk.boundary import Done
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.errors import DatabaseMoved, DeskError
from bot.running.app import App
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore, audit
from bot.store.sqlite import read_only
from knowledge.entry import Entry
from tests.delivery.mortal import MESSAGES
from tests.delivery.standin import Echo, House
from tests.recorder import Recorder
from tests.store.examples import NOW, a_ticket, said


def one_life(folder: Path, lines: int, *how: str) -> bool:
    """Let it live until it has said so many things, then kill it; True if it got everything done."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.delivery.mortal", str(folder), *how],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        for _ in range(lines):
            if child.stdout.readline().strip() == "done":
                child.wait()
                return True
        os.kill(child.pid, signal.SIGKILL)
    return False


def test_nothing_is_lost_or_doubled_however_often_it_is_killed(tmp_path: Path) -> None:
    chance = random.Random(20260302)  # noqa: S311 - no secret
    for _ in range(8):
        one_life(tmp_path, chance.randint(1, 20))
    assert one_life(tmp_path, 10 * MESSAGES)

    posted = Counter((tmp_path / "posted").read_text("utf-8").split())
    assert posted == Counter({f"echo:test:m{number}": 1 for number in range(MESSAGES)})
    with read_only(tmp_path / "desk.db") as journal:
        assert journal.rows("SELECT DISTINCT state FROM inbox") == [("done",)]
        assert audit(journal, RealClock().now()) == []


def test_without_looking_first_the_same_deaths_double_messages(tmp_path: Path) -> None:
    """The control: a test that can't fail proves nothing."""
    for lines in (5, 10, 15):
        one_life(tmp_path, lines, "blind")
    assert one_life(tmp_path, 10 * MESSAGES, "blind")

    posted = Counter((tmp_path / "posted").read_text("utf-8").split())
    assert max(posted.values()) > 1


class Slow(Recorder):
    """Takes its time to post."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Let the test know, then post."""
        self.begun.set()
        await asyncio.sleep(0.05)
        return await super().post(outgoing, place, message)


async def test_stopping_finishes_what_is_being_sent_and_begins_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "desk.db", NOW)
    platform = Slow()
    app = App(store=store, desk=Echo(), platforms=[platform])
    for number in range(3):
        await app.intake(said(number))
    running = asyncio.create_task(app.run())
    await platform.begun.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    states = await store.read(
        lambda journal: journal.rows("SELECT DISTINCT state FROM outbox WHERE seq > 1")  # type: ignore[attr-defined]
    )
    store.close()

    assert platform.texts() == ["Hello"]
    assert states in ([("pending",)], [])
    assert not (tmp_path / "desk.db-wal").exists()


class Hanging(Recorder):
    """Never answers."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Hang."""
        self.begun.set()
        await asyncio.Event().wait()
        return ""


async def test_what_can_t_be_finished_is_left_as_sending(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "desk.db", NOW)
    platform = Hanging()
    options = Options(pace=Pace(timeout=timedelta(seconds=0.05)))
    app = App(store=store, desk=Echo(), platforms=[platform], options=options)
    await app.intake(said(1))
    running = asyncio.create_task(app.run())
    await platform.begun.wait()
    app.stop_soon()
    await running
    states = await store.read(lambda journal: journal.rows("SELECT state FROM outbox"))  # type: ignore[attr-defined]
    store.close()

    assert states == [("sending",)]


class Broken(Recorder):
    """Can't listen, at first."""

    lives = 0

    async def run(self, intake: Intake) -> None:
        """Fail once, then listen."""
        self.lives += 1
        if self.lives == 1:
            raise DeskError("No connection.")
        await super().run(intake)


@pytest.mark.filterwarnings("default")
async def test_one_platform_s_failure_does_not_stop_the_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore(tmp_path / "desk.db", NOW)
    posted = asyncio.Event()
    broken, well = Broken(name="broken"), Recorder(meanwhile=posted.set)
    app = App(store=store, desk=Echo(), platforms=[broken, well])
    running = asyncio.create_task(app.run())
    well.heard.put_nowait(said(1))
    await posted.wait()
    assert "broken failed and starts again in 1 s" in caplog.text

    for platform in (broken, well):
        platform.heard.put_nowait(None)
    await running
    store.close()

    assert broken.lives == 2


async def test_the_log_names_ids_and_never_words(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house.desk.fails = lambda inbound: inbound.id == "test:m2"
    await house.hears(
        said(1, "my secret words"),
        said(2, "my other words", place=Place(platform="test", room="r")),
    )
    await house.later(60)

    assert "test:m2" in caplog.text
    assert "words" not in caplog.text


async def test_the_hourly_audit_says_what_is_wrong(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.store.write(lambda journal: journal.add_ticket(a_ticket(alarm_at=None)))
    findings = await house.app.upkeep.audit()

    assert [finding.rule for finding in findings] == ["open-without-alarm"]
    assert "it could be forgotten. (1)" in caplog.text


async def test_changed_entries_reach_the_index_once_they_are_committed(house: House) -> None:
    entry = Entry(id="e", question="Q", answer="A")
    house.desk.receive = lambda *_, **__: Done(entries=(entry,), outcome="command")  # type: ignore[method-assign]
    await house.hears(said(1))

    assert house.desk.refreshed == [entry]


async def test_a_desk_whose_file_is_taken_away_stops_with_words(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "desk.db", NOW)
    app = App(store=store, desk=Echo(), platforms=[Slow()])
    running = asyncio.create_task(app.run())
    await app.intake(said(1))
    (tmp_path / "desk.db").unlink()

    with pytest.raises(DatabaseMoved, match=r"removed or replaced .* I keep nothing more and stop"):
        await asyncio.wait_for(running, 10)
    store.close()
    (rescued,) = (tmp_path / "backups").glob("desk-rescued-*.db")
    with read_only(rescued) as journal:
        assert journal.known(["test:m1"])
