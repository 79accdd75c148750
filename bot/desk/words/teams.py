"""Whose a ticket is as staff read it, with how one came to think so: a guess never looks like a fact."""

from collections.abc import Collection, Iterator

from bot.desk.nouns.message import Fact
from bot.desk.nouns.ticket import Ticket
from bot.desk.words.wording import Wording


def fact(ticket: Ticket, teams: Collection[str], wording: Wording, language: str) -> Iterator[Fact]:
    """A row of its card; none where there are no teams within the desk."""
    if teams:
        why = ticket.routed.value if ticket.routed and ticket.team in teams else "unknown"
        words = wording.said(f"routed_{why}", language, team=ticket.team)
        yield wording.fact("team", words, language=language)
