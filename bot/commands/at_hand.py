"""The ticket at hand: the one that a command means which names none.

In the thread of a card it is the card's, in a customer's own thread theirs, and in a terminal the one
that whoever types wrote of or was shown last. Where that may be another than they mean, it is asked;
in a room of several people nothing is taken for granted.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.commands.row import TICKETS, Command
from bot.desk.hearing import talk
from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.words import cards
from bot.errors import BadArgument, NotFound

_ASKED = 5
"""Tickets of which one is asked for."""
_WORDS = 60
"""Characters of a line, or of a ticket's words, that are repeated."""


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
    """The number of the ticket that is at hand here; "" for none, and where it is not plain which."""
    found = of_thread(step)
    if found:
        return str(found.number)
    if step.is_staff:
        meant = _meant(step) if _at_terminal(step) else []
        return str(meant[0]) if len(meant) == 1 else ""
    return str(step.conversation().ticket or "")


def check_plain(step: Step, command: Command, rest: str) -> None:
    """Raise BadArgument where a terminal has none at hand, or several: with the lines that may be meant."""
    if not (step.is_staff and _at_terminal(step)) or of_thread(step):
        return
    meant = _meant(step)
    if not meant:
        raise BadArgument.of("none_at_hand", name=command.name)
    if len(meant) == 1:
        return
    lines = (
        f"{command.name} {each.number} {rest[:_WORDS]}".rstrip()
        + f"  ({each.requester.name}: {cards.shorten(cards.title(each), _WORDS)})"
        for each in map(step.records.ticket, meant[:_ASKED])
    )
    raise BadArgument(step.put("which_ticket", lines="\n".join(lines)))


def _meant(step: Step) -> list[int]:
    """Numbers that a command may mean here that names none."""
    last = _kept(step).ticket
    shown = [*_open(step, step.records.shown_since(step.here, step.actor.id))]
    if last:
        return [last, *(each for each in shown if each != last)]
    return shown or [each.number for each in step.records.open_tickets()]


def _open(step: Step, numbers: Iterable[int]) -> Iterable[int]:
    return (each for each in numbers if step.records.ticket(each).is_open)


def keep(step: Step, ticket: Ticket) -> None:
    """What somebody of the team deals with is at hand from then on: in a terminal, and in its thread."""
    there = of_thread(step)
    if there and there.number == ticket.number and step.in_staff_room():
        step.at_hand = ticket.number  # elsewhere staff may read the answer in another place
    if step.is_staff and _at_terminal(step):
        step.at_hand = ticket.number
        _keep(step, ticket.number)


def let_go(step: Step) -> None:
    """After several at once none is."""
    if step.is_staff and _at_terminal(step):
        _keep(step, None)


def _keep(step: Step, wanted: int | None) -> None:
    kept = _kept(step)
    if kept.ticket != wanted:
        step.records.save_conversation(replace(kept, ticket=wanted))


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
