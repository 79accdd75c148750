"""What can be called on a message that stands there, from its own menu: the same on Slack and Discord."""

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.row import Form
from bot.commands.table import COMMANDS
from bot.desk.nouns.person import Person
from knowledge.text.secrets import redact


class OnMessage(StrEnum):
    """By what stands in the menu."""

    LEARN = "Add to knowledge base"
    PERSON = "Hand to a person"
    SOLVED = "Mark as solved"

    def line(self, *, staff: bool) -> str:
        """The command that it stands for: a customer can only say that their own is sorted."""
        if self is OnMessage.SOLVED:
            return "resolve" if staff else "sorted"
        return {OnMessage.LEARN: "learn", OnMessage.PERSON: "person"}[self]


def in_name_of(caller: Person, author: Person | None, *, staff: bool) -> Person:
    """Whose question it is that is handed to a person: its author's, if staff do it for them.

    `author` is None where an app wrote it.
    """
    return author if staff and author is not None else caller


def of_another(words: str, whose: str) -> str:
    """A message's words where somebody passes them on who did not write them: marked, with its author."""
    lines = [f"> {line}" for line in words.splitlines()]
    return "\n".join((*lines, *([f"> — {whose}"] if whose else [])))


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A form for a new entry, and what stands in it already."""

    form: Form
    begun: dict[str, str]


def lesson(answer: str, question: str = "") -> Lesson:
    """One that begins with a message's words. Secrets are cut out before they are shown anew."""
    command, _ = COMMANDS.find("learn")
    if command is None:
        raise LookupError("learn")
    begun = {"question": redact(question)[0], "answer": redact(answer)[0]}
    return Lesson(form=Form(command=command, line="learn", params=command.params), begun=begun)
