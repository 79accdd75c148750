"""Somebody tells of a loss or a grave illness: a kind word, and a person reads it; no emergency."""

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Said
from bot.desk.step.step import Step
from bot.desk.verbs import handover, ledger, requester
from knowledge.text.intent import Asked


def told(step: Step, said: Said, heard: Heard, _: Asked) -> str:
    """It goes to the ticket at hand, or to one of its own."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    if ticket is None:
        near = handover.nearest(heard.near)
        handing = handover.Handing(kind="grief", said=said, near=near)
        handover.hand_over(step, said.words, (), handing)
        return "grief"
    requester.wrote(step, ticket, requester.Words.of(said), tell=False)
    ticket = step.records.ticket(ticket.number)
    step.to_customer(ticket, "grief_noted", by=ledger.promised(step, ticket))
    return "grief"
