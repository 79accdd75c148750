"""Known issues, what was said of them, and who asked about one: part of the records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.incident import Incident, IncidentWord
from bot.desk.nouns.question import Question
from bot.desk.ports.questions import EVERY


class Incidents(Protocol):
    """Known issues by number."""

    def add_incident(self, incident: Incident) -> Incident:
        """The same, with its number."""
        ...

    def incident(self, number: int) -> Incident:
        """Raises NotFound."""
        ...

    def save_incident(self, incident: Incident) -> None: ...

    def open_incidents(self) -> Sequence[Incident]:
        """Those that go on, the oldest first."""
        ...

    def newest_incidents(self, most: int) -> Sequence[Incident]:
        """So many of the newest, the newest first."""
        ...

    def add_incident_word(self, word: IncidentWord) -> None: ...

    def save_incident_word(self, word: IncidentWord) -> None: ...

    def incident_words(self, number: int) -> Sequence[IncidentWord]:
        """All that was said of one, in order."""
        ...

    def joined(self, number: int, *, after: int = 0, limit: int = EVERY) -> Sequence[Question]:
        """Questions that were told of it and whose asker has it as far as is known: they have said
        neither that it is solved nor, before its end, that it is something else. Oldest first."""
        ...

    def people_with(self, number: int, *, ever: bool = False) -> int:
        """How many people those are; `ever`, how many were told of it at all."""
        ...

    def asked_since(self, since: datetime, *, after: int = 0, limit: int) -> Sequence[Question]:
        """Questions asked since then, oldest first; so many of the first after one."""
        ...

    def asked_lately(
        self, since: datetime, until: datetime, most: int
    ) -> Sequence[tuple[int, str, str]]:
        """(id, person id, what was asked) of questions of that span that were told of no issue; so many
        of the newest, the newest first."""
        ...
