"""What a ticket is about, in lists of somebody's own: of a message that asked several things, only
what of it became the ticket's."""

from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.questions import Questions
from bot.desk.words import cards


def matter(records: Questions, ticket: Ticket) -> str:
    """Its own questions, where its words hold others that were answered; else its words."""
    own = [each for each in records.ticket_questions(ticket.number) if each.words == ticket.text]
    asked = {each.id for each in own if each.text}
    beside = (other.id for each in own[:1] for other in records.questions_of(each.message))
    if not asked or asked.issuperset(beside):
        return cards.bare(ticket.text)
    return " / ".join(cards.with_links(each.text, each.words) for each in own if each.text)
