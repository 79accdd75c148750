"""A question and what came of it: an answer, choices or don't know; always exactly one of three.

Values only: nothing here decides, stores or speaks. What is matched on is a closed union.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.file import File
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A candidate as it was when the question was asked."""

    entry: str
    version: int
    probability: float
    title: str
    ground: float = 1.0
    """0 to 1: how much of what matters in the question it accounts for."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Sure enough: the approved entry, word for word."""

    entry: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Close: two or three titles and "none of these"."""

    entries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DontKnow:
    """Neither: said so."""


Outcome = Answer | Choices | DontKnow


class OutcomeKind(StrEnum):
    """The outcome as it is stored and counted."""

    ANSWER = "answer"
    CHOICES = "choices"
    DONT_KNOW = "dont_know"


class Feedback(StrEnum):
    """What the customer then pressed or said."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    PICKED = "picked"
    NONE_OF_THESE = "none_of_these"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, everything about it. Open until answered to the asker's satisfaction."""

    id: int = 0
    asked_at: datetime
    by: Person
    place: Place
    message: str
    """Identity of the message that asked."""
    text: str
    """What was searched: the message may say more, and ask more."""
    words: str
    """The whole message as it was written, without its secrets."""
    language: str
    outcome: OutcomeKind
    files: tuple[File, ...] = ()
    guesses: tuple[Guess, ...] = ()
    shown: tuple[str, ...] = ()
    """Ids of the entries shown, as answer or as choices."""
    feedback: Feedback | None = None
    feedback_at: datetime | None = None
    ticket: int | None = None
    open: bool = False
    """Nobody has answered it yet; the asker is told when somebody does."""
    told_entry: str = ""
    """Entry that the asker was later told of."""
    ask_at: datetime | None = None
    """When to ask once whether the answer helped."""
    perhaps_entry: str = ""
    """Entry that may answer it: staff were shown it, and its asker hears of it when they say so."""
    owner: Person | None = None
    """Who of the team sees to it that it gets an answer."""
    had: tuple[str, ...] = ()
    """Fingerprints of the answers that the asker has had to it, word for word, and of which entry said them."""
    incident: int | None = None
    """The known issue that its asker was told of."""
