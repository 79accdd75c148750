"""An upgrade tried on a copy: brought up to date, audited, every row read, and how long each took.

The database itself is only read, and the copy goes when all is said.
"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import StoreError
from bot.store import backup, codec, connect
from bot.store.auditing import Finding, audit_at_rest
from bot.store.journal import SqliteJournal
from bot.store.leaving import DECIDED, decided_in
from bot.store.migrations import apply_all
from bot.store.opening import look_over
from bot.store.people import CONVERSATION, PERSON
from bot.store.questions import QUESTION
from bot.store.shape import Shape
from bot.store.tickets import HAPPENED, PROMISE, TICKET


@dataclass(kw_only=True)
class Rehearsal:
    """What came of it."""

    missing: Sequence[str]
    """Steps that the database lacks, in their order."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each part took, by what was done."""
    findings: Sequence[Finding] = ()
    unread: Sequence[str] = ()


def rehearse(database: Path, now: datetime) -> Rehearsal:
    """Do all that an upgrade does, beside the database. Raises StoreError and what opening raises."""
    if not database.exists():
        raise StoreError(f"There is no database {database} yet.")
    missing, _ = look_over(database)
    found = Rehearsal(missing=missing)
    needs, free = database.stat().st_size + backup.FLOOR, shutil.disk_usage(database.parent).free
    if free < needs:
        raise StoreError(
            f"Nothing was tried: a copy of {database} needs {needs // 1024**2:,} MB beside it, and "
            f"{free // 1024**2:,} MB are free."
        )
    try:
        with tempfile.TemporaryDirectory(prefix=".rehearsal-", dir=database.parent) as folder:
            _try(found, database, Path(folder, database.name), now)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The copy could not be brought up to date: {error}.") from error
    return found


def _try(found: Rehearsal, database: Path, copy: Path, now: datetime) -> None:
    with _timed(found, "copied"), closing(connect.reader(database).conn) as source:
        backup.write(source, copy)
    db = connect.writer(copy)
    with closing(db.conn):
        if found.missing:
            with _timed(found, "brought up to date"):
                apply_all(db)
        journal = SqliteJournal(db)
        with _timed(found, "audited"):
            found.findings = audit_at_rest(journal, now)
        with _timed(found, "read"):
            found.unread = list(unread(journal))


@contextmanager
def _timed(found: Rehearsal, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    found.seconds[what] = time.monotonic() - began


_BODIES = (
    ("inbox", "SELECT id, body FROM inbox WHERE body <> '{}'", codec.inbound_in),
    ("entry", "SELECT entry || ' ' || version, body FROM entry_version", codec.entry_in),
    ("entry", "SELECT entry || ' ' || version, author FROM entry_version", codec.person_in),
    ("scan", "SELECT place_key, place FROM scan", codec.place_in),
)
_SHAPES: Mapping[str, Shape[Any]] = {
    "conversation": CONVERSATION,
    "history": HAPPENED,
    "person": PERSON,
    "promise": PROMISE,
    "question": QUESTION,
    "ticket": TICKET,
}


def unread(journal: SqliteJournal) -> Iterator[str]:
    """Name each row that this version of the program can't read."""
    for table, sql, read in _BODIES:
        for name, body in journal.each(sql):
            if codec.readable(read, body) is None:
                yield f"{table} {name}"
    for row in journal.each(f"SELECT {DECIDED} FROM outbox o"):  # noqa: S608
        if codec.readable(decided_in, row) is None:
            yield f"outbox {row[0]}"
    for table, shape in _SHAPES.items():
        for number, row in enumerate(journal.each(shape.select), 1):
            if codec.readable(shape.load, row) is None:
                yield f"{table}, row {number}"
