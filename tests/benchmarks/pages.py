"""How long the page of results takes, the first time and once more, on a big database.

Run it with `python -m tests.benchmarks.pages [TICKETS [YEARS]]`, 1,000,000 and 5 if left out: four months
of the sample's shop, many times over, each copy a little earlier. `--profile` says where the time goes,
`--keep FILE` leaves the database there, and takes it from there the next time.
"""

import argparse
import asyncio
import cProfile
import pstats
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from datetime import date
from functools import partial
from pathlib import Path

from bot.desk.ports.journal import Journal
from bot.desk.words import weeks
from bot.pages import lessons, results
from bot.pages.gathering import gather
from bot.store import SqliteStore
from bot.store.visiting import visiting
from tests.benchmarks.store import machine, say
from tests.pages.sample import HOURS, NOW, fill

DAYS = (7, 30, 90, 365)
YEAR = 366 * 86_400_000_000
"""In microseconds, as times are stored."""
_TIMES = {
    "ticket": ("opened_at", "state_since", "rung_at", "first_response_at", "closed_at"),
    "question": ("asked_at", "feedback_at"),
    "promise": ("made_at", "due_at", "ended_at", "told_at"),
    "history": ("at",),
}
_KEYS = {"ticket": "number", "question": "id", "promise": "id", "history": "id"}
_TICKETS = {"question": "ticket", "promise": "ticket", "history": "ticket"}
_PEOPLE = {"person_id", "requester_id"}
_OVER = """
UPDATE ticket SET state = 'closed', alarm_at = NULL, ending = coalesce(ending, 'unconfirmed'),
  closed_at = coalesce(closed_at, opened_at + 1000000000)
"""


def grow(path: Path, tickets: int, years: float) -> None:
    """Fill a database with so many tickets; of the copies none is open any more."""
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            conn.execute(f"PRAGMA {pragma}").fetchall()
        here = conn.execute("SELECT max(number) FROM ticket").fetchone()[0]
        times = max(1, tickets // here)
        for table in _TIMES:
            conn.execute(f"CREATE TEMP TABLE of_{table} AS SELECT * FROM main.{table}")  # noqa: S608
        conn.execute(_OVER.replace("ticket", "of_ticket", 1))
        conn.execute("UPDATE of_question SET open = 0, ask_at = NULL")
        conn.execute("DELETE FROM of_promise WHERE state = 'open'")
        conn.execute("BEGIN")
        triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        made = triggers.fetchall()
        for name, _ in made:  # what it is found by has no part in this
            conn.execute(f"DROP TRIGGER {name}")
        for table in _TIMES:  # the oldest first, as they came
            conn.execute(_copied(conn, table, times, int(years * YEAR / times)))
        for _, sql in made:
            conn.execute(sql)
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _copied(conn: sqlite3.Connection, table: str, times: int, apart: int) -> str:
    """A statement that copies all rows of a table so many times, each so many microseconds earlier."""
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name != _KEYS[table]]
    here = conn.execute("SELECT max(number) FROM of_ticket").fetchone()[0]

    def value(name: str) -> str:
        if name in _TIMES[table]:
            return f'"{name}" - n * {apart}'
        if name in _PEOPLE:  # nobody asks for years: each four months have people of their own
            return f"\"{name}\" || '/' || n"
        if name == _TICKETS.get(table):
            return f'"{name}" + ({times} - n + 1) * {here}'
        return f'"{name}"'

    names, values = (", ".join(each) for each in ((f'"{n}"' for n in kept), map(value, kept)))
    return (
        f"WITH RECURSIVE many (n) AS (SELECT {times} UNION ALL SELECT n - 1 FROM many WHERE n > 1) "  # noqa: S608
        f"INSERT INTO main.{table} ({names}) SELECT {values} FROM many CROSS JOIN of_{table}"
    )


def made(journal: Journal, days: int, profile: cProfile.Profile | None) -> int:
    """Make the page as the team sees it; its length."""
    with profile or nullcontext():
        found = gather(journal, NOW, days, HOURS)
        shown = results.Shown(desk="Big", words=True, lists=lessons.lists(found, words=True))
        return len(results.as_page(found, shown))


def count(path: Path) -> None:
    """Count the weeks that are over, as the running desk does."""
    with closing(SqliteStore(path, NOW)) as store:
        for monday in store.write_now(lambda journal: weeks.uncounted(journal, NOW, HOURS)):
            store.write_now(partial(_counted, monday=monday))


def _counted(journal: Journal, monday: date) -> None:
    since, until = weeks.bounds(monday, HOURS)
    by = weeks.by(HOURS, monday)
    whole = weeks.is_whole(until, NOW)
    journal.begin_week(since, until, by, whole=whole)
    found = weeks.count(journal, since, until, NOW, HOURS)
    journal.keep_week(since, by, found.told, (found.sums, found.parts) if whole else None)


async def _timed(path: Path, days: Sequence[int], *, profiled: bool) -> None:
    for each in days:
        for which in ("first", "again"):
            with visiting(path) as visitor:
                profile = cProfile.Profile() if profiled else None
                began = time.perf_counter(), time.process_time()
                size = await visitor.read(partial(made, days=each, profile=profile))
                took = time.perf_counter() - began[0]
                worked = time.process_time() - began[1]
            say(
                f"results?days={each}, {which}: {took:.2f} s, {worked:.2f} s of a processor, "
                f"{size / 1000:,.0f} kB"
            )
            if profile:
                pstats.Stats(profile).sort_stats("cumtime").print_stats(45)


def _counts(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as conn:
        for table in _TIMES:
            found = conn.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
            yield f"{found[0]:,} of {table}"


def main() -> None:
    """Make it big, and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tickets", nargs="?", type=int, default=1_000_000)
    parser.add_argument("years", nargs="?", type=float, default=5.0)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = asked.keep or Path(name) / "desk.db"
        if not path.exists():
            grow(path, asked.tickets, asked.years)
        rows = ", ".join(_counts(path))
        say(f"{rows}; {asked.years:g} years; {path.stat().st_size / 1e6:,.0f} MB")
        say(machine(path.parent))
        say("before any week was counted:")
        asyncio.run(_timed(path, DAYS[:1], profiled=asked.profile))
        count(path)
        say("as the running desk leaves it:")
        asyncio.run(_timed(path, DAYS, profiled=asked.profile))
        say(machine(path.parent))


if __name__ == "__main__":
    main()
