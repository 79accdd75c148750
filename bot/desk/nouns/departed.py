"""That somebody, or a place, can be reached no more: values only, `verbs.departing` decides."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.place import Place


class Gone(StrEnum):
    """What became of them."""

    DEACTIVATED = "deactivated"
    """Somebody's account."""
    LEFT = "left"
    """Somebody is of the team no longer; they may ask on as a customer."""
    ARCHIVED = "archived"
    """A room."""
    DELETED = "deleted"
    """A room, or a thread."""
    SHUT_OUT = "shut_out"
    """The desk was taken out of a room, or of the whole server."""


@dataclass(frozen=True, kw_only=True)
class Departed:
    """A platform says that nothing reaches somebody any more, or a place."""

    id: str
    at: datetime
    gone: Gone
    place: Place
    """The room, or a thread in it alone; of a person, only their platform is meant."""
    person: str = ""
    """Whose account it was; "" for a place."""
