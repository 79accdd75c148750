"""A whole desk for the suites that need real files: desk, knowledge, and a store to be tuned.

What is taken away from a store here is taken away for a control, and only from outside.
"""

from collections.abc import Iterable
from functools import cache

from bot.commands import COMMANDS
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.ports.journal import Journal
from bot.desk.ports.library import Library
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.store import SqliteStore
from knowledge.entry import Entry
from tests.chaos.sim.street import STAFF_ROOM
from tests.desk.harness import ENTRIES, MONDAY, a_policy

AUTHOR = Person(id="test:lea", name="Lea")


def a_desk(entries: Iterable[Entry] = ENTRIES, staff_room: Place = STAFF_ROOM) -> FrontDesk:
    """A desk with office hours in UTC."""
    return FrontDesk(
        policy=a_policy(),
        library=Library(entries),
        wording=wording(),
        commands=COMMANDS,
        staff_rooms={"": staff_room},
    )


def know(journal: Journal) -> None:
    """Put the entries into a store."""
    for entry in ENTRIES:
        journal.save_entry(entry, AUTHOR, MONDAY, "added")


@cache
def wording() -> Wording:
    """The sentences, read once."""
    return Wording(read_locales())


def tune(store: SqliteStore, synchronous: str, checkpoint: int) -> None:
    """Change how the store's writer flushes: FULL is how it comes."""
    conn = store._writer._db.conn
    conn.execute(f"PRAGMA synchronous = {synchronous}")
    conn.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}").fetchall()
