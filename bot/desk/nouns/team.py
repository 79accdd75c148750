"""A team within the desk: what it takes, who is in it, where it works. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place

REST = "rest"
"""Stands among what a team takes for all that no other team does."""


class Assign(StrEnum):
    """Who of a team is given a ticket that comes to it."""

    OFF = "off"
    """Nobody: whoever takes it."""
    ROUND_ROBIN = "round-robin"
    """Whose turn it is."""
    LEAST_BUSY = "least-busy"
    """Who has the fewest tickets in which the next move is ours."""


class Routed(StrEnum):
    """How a ticket came to its team."""

    ENTRY = "entry"
    """By the category of the entry that lies nearest."""
    LIKE = "like"
    """Like a ticket that the team moved there."""
    REST = "rest"
    """Nothing points to another."""
    CUSTOMER = "customer"
    """Its customer picked it."""
    STAFF = "staff"
    """Somebody of the team moved it there."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """One team, as it is now."""

    name: str
    takes: tuple[str, ...] = ()
    """Categories of entries whose questions are its own, besides its name."""
    people: tuple[Person, ...] = ()
    """Who is in it; nobody in particular where there are none."""
    room: Place | None = None
    """Where its cards stand; None: in the desk's staff room."""
    assign: Assign = Assign.OFF
    hours: str = ""
    """As the desk's own are written; "" where they are the desk's."""

    def has(self, person: Person) -> bool:
        """Whether somebody is in it."""
        return any(each.id == person.id for each in self.people)

    @property
    def title(self) -> str:
        """As customers read it."""
        return self.name.replace("-", " ").capitalize()


@dataclass(frozen=True, kw_only=True)
class TeamChange:
    """One change of one team; of each name the newest counts."""

    number: int = 0
    name: str
    team: Team | None
    """As it is from then on; None: there is none of that name any more."""
    by: Person
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Shift:
    """When somebody of the team works each week; of each person the newest counts."""

    number: int = 0
    person: Person
    hours: str
    """As the desk's are written; "" for whenever the desk is open."""
    at: datetime
    by: Person | None = None
    """The lead who said it for them."""
    alarm_at: datetime | None = None
    """When it next begins, were there no closed days; None once it counts no more."""
