"""A known issue: something that is wrong for many, what they are told of it, and by when they hear more.

Values only: nothing here decides, stores or speaks.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import Promise, PromiseKind, PromiseState
from knowledge.entry import Entry, Status

_PREFIX = "issue:"
"""Begins what a known issue is called among entries; no entry's id has a colon."""


def issue_named(entry_id: str) -> int:
    """The number of the known issue that goes by this name among entries; 0 for an entry."""
    number = entry_id.removeprefix(_PREFIX)
    return int(number) if number != entry_id else 0


class WordKind(StrEnum):
    """What was said of it."""

    START = "start"
    UPDATE = "update"
    LATE = "late"
    """That no word has come by the time that was promised, or is about to pass: the desk's own."""
    END = "end"
    NOTE = "note"
    """Among the team: no customer ever reads it."""


@dataclass(frozen=True, kw_only=True)
class IncidentWord:
    """Something said of a known issue, and the time that was promised with it: a row of its ledger."""

    id: int = 0
    incident: int
    at: datetime
    by: Person | None
    """None for the desk."""
    kind: WordKind
    text: str
    due_at: datetime | None = None
    """By when there is word again; None where none was promised."""
    state: PromiseState | None = None
    """What became of that; None where no time was promised."""
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Incident:
    """A known issue as it stands."""

    number: int = 0
    name: str
    phrasings: tuple[str, ...] = ()
    """How people put it, besides its name."""
    told: str
    """What customers are told now, in Markdown."""
    entry: str = ""
    """Id of the entry whose words these were at first; "" for words of their own."""
    language: str
    by: Person
    place: Place | None
    """The team's room that is reminded."""
    started_at: datetime
    words: int = 1
    """How often customers were told something: the number of what they are told now."""
    since: datetime
    """When the next word was promised."""
    due_at: datetime
    """By when there is word again; `rules.promises` says whether customers are told that time."""
    reminded_at: datetime | None = None
    moves: int = 0
    """How many such times passed without a word of the team, one after the other."""
    ended_at: datetime | None = None
    alarm_at: datetime | None = None

    @property
    def entry_id(self) -> str:
        """What it is called among entries."""
        return f"{_PREFIX}{self.number}"

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    def as_entry(self) -> Entry:
        """What questions are matched with, as long as it goes on."""
        return Entry(
            id=self.entry_id,
            question=self.name,
            answer=self.told,
            variants=self.phrasings,
            language=self.language,
            status=Status.APPROVED if self.open else Status.RETIRED,
            version=self.words,
        )

    def promise(self) -> Promise:
        """The next word, as a promise to all who asked: the same rules hold for it."""
        return Promise(
            ticket=0,
            kind=PromiseKind.UPDATE,
            to="",
            made_at=self.since,
            made_by=self.by.id,
            due_at=self.due_at,
            reminded_at=self.reminded_at,
            moves=self.moves,
        )
