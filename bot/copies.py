"""Backups made and put back by hand: what is done, checked, and said of it.

What is said names files, and says what comes next.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.store import SqliteStore, audit, backup, read_only, restoring


def back_up(database: Path, now: datetime) -> Iterator[str]:
    """Make a copy now, Front Desk running or not, and look it over. Raises StoreError."""
    with read_only(database):  # it is there, and ours
        pass
    backup.clear_room(database)
    copy = backup.make(database, now)
    with read_only(copy) as journal:
        findings = [finding.words() for finding in audit(journal, now)]
    yield f"Made and checked: {copy} ({copy.stat().st_size / 1024**2:,.1f} MB)."
    yield from (f"  Its books don't agree: {words}" for words in findings)
    yield f"To go back to it: stop Front Desk, then python run_bot.py restore {copy}"


def put_back(database: Path, copy: Path, now: datetime) -> Iterator[str]:
    """Put a copy in the place of the database, bring it up to date, audit it. Raises StoreError."""
    kept = restoring.restore(database, copy, now)
    yield f"{database} is now what {copy} was."
    if kept is not None:
        yield f"What was there before is kept: {kept}"
    store = SqliteStore(database, now)
    try:
        findings = [f.words() for f in store.read_now(lambda journal: audit(journal, now))]
    finally:
        store.close()
    if findings:
        yield from (f"  Its books don't agree: {words}" for words in findings)
    else:
        yield "Its books agree: every message, ticket and promise is accounted for."
    yield "Start Front Desk: it looks through the platforms' histories for what was said since then."
