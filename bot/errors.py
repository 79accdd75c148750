"""Everything that can go wrong, as sentences people read.

The docstring of a class is its message unless a better one is given.

    DeskError
    ├── SettingsError         settings that cannot be used, all of them at once
    ├── StoreError            the database
    │   ├── DatabaseDamaged
    │   ├── DatabaseMoved
    │   ├── SchemaTooNew
    │   └── AnotherCopyRuns
    ├── Garbled               rows that this version of the program can't read
    ├── KnowledgeError        entries and files of entries
    ├── SendError             a message that did not (surely) go out
    │   ├── SendRefused           definitely not, and trying again won't help
    │   │   └── SendUnfit             by our own fault, before it was handed over
    │   ├── SendLater             definitely not, may be tried again after a while
    │   └── SendUnclear           may have gone out; look before sending again
    └── Refused               a command that can't be carried out; nothing was changed
        ├── NotAllowed
        ├── NotFound
        ├── BadArgument
        └── IllegalTransition
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Self

from bot.locales import read_locales


@dataclass(frozen=True)
class Said:
    """A sentence of the locales that nobody has put into a language yet."""

    name: str
    facts: Mapping[str, "Fact"] = field(default_factory=dict)


Fact = str | int | datetime | Said


@cache
def _english() -> Mapping[str, str]:
    sentences: Mapping[str, str] = read_locales()["en"]["said"]
    return sentences


def _in_english(said: Said) -> str:
    facts = {
        name: _in_english(value)
        if isinstance(value, Said)
        else f"{value:%Y-%m-%d %H:%M}"
        if isinstance(value, datetime)
        else value
        for name, value in said.facts.items()
    }
    return _english()[said.name].format_map(facts)


class DeskError(Exception):
    """Something went wrong on our side."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class SettingsError(DeskError):
    """The settings can't be used."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class StoreError(DeskError):
    """The database can't be used."""


class DatabaseDamaged(StoreError):
    """The database is damaged. Nothing was written to it."""


class DatabaseMoved(StoreError):
    """The database was removed or replaced while it was in use."""


class SchemaTooNew(StoreError):
    """The database was made by a newer Front Desk. Update the program, then start again."""


class AnotherCopyRuns(StoreError):
    """Another copy of Front Desk uses this database. Stop it first."""


class Garbled(DeskError):
    """This version of the program can't read what was kept."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        """Ids of the rows."""
        self.keys = keys
        super().__init__()


class KnowledgeError(DeskError):
    """These entries can't be used."""


class SendError(DeskError):
    """The message did not go out."""


class SendRefused(SendError):
    """The platform refused the message."""


class SendUnfit(SendRefused):
    """I can't put this message into the platform's form, which is a fault of mine."""


class SendLater(SendError):
    """The platform asks to wait."""

    def __init__(self, seconds: float, message: str = "") -> None:
        self.seconds = seconds
        super().__init__(message)


class SendUnclear(SendError):
    """The platform gave no clear answer; the message may have gone out."""

    def __init__(self, message: str = "", *, ended: bool = False) -> None:
        """`ended`: the platform answered that it failed, so whatever it did is done by now."""
        self.ended = ended
        super().__init__(message)


class Refused(DeskError):
    """That can't be done. Nothing was changed."""

    said: Said | None = None
    """Its words, where they are still to be put into the reader's language."""

    @classmethod
    def of(cls, name: str, /, **facts: Fact) -> Self:
        """Refused where nobody's language is known: whoever tells it puts it into theirs."""
        said = Said(name, facts)
        refused = cls(_in_english(said))
        refused.said = said
        return refused


class NotAllowed(Refused):
    """Only the team can do that."""


class NotFound(Refused):
    """There is no such thing here."""


class BadArgument(Refused):
    """I didn't understand that."""


class IllegalTransition(Refused):
    """The ticket is in a state where that can't be done."""
