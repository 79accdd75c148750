"""The terminal takes the time from the wall; where somebody sets that back, what waits goes along."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.running.terminal import Screen, Terminal, opened
from bot.settings.settings import Settings

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
ANA = Person(id="console:ana", name="ana")
HOME = Place(platform="console", room="ana", private=True)


@asynccontextmanager
async def session(folder: Path, wall: VirtualClock) -> AsyncIterator[tuple[Terminal, io.StringIO]]:
    out = io.StringIO()
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    async with opened(Settings(database=folder / "desk.db"), screen, start=TEN) as terminal:
        follows = asyncio.create_task(terminal.follow_the_wall(wall))
        await asyncio.sleep(0)
        try:
            yield terminal, out
        finally:
            follows.cancel()
            with suppress(asyncio.CancelledError):
                await follows


async def pass_on(wall: VirtualClock, terminal: Terminal, seconds: int) -> None:
    """Let so many seconds pass on the wall, and the terminal follow each."""
    for _ in range(seconds):
        wall.move_to(wall.now() + timedelta(seconds=1))
        while wall.next_wake() is None:  # noqa: ASYNC110 - it is at work on what came of the last one
            await asyncio.sleep(0.001)
    await terminal.settle()


async def put_off(terminal: Terminal, seconds: int) -> None:
    """Somebody spoke, and is worked on after so many seconds."""
    now = terminal.clock.now()
    said = Said(id="console:1", at=now, by=ANA, place=HOME, text="how do i rest my pasword")
    again = now + timedelta(seconds=seconds)
    await terminal.app.store.write(lambda journal: journal.take_in(said, now))
    await terminal.app.store.write(lambda journal: journal.put_off(said.id, again, "Failed"))


@pytest.mark.parametrize(
    "by", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)], ids=str
)
async def test_what_waits_waits_its_time_and_not_the_step(tmp_path: Path, by: timedelta) -> None:
    wall = VirtualClock(TEN)
    async with session(tmp_path, wall) as (terminal, out):
        await terminal.settle()
        await put_off(terminal, 10)
        wall.set_by(-by)
        await pass_on(wall, terminal, 5)
        before = out.getvalue()
        await pass_on(wall, terminal, 7)

    assert ("", True) == (before, "password" in out.getvalue())
    assert wall.now() == terminal.clock.now()


async def test_a_wall_that_is_set_forwards_is_followed(tmp_path: Path) -> None:
    wall = VirtualClock(TEN)
    async with session(tmp_path, wall) as (terminal, out):
        await put_off(terminal, 10)
        wall.set_by(timedelta(hours=1))
        await pass_on(wall, terminal, 1)

    assert "password" in out.getvalue()


async def test_a_virtual_clock_goes_on_where_the_books_end(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "desk.db")
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(settings, screen, virtual=True) as terminal:
        await terminal.type("do you tune harps?")
        await terminal.app.advance(timedelta(days=9))
        await terminal.type("are there gift cards?")
        left = terminal.clock.now()

    async with opened(settings, screen, virtual=True) as terminal:
        assert left <= terminal.clock.now()
