"""Every transcript reads on the console as it is written."""

from pathlib import Path

import pytest

from tests.store.server import Running
from tests.transcripts.console import console
from tests.transcripts.script import HERE, Script, transcripts

ON_A_SERVER = [
    "07-ticket",
    "08-promises",
    "13-hold-merge",
    "14-knowledge",
    "15-nobody-asks-into-the-void",
    "18-my-data",
    "26-buttons",
    "27-linking",
    "33-who-is-told",
    "36-opened-again",
    "40-the-queue",
    "46-weekly-report",
    "47-changes-of-mind",
    "53-find",
    "53-recall",
    "54-away",
    "54-blocked",
    "54-known-issue",
    "57-rehearsal",
    "57-settings",
    "60-experts",
    "60-teams",
]
"""Those that ask most of a store, each of something else: a minute's worth."""


def on_a_server() -> list[Path]:
    """Each must be there."""
    return [HERE / f"{name}.txt" for name in ON_A_SERVER]


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
async def test_the_console_reads_as_written(path: Path, tmp_path: Path) -> None:
    script = Script.read(path)

    async with console(script, tmp_path) as driver:
        seen = await script.play(driver)

    assert script.text == seen


@pytest.mark.slow
@pytest.mark.parametrize("path", on_a_server(), ids=lambda path: path.stem)
async def test_the_console_on_a_server_reads_as_written(path: Path, server: Running) -> None:
    script = Script.read(path)

    async with console(script, server.fresh()) as driver:
        seen = await script.play(driver)

    assert script.text == seen
