"""What is said of a ticket by its number, wherever its customer says it: news, thanks, "reopen it".

How it stands is told to its customer alone, where others read and it was not asked there; and whose a
number is, or whether there is such a ticket, nobody else learns.
"""

from collections.abc import Callable, Mapping

from bot.desk.boundary import Commands, Heard
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.ticket import Ticket, TicketState
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, news, requester, tickets
from knowledge.text.numbered import Deed, Numbered


def asked(step: Step, said: Said, heard: Heard, commands: Commands) -> str:
    """Do what was said of the ticket that was named; "" where none was, or more was said."""
    named = heard.numbered
    if named is None or named.deed is None:
        return ""
    ticket = theirs(step, named)
    if ticket:
        _ACTS[named.deed](step, ticket, said)
        point_to(step, ticket)
        return "named"
    if said.address is not Address.DIRECT or not named.plain or heard.sure(step.library.bands):
        return ""
    if step.is_staff:
        commands.obey(step, f"ticket {named.number}", {})
    else:
        step.whisper("not_their_ticket", n=named.number)
    return "named"


def meant(step: Step, heard: Heard) -> Ticket | None:
    """Their ticket that words name which say more, and which no entry surely answers."""
    named = heard.numbered
    called = named is not None and named.plain and not heard.sure(step.library.bands)
    return theirs(step, named) if called else None


def point_to(step: Step, ticket: Ticket) -> None:
    """Say where it went to whoever said it elsewhere; they read the rest where the ticket was asked."""
    if step.here.key not in step.told_in:
        step.whisper("told_where_asked", n=ticket.number)


def theirs(step: Step, named: Numbered | None) -> Ticket | None:
    """The ticket of that number, if it is that person's."""
    if named is None:
        return None
    mine = step.records.tickets_of(step.actor.id)
    found = next((each for each in mine if each.number == named.number), None)
    return step.records.ticket(found.merged_into) if found and found.merged_into else found


def _news(step: Step, ticket: Ticket, said: Said) -> None:
    if ticket.is_open:
        news.tell(step, ticket, said.words)
    else:
        step.reply("already_closed", n=ticket.number)


def _withdraw(step: Step, ticket: Ticket, _: Said) -> None:
    requester.withdraw(step, ticket)


def _urgent(step: Step, ticket: Ticket, _: Said) -> None:
    requester.press_for(step, ticket)


def _solved(step: Step, ticket: Ticket, _: Said) -> None:
    """Solved before anybody answered is taken back, not solved by us."""
    if ticket.is_open and ledger.unanswered(ticket):
        requester.withdraw(step, ticket)
    else:
        requester.confirm(step, ticket)


def _not_solved(step: Step, ticket: Ticket, said: Said) -> None:
    if ledger.ours(ticket):
        requester.wrote(step, ticket, requester.Words.of(said))
    else:
        requester.not_sorted(step, ticket)


def _thanks(step: Step, ticket: Ticket, said: Said) -> None:
    requester.beside(step, ticket, said)
    if ticket.state in {TicketState.PENDING, TicketState.RESOLVED}:
        step.reply("thanks_ticket", n=ticket.number)
    else:
        step.reply("thanks")


def _reopen(step: Step, ticket: Ticket, said: Said) -> None:
    if ticket.is_open and ledger.ours(ticket):
        news.tell(step, ticket, said.words)
    else:
        tickets.reopen(step, ticket)


def _person(step: Step, ticket: Ticket, said: Said) -> None:
    requester.asked_for_person(step, ticket, said.words)


_ACTS: Mapping[Deed, Callable[[Step, Ticket, Said], None]] = {
    Deed.NEWS: _news,
    Deed.WITHDRAWAL: _withdraw,
    Deed.URGENT: _urgent,
    Deed.SOLVED: _solved,
    Deed.NOT_SOLVED: _not_solved,
    Deed.THANKS: _thanks,
    Deed.REOPENING: _reopen,
    Deed.PERSON: _person,
}
