"""One answer of the knowledge base and what is known about it.

An entry is a value: a change makes a new version, the old one stays in the store.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who may be shown an entry."""

    PUBLIC = "public"
    STAFF = "staff"


class Status(StrEnum):
    """Where an entry is in its life. Only approved entries answer anybody."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A picture or file that goes with an answer; its bytes are kept beside the entries, by their mark."""

    name: str
    mark: str
    """SHA-256 of its bytes, in hexadecimal: the same bytes are kept once."""
    size: int
    """Bytes."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A question, the ways people put it, and the answer word for word (Markdown)."""

    id: str
    question: str
    answer: str
    variants: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    """Questions that look like this one and are not answered by it."""
    language: str = "en"
    """BCP 47, lower case: "en", "de", "pt-br"."""
    translates: str = ""
    """Id of the entry that this one is a translation of; empty for an original."""
    category: str = ""
    audience: Audience = Audience.PUBLIC
    status: Status = Status.APPROVED
    owner: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    review_on: date | None = None
    """From this day on the entry is overdue for review and trusted less."""
    source: str = ""
    files: tuple[Enclosure, ...] = ()
    """What is sent with the answer."""
    version: int = 1

    def overdue(self, day: date) -> bool:
        """Whether its review is due on a day."""
        return self.review_on is not None and self.review_on <= day

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The question and its variants: what a customer's words are compared with."""
        return (self.question, *self.variants)

    @property
    def topic(self) -> str:
        """What entries in several languages share: the id of the original."""
        return self.translates or self.id
