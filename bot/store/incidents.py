"""Known issues as rows, what was said of them, and the questions that were told of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.incident import Incident, IncidentWord
from bot.desk.nouns.question import Question
from bot.desk.ports.questions import EVERY
from bot.errors import NotFound
from bot.store.base import Connected
from bot.store.questions import QUESTION
from bot.store.shape import Shape, to_cell

INCIDENT: Shape[Incident] = Shape(
    Incident, "incident", key="number", extra={"by_id": lambda incident: incident.by.id}
)
INCIDENT_WORD: Shape[IncidentWord] = Shape(
    IncidentWord,
    "incident_word",
    key="id",
    extra={"by_id": lambda word: word.by.id if word.by else ""},
)
_HAD_IT = (
    "incident = ? AND (coalesce(feedback, '') NOT IN ('not_solved', 'withdrawn') "
    "OR (feedback = 'not_solved' AND feedback_at >= "
    "(SELECT ended_at FROM incident WHERE number = question.incident)))"
)
"""Who says after its end that it does not work still has it; before, that it is something else."""
_HAS_IT = (
    f"{_HAD_IT} AND coalesce(feedback, '') <> 'solved' AND substr(person_id, 1, 7) <> 'erased:'"
)
"""Who was erased is nobody who can be told."""


class Incidents(Connected):
    """Part of the records."""

    def add_incident(self, incident: Incident) -> Incident:
        self.new_alarms = True
        return replace(incident, number=self.added(INCIDENT, incident))

    def incident(self, number: int) -> Incident:
        found = self.loaded(INCIDENT, "WHERE number = ?", (number,))
        if not found:
            raise NotFound.of("no_issue", n=number)
        return found[0]

    def save_incident(self, incident: Incident) -> None:
        self.new_alarms |= incident.alarm_at is not None
        self.db.execute(INCIDENT.update, [*INCIDENT.cells(incident), incident.number])

    def open_incidents(self) -> Sequence[Incident]:
        return self.loaded(INCIDENT, "WHERE ended_at IS NULL ORDER BY number")

    def newest_incidents(self, most: int) -> Sequence[Incident]:
        return self.loaded(INCIDENT, "ORDER BY number DESC LIMIT ?", (most,))

    def add_incident_word(self, word: IncidentWord) -> None:
        self.added(INCIDENT_WORD, word)

    def save_incident_word(self, word: IncidentWord) -> None:
        self.db.execute(INCIDENT_WORD.update, [*INCIDENT_WORD.cells(word), word.id])

    def incident_words(self, number: int) -> Sequence[IncidentWord]:
        return self.loaded(INCIDENT_WORD, "WHERE incident = ? ORDER BY id", (number,))

    def joined(self, number: int, *, after: int = 0, limit: int = EVERY) -> Sequence[Question]:
        return self.loaded(
            QUESTION, f"WHERE {_HAS_IT} AND id > ? ORDER BY id LIMIT ?", (number, after, limit)
        )

    def people_with(self, number: int, *, ever: bool = False) -> int:
        which = _HAD_IT if ever else _HAS_IT
        sql = f"SELECT count(DISTINCT person_id) FROM question WHERE {which}"  # noqa: S608
        return int(self.rows(sql, (number,))[0][0])

    def asked_since(self, since: datetime, *, after: int = 0, limit: int) -> Sequence[Question]:
        return self.loaded(
            QUESTION,
            "WHERE asked_at >= ? AND id > ? ORDER BY id LIMIT ?",
            (to_cell(since), after, limit),
        )

    def asked_lately(
        self, since: datetime, until: datetime, most: int
    ) -> Sequence[tuple[int, str, str]]:
        return self.rows(
            "SELECT id, person_id, text FROM question WHERE asked_at >= ? AND asked_at < ? "
            "AND incident IS NULL ORDER BY asked_at DESC LIMIT ?",
            (to_cell(since), to_cell(until), most),
        )
