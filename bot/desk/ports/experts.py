"""Members who help others, with their leave: part of the records."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.expert import Consulted, Expert, Help, Leave
from bot.desk.nouns.person import Person


class Experts(Protocol):
    """All of one person's accounts count as one."""

    def leave(self, person_id: str, topic: str = "") -> Leave | None:
        """What they allow; None where they were never asked."""
        ...

    def leaves(self, person_id: str) -> Sequence[Leave]:
        """All that they were asked and said."""
        ...

    def save_leave(self, leave: Leave) -> None:
        """Instead of what they allowed before of that topic."""
        ...

    def helps(self, person_id: str) -> Sequence[Help]:
        """Where they helped, the oldest first."""
        ...

    def add_help(self, given: Help) -> None: ...

    def was_helped(self, question: int) -> bool:
        """Whether a member's words solved it."""
        ...

    def drop_credit(self, person_id: str, entry: str) -> bool:
        """They did not help to write that entry; False where nobody said that they did."""
        ...

    def forget_help(self, person_id: str) -> None:
        """Let go of all of it: where they helped, what they may be asked about, what they were asked."""
        ...

    def credited(self, entry: str, ticket: int) -> Sequence[str]:
        """Names of those who helped to write an entry, or solved the ticket that it came from, and who
        want to be named."""
        ...

    def experts(self) -> Sequence[Expert]:
        """Everybody whose help is counted, by topic and name."""
        ...

    def willing(self, topic: str) -> Sequence[Person]:
        """Those who may be asked about a topic, by name."""
        ...

    def helped_in(self, since: datetime, until: datetime) -> Mapping[str, int]:
        """How often each of them helped in a span, by name, in the order of names."""
        ...

    def consulted(self, person_id: str, ticket: int) -> Consulted | None:
        """That they were asked about a ticket."""
        ...

    def consulted_as(self, number: int) -> Consulted | None:
        """What somebody was asked, by its number."""
        ...

    def asked_last(self, person_id: str) -> Consulted | None:
        """The last thing that they were asked of a ticket that is open."""
        ...

    def add_consulted(self, consulted: Consulted) -> Consulted:
        """The same, with its number."""
        ...

    def save_consulted(self, consulted: Consulted) -> None: ...
