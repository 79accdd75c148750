"""Databases as each version of the schema left them, with a desk's work in them.

`python -m tests.chaos.golden` writes the one of today's schema. That is done before a step is added, and
never again: what lies here was written by the program of its time.
"""

import lzma
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.migrations import statements

FOLDER = Path(__file__).parent
_LIVES = "SELECT max(coalesce(done_at, 0), received_at, retry_at) FROM inbox ORDER BY 1 DESC"


def numbers() -> list[int]:
    """Of which versions of the schema there is one."""
    return sorted(int(path.name.partition(".")[0]) for path in FOLDER.glob("*.sql.xz"))


def laid(number: int, path: Path) -> datetime:
    """Make that database anew; return a moment after the last thing that happened in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = lzma.decompress((FOLDER / f"{number}.sql.xz").read_bytes()).decode("utf-8")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(text)
        last = db.execute(_LIVES).fetchone()[0]
    return datetime.fromtimestamp(last / 1_000_000, UTC) + timedelta(minutes=5)


def dumped(path: Path) -> str:
    """A database as statements, with what its header says of it; it is of no more use afterwards.

    No index of words can be read row by row: it begins anew, with all of them still to be taken in.
    """
    with closing(sqlite3.connect(path)) as db:
        made = db.execute("SELECT sql FROM sqlite_master WHERE name = 'said'").fetchone()
        refilled = [
            each for each in statements("searched.sql") if each.strip().startswith("INSERT")
        ]
        for statement in ("DELETE FROM to_index", *refilled, "DROP TABLE said"):
            db.execute(statement)
        marks = [
            f"PRAGMA {name} = {db.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        return "\n".join([*marks, *db.iterdump(), f"{made[0]};"]) + "\n"
