"""What the writer does for the index of words: takes in what was said, merges erased words away.

A little of it before each commit, the rest while nobody has work for it; without it nothing is refused.
"""

import logging
import sqlite3

from sqlite_utils import Database

from bot.store.base import UNCLEAN
from bot.store.journal import SqliteJournal

log = logging.getLogger(__name__)

LONGEST = 0.01
"""Seconds that what was said is taken in before one commit."""


class Tidying:
    """How far the index is."""

    def __init__(self, db: Database) -> None:
        self._db = db
        journal = SqliteJournal(db)
        self._unclean = bool(journal.kept(UNCLEAN))
        self._begun = False
        self.behind = self._unclean or journal.row("SELECT 1 FROM to_index LIMIT 1") is not None
        """Whether something is left to do once nobody has work for the writer."""
        self._failed = False

    def cleanse(self) -> None:
        """Something was erased."""
        self._unclean, self._begun = True, False

    def go_on(self) -> None:
        """Do a little, in the transaction that is open. Raises what ends it."""
        conn = self._db.conn
        conn.execute("SAVEPOINT words")
        try:
            self.behind = self._a_little(SqliteJournal(self._db))
        except sqlite3.DatabaseError:
            if not conn.in_transaction:
                raise
            conn.execute("ROLLBACK TO words")
            self.behind = False
            if not self._failed:
                log.exception("what is said is not taken into the index of words")
            self._failed = True
        conn.execute("RELEASE words")

    def _a_little(self, journal: SqliteJournal) -> bool:
        if journal.index(LONGEST):
            return True
        if self._unclean:
            self._unclean = journal.cleanse(begin=not self._begun)
            self._begun = self._unclean
        return self._unclean
