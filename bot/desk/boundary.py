"""The desk's boundary: what comes in already read, what is to follow, and what the command table is asked.

Values and one Protocol; nothing here acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.person import Role
from bot.desk.nouns.question import Guess, Question
from bot.desk.nouns.sought import Sought
from bot.desk.step.step import Step
from knowledge.entry import Entry
from knowledge.matching.matcher import Bands
from knowledge.text.intent import Asked
from knowledge.text.numbered import Numbered
from knowledge.text.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message read and looked up, before any transaction. One tuple of guesses a question."""

    reading: Reading
    near: tuple[tuple[Guess, ...], ...] = ()
    asked: Asked | None = None
    """What it asks of the desk itself."""
    numbered: Numbered | None = None
    """A ticket that it names by its number."""
    sought: Sought | None = None
    """Of an entry that was published: whose questions it may answer."""
    milliseconds: float = 0.0

    def sure(self, bands: Bands) -> bool:
        """Whether an entry answers one of its questions as surely as an answer needs."""
        return any(each and each[0].probability >= bands.answer for each in self.near)


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A change that somebody is about to make, and the questions that are asked again because of it."""

    entries: tuple[Entry, ...]
    """As they would be."""
    questions: tuple[Question, ...]
    """The newest first."""


class Unbidden(StrEnum):
    """How surely a line among the team is a command, though it mentions nobody."""

    NUMBERED = "numbered"
    """A name before numbers of tickets and nothing else: "claim 12"."""
    ALONE = "alone"
    """A name that takes a ticket, by itself: "claim"."""
    PERHAPS = "perhaps"
    """It may be talk: "reply to him soon"."""
    TALK = "talk"


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is to follow once the transaction has been committed."""

    entries: tuple[Entry, ...] = ()
    """Changed entries: hand them to `FrontDesk.refresh`."""
    outcome: str = ""
    """For the inbox row: "answer", "choices", "dont_know", "small_talk", "command", "note", …"""


class Commands(Protocol):
    """The table of `bot.commands`, as the desk sees it."""

    def knows(self, line: str, role: Role) -> bool:
        """Whether a line begins with the name of a command."""
        ...

    def colleague(self, line: str, fields: Mapping[str, str]) -> str:
        """By what name a line means somebody of the team, "" for nobody."""
        ...

    def keeps_files(self, line: str) -> bool:
        """Whether it is a command that keeps what is attached to it."""
        ...

    def room(self, line: str, fields: Mapping[str, str]) -> str:
        """The room that is to be the team's by that line, as it names it; "" where none is."""
        ...

    def names(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command's name, whatever follows."""
        ...

    def unknown(self, line: str) -> bool:
        """Whether a line begins with no command's name, a button's neither."""
        ...

    def tries(self, line: str, role: Role) -> bool:
        """Whether a short line begins with what is tried for a command and is none: "search words"."""
        ...

    def carries(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's that brings words to where others read them."""
        ...

    def unnamed(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's for a ticket, with words and without its number."""
        ...

    def tells(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's that says something of a ticket or a person."""
        ...

    def surely(self, line: str, role: Role) -> bool:
        """Whether a line can hardly be anything but a command: "note 12 ..."."""
        ...

    def unbidden(self, line: str, role: Role) -> Unbidden:
        """How surely a line that nobody addressed to the desk, among the team, is a command."""
        ...

    def looks(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command that shows something and changes nothing."""
        ...

    def replayed(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command that changes the guide."""
        ...

    def obey(self, step: Step, line: str, fields: Mapping[str, str]) -> None:
        """Carry a command line out. Raises Refused, with words for the person, when it can't."""
        ...


def typed(inbound: Inbound) -> str:
    """The words that may be a command."""
    if isinstance(inbound, Commanded):
        return inbound.line
    return inbound.text if isinstance(inbound, Said) else ""


def as_said(asked: Commanded) -> Said | None:
    """ "ask …" as the words that it asks; None for any other command."""
    word, _, rest = asked.line.strip().removeprefix("/").partition(" ")
    text = asked.fields.get("question", rest).strip()
    if word.casefold() != "ask" or not text:
        return None
    return Said(
        id=asked.id,
        at=asked.at,
        by=asked.by,
        place=asked.place,
        text=text,
        since=asked.since,
        link=asked.link,
        secrets=asked.secrets,
    )
