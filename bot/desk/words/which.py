"""Of which ticket a message is, for a reader who has several open in one place."""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.nouns.message import Message
from bot.desk.nouns.ticket import Ticket
from bot.desk.words import cards
from bot.desk.words.wording import Value, Wording


def is_named(wording: Wording, ticket: Ticket, kind: str, facts: Mapping[str, Value]) -> bool:
    """Whether what is said names it, by number or title."""
    told = facts.get("told") if wording.fills(kind, "told") else None
    names = any(wording.fills(kind, each) for each in ("n", "title"))
    return names or str(ticket.number) in str(told or "")


def named(wording: Wording, ticket: Ticket, message: Message) -> Message:
    """The message below a line that names it."""
    title = cards.title(ticket)
    line = wording.say("about_ticket", message.language, n=ticket.number, title=title)
    return replace(message, parts=(*line.parts, *message.parts))
