"""Somebody is in danger, in despair, or was hurt: a person sees it, with all they wrote.

Danger and despair come before everything else that words may mean; of what was, an entry that surely
answers comes first.
"""

from functools import partial

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from bot.desk.verbs import capping, handover, ledger, requester, serious
from knowledge.text.intent import Intent

_NOW = frozenset({Intent.DANGER, Intent.DESPAIR})


def at_once(step: Step, said: Said, heard: Heard) -> str:
    """A person at once, and whom to call until then; "" where nobody is in danger.

    Where a person of the team speaks they are told, and the desk stays out of it. Who was hurt and tells
    others of it is heard as well: nothing else hears what nobody addressed to the desk.
    """
    wanted = heard.asked
    if wanted is None or not (wanted.intent in _NOW or _tells_others(step, said, heard)):
        return ""
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket and ticket.person_present and said.address is not Address.DIRECT:
        requester.wrote(step, ticket, requester.Words.of(said))
        serious.call_a_lead(step, step.records.ticket(ticket.number))
    else:
        to_a_person(step, said, heard, wanted.intent)
    return wanted.intent.value


def _tells_others(step: Step, said: Said, heard: Heard) -> bool:
    """Whether somebody who was hurt says so to the room, where no entry surely answers."""
    hurt = heard.asked is not None and heard.asked.intent is Intent.HARM
    watched = said.address is Address.WATCHED and not said.others
    return hurt and watched and not heard.sure(step.library.bands)


def to_a_person(step: Step, said: Said, heard: Heard, kind: str) -> None:
    """It goes to the ticket at hand, or to one of its own; the customer reads what to do first."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text) or capping.to_add_to(step)
    if ticket is None:
        calls = partial(serious.call_a_lead, step)
        handing = handover.Handing(kind=kind, said=said, calls=calls)
        handover.hand_over(step, said.words, (), handing)
        return
    if handover.awaits_subject(step, ticket):
        ticket = handover.subject(step, ticket, said.words, heard.near)
    else:
        ticket = serious.named_by(step, ticket, said.words)
    requester.wrote(step, ticket, requester.Words.of(said), tell=False)
    ticket = step.records.ticket(ticket.number)
    word = serious.call_a_lead(step, ticket)
    step.to_customer(ticket, f"{kind}_noted", word=word, by=ledger.promised(step, ticket))
