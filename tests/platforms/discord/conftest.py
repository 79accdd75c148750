"""The double of Discord and a person in it, for every test of this folder.

A test fails when the double itself answered something that Discord's own description forbids.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from .double import DiscordDouble, User


@pytest.fixture
async def double() -> AsyncIterator[DiscordDouble]:
    async with DiscordDouble() as it:
        yield it
        assert [] == it.own_faults  # noqa: SIM300 (expected first, as everywhere in these tests)


@pytest.fixture
def ana(double: DiscordDouble) -> User:
    return double.add_user("ana")
