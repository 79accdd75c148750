"""What other programs are told of, type by type: what happened, as a webhook has it. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

KIND = "webhook"
"""The kind of a message that has an event in it, and the platform that it goes to."""


class EventType(StrEnum):
    """The types; a released one keeps its name and its meaning."""

    OPENED = "ticket.opened"
    REPLIED = "ticket.replied"
    """Words of the team have arrived, or the customer wrote."""
    DUE = "ticket.due"
    """A time that the customer was given comes near, or has passed."""
    RESOLVED = "ticket.resolved"
    """The customer says that it is solved."""
    CLOSED = "ticket.closed"
    """It is over in any other way: nobody said that it is solved."""
    REOPENED = "ticket.reopened"
    RATED = "ticket.rated"
    ENTRY = "entry.changed"
    """An answer that customers get, or got, has another version."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One that happened in a step."""

    type: EventType
    ticket: int = 0
    """0 where it is about no ticket."""
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)
    """What stands beside the ticket, and is told in any case."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What somebody wrote for all sides to read: told only where the owner wants it."""
