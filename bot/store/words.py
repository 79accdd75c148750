"""SQLite's index of words: what was said is taken in, what was erased leaves it, and it is asked.

What is erased leaves no word in the index: it is merged until it is as if they had never been there.
"""

import time
from collections.abc import Sequence

from sqlite_utils import Database

from bot.store.base import UNCLEAN
from bot.store.searching import NO_WORDS, WHOLE, Searching, kept

AT_ONCE = 50
"""Rows that are taken in between two looks at the time."""
PAGES = 50
"""Pages of the index that one step merges twice, at most: 0.4 MB, while whoever writes waits."""
_MERGED = 2
"""Changes that a step counts which still found something to merge."""
_TICKET = "SELECT title || ' ' || tags || ' ' || text FROM ticket WHERE number = ?"
_LINE = "SELECT text, what FROM history WHERE id = ?"
_IN = "SELECT DISTINCT rowid >> 32 FROM said WHERE said MATCH ?"
_TAKE_OUT = "INSERT INTO said (said, rowid, words) VALUES ('delete', ?, ?)"
_PUT_IN = "INSERT INTO said (rowid, words) VALUES (?, ?)"
_MERGE = "INSERT INTO said (said, rank) VALUES ('merge', ?)"


class Words(Searching):
    """Part of the records."""

    db: Database

    def said_in(self, words: Sequence[str]) -> list[int]:
        cells = [_prefixed(each) for each in words]
        every = " INTERSECT ".join([_IN] * len(cells))
        return [row[0] for row in self.rows(f"{every} ORDER BY 1 DESC", cells)]

    def index(self, within: float = float("inf")) -> bool:
        """Take in what was said since, for so many seconds; whether more of it is left."""
        until = time.perf_counter() + within
        while found := self.rows("SELECT id, was FROM to_index ORDER BY id LIMIT ?", (AT_ONCE,)):
            for row, was in found:
                self._take_in(row, was)
            self.db.execute("DELETE FROM to_index WHERE id <= ?", (found[-1][0],))
            if len(found) == AT_ONCE and time.perf_counter() > until:
                return True
        return False

    def _take_in(self, row: int, was: str) -> None:
        ticket, line = row >> 32, row & 0xFFFFFFFF
        now = self.row(_LINE, (line,)) if line else self.row(_TICKET, (ticket,))
        if line and now and now[1] in NO_WORDS:
            return
        if before := kept(was):
            self.db.execute(_TAKE_OUT, (row, before))
        if now and (words := kept(now[0])):
            self.db.execute(_PUT_IN, (row, words))

    def cleanse(self, *, begin: bool) -> bool:
        """Take a step towards an index without a word that was taken out of it; whether more is left.

        SQLite's own `secure-delete` of it needs 3.42, and a file that older ones can't read any more.
        """
        # What this transaction took out is merged too: a savepoint has it written beside the rest.
        self.db.execute("SAVEPOINT taken_out")
        self.db.execute("RELEASE taken_out")
        for pages in (-PAGES if begin else PAGES, PAGES):
            before = self.db.conn.total_changes
            self.db.execute(_MERGE, (pages,))
            # https://sqlite.org/fts5.html#the_merge_command
            if self.db.conn.total_changes - before < _MERGED:
                self.db.execute("DELETE FROM kept WHERE name = ?", (UNCLEAN,))
                return False
        return True


def _prefixed(word: str) -> str:
    """A word for the index, as it stands or as others begin."""
    quoted = word.replace('"', '""')
    return f'"{quoted}" *' if len(word) >= WHOLE else f'"{quoted}"'
