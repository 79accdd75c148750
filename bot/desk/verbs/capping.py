"""How many tickets one account may have open, and what becomes of what it asks beyond that.

Nothing is turned away: it is added to a ticket that stands, and whoever asked is told which.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.file import File
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, requester


def to_add_to(step: Step) -> Ticket | None:
    """The newest of the actor's open tickets, once they have as many as they may.

    What is asked in private goes to none that stands openly: the team answers where the ticket is.
    """
    theirs = [
        each
        for each in step.records.tickets_of(step.actor.id)
        if each.is_open
        and each.requester.id == step.actor.id
        and (each.place.private or not step.here.private)
    ]
    return theirs[0] if len(theirs) >= step.policy.open_tickets else None


def add(
    step: Step,
    ticket: Ticket,
    text: str,
    asked: Sequence[Question] = (),
    files: Sequence[File] = (),
) -> None:
    """Add to the ticket what would have been another one."""
    for each in asked:
        step.records.save_question(replace(each, ticket=ticket.number, open=True, ask_at=None))
        step.over(f"question {each.id}")
    words = requester.Words(text=text, message=step.answers, files=tuple(files))
    requester.wrote(step, ticket, words, tell=False)
    step.records.save_conversation(replace(step.conversation(), ticket=ticket.number))
    by = ledger.promised(step, ticket)
    step.reply("capped", n=ticket.number, count=step.policy.open_tickets, by=by)
