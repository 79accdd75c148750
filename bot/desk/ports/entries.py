"""The entries of the knowledge base with all their versions: part of the records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.pending import Held
from bot.desk.nouns.person import Person
from knowledge.entry import Entry


class Entries(Protocol):
    """Entries, and changes to them that wait for a word."""

    def entry(self, entry_id: str) -> Entry | None: ...

    def entries(self) -> Sequence[Entry]:
        """The newest version of each, retired ones too, by id."""
        ...

    def entry_versions(self, entry_id: str) -> Sequence[tuple[Entry, Person | None, datetime, str]]:
        """(version, who, when, why), oldest first."""
        ...

    def versions_kept(self) -> int:
        """How many versions of entries there are: more, once anything of the guide is changed."""
        ...

    def save_entry(self, entry: Entry, by: Person, at: datetime, why: str) -> Entry:
        """Store as the next version, whatever `entry.version` says; return it numbered."""
        ...

    def held(self, person_id: str) -> Held | None:
        """The change that this person last wrote and that was not saved."""
        ...

    def hold(self, person_id: str, held: Held | None) -> None:
        """Keep it, instead of what was there; None lets that go."""
        ...

    def keep_file(self, mark: str, data: bytes) -> None:
        """Keep what goes with an answer, by the mark of its bytes; what is there already stays."""
        ...

    def kept_file(self, mark: str) -> bytes:
        """The bytes of that mark, b"" if they are not kept any more."""
        ...

    def people_who_had(self, mark: str, since: datetime) -> int:
        """How many people who asked since then have had an answer with that mark."""
        ...
