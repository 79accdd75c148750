"""Fresh records and stores, on SQLite and on PostgreSQL, for each test that asks for them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import OpenStore, SqliteStore, in_memory
from bot.store.journal import StoredJournal
from bot.store.postgres.connect import Session, connect
from bot.store.postgres.journal import PostgresJournal
from bot.store.postgres.store import PostgresStore
from tests.store.examples import NOW

BOTH = ["sqlite", "postgres"]


@pytest.fixture(params=BOTH)
def records(request: pytest.FixtureRequest) -> Iterator[StoredJournal]:
    """Empty records; each call on them is a transaction of its own."""
    if request.param == "sqlite":
        yield in_memory()
        return
    with closing(connect(request.getfixturevalue("server").fresh())) as conn:
        yield PostgresJournal(Session(conn))


@pytest.fixture(params=BOTH)
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """An empty store."""
    if request.param == "sqlite":
        opened: OpenStore = SqliteStore(tmp_path / "desk.db", NOW)
    else:
        opened = PostgresStore(request.getfixturevalue("server").fresh())
    with closing(opened):
        yield opened


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file, for what is so of a file alone."""
    with closing(SqliteStore(tmp_path / "desk.db", NOW)) as opened:
        yield opened
