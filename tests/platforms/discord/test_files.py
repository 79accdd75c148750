"""`report export`: files for whoever asks, alone; where Discord takes none, the way that always works."""

from __future__ import annotations

import pytest

from .double import Message
from .harness import Desk, Town

ASKED = "My parcel has not come yet, do you ship to Mars?"


def _given(desk: Desk, place: Town) -> list[Message]:
    return [each for each in desk.double.by_bot(desk.double.dm(place.sam)) if each.attachments]


@pytest.mark.parametrize("by", ["mention", "slash"])
async def test_the_rows_go_to_who_asks_and_to_nobody_else(desk: Desk, place: Town, by: str) -> None:
    await desk.ask(place.ben, place.help, ASKED)
    if by == "slash":
        await desk.slash(place.sam, place.staff, "desk report", days="export 30")
    else:
        await desk.ask(place.sam, place.staff, "report export 30")
    [given] = _given(desk, place)

    assert ["questions.csv", "tickets.csv"] == [each.filename for each in given.attachments]
    assert "How customers fared in the last 30 days" in desk.double.look(given).text
    assert not [each for each in desk.double.by_bot(place.staff) if each.attachments]


async def test_with_closed_messages_the_command_that_writes_them_is_named(
    desk: Desk, place: Town
) -> None:
    desk.double.close_dms(place.sam)
    await desk.slash(place.sam, place.staff, "desk report", days="export month")

    line = "python run_bot.py report --days 30 --export FOLDER"
    told = [each.text.replace("\\", "") for each in desk.whispers(place.sam)]
    assert [each for each in told if line in each]
    assert [] == _given(desk, place)
