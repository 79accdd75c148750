"""What the desk does with a kind of message, or with a place in one where words can stand.

Each platform decides every kind of its own in a table of these; tests hold it against the
platform's list, and `docs/heard.md` is made from it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Heard(StrEnum):
    """As what."""

    WORDS = "their words"
    QUOTE = "words of others, quoted"
    FILE = "a file, by name"
    CHANGE = "a change of words"
    NOT = "not heard"


@dataclass(frozen=True)
class Kind:
    """As what something is heard, and what it is or why it is not."""

    heard: Heard
    why: str
