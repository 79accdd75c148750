"""What reads through very much takes it row by row: nothing that grows with the database is held.

A list of all rows would fill the memory, and while it is let go no thread does anything else.
"""

import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.desk.ports.journal import Journal
from bot.desk.words.spans import Spans
from bot.store import SqliteStore
from bot.store.journal import SqliteJournal
from bot.store.rehearsing import unread
from bot.store.sqlite import read_only
from tests.chaos.big import copies
from tests.pages.sample import HOURS
from tests.store.examples import NOW, a_question, said

ROWS = 6_000
WORDS = "a" * 2_000
MOST = 4_000_000
"""Bytes: a third of what the rows take."""


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteJournal]:
    """A database in which one thing was said and asked very often."""
    path = tmp_path_factory.mktemp("much") / "desk.db"

    def fill(journal: Journal) -> None:
        journal.take_in(said(1, text=WORDS), NOW)
        journal.add_question(a_question(text=WORDS, words=WORDS, shown=(WORDS,)))

    with closing(SqliteStore(path, NOW)) as store:
        store.write_now(fill)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE inbox SET state = 'done', done_at = received_at")
        for table in ("inbox", "question"):
            conn.execute(copies(conn, table, ROWS, "1"))
    with read_only(path) as journal:
        yield journal


READS: list[Callable[[SqliteJournal], object]] = [
    lambda journal: journal.traces_of("test:nobody"),
    lambda journal: Spans(records=journal, now=NOW, hours=HOURS).results(
        NOW - timedelta(days=9), NOW + timedelta(days=9)
    ),
    lambda journal: list(unread(journal)),
]


@pytest.mark.parametrize("read", READS, ids=["traces", "report", "rehearsal"])
def test_no_list_is_made_of_what_grows(
    much: SqliteJournal, read: Callable[[SqliteJournal], object]
) -> None:
    tracemalloc.start()
    read(much)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < MOST
