"""What customers are asked beside their own words, by category; and what they filled in. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.person import Person

ALL = "all"
"""In the place of a category: whatever has no form of its own."""
FIELDS = 5
"""At most in one form: https://docs.discord.com/developers/components/reference#label"""


class FieldKind(StrEnum):
    """What is filled in."""

    TEXT = "text"
    CHOICE = "choice"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One thing that is asked for."""

    label: str
    """As its reader sees it: "Order number"."""
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    """The team can't do without; a ticket stands without it all the same."""


@dataclass(frozen=True, kw_only=True)
class FormChange:
    """One change of one category's form; of each category the newest counts."""

    number: int = 0
    category: str
    fields: tuple[FormField, ...]
    """As they are from then on; none: there is no form any more."""
    by: Person
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One field of a ticket as its customer filled it in."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A form that is asked field after field: what the next words fill in."""

    ticket: int
    form: int
    """Number of the change that made the form what it was when it was begun."""
    field: int
    """Place of the field, from 0."""
    at: datetime
    """When it was asked for."""
