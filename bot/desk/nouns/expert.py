"""Members who help others: what they allow, where their words solved something, what they were asked.

Values only. Nothing of it is counted, shown or used before the member has said so.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.person import Person


class Allows(StrEnum):
    """What a member said when they were asked."""

    ASKED = "asked"
    """Nothing yet; nobody is asked twice."""
    YES = "yes"
    """Their help is counted, and they are named; of a topic: the team may ask them about it."""
    UNNAMED = "unnamed"
    """Their help is counted, and customers read no name."""
    NO = "no"


COUNTED = frozenset({Allows.YES, Allows.UNNAMED})


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What one member allows."""

    number: int = 0
    person_id: str
    topic: str = ""
    """The category that they may be asked about; "" for whether their help is counted at all."""
    state: Allows
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Help:
    """One time that a member's words solved a question, or went into an entry. Whose question it was
    is not kept here."""

    number: int = 0
    person_id: str
    question: int | None = None
    ticket: int | None = None
    entry: str = ""
    """The entry that they helped to write, where staff have said so."""
    topic: str = ""
    """Its category; "" where none is known."""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Consulted:
    """That the team asked a member about a ticket."""

    number: int = 0
    person_id: str
    ticket: int
    at: datetime
    said: str = ""
    """Key of the message by which the team has what they said; "" while they have said nothing."""


@dataclass(frozen=True, kw_only=True)
class Expert:
    """A member whose help is counted with their leave, and one topic of it."""

    person: Person
    topic: str
    helped: int
    willing: bool
    """They may be asked about it."""
