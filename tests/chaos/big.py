"""A big database, quickly: a desk's day, lived through the real code, and its rows many times over.

What is copied is what grows in a year: messages in and out, questions, people, a ticket's history.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Said
from bot.running.app import App
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from bot.store.backup import sync
from tests.chaos.a_desk import a_desk, know
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.recorder import Recorder

_SHARES = {"inbox": 1.0, "outbox": 0.7, "question": 0.4, "history": 0.3, "conversation": 0.1}
"""Rows of each for one message that came in."""
APART = 600_000_000
"""Microseconds between a ticket and its next copy: a million of them take a year."""
_NEW = {
    ("inbox", "id"): "id || '/' || n",
    ("outbox", "key"): "key || '/' || n",
    ("outbox", "ticket"): "NULL",
    ("outbox", "after"): "''",
    ("question", "message"): "message || '/' || n",
    ("question", "ticket"): "NULL",
    ("history", "message"): "''",
    ("history", "ticket"): "1 + (ticket + n * 7919) % (SELECT max(number) FROM ticket)",
    ("conversation", "place_key"): "place_key || '/' || n",
    ("conversation", "private"): "0",
    ("conversation", "ticket"): "NULL",
    ("ticket", "card"): "''",
    ("ticket", "requester_id"): "requester_id || '/' || n",
    **{
        ("ticket", name): f"{name} - n * {APART}"
        for name in ("opened_at", "state_since", "rung_at", "closed_at")
    },
    # Answered within four hours, as tickets are: a report has to count and rank their replies.
    ("ticket", "first_response_at"): f"opened_at + n % 14400 * 1000000 - n * {APART}",
    ("ticket", "merged_into"): "NULL",
}
_DONE = {
    "inbox": "state = 'done'",
    "outbox": "state = 'sent' AND kind = 'post' AND edits = '' AND \"to\" <> ''",
    "question": "open = 0 AND ask_at IS NULL",
    "ticket": "state = 'closed'",
}
_NUMBERED = {
    "inbox": "seq",
    "outbox": "seq",
    "question": "id",
    "history": "id",
    "ticket": "number",
}


def grow(path: Path, rows: int, tickets: int = 0) -> None:
    """Make a database with so many messages in its inbox, all of them done, and so many tickets more,
    all of them closed, over a year."""
    asyncio.run(_day(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for pragma in ("synchronous = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            conn.execute(f"PRAGMA {pragma}").fetchall()
        conn.execute("BEGIN")
        if tickets:
            conn.execute(copies(conn, "ticket", tickets, _DONE["ticket"]))
        for table, share in _SHARES.items():
            conn.execute(copies(conn, table, int(rows * share), _DONE.get(table, "1")))
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sync(path)  # else the first flush of whoever works on it has to flush all of it


def copies(conn: sqlite3.Connection, table: str, wanted: int, where: str) -> str:
    """A statement that copies such rows of a table until there are so many."""
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name != _NUMBERED.get(table)]
    here = conn.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]  # noqa: S608
    values = ", ".join(_NEW.get((table, name), f'"{name}"') for name in kept)
    names = ", ".join(f'"{name}"' for name in kept)
    times = max(1, wanted // here)
    return (
        f"WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {times}) "  # noqa: S608
        f"INSERT INTO {table} ({names}) SELECT {values} FROM many, "
        f"(SELECT * FROM {table} WHERE {where})"
    )


async def _day(path: Path) -> None:
    """A day: questions answered and not, tickets opened and confirmed."""
    clock = VirtualClock(RealClock().now() - timedelta(days=2))
    with closing(SqliteStore(path, clock.now())) as store:
        await store.write(know)
        platform = Recorder(staff=STAFF_ROOM)
        app = App(store=store, desk=a_desk(), platforms=[platform], clock=clock, options=Options())
        for said in _words(clock):
            await app.intake(said)
            await app.advance(timedelta(seconds=30))
        await app.stop()


def _words(clock: VirtualClock) -> Iterator[Said]:
    for number in range(120):
        who = CUSTOMERS[number % len(CUSTOMERS)]
        words = CUSTOMER_WORDS[number % len(CUSTOMER_WORDS)]
        yield Said(id=f"test:day{number}", at=clock.now(), by=who, place=dm(who), text=words)
