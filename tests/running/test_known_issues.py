"""A known issue outlives the program: who asks after a restart is told of it."""

import io
from datetime import timedelta
from pathlib import Path

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from tests.desk.harness import MONDAY


async def typed(path: Path, hour: int, *lines: str) -> str:
    """What a terminal shows of these lines, started so many hours on."""
    start = MONDAY + timedelta(hours=hour)
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(Settings(database=path), screen, start=start, virtual=True) as session:
        for line in lines:
            await session.type(line)
    assert isinstance(screen.out, io.StringIO)
    return screen.out.getvalue()


async def test_who_asks_after_a_restart_is_told_of_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await typed(
        path, 0, "/staff sam", "incident start Drones are grounded | We wait for the storm."
    )
    during = await typed(path, 1, "/customer ana", "are the drones grounded?")
    await typed(path, 2, "/staff sam", "incident end 1 | They fly.")
    after = await typed(path, 3, "/customer ben", "are the drones grounded?")

    assert "We wait for the storm." in during
    assert "We wait for the storm." not in after
