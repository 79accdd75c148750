"""Backups made, put back and brought up to date by hand: what is done, checked, and said of it.

What is said names files, and says what comes next.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.settings.values import Server
from bot.store import audit_at_rest, backup, open_store, read_only, restoring
from bot.store.choosing import moved
from bot.store.opening import look_over
from bot.store.port import OWN_COPIES
from bot.store.rehearsing import rehearse

if sys.platform != "win32":
    import pwd


def back_up(where: Path | Server, now: datetime) -> Iterator[str]:
    """Make a copy now, Front Desk running or not, and look it over. Raises StoreError."""
    database = _file(where)
    _refuse_root(database, "backup")
    older = _missing(database)
    backup.clear_room(database)
    copy = backup.make(database, now)
    findings = [] if older else _findings(copy, now)
    yield f"Made and checked: {copy} ({copy.stat().st_size / 1024**2:,.1f} MB)."
    yield from (f"  Its books don't agree: {words}" for words in findings)
    if older:
        yield "It is from an older Front Desk, as the database is; its books are looked through once it is brought up to date."
    yield f"To go back to it: stop Front Desk, then python run_bot.py restore {copy}"


def put_back(where: Path | Server, copy: Path, now: datetime) -> Iterator[str]:
    """Put a copy in the place of the database, bring it up to date, audit it. Raises StoreError."""
    database = _file(where)
    _refuse_root(database, f"restore {copy}")
    kept = restoring.restore(database, copy, now)
    yield f"{database} is now what {copy} was."
    if kept is not None:
        yield f"What was there before is kept: {kept}"
    yield from _up_to_date(database, now)
    yield from _known_again(restoring.erased_since(kept, database) if kept is not None else None)
    yield "Start Front Desk: it looks through the platforms' histories for what was said since then."


def move(
    source: Path | Server, target: Path | Server, now: datetime, told: Callable[[str], None]
) -> None:
    """Move all from one database to another, compared and looked through. Raises StoreError."""
    for each in (source, target):
        if isinstance(each, Path):
            _refuse_root(each, f"move {source} {target}")
    findings = moved(source, target, now, told)
    for line in _books([finding.words() for finding in findings]):
        told(line)
    told(f"Set DESK_DATABASE to {target}, with what it takes to get there, and start Front Desk.")


def _known_again(erased: int | None) -> Iterator[str]:
    """A copy holds who was erased after it was made."""
    again = "Erase them once more in chat, as a lead: erase NAME. I keep no note of who they were."
    if erased is None:
        yield f"Who was erased after that copy was made is in it again. {again}"
    elif erased:
        people = "1 person was" if erased == 1 else f"{erased} people were"
        yield f"{people} erased after that copy was made: their words are in it again. {again}"


def upgrade(database: Path | Server, now: datetime) -> Iterator[str]:
    """Bring the database up to date, as a start does, and audit it. Raises StoreError."""
    if isinstance(database, Path):
        _refuse_root(database, "upgrade")
        yield _steps(database)
    yield from _up_to_date(database, now)


def try_upgrade(where: Path | Server, now: datetime) -> Iterator[str]:
    """Say what an upgrade would come to, tried on a copy; Front Desk may be running. Raises StoreError."""
    database = _file(where)
    yield _steps(database)
    found = rehearse(database, now)
    took = ", ".join(f"{what} in {seconds:.1f} s" for what, seconds in found.seconds.items())
    yield f"A copy of {database} was {took}, and is gone again."
    yield from _books([finding.words() for finding in found.findings])
    yield from (f"  This version can't read: {name}" for name in found.unread)
    if found.findings or found.unread:
        raise StoreError("Stay with the version that you have, and report what is named above.")
    yield "Every row can be read. Stop Front Desk, and start this version."


def _file(database: Path | Server) -> Path:
    """The database, where it is a file. Raises StoreError with what does it on a server."""
    if isinstance(database, Server):
        raise StoreError(OWN_COPIES)
    return database


def _refuse_root(database: Path, command: str) -> None:
    """What root makes beside another account's database that account can't use: the folder of its
    backups, its lock, the database itself. Raises StoreError."""
    if sys.platform == "win32" or os.geteuid() or not database.exists():
        return
    if owner := database.stat().st_uid:
        raise StoreError(
            f"{database} belongs to another account, which could not use what I make here as root. Run "
            f"it as that one: sudo -u {_name(owner)} {sys.executable} run_bot.py {command}"
        )


def _name(account: int) -> str:
    """Its name, or where it has none what sudo takes in its place."""
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return f"'#{account}'"


def _findings(copy: Path, now: datetime) -> list[str]:
    with read_only(copy) as journal:
        return [finding.words() for finding in audit_at_rest(journal, now)]


def _missing(database: Path) -> list[str]:
    """The steps that it lacks. Raises StoreError where it isn't there, or isn't ours."""
    if not database.exists():
        raise StoreError(f"There is no database {database} yet.")
    return look_over(database)[0]


def _steps(database: Path) -> str:
    missing = _missing(database)
    if not missing:
        return f"{database} is up to date: this version changes nothing in it."
    return f"Steps that {database} lacks: {', '.join(missing)}."


def _up_to_date(database: Path | Server, now: datetime) -> Iterator[str]:
    store = open_store(database, now)
    try:
        findings = [
            f.words()
            for f in store.read_now(lambda journal: audit_at_rest(journal, now), long=True)
        ]
    finally:
        store.close()
    yield from _books(findings)


def _books(findings: list[str]) -> Iterator[str]:
    if findings:
        yield from (f"  Its books don't agree: {words}" for words in findings)
    else:
        yield "Its books agree: every message, ticket and promise is accounted for."
