"""Entries and their versions as rows.

A change makes a new version with its author and time; no version is ever altered.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.pending import Held
from bot.desk.nouns.person import Person
from bot.store import codec
from bot.store.base import Connected
from bot.store.shape import from_cell, to_cell
from knowledge.entry import Entry

FILE = "file:"
"""Before the mark of what goes with answers: the name under which its bytes are kept, in base64."""
_NEWEST = (
    "SELECT body FROM entry_version newest WHERE version = "
    "(SELECT max(version) FROM entry_version WHERE entry = newest.entry)"
)


class Entries(Connected):
    """Part of the records."""

    def entry(self, entry_id: str) -> Entry | None:
        row = self.row(
            "SELECT body FROM entry_version WHERE entry = ? ORDER BY version DESC LIMIT 1",
            (entry_id,),
        )
        return codec.entry_in(row[0]) if row else None

    def entries(self) -> Sequence[Entry]:
        return [codec.entry_in(row[0]) for row in self.rows(f"{_NEWEST} ORDER BY entry")]

    def entry_versions(self, entry_id: str) -> Sequence[tuple[Entry, Person | None, datetime, str]]:
        found = self.rows(
            "SELECT body, author, at, why FROM entry_version WHERE entry = ? ORDER BY version",
            (entry_id,),
        )
        return [
            (codec.entry_in(body), codec.person_in(author), from_cell(at), why)
            for body, author, at, why in found
        ]

    def versions_kept(self) -> int:
        return int(self.rows("SELECT count(*) FROM entry_version")[0][0])

    def save_entry(self, entry: Entry, by: Person, at: datetime, why: str) -> Entry:
        row = self.row("SELECT max(version) FROM entry_version WHERE entry = ?", (entry.id,))
        numbered = replace(entry, version=((row[0] if row else None) or 0) + 1)
        self.db.execute(
            "INSERT INTO entry_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                numbered.id,
                numbered.version,
                numbered.question,
                str(numbered.status),
                str(numbered.audience),
                numbered.language,
                numbered.category,
                numbered.owner,
                numbered.review_on.isoformat() if numbered.review_on else None,
                codec.entry_out(numbered),
                by.id,
                codec.person_out(by),
                to_cell(at),
                why,
            ),
        )
        return numbered

    def held(self, person_id: str) -> Held | None:
        row = self.row("SELECT text FROM kept WHERE name = ?", (f"held:{person_id}",))
        return codec.readable(codec.held_in, row[0]) if row else None

    def hold(self, person_id: str, held: Held | None) -> None:
        name = f"held:{person_id}"
        self.db.execute("DELETE FROM kept WHERE name = ?", (name,))
        if held:
            self.db.execute("INSERT INTO kept VALUES (?, ?)", (name, codec.held_out(held)))

    def keep_file(self, mark: str, data: bytes) -> None:
        self.keep(f"{FILE}{mark}", b64encode(data).decode("ascii"))

    def kept_file(self, mark: str) -> bytes:
        row = self.row("SELECT text FROM kept WHERE name = ?", (f"{FILE}{mark}",))
        return b64decode(row[0]) if row else b""

    def people_who_had(self, mark: str, since: datetime) -> int:
        row = self.row(
            "SELECT count(DISTINCT person_id) FROM question "
            "WHERE asked_at >= ? AND instr(had, ?) > 0",
            (to_cell(since), f'"{mark}"'),
        )
        return int(row[0]) if row else 0
