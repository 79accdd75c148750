"""`report export` in a terminal: files in a folder beside the database, and where they are."""

import csv
import io
import os
from pathlib import Path

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from tests.desk.harness import MONDAY


async def test_the_files_are_written_and_their_paths_told(tmp_path: Path) -> None:
    out = io.StringIO()
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    settings = Settings(database=tmp_path / "desk.db")
    async with opened(settings, screen, start=MONDAY, virtual=True) as session:
        for line in (
            "/customer ana",
            "do you ship to brazil?",
            "/staff sam",
            "report export month",
        ):
            await session.type(line)
    folder = tmp_path / f"report-{MONDAY:%Y-%m-%d}-30-days"
    rows = {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        for path in folder.iterdir()
    }
    told = "".join(out.getvalue().split())

    assert ["do you ship to brazil?"] == [row["text"] for row in rows["questions"]]
    assert ["1"] == [row["number"] for row in rows["tickets"]]
    assert all(str(path) in told for path in folder.iterdir())
    if os.name == "posix":
        assert {0o600} == {path.stat().st_mode & 0o777 for path in folder.iterdir()}
