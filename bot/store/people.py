"""People, conversations and questions as rows.

Every id of a person stands in a column of its own, so that "my data" can find it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.inbound import Person, Place
from bot.desk.nouns.model import Conversation, Feedback, Question, Ticket
from bot.desk.nouns.pending import LinkCode
from bot.errors import NotFound
from bot.store.base import Connected
from bot.store.shape import Shape, to_cell

PERSON: Shape[Person] = Shape(
    Person, "person", extra={"folded_name": lambda person: person.name.casefold()}
)
CONVERSATION: Shape[Conversation] = Shape(
    Conversation,
    "conversation",
    extra={
        "place_key": lambda spoken: spoken.place.key,
        "platform": lambda spoken: spoken.place.platform,
        "private": lambda spoken: int(spoken.place.private),
    },
)
LINK_CODE: Shape[LinkCode] = Shape(LinkCode, "link_code")
QUESTION: Shape[Question] = Shape(
    Question,
    "question",
    key="id",
    extra={
        "person_id": lambda question: question.by.id,
        "place_key": lambda question: question.place.key,
    },
)


_PERHAPS = "open = 1 AND perhaps_entry <> ''"
"""Of these staff were asked whether an entry answers them; their index is of those alone."""


class People(Connected):
    """Part of the records."""

    def person(self, person_id: str) -> Person | None:
        found = self.loaded(PERSON, "WHERE id = ?", (person_id,))
        return found[0] if found else None

    def save_person(self, person: Person) -> None:
        self.db.execute(PERSON.replace, PERSON.cells(person))

    def find_people(self, name: str) -> Sequence[Person]:
        wanted = name.strip().removeprefix("@")
        return self.loaded(
            PERSON, "WHERE id = ? OR folded_name = ? ORDER BY id", (wanted, wanted.casefold())
        )

    def link(self, person_id: str, same_as: str) -> None:
        """Make two ids one person's."""
        known = self.row("SELECT same_as FROM identity_link WHERE person = ?", (same_as,))
        main = known[0] if known else same_as
        self.db.execute(
            "UPDATE identity_link SET same_as = ? WHERE same_as = "
            "(SELECT same_as FROM identity_link WHERE person = ?)",
            (main, person_id),
        )
        for one in {person_id, same_as, main}:
            self.db.execute("INSERT OR REPLACE INTO identity_link VALUES (?, ?)", (one, main))

    def unlink(self, person_id: str) -> None:
        """Of what is left, another account stands for the rest; the last one stands for itself."""
        rest = [each for each in self.identities(person_id) if each != person_id]
        self.db.execute("DELETE FROM identity_link WHERE person = ?", (person_id,))
        for each in rest:
            self.db.execute(
                "UPDATE identity_link SET same_as = ? WHERE person = ?", (rest[0], each)
            )
        if len(rest) == 1:
            self.db.execute("DELETE FROM identity_link WHERE person = ?", (rest[0],))

    def link_code(self, code: str, now: datetime) -> LinkCode | None:
        found = self.loaded(LINK_CODE, "WHERE code = ? AND until >= ?", (code, to_cell(now)))
        return found[0] if found else None

    def save_link_code(self, code: LinkCode, now: datetime) -> None:
        self.db.execute("DELETE FROM link_code WHERE until < ?", (to_cell(now),))
        self.db.execute(LINK_CODE.replace, LINK_CODE.cells(code))

    def end_link_codes(self, people: Sequence[str]) -> None:
        for each in people:
            self.db.execute("DELETE FROM link_code WHERE owner = ?1 OR taker = ?1", (each,))

    def spoke_in(self, person_id: str) -> Place | None:
        found = self.loaded(
            CONVERSATION,
            "WHERE person = ? ORDER BY private DESC, place_key LIMIT 1",
            (person_id,),
        )
        return found[0].place if found else None

    def identities(self, person_id: str) -> tuple[str, ...]:
        """Return all ids of a person, the given one included."""
        linked = self.rows(
            "SELECT theirs.person FROM identity_link mine JOIN identity_link theirs "
            "USING (same_as) WHERE mine.person = ?",
            (person_id,),
        )
        return tuple(sorted({person_id, *(row[0] for row in linked)}))

    def conversation(self, place: Place, person_id: str) -> Conversation:
        found = self.loaded(
            CONVERSATION, "WHERE place_key = ? AND person = ?", (place.key, person_id)
        )
        return found[0] if found else Conversation(place=place, person=person_id)

    def save_conversation(self, conversation: Conversation) -> None:
        self.db.execute(CONVERSATION.replace, CONVERSATION.cells(conversation))

    def conversations_in(self, place: Place) -> Sequence[Conversation]:
        return self.loaded(CONVERSATION, "WHERE place_key = ? ORDER BY person", (place.key,))

    def add_question(self, question: Question) -> Question:
        self.new_alarms |= question.ask_at is not None
        return replace(question, id=self.added(QUESTION, question))

    def question(self, question_id: int) -> Question:
        found = self.loaded(QUESTION, "WHERE id = ?", (question_id,))
        if not found:
            raise NotFound(f"There is no question {question_id}.")
        return found[0]

    def save_question(self, question: Question) -> None:
        self.new_alarms |= question.ask_at is not None
        changed = self.db.execute(QUESTION.update, [*QUESTION.cells(question), question.id])
        if changed.rowcount != 1:
            raise NotFound(f"There is no question {question.id}.")

    def questions_of(self, message: str) -> Sequence[Question]:
        return self.loaded(QUESTION, "WHERE message = ? ORDER BY id", (message,))

    def ticket_questions(self, number: int) -> Sequence[Question]:
        return self.loaded(QUESTION, "WHERE ticket = ? ORDER BY id", (number,))

    def unsettled_before(self, ticket: Ticket, since: datetime) -> Sequence[Question]:
        own = "SELECT min(id) FROM question WHERE ticket = ?"  # clocks differ; numbers don't
        found = self.loaded(
            QUESTION,
            f"WHERE person_id = ? AND asked_at >= ? AND id < coalesce(({own}), 0) "
            "AND coalesce(feedback, '') NOT IN (?, ?) ORDER BY id DESC LIMIT 3",
            (
                ticket.requester.id,
                to_cell(since),
                ticket.number,
                Feedback.SOLVED,
                Feedback.WITHDRAWN,
            ),
        )
        return found[::-1]

    def judged_questions(self, since: datetime, newest: int) -> Sequence[Question]:
        found = self.loaded(
            QUESTION,
            "WHERE feedback_at > ? ORDER BY feedback_at DESC, id DESC LIMIT ?",
            (to_cell(since), newest),
        )
        return found[::-1]

    def asked_by(self, person_id: str, newest: int) -> Sequence[Question]:
        theirs = self.identities(person_id)
        marks = ", ".join("?" * len(theirs))
        found = self.loaded(
            QUESTION, f"WHERE person_id IN ({marks}) ORDER BY id DESC LIMIT ?", (*theirs, newest)
        )
        return found[::-1]

    def open_questions(self, *, after: int = 0, limit: int = -1) -> Sequence[Question]:
        return self.loaded(
            QUESTION, "WHERE open = 1 AND id > ? ORDER BY id LIMIT ?", (after, limit)
        )

    def perhaps_answered(self, entry: str, *, after: int, limit: int) -> Sequence[Question]:
        return self.loaded(
            QUESTION,
            f"WHERE {_PERHAPS} AND perhaps_entry = ? AND id > ? ORDER BY id LIMIT ?",
            (entry, after, limit),
        )

    def to_tell(self) -> Mapping[str, int]:
        found = self.rows(
            f"SELECT perhaps_entry, count(*) FROM question WHERE {_PERHAPS} "  # noqa: S608
            "GROUP BY perhaps_entry ORDER BY min(id)"
        )
        return dict(found)
