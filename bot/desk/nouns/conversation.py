"""What is remembered of one person in one place between two messages.

Values only: where words go by it is decided in `hearing`.
"""

from dataclasses import dataclass

from bot.desk.nouns.file import File
from bot.desk.nouns.intake_form import Filling
from bot.desk.nouns.place import Place


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A button last shown to somebody: its label, and the command it stands for."""

    label: str
    command: str
    asked: bool = False
    """Its message asks, so that a plain ok means yes."""

    @property
    def verb(self) -> str:
        """The command's name."""
        return self.command.partition(" ")[0]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What the desk remembers of one place and one person between two messages."""

    place: Place
    person: str
    offers: tuple[Offer, ...] = ()
    question: int | None = None
    """The question last answered here."""
    ticket: int | None = None
    """The ticket that words here belong to."""
    rephrasing: bool = False
    """The next words put the last question anew."""
    quiet: bool = False
    """A person speaks here, or the desk was asked to keep out."""
    introduced: bool = False
    """The desk has said that it is a bot."""
    files: tuple[File, ...] = ()
    """What came without a word; it belongs to what is asked next."""
    filling: Filling | None = None
    """The field of a form that the next words fill in."""
