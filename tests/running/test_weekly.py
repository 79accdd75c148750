"""The team's room is told how customers fared, once a week, however often the program starts."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.pace import Pace
from bot.desk.nouns.place import Place
from bot.desk.time.weekly import Weekly
from bot.running.options import Options
from bot.running.terminal import Screen, opened
from bot.settings.loading import load
from tests.delivery.standin import House
from tests.store.examples import NOW, STAFF_ROOM, a_question

HEADING = "How customers fared"
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


async def told(folder: Path, start: datetime, *lines: str, **settings: str) -> int:
    """How often the room was told, in a session from then on."""
    out = io.StringIO()
    env = {"DESK_DATABASE": str(folder / "desk.db"), **settings}
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    async with opened(load(env), screen, start=start, virtual=True) as session:
        for line in lines:
            await session.type(line)
    return out.getvalue().count(HEADING)


async def test_from_the_first_whole_week_on(tmp_path: Path) -> None:
    weeks = [f"/time {days}d" for days in (6, 1, 6, 1, 6, 1)]

    assert 2 == await told(tmp_path, MONDAY, "where is my invoice", *weeks)


async def test_a_second_start_tells_nothing_twice(tmp_path: Path) -> None:
    await told(tmp_path, MONDAY, "where is my invoice")
    later = MONDAY + timedelta(days=14)

    assert 1 == await told(tmp_path, later, "/time 1h")
    assert 0 == await told(tmp_path, later + timedelta(hours=3), "/time 1h")


async def test_a_report_that_is_a_week_late_is_left_to_the_next(tmp_path: Path) -> None:
    await told(tmp_path, MONDAY, "where is my invoice")
    sunday = MONDAY + timedelta(days=20)

    assert 0 == await told(tmp_path, sunday, "/time 1h")
    assert 1 == await told(tmp_path, sunday + timedelta(days=1), "/time 1h")


@pytest.mark.parametrize("when", ["off", "Never"])
async def test_who_wants_none_gets_none(tmp_path: Path, when: str) -> None:
    lines = ("where is my invoice", "/time 14d", "/time 1d")

    assert 0 == await told(tmp_path, MONDAY, *lines, DESK_WEEKLY_REPORT=when)


async def test_nobody_has_asked_yet(tmp_path: Path) -> None:
    assert 0 == await told(tmp_path, MONDAY, "/time 14d", "/time 7d")


@pytest.mark.parametrize("room", [None, Place(platform="test", workspace="w", room="heads")])
async def test_it_goes_to_the_room_that_was_chosen(tmp_path: Path, room: Place | None) -> None:
    options = Options(pace=Pace(), weekly=Weekly.parse("Fri 16:30"), weekly_room=room)
    house = House(tmp_path / "desk.db", options=options)
    asked = a_question(asked_at=NOW - timedelta(days=20))
    house.store.write_now(lambda journal: journal.add_question(asked))
    await house.later(8 * 86400)

    assert [room or STAFF_ROOM] == [each.place for each in house.platform.posted]
    await house.app.stop()
    house.store.close()
