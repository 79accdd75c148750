"""Tickets found by what was said in them, people by their names; and the index that this takes.

What is erased leaves no word in the index: it is merged until it is as if they had never been there.
"""

import time
from collections.abc import Sequence

from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.store.base import UNCLEAN
from bot.store.people import PERSON
from bot.store.tickets import TICKET, Tickets

AT_ONCE = 50
"""Rows that are taken in between two looks at the time."""
PAGES = 50
"""Pages of the index that one step merges twice, at most: 0.4 MB, while whoever writes waits."""
WHOLE = 3
"""Letters from which on a word also finds those that begin with it."""
_MERGED = 2
"""Changes that a step counts which still found something to merge."""
_NOTHING = "[erased]"
_NO_WORDS = frozenset(
    """asked promised update missed moving priority transferred lapsed rated merged titled tagged
    not_delivered unclear""".split()  # noqa: SIM905 - a column of words reads better
)
"""Lines of history that are never taken in: what stands beside what happened, and a ticket's own words.

One more or one fewer needs the index made anew: a line is taken out with the words it was taken in with.
"""
_TICKET = "SELECT title || ' ' || tags || ' ' || text FROM ticket WHERE number = ?"
_LINE = "SELECT text, what FROM history WHERE id = ?"
_IN = "SELECT DISTINCT rowid >> 32 FROM said WHERE said MATCH ?"
_TAKE_OUT = "INSERT INTO said (said, rowid, words) VALUES ('delete', ?, ?)"
_PUT_IN = "INSERT INTO said (rowid, words) VALUES (?, ?)"
_MERGE = "INSERT INTO said (said, rank) VALUES ('merge', ?)"


class Searching(Tickets):
    """Part of the records."""

    def search_tickets(self, words: str, most: int) -> tuple[Sequence[Ticket], int]:
        # An expression ends at a zero character, within a quoted word too.
        each_word = words.replace("\0", " ").split()
        wanted = [_prefixed(each) for each in each_word if any(map(str.isalnum, each))]
        found: list[int] = []
        if wanted:
            every = " INTERSECT ".join([_IN] * len(wanted))
            found = [row[0] for row in self.rows(f"{every} ORDER BY 1 DESC", wanted)]
        number = words.strip().removeprefix("#")
        if number.isascii() and number.isdecimal() and len(number) < 10:
            found = [int(number), *(each for each in found if each != int(number))]
        marks = ", ".join("?" * len(found[:most]))
        shown = self.loaded(TICKET, f"WHERE number IN ({marks})", found[:most])
        shown.sort(key=lambda ticket: found.index(ticket.number))
        return shown, len(found) - (len(found[:most]) - len(shown))

    def search_people(self, words: str, most: int) -> tuple[Sequence[Person], int]:
        wanted = [_likened(each) for each in words.casefold().removeprefix("@").split()]
        if not wanted:
            return (), 0
        where = " AND ".join(["' ' || folded_name LIKE ? ESCAPE '\\'"] * len(wanted))
        # The index of names has all that is asked for: it is small, and read from end to end.
        number = self.rows(f"SELECT count(*) FROM person WHERE {where}", wanted)[0][0]  # noqa: S608
        last = f"WHERE {where} ORDER BY folded_name, id LIMIT ?"
        return self.loaded(PERSON, last, (*wanted, most)), number

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
        if line and now and now[1] in _NO_WORDS:
            return
        if before := _kept(was):
            self.db.execute(_TAKE_OUT, (row, before))
        if now and (words := _kept(now[0])):
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


def _kept(text: str) -> str:
    """What of it is to be found."""
    return text.replace(_NOTHING, "").strip(" []")


def _prefixed(word: str) -> str:
    """A word for the index, as it stands or as others begin."""
    quoted = word.replace('"', '""')
    return f'"{quoted}" *' if len(word) >= WHOLE else f'"{quoted}"'


def _likened(word: str) -> str:
    for each in "\\%_":
        word = word.replace(each, f"\\{each}")
    return f"% {word}%"
