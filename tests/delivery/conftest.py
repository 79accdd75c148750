"""A house for each test, closed after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery.standin import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "desk.db")
    yield built
    await built.app.stop()
    built.store.close()
