"""Solved tickets that asked the same as another one, and what the team answered.

For staff's eyes: customers' words of one ticket are not shown with another, only what was answered.
"""

from collections.abc import Iterator

from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.tickets import History, Tickets
from knowledge.matching.clusters import likest

NEWEST = 100
"""Solved tickets that are looked through."""
MOST = 2
_REPLIES = {"reply", "proposed"}
_GONE = "[erased]"


def like(records: Tickets, text: str) -> tuple[int, ...]:
    """Numbers of those that asked the same as a text, the likest first."""
    known = records.solved_tickets(NEWEST)
    return tuple(known[at].number for at in likest(text, [each.text for each in known], MOST))


def answered(records: History, ticket: Ticket) -> Iterator[tuple[int, str]]:
    """Each of the ticket's precedents with what it was answered, in order."""
    for number in ticket.similar:
        said = [line.text for line in records.history(number) if line.what in _REPLIES]
        words = " / ".join(each.replace("**", "") for each in said if each not in {"", _GONE})
        if words:
            yield number, words
