"""What is kept about one person: shown to them, and erased.

To be erased somebody is looked for first, by a reader, since that reads through much.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from knowledge.entry import Entry

COPIES = "others' copies blanked"
"""What staff were shown or wrote, blanked because it may quote the person: none of theirs."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What was erased of a person. A receipt of it is kept, which says nothing of them."""

    number: int
    """The receipt's."""
    rows: Mapping[str, int]
    """How many rows, by kind."""
    entries: tuple[Entry, ...] = ()
    """Entries that held their words, as they are now."""
    left: tuple[str, ...] = ()
    """Ids of published entries that read as they had asked: for the team to judge."""
    copies: int = 0
    """Backups that hold it still."""


class Privacy(Protocol):
    """What the desk asks."""

    def person_data(self, person_id: str, *, internal: bool) -> Mapping[str, object]:
        """All that is kept about them, as JSON takes it; `internal` adds what only staff may see."""
        ...

    def erase_person(
        self, person_id: str, *, asked_by: Literal["person", "lead"], working_on: str, at: datetime
    ) -> Erased:
        """Erase a person on all their platforms. Their tickets must be closed.

        `working_on` is the inbox row that asked for it, whose words go too.
        """
        ...


class Traces(Protocol):
    """What is done around it, before and in the same transaction."""

    def traces_of(self, person_id: str) -> object:
        """All that is to be erased of a person. Reads through much, so it is asked of a reader."""
        ...

    def blank_lists(self, traces: object, at: datetime) -> tuple[object, bool]:
        """Take the words out of some of the lists that staff were shown, which may show anybody;
        what is left of the traces then, and whether there are other lists among them."""
        ...

    def erase_found(self, traces: object | None) -> None:
        """From now on whoever is erased must have been looked for: `erase_person` raises SeekFirst where
        these are not their traces."""
        ...


class SeekFirst(Exception):
    """Somebody is to be erased, and has not been looked for yet."""

    def __init__(self, person_id: str) -> None:
        """Whom."""
        self.person_id = person_id
        super().__init__()
