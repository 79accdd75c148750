"""The ticket at hand: the one that a command means which names none.

In the thread of a card it is the card's, in a customer's own thread theirs, and in a terminal the one
that whoever types dealt with last. In a room of several people nothing is taken for granted.
"""

from dataclasses import replace

from bot.commands.row import TICKETS, Command
from bot.desk.hearing import talk
from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.errors import NotFound


def of_thread(step: Step) -> Ticket | None:
    """The ticket in whose thread, the staff's or the customer's, the command was given."""
    if step.place is None:
        return None
    return step.records.ticket_of_card(step.place) or talk.ticket_of_thread(step)


def number(step: Step, command: Command) -> str:
    """The number that a command may leave out; "" where it may not."""
    if not command.params or command.params[0].kind not in TICKETS or step.place is None:
        return ""
    return here(step)


def here(step: Step) -> str:
    """The number of the ticket that is at hand here; "" for none."""
    found = of_thread(step)
    if found:
        return str(found.number)
    if step.is_staff:
        return _of_terminal(step)
    return str(step.conversation().ticket or "")


def _of_terminal(step: Step) -> str:
    if not _at_terminal(step):
        return ""
    last = _kept(step).ticket
    if last:
        return str(last)
    found = step.records.open_tickets()
    return str(found[0].number) if len(found) == 1 else ""


def keep(step: Step, ticket: Ticket) -> None:
    """What somebody of the team dealt with in a terminal is at hand from then on."""
    if step.is_staff and _at_terminal(step):
        kept = _kept(step)
        if kept.ticket != ticket.number:
            step.records.save_conversation(replace(kept, ticket=ticket.number))


def _kept(step: Step) -> Conversation:
    """Apart from what they ask for themselves: a ticket at hand is not a ticket of theirs."""
    return step.records.conversation(replace(step.here, thread="at hand"), step.actor.id)


def _at_terminal(step: Step) -> bool:
    return step.here.platform == "console" and step.in_staff_room()


def known(step: Step, wanted: int) -> Ticket | None:
    """The ticket of that number, if there is one."""
    try:
        return step.records.ticket(wanted)
    except NotFound:
        return None
