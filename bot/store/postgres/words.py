"""Which word stands where, on PostgreSQL: kept beside what was said, in the same transaction.

Cut into words here and not by the server: what is found is the same with every configuration of its own.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.store.searching import NO_WORDS, WHOLE, Searching, kept

AT_ONCE = 50
"""Rows that are taken in with one statement each way."""
_LONGEST = 500
"""Letters of a word that are kept; PostgreSQL takes 2,046 bytes."""
_TEXT = 200_000
"""Letters of one row that are looked at: PostgreSQL takes a megabyte of words."""
_MOST = 16_000
"""Words of one row that are kept: PostgreSQL tells no more than 16,383 places apart."""
_WORD = re.compile(r"[^\W_]+")
_TICKET = "SELECT title || ' ' || tags || ' ' || text FROM ticket WHERE number = ?"
_LINE = "SELECT text, what FROM history WHERE id = ?"
_PUT_IN = """
INSERT INTO said VALUES (?, CAST(? AS tsvector))
ON CONFLICT (id) DO UPDATE SET words = excluded.words
"""
_IN = "SELECT DISTINCT id >> 32 FROM said WHERE words @@ CAST(? AS tsquery)"


class Words(Searching):
    """Part of the records."""

    def said_in(self, words: Sequence[str]) -> list[int]:
        asked = [query for each in words if (query := _query(each))]
        if not asked:
            return []
        every = " INTERSECT ".join([_IN] * len(asked))
        return [row[0] for row in self.rows(f"{every} ORDER BY 1 DESC", asked)]

    def index(self) -> None:
        """Take in what this transaction changed."""
        while found := self.rows(
            "DELETE FROM to_index WHERE id IN (SELECT id FROM to_index ORDER BY id LIMIT ?) RETURNING id",
            (AT_ONCE,),
        ):
            for (row,) in found:
                self._take_in(row)

    def _take_in(self, row: int) -> None:
        ticket, line = row >> 32, row & 0xFFFFFFFF
        now = self.row(_LINE, (line,)) if line else self.row(_TICKET, (ticket,))
        if line and now and now[1] in NO_WORDS:
            return
        if now and (found := _cut(kept(now[0][:_TEXT]))):
            placed = " ".join(f"'{word}':{n}" for n, word in enumerate(found[:_MOST], 1))
            self.db.execute(_PUT_IN, (row, placed))
        else:
            self.db.execute("DELETE FROM said WHERE id = ?", (row,))

    def taken_out(self) -> None:
        """Nothing is left to do: what no longer stands in a text is gone from here with it."""


def _cut(text: str) -> list[str]:
    """Its words without signs and without case."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return [word[:_LONGEST] for word in _WORD.findall(plain.casefold())]


def _query(word: str) -> str:
    """A word for the index, as it stands or as others begin; of several, one behind the other."""
    parts = [f"'{each}'" for each in _cut(word)]
    if parts and len(word) >= WHOLE:
        parts[-1] += ":*"
    return " <-> ".join(parts)
