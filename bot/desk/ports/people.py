"""Who is known, and where they were spoken with: parts of the records.

An account is a person until two of them say that they are one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.block import Block
from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.pending import LinkCode
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place


class People(Protocol):
    """Accounts, and which of them are one person."""

    def person(self, person_id: str) -> Person | None:
        """As last seen; None for a stranger."""
        ...

    def save_person(self, person: Person) -> None:
        """Add or refresh."""
        ...

    def find_people(self, name: str) -> Sequence[Person]:
        """People with that id or, case apart, that name."""
        ...

    def search_people(self, words: str, most: int) -> tuple[Sequence[Person], int]:
        """People in whose name each of these begins a word; and how many there are."""
        ...

    def identities(self, person_id: str) -> Sequence[str]:
        """Ids of the same person on all platforms, this one among them."""
        ...

    def link(self, person_id: str, same_as: str) -> None:
        """Know two accounts as one person from now on."""
        ...

    def unlink(self, person_id: str) -> None:
        """Know an account as a person of its own again."""
        ...

    def link_code(self, code: str, now: datetime) -> LinkCode | None:
        """The code, if it is still open."""
        ...

    def link_asked(self, person_id: str, now: datetime) -> Sequence[LinkCode]:
        """Open codes of which that person is asked whether both accounts are theirs."""
        ...

    def save_link_code(self, code: LinkCode, now: datetime) -> None:
        """Keep it, in the place of any other of its owner; what is over is let go."""
        ...

    def end_link_codes(self, people: Sequence[str]) -> None:
        """No code of theirs, nor one that they have typed, is open any more."""
        ...


class Blocks(Protocol):
    """Whom the team listens to no longer."""

    def block_on(self, person_id: str, now: datetime) -> Block | None:
        """What blocks somebody now, on whichever of their accounts it was said."""
        ...

    def blocks_of(self, person_id: str) -> Sequence[Block]:
        """All that ever did, on any of their accounts, the newest first."""
        ...

    def blocks(self, now: datetime) -> Sequence[Block]:
        """All that stand, the newest first."""
        ...

    def add_block(self, block: Block) -> None: ...

    def save_block(self, block: Block) -> None: ...


class Absences(Protocol):
    """Who of the team is away."""

    def absences(self, now: datetime) -> Sequence[Absence]:
        """All that stand or are to come, who is back first first."""
        ...

    def absence(self, number: int) -> Absence: ...

    def absences_of(self, person_id: str) -> Sequence[Absence]:
        """All that somebody ever said, the newest first."""
        ...

    def add_absence(self, absence: Absence) -> None: ...

    def save_absence(self, absence: Absence) -> None: ...


class Conversations(Protocol):
    """What is remembered of somebody in one place."""

    def conversation(self, place: Place, person_id: str) -> Conversation:
        """A fresh one where there is none."""
        ...

    def save_conversation(self, conversation: Conversation) -> None: ...

    def conversations_in(self, place: Place) -> Sequence[Conversation]:
        """Everybody's in one place."""
        ...

    def spoke_in(self, person_id: str) -> Place | None:
        """Where that person can be told something: their own private place if one is known."""
        ...
