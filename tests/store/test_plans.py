"""What the only writer asks is found by an index: nothing that grows with the years is read through.

Every statement of a day in which most is done that people and staff can do, as the writer ran it.
"""

import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from bot.store.journal import SqliteJournal
from bot.store.sqlite import SqliteStore, in_memory
from tests.chaos.golden import FOLDER
from tests.desk.harness import MONDAY
from tests.store.examples import STAFF_ROOM

MORE = """\
/customer ana
do you ship to brazil?
/customer ben
do you ship to brazil?
/lead kim
add Do you ship to Brazil? | Yes, in ten days.
askers do-you-ship-to-brazil
askers do-you-ship-to-brazil all
review
entries
unanswered
incident start Drones are grounded / can a drone deliver | We wait for the storm to pass. | 2h
/customer ana
can a drone deliver it?
/lead kim
incident update 1 | Still stormy. | 2h
incident show 1
incident end 1 | They fly again.
incident
dead
report 30
customer ana
persondata ana
/customer ana
link
mydata
forgetme
forgetme yes
"""
_GROWS = re.compile(
    r"SCAN (inbox|outbox|question|history|ticket|promise|conversation|person)\b(.*)"
)
_FROM_NOTHING_ON = re.compile(r"SEARCH \w+ USING INDEX (\w+) \(\w+>\?\)$")
"""How SQLite calls it when all rows of an index on what `IS NOT NULL` are gone through."""
_COMMENT = re.compile(r"^--.*$", re.MULTILINE)
_OF_FEW = re.compile(r"CREATE INDEX (\w+) ON [^;]* WHERE ")
_OF_MANY = {
    "conversation_private",
    "outbox_by_person",
    "promise_by_ended",
    "question_by_feedback",
    "question_by_ticket",
    "ticket_by_card",
    "ticket_by_closed",
    "history_by_message",
}
"""Indexes that say WHERE and grow with the years all the same."""


async def asked_by_the_writer(path: Path) -> list[str]:
    """Play the day; each statement with what was put into it."""
    asked: list[str] = []
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(Settings(database=path), screen, start=MONDAY, virtual=True) as session:
        cast(SqliteStore, session.app.store)._opened.db.conn.set_trace_callback(asked.append)
        for line in ((FOLDER / "day.txt").read_text("utf-8") + MORE).splitlines():
            await session.type(line)
    return asked


def read_through(conn: sqlite3.Connection, asked: list[str]) -> Iterator[str]:
    """Each statement that reads a table, or an index of all of it, from end to end."""
    schema = "\n".join(
        row[0] for row in conn.execute("SELECT sql || ';' FROM sqlite_master WHERE sql <> ''")
    )
    few = set(_OF_FEW.findall(schema)) - _OF_MANY
    for sql in dict.fromkeys(asked):
        if not sql.startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH", "\n", "--")):
            continue
        if not _COMMENT.sub("", sql).strip():  # what a trigger or the index of words does by itself
            continue
        plan = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        for step in plan:
            found, on = _GROWS.match(step), _FROM_NOTHING_ON.match(step)
            if (found and not set(found[2].split()) & few) or (on and on[1] in _OF_MANY):
                yield f"{step}: {' '.join(sql.split())[-300:]}"


async def test_nothing_that_grows_is_read_through_by_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    asked = await asked_by_the_writer(path)
    with closing(sqlite3.connect(path)) as conn:
        found = list(read_through(conn, asked))

    assert len(asked) > 1_000
    assert [] == found, "\n".join(found)


@pytest.mark.parametrize(
    "asks",
    [
        lambda journal: journal.last_words([STAFF_ROOM]),
        lambda journal: journal.tickets_alive(MONDAY),
        lambda journal: journal.private_places("test"),
        lambda journal: journal.waiting_conversations(MONDAY),
        lambda journal: journal.to_tell(),
    ],
    ids=["last words", "tickets alive", "private places", "waiting", "to tell"],
)
def test_nor_by_what_the_loops_ask_again_and_again(asks: Callable[[SqliteJournal], object]) -> None:
    journal, asked = in_memory(), list[str]()
    journal.db.conn.set_trace_callback(asked.append)
    asks(journal)
    journal.db.conn.set_trace_callback(None)

    assert [] == list(read_through(journal.db.conn, asked))


def test_what_waits_in_a_conversation_is_found_among_what_waits() -> None:
    """And not among all that was ever said there, which grows with each message."""
    journal, asked = in_memory(), list[str]()
    journal.db.conn.set_trace_callback(asked.append)
    journal.waiting("console:staff")
    journal.db.conn.set_trace_callback(None)

    plans = [row[3] for sql in asked for row in journal.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert ["SEARCH inbox USING INDEX inbox_waiting (conversation=?)"] == plans


@pytest.mark.parametrize(
    "sql",
    ["SELECT * FROM inbox WHERE platform = 'x'", "UPDATE outbox SET reason = '' WHERE room = 'x'"],
)
async def test_what_reads_all_is_found_out(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "desk.db"
    await asked_by_the_writer(path)
    with closing(sqlite3.connect(path)) as conn:
        assert 1 == len(list(read_through(conn, [sql])))
