"""Fresh records in memory for each test that asks for them."""

import pytest

from bot.store import in_memory
from bot.store.journal import SqliteJournal


@pytest.fixture
def records() -> SqliteJournal:
    return in_memory()
