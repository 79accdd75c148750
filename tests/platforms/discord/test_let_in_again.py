"""What the team's room missed while the bot had no rights there is posted once it has them again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from .double import Permission
from .harness import Desk, Town

TAKEN = [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES]
NOT_YET = "It is saved as ticket 1, but I haven't reached the team's room yet."
THERE = "The team has your question: ticket 1."


def _rights(desk: Desk, place: Town, *, without: Permission | int = 0) -> None:
    double = desk.double
    given = Permission.VIEW_CHANNEL if not without else 0
    double.overwrite(place.staff, double.bot_role, allow=given, deny=without)


def _told(desk: Desk) -> int:
    """How often it was heard that rights have changed."""
    return sum("let in" in each for each in desk.kept.ids)


@pytest.mark.parametrize("taken", TAKEN, ids=["view", "write"])
async def test_the_cards_are_posted_and_what_was_said_is_put_right(
    desk: Desk, place: Town, taken: Permission
) -> None:
    _rights(desk, place, without=taken)
    await desk.say(place.ana, desk.double.dm(place.ana), "Do you tune zithers?")
    dm = desk.double.dm(place.ana)
    assert NOT_YET in desk.texts(dm)[0]
    await desk.wait(timedelta(minutes=10))

    before = _told(desk)
    _rights(desk, place)
    await desk.double.until(lambda: _told(desk) > before)
    await desk.app.settle()

    assert 1 == len(desk.double.by_bot(place.staff))
    desk.card()
    assert THERE in desk.texts(dm)[0]


async def test_the_ten_minutes_look_posts_them_too(desk: Desk, place: Town) -> None:
    _rights(desk, place, without=Permission.VIEW_CHANNEL)
    await desk.say(place.ana, desk.double.dm(place.ana), "Do you tune zithers?")
    await desk.stop()
    _rights(desk, place)
    await desk.start()
    await desk.scan()

    desk.card()
    assert THERE in desk.texts(desk.double.dm(place.ana))[0]
