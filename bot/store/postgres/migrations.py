"""How the schema came to be on PostgreSQL, step by step.

The first steps leave what SQLite's up to `ALREADY` leave; from then on each step has the same name there
and here, and a test compares the tables, their columns and the names of all indexes and triggers.
"""

from collections.abc import Sequence
from importlib.resources import files

from psycopg import sql

from bot.errors import SchemaTooNew
from bot.store.migrations import STEPS as SQLITE
from bot.store.postgres.connect import SCHEMA, Raw

ALREADY = "rehearsed"
"""SQLite's newest step when PostgreSQL's first were written."""
STEPS = (
    "functions",
    "tables",
    "rules",
    "experts",
    "teams",
    "whole_weeks",
    "planned_absences",
    "forms",
    "quarantine",
)
"""Each by the name of its SQL file, in order. A released one is never edited; add the next behind."""

_KNOWN = """
SELECT 1 FROM information_schema.tables WHERE table_schema = $1 AND table_name = 'migration'
"""


def followed() -> Sequence[str]:
    """SQLite's steps that need one of the same name here."""
    names = list(SQLITE)
    return names[names.index(ALREADY) + 1 :]


def pending(conn: Raw) -> list[str]:
    """The steps that this database still lacks. Raises SchemaTooNew."""
    if conn.execute(_KNOWN, (SCHEMA,)).fetchone() is None:
        return list(STEPS)
    taken = {row[0] for row in conn.execute("SELECT name FROM migration").fetchall()}
    if taken - set(STEPS):
        raise SchemaTooNew
    return [step for step in STEPS if step not in taken]


def apply_all(conn: Raw) -> None:
    """Take every step that is lacking, in one transaction: all of them, or it is as before."""
    with conn.transaction():
        conn.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
        conn.execute(
            "CREATE TABLE IF NOT EXISTS migration "
            "(name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
        )
        for step in pending(conn):
            # Without a cell a script goes to the server whole, functions with semicolons and all.
            conn.execute((files("bot.store.postgres") / f"{step}.sql").read_bytes())
            conn.execute("INSERT INTO migration (name) VALUES ($1)", (step,))
