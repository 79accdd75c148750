"""Open questions that an entry may answer, and how likely it does."""

from dataclasses import dataclass

from bot.desk.nouns.person import Person


@dataclass(frozen=True, kw_only=True)
class Likely:
    """A question, and how likely an entry answers it."""

    question: int
    likely: float


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Some of the open questions, looked through for what an entry may answer."""

    found: tuple[Likely, ...]
    """Those that it may, in their order."""
    through: int
    """The last one that was looked at."""
    more: bool
    """Whether there are others after it."""
    people: tuple[str, ...] = ()
    """Of a task: the names of all who wait for an answer to it."""
    owner: Person | None = None
    """Of a task: whoever has it."""
