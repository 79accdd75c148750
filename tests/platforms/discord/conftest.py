"""The double of Discord, a person in it, and the whole desk on it, for every test of this folder.

A test fails when the double itself answered something that Discord's own description forbids, when
the program sent something beyond Discord's limits, or when it said something twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .double import DiscordDouble, User
from .harness import Desk, Town, said_twice, town


@pytest.fixture
async def double() -> AsyncIterator[DiscordDouble]:
    async with DiscordDouble() as it:
        yield it
        assert [] == it.own_faults


@pytest.fixture
def ana(double: DiscordDouble) -> User:
    return double.add_user("ana")


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    async with town() as made:
        yield made


@pytest.fixture
async def desk(place: Town, tmp_path: Path) -> AsyncIterator[Desk]:
    """The desk as most run it: without the Message Content intent."""
    made = Desk(place, tmp_path / "desk.db")
    await made.start()
    yield made
    await made.stop()
    assert [] == said_twice(place.double)


@pytest.fixture
async def listening(place: Town, tmp_path: Path) -> AsyncIterator[Desk]:
    """The desk with answer channels, and so with the intent."""
    place.double.allow_intents(content=True)
    made = Desk(
        place, tmp_path / "desk.db", discord_answer_channels=(place.help.id, place.forum.id)
    )
    await made.start()
    yield made
    await made.stop()
    assert [] == said_twice(place.double)
