"""Somebody is in danger, in despair, or was hurt: a person sees it, with all they wrote.

Danger and despair come before everything else that words may mean; of what was, an entry that surely
answers comes first.
"""

from functools import partial

from bot.desk.boundary import Heard
from bot.desk.hearing import named, quick_replies, talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import capping, handover, ledger, requester, serious
from knowledge.text.harm import Harm, harm_in
from knowledge.text.intent import Intent
from knowledge.text.reading import SmallTalk

_PRESSED_FOR = frozenset({Intent.HARM, Intent.PERSON, Intent.COMPLAINT, Intent.URGENT, Intent.NEWS})
"""What somebody in danger asks of the desk that is no more than a cry for help."""
_GIVES_UP = frozenset({Intent.WITHDRAWAL, Intent.LEAVING, Intent.WAVERING, Intent.SOLVED})
"""What nobody who despairs is taken at their word for: a person looks first."""
_CRIES = frozenset({SmallTalk.HELP, SmallTalk.PERSON, SmallTalk.EMPTY})
"""Small talk that is one too."""
_DROPS = frozenset({SmallTalk.NEVER_MIND, SmallTalk.NO})
"""Small talk that gives up."""


def at_once(step: Step, said: Said, heard: Heard) -> str:
    """A person at once, and whom to call until then; "" where nobody is in danger.

    Where a person of the team speaks they are told, and the desk stays out of it. Who was hurt and tells
    others of it is heard as well: nothing else hears what nobody addressed to the desk.
    """
    wanted = heard.asked
    if wanted is None or not (wanted.intent in serious.NOW or _tells_others(step, said, heard)):
        return ""
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket and ticket.person_present and said.address is not Address.DIRECT:
        requester.wrote(step, ticket, requester.Words.of(said))
        serious.call_a_lead(step, step.records.ticket(ticket.number))
    else:
        to_a_person(step, said, heard, wanted.intent)
    return wanted.intent.value


def presses(step: Step, said: Said, heard: Heard | None) -> bool:
    """Whether it is done even where the desk rehearses: somebody is in danger, was hurt, or goes on."""
    if heard is None or step.is_staff or said.address is Address.OVERHEARD:
        return False
    wanted = heard.asked and heard.asked.intent
    if wanted in serious.NOW or (wanted is Intent.HARM and not heard.sure(step.library.bands)):
        return True
    return said.address is Address.DIRECT and _pressing(step, said) is not None


def _tells_others(step: Step, said: Said, heard: Heard) -> bool:
    """Whether somebody who was hurt says so to the room, where no entry surely answers; or threatens,
    exposes or grooms somebody there, or tells of it, whoever else speaks."""
    hurt = heard.asked is not None and heard.asked.intent is Intent.HARM
    if hurt and said.address is not Address.DIRECT and harm_in(said.text) is Harm.ABUSE:
        return True
    watched = said.address is Address.WATCHED and not said.others
    return hurt and watched and not heard.sure(step.library.bands)


def to_a_person(step: Step, said: Said, heard: Heard, kind: str) -> None:
    """It goes to the ticket at hand, or to one of its own; the customer reads what to do first."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text) or capping.to_add_to(step)
    if ticket is None:
        calls = partial(serious.call_a_lead, step)
        near = handover.nearest(heard.near)
        handing = handover.Handing(kind=kind, said=said, near=near, calls=calls)
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


def goes_on(step: Step, said: Said, heard: Heard) -> str:
    """More of an emergency: what somebody in danger or hurt writes a short while later, "what do I do?",
    belongs to it, until a person has answered. Nothing is offered or asked back; "" for all else.

    Of who was hurt, and is in no danger, what an entry surely answers is answered.
    """
    wanted, talked = heard.asked and heard.asked.intent, heard.reading.small_talk
    ticket = _pressing(step, said)
    kind = serious.befell(step, ticket) if ticket else None
    despairs = kind is Intent.DESPAIR
    goes_on = _PRESSED_FOR | _GIVES_UP if despairs else _PRESSED_FOR
    if ticket is None or kind is None or not (wanted is None or wanted in goes_on):
        return ""
    if talked is not None and not (talked in _CRIES or (despairs and talked in _DROPS)):
        return ""
    if kind is Intent.HARM and (wanted or heard.sure(step.library.bands)):
        return ""
    if named.meant(step, heard) or (
        not despairs and quick_replies.picked(step, said.text, heard.reading)
    ):
        return ""
    talk.note_questions(step, said, heard.reading, heard.near, ticket)
    word = requester.wrote(step, ticket, requester.Words.of(said), tell=False)
    ticket = step.records.ticket(ticket.number)
    noted = "despair_noted" if despairs else "danger_added"
    step.to_customer(ticket, noted, word=word, by=ledger.promised(step, ticket))
    return "ticket"


def _pressing(step: Step, said: Said) -> Ticket | None:
    """The ticket in which it happened, where no person has answered or speaks."""
    if step.is_staff:
        return None
    here = step.conversation().ticket
    for each in step.records.tickets_of(step.actor.id):
        reached = said.address is Address.DIRECT or each.number == here
        if each.is_open and reached and serious.awaits_help(step, each):
            return each
    return None
