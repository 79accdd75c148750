"""Tickets found by what was said in them, people by their names.

Which word stands where is each store's own to know.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.store.people import PERSON
from bot.store.tickets import TICKET, Tickets

WHOLE = 3
"""Letters from which on a word also finds those that begin with it."""
_NOTHING = "[erased]"
NO_WORDS = frozenset(
    """asked promised update missed moving priority transferred lapsed rated merged titled tagged
    not_delivered unclear""".split()  # noqa: SIM905 - a column of words reads better
)
"""Lines of history that are never taken in: what stands beside what happened, and a ticket's own words.

One more or one fewer needs the index made anew: a line is taken out with the words it was taken in with.
"""


class Searching(Tickets, ABC):
    """Part of the records."""

    def search_tickets(self, words: str, most: int) -> tuple[Sequence[Ticket], int]:
        # SQLite's expression ends at a zero character, within a quoted word too; PostgreSQL takes none.
        wanted = [each for each in words.replace("\0", " ").split() if any(map(str.isalnum, each))]
        found = self.said_in(wanted) if wanted else []
        number = words.strip().removeprefix("#")
        if number.isascii() and number.isdecimal() and len(number) < 10:
            found = [int(number), *(each for each in found if each != int(number))]
        if not found:
            return (), 0
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

    @abstractmethod
    def said_in(self, words: Sequence[str]) -> list[int]:
        """Tickets in which each of these words was said, or begins one that was: the newest first."""


def kept(text: str) -> str:
    """What of it is to be found."""
    return text.replace(_NOTHING, "").strip(" []")


def _likened(word: str) -> str:
    for each in "\\%_":
        word = word.replace(each, f"\\{each}")
    return f"% {word}%"
