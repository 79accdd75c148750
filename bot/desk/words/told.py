"""What a customer may be told of the team: that word reached it, once it has; the truth until then.

No sentence says by itself that somebody was told: it has a place for it, which is filled here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.desk.nouns.message import Button, Message
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.words.wording import Wording

_UNTIL_THEN = {
    "told_team": "told_nobody",
    "told_lead": "told_nobody",
    "team_has": "team_has_not",
    "team_knows": "team_has_not",
    "team_reads": "team_has_not",
}
"""What may be said once word has arrived, and what is said until then. Names in the locales."""


@dataclass(frozen=True)
class Word:
    """Word to the team: the key of its message, "" if there was nowhere to send it."""

    key: str
    claim: str = "told_team"
    """What a customer may be told of it once it is there."""


@dataclass(frozen=True)
class Worded:
    """A message whose words depend on what arrived elsewhere, as `Outgoing` takes it."""

    message: Message
    after: str = ""
    otherwise: Message | None = None

    def with_buttons(self, buttons: tuple[Button, ...]) -> "Worded":
        """The same, whichever of its words are said."""
        other = self.otherwise and replace(self.otherwise, buttons=buttons)
        return replace(self, message=replace(self.message, buttons=buttons), otherwise=other)


def pressing(wording: Wording, ticket: Ticket, language: str) -> str:
    """Whether a ticket can be made urgent, or is."""
    urgent = ticket.priority is Priority.URGENT
    return wording.words("is_urgent" if urgent else "may_press", language)


def left_to_press(ticket: Ticket, message: Message) -> Message:
    """A message about a ticket without the button that makes it urgent, where it is."""
    if ticket.priority is not Priority.URGENT:
        return message
    kept = tuple(each for each in message.buttons if each.command != f"urgent {ticket.number}")
    return replace(message, buttons=kept)


def worded(
    wording: Wording, ticket: Ticket, word: Word | None, say: Callable[[str | None], Message]
) -> Worded:
    """What `say` makes of what may be said of the team; without a `word` that is nothing."""
    if word is None:
        return Worded(say(None))

    def claiming(name: str) -> Message:
        return say(wording.words(name, ticket.language, n=ticket.number))

    message, otherwise = claiming(word.claim), claiming(_UNTIL_THEN[word.claim])
    if message == otherwise:
        return Worded(message)
    return Worded(message, word.key, otherwise) if word.key else Worded(otherwise)


def has_it(wording: Wording, ticket: Ticket) -> str:
    """Whether the team has a ticket, in words: its card stands in their room, or does not yet."""
    return wording.words(
        "team_has" if ticket.card else "team_has_not", ticket.language, n=ticket.number
    )
