"""What a question is about, by the guide's categories, and how many members may be asked about it.

No name stands on a card: who may be asked is the list's to say, as long as they allow it.
"""

from collections.abc import Sequence

from bot.desk.nouns.question import Guess
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.rules import answering
from knowledge.entry import Audience, Entry, Status


def topic_of(records: Records, guesses: Sequence[Guess]) -> str:
    """The category of what comes nearest; "" where nothing does, or it has none."""
    nearest = next(iter(answering.grounded(guesses)), None)
    entry = records.entry(nearest.entry) if nearest else None
    return category_of(entry) if entry else ""


def category_of(entry: Entry) -> str:
    """Its category, as far as customers may know of it."""
    return entry.category if _is_open(entry) else ""


def topics(records: Records) -> list[str]:
    """All that customers may know of, in order."""
    found = (each.category for each in records.entries() if _is_open(each))
    return sorted({*filter(None, found)})


def _is_open(entry: Entry) -> bool:
    """Whether customers may know of it, and so of its category."""
    return entry.status is Status.APPROVED and entry.audience is Audience.PUBLIC


def willing(records: Records, ticket: Ticket) -> tuple[str, int]:
    """The topic of an open ticket, and how many may be asked about it: not whoever asked it."""
    topic = topic_of(records, ticket.guesses) if ticket.is_open else ""
    own = set(records.identities(ticket.requester.id)) if topic else set()
    found = records.willing(topic) if topic else ()
    return topic, sum(each.id not in own for each in found)
