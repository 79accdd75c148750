"""What was asked, and what came of it: part of the records."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket

EVERY = 2**63 - 1
"""As many as there are."""


class Questions(Protocol):
    """Questions as they were asked, by number."""

    def add_question(self, question: Question) -> Question:
        """The same, with its id."""
        ...

    def question(self, question_id: int) -> Question:
        """Raises NotFound."""
        ...

    def save_question(self, question: Question) -> None: ...

    def questions_of(self, message: str) -> Sequence[Question]:
        """Those that one message asked, in order."""
        ...

    def ticket_questions(self, number: int) -> Sequence[Question]: ...

    def unsettled_before(self, ticket: Ticket, since: datetime) -> Sequence[Question]:
        """What its requester asked from `since` on and before the ticket's own questions, and neither
        took back nor called solved. The newest three, in order."""
        ...

    def asked_by(self, person_id: str, newest: int) -> Sequence[Question]:
        """What a person asked, on all their platforms: so many of the newest, oldest first."""
        ...

    def newest_asked(self, most: int) -> Sequence[Question]:
        """The newest whose words are kept, the newest first."""
        ...

    def newest_open(self, most: int) -> Sequence[Question]:
        """The newest of those that nobody has answered, the oldest of them first."""
        ...

    def open_questions(self, *, after: int = 0, limit: int = EVERY) -> Sequence[Question]:
        """Asked, and answered by nobody yet; oldest first. Of those after one so many of the first."""
        ...

    def search_questions(self, words: str, most: int) -> tuple[Sequence[Question], int]:
        """Those in no ticket that have every word or one that begins with it, the newest first: so many
        of them, and how many there are. Only the newest are looked through."""
        ...

    def questions_with(self, owner: str) -> Sequence[Question]:
        """The open ones that somebody of the team has, oldest first."""
        ...

    def perhaps_answered(self, entry: str, *, after: int, limit: int) -> Sequence[Question]:
        """Open ones of which staff were asked whether that entry answers them; so many of the first
        after one."""
        ...

    def who_had(
        self, mark: str, since: datetime, *, after: int = 0, limit: int = EVERY
    ) -> Sequence[Question]:
        """Questions asked since then whose asker has had an answer with that mark, oldest first."""
        ...

    def to_tell(self) -> Mapping[str, int]:
        """How many such there are of each entry."""
        ...

    def judged_questions(self, since: datetime, newest: int) -> Sequence[Question]:
        """Those that customers reacted to after that, in that order; so many of the newest."""
        ...
