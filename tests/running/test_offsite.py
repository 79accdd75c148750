"""Each backup is handed to the owner's command, which gets the copy and none of our secrets."""

import asyncio
import logging
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.running.app import App
from bot.running.offsite import hand_on
from bot.running.options import Options
from bot.settings.values import Backups
from bot.store import SqliteStore, backup
from tests.delivery.standin import Echo
from tests.recorder import Recorder
from tests.running.test_metrics import get, values
from tests.store.examples import NOW

TAKES = """
import os, pathlib, shutil, sys
there = pathlib.Path(sys.argv[1])
shutil.copy(sys.argv[-1], there)
(there / "env").write_text("\\n".join(os.environ))
"""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "desk.db", NOW)
    yield opened
    opened.close()


async def test_each_copy_is_taken_elsewhere_and_that_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: SqliteStore
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not-for-others")
    monkeypatch.setenv("RESTIC_PASSWORD_FILE", "the-owner's-own")
    (tmp_path / "takes.py").write_text(TAKES, "utf-8")
    there = tmp_path / "another place"
    there.mkdir()
    command = f"{sys.executable} {tmp_path}/takes.py '{there}'"
    options = Options(backups=Backups(hourly=2, daily=1), after_backup=command)
    app = App(store=store, desk=Echo(), platforms=[Recorder()], options=options)
    await app.metrics.start(0)
    running = asyncio.create_task(app.run())
    while await store.read(lambda journal: journal.kept("backup handed on")) == "":  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    _, page = await get(app.metrics, "/metrics")
    app.stop_soon()
    await running

    copies = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert [*copies, "env"] == sorted(path.name for path in there.iterdir())
    assert "DISCORD_TOKEN" not in (there / "env").read_text("utf-8")
    assert "RESTIC_PASSWORD_FILE" in (there / "env").read_text("utf-8")
    assert values(page)["frontdesk_offsite_age_seconds"] < 60


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/bin/sh -c 'echo no room there >&2; exit 3'", "failed with copy.db: 3 no room there"),
        ("/nowhere/program", "can't be run: No such file"),
        ("/bin/false", "failed with copy.db: 1"),
    ],
    ids=["says why", "not there", "silent"],
)
async def test_a_command_that_fails_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, command: str, words: str
) -> None:
    caplog.set_level(logging.ERROR)

    assert not await hand_on(command, tmp_path / "copy.db")
    assert f"DESK_AFTER_BACKUP {words}" in caplog.text


LEAVES_A_CHILD = "sleep 60 & echo $! > child; echo begun >&2; wait"
"""A script as owners write them: the program that does the work is a child of it."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no groups of processes")
@pytest.mark.parametrize("ends", ["the script waits", "the script is gone"])
async def test_a_command_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """Else one more of them would hang there every hour."""
    monkeypatch.chdir(tmp_path)
    script = LEAVES_A_CHILD if ends == "the script waits" else LEAVES_A_CHILD.replace("wait", "")

    assert not await hand_on(f"/bin/sh -c '{script}'", tmp_path / "copy.db", longest=0.5)
    child = int((tmp_path / "child").read_text("utf-8"))
    assert "DESK_AFTER_BACKUP was not done with copy.db in time" in caplog.text
    assert await gone(child)


async def gone(process: int) -> bool:
    """Whether it ends."""
    for _ in range(200):
        if not runs(process):
            return True
        await asyncio.sleep(0.01)
    return False


def runs(process: int) -> bool:
    """Also where nobody is there to ask an orphan how it ended."""
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


async def test_a_command_that_writes_much_fills_no_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And the last that it said is still the reason that is named."""
    much = "import sys; [sys.stderr.write('x' * 99 + chr(10)) for _ in range(400_000)]"
    script = f"{much}; sys.exit('quota exceeded')"
    (tmp_path / "talks.py").write_text(script, "utf-8")
    tracemalloc.start()
    well = await hand_on(f"{sys.executable} {tmp_path}/talks.py", tmp_path / "copy.db")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert not well
    assert "failed with copy.db: 1 quota exceeded" in caplog.text
    assert most < 2_000_000


async def test_what_a_copy_lacks_is_said_in_the_log(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    store: SqliteStore,
) -> None:
    """In words, and not again and again: where in the code it failed helps nobody who has no room."""
    monkeypatch.setattr(backup, "FLOOR", shutil.disk_usage(tmp_path).total)
    options = Options(backups=Backups(hourly=2, daily=1))
    app = App(store=store, desk=Echo(), platforms=[Recorder()], options=options)
    running = asyncio.create_task(app.run())
    while "No backup was made: it needs" not in caplog.text:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    app.stop_soon()
    await running

    said = [each for each in caplog.records if "backup" in each.getMessage()]
    assert ["bot.running.upkeep"] == [each.name for each in said]
    assert said[0].exc_info is None
