"""Questions as rows, and what came of them.

What is still open for want of an answer says so itself, so that its asker can be found years later.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.question import Feedback, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.questions import EVERY
from bot.errors import NotFound
from bot.store.people import People
from bot.store.shape import Shape, to_cell
from knowledge.text.folding import fold

QUESTION: Shape[Question] = Shape(
    Question,
    "question",
    key="id",
    extra={
        "person_id": lambda question: question.by.id,
        "place_key": lambda question: question.place.key,
        "owner_id": lambda question: question.owner.id if question.owner else None,
    },
)
_PERHAPS = "open = 1 AND perhaps_entry <> ''"
"""Of these staff were asked whether an entry answers them; their index is of those alone."""


AMONG = 20
"""So many for each that is wanted are looked at, those whose words were erased too."""
LOOKED = 200_000
"""Of the newest questions so many are looked through for words: a quarter of a second."""
_ANY = re.compile(r"[^0-9bdfghjkmpqrvwx]+")
"""What letters with signs are folded to as well, or is no letter: there the database lets anything pass."""


def _has(text: str, wanted: Sequence[str]) -> bool:
    """Whether each of the words is there, or begins one."""
    words = re.findall(r"\w+|\S+", fold(text))
    return all(any(each.startswith(word) for each in words) for word in wanted)


class Questions(People):
    """Part of the records."""

    def add_question(self, question: Question) -> Question:
        self.new_alarms |= question.ask_at is not None
        return replace(question, id=self.added(QUESTION, question))

    def question(self, question_id: int) -> Question:
        found = self.loaded(QUESTION, "WHERE id = ?", (question_id,))
        if not found:
            raise NotFound.of("no_question", n=question_id)
        return found[0]

    def save_question(self, question: Question) -> None:
        self.new_alarms |= question.ask_at is not None
        changed = self.db.execute(QUESTION.update, [*QUESTION.cells(question), question.id])
        if changed.rowcount != 1:
            raise NotFound.of("no_question", n=question.id)

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

    def open_questions(self, *, after: int = 0, limit: int = EVERY) -> Sequence[Question]:
        return self.loaded(
            QUESTION, "WHERE open = 1 AND id > ? ORDER BY id LIMIT ?", (after, limit)
        )

    def newest_asked(self, most: int) -> Sequence[Question]:
        return self.loaded(
            QUESTION,
            "WHERE id > (SELECT coalesce(max(id), 0) FROM question) - ? "
            "AND text NOT IN ('', '[erased]') ORDER BY id DESC LIMIT ?",
            (most * AMONG, most),
        )

    def newest_open(self, most: int) -> Sequence[Question]:
        found = self.loaded(QUESTION, "WHERE open = 1 ORDER BY id DESC LIMIT ?", (most,))
        return found[::-1]

    def search_questions(self, words: str, most: int) -> tuple[Sequence[Question], int]:
        wanted = [fold(each) for each in words.split() if any(map(str.isalnum, each))]
        if not wanted:
            return (), 0
        where = " AND ".join(["text LIKE ?"] * len(wanted))
        found = self.rows(
            "SELECT id, text FROM question WHERE ticket IS NULL AND id > "  # noqa: S608
            f"(SELECT coalesce(max(id), 0) - {LOOKED} FROM question) AND {where} ORDER BY id DESC",
            [f"%{_ANY.sub('%', each)}%" for each in wanted],
        )
        ids = [number for number, text in found if _has(text, wanted)]
        if not ids:
            return (), 0
        marks = ", ".join("?" * len(ids[:most]))
        shown = self.loaded(QUESTION, f"WHERE id IN ({marks}) ORDER BY id DESC", ids[:most])
        return shown, len(ids)

    def questions_with(self, owner: str) -> Sequence[Question]:
        return self.loaded(QUESTION, "WHERE open = 1 AND owner_id = ? ORDER BY id", (owner,))

    def perhaps_answered(self, entry: str, *, after: int, limit: int) -> Sequence[Question]:
        return self.loaded(
            QUESTION,
            f"WHERE {_PERHAPS} AND perhaps_entry = ? AND id > ? ORDER BY id LIMIT ?",
            (entry, after, limit),
        )

    def who_had(
        self, mark: str, since: datetime, *, after: int = 0, limit: int = EVERY
    ) -> Sequence[Question]:
        return self.loaded(
            QUESTION,
            "WHERE asked_at >= ? AND id > ? AND instr(had, ?) > 0 ORDER BY id LIMIT ?",
            (to_cell(since), after, f'"{mark}"', limit),
        )

    def to_tell(self) -> Mapping[str, int]:
        found = self.rows(
            f"SELECT perhaps_entry, count(*) FROM question WHERE {_PERHAPS} "  # noqa: S608
            "GROUP BY perhaps_entry ORDER BY min(id)"
        )
        return dict(found)
