"""What waits for somebody: messages with buttons, codes that link accounts, changes, messages put aside
or held back.

Values only; what becomes of them is decided in `settling` and by the commands.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.place import Place
from knowledge.entry import Entry


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """A message that was given buttons."""

    outgoing: Outgoing
    """As it was, or is to be, sent: in its other words if it went in these."""
    waits: bool
    """It is not out, and nobody has tried to send it yet."""
    posted: str
    """The platform's id; "" while it is not out, and where there is none."""
    spent: bool
    """What its buttons were about is settled."""


@dataclass(frozen=True, kw_only=True)
class LinkCode:
    """A code by which somebody asks to be known as one person on two accounts."""

    owner: str
    """Person id of whom it was given to."""
    code: str
    until: datetime
    place: Place
    """Where they asked for it, and are asked whether they agree."""
    taker: str = ""
    """Person id of the first who typed it: it is no use to anybody else."""
    taker_place: Place | None = None
    agreed: bool = False
    """The taker has said that both accounts are theirs; its owner has not yet."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A change of an entry that was not saved, because it contradicts another."""

    entry: Entry
    why: str
    version: int
    """The version that it would change; 0 for a new entry."""
    mark: str
    """By which the button below it knows it."""


@dataclass(frozen=True, kw_only=True)
class DeadLetter:
    """A message that could not be worked on, and that nobody has settled yet."""

    number: int
    id: str
    at: datetime
    inbound: Inbound | None
    """None where this version of the program can't read it any more."""
    who: str
    """Name of its author, and below their words, as far as either can be made out."""
    words: str
    error: str
    """What went wrong, as the program calls it."""


class Why(StrEnum):
    """For what a message is held back."""

    WORD = "blocked_word"
    """A word of the team's list stands in it."""
    NEWCOMER = "newcomer"
    """Its author's account is new, and those wait."""


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """A message that is held back until somebody of the team decides, or new accounts are heard again."""

    number: int
    at: datetime
    why: Why
    who: str
    """Name of its author, and below their words, as far as either can be made out."""
    words: str


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What the desk said to a ticket's customer by itself: no words of the team are in it."""

    number: int
    """The message's; later ones have higher numbers."""
    at: datetime
    message: Message
    arrived: bool
    """Known to have."""
