"""What stands in the thread below a ticket's card: the customer's words, all of them.

Only what a card shows in full is not said again here.
"""

from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.words import cards, folding
from bot.desk.words.wording import Value


def words(
    step: Step, ticket: Ticket, kind: str, text: str, *, author: str = "", **facts: Value
) -> str:
    """Tell staff in as many messages as the words take; the last one has the buttons.

    The words are the customer's, unless they have another `author`. The key of the last message:
    once it is there, they have it all.
    """
    key = ""
    found = list(folding.pages(folding.parts(text, author or ticket.requester.name))) or [()]
    for number, page in enumerate(found, start=1):
        first, last = number == 1, number == len(found)
        told = facts if first else {"page": number, "pages": len(found)}
        name = kind if first else "staff_more"
        key = step.to_staff(ticket, name, buttons=None if last else (), quote=page, **told)
    return key


def everything(step: Step, ticket: Ticket) -> str:
    """All that the customer wrote for a ticket, first and since."""
    history = step.records.history(ticket.number)
    since = (
        each.text for each in history if each.what in {"customer", "complained", "said_before"}
    )
    return "\n".join((ticket.text, *(text for text in since if text not in ticket.text)))


def opened(step: Step, ticket: Ticket) -> None:
    """What the new card has no room for: the words, and what was asked just before."""
    who = ticket.requester.name
    if not folding.fits_card(ticket.text):
        words(step, ticket, "staff_words", ticket.text, who=who)
    for each in cards.asked_before(step.records, ticket):
        if cards.shorten(each.words, cards.BEFORE) != each.words:
            words(step, ticket, "staff_before", each.words, who=who)
