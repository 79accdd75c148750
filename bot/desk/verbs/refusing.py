"""What comes of it when a customer says that what they were shown is not it: nobody is left with it.

The question is open again, in the team's hands or offered to them; what refused it is learned from.
"""

from dataclasses import replace

from bot.desk.nouns.question import Feedback, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules.lifecycle import Event
from bot.desk.step.step import Step
from bot.desk.verbs import handover, ledger
from bot.desk.words.told import Word


def not_theirs(step: Step, question: Question) -> None:
    """The asker says that what they were told of answers another question: theirs is open again."""
    refused = replace(
        question, feedback=Feedback.NOT_SOLVED, feedback_at=step.now, open=True, ask_at=None
    )
    step.records.save_question(refused)
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket is None:
        pass_on(step, refused)
        return
    if ticket.merged_into:
        ticket = step.records.ticket(ticket.merged_into)
    _goes_on(step, refused, ticket)


def pass_on(step: Step, question: Question) -> None:
    """What the guide does not answer goes to the team, or that is offered."""
    if step.policy.handover == "now" and question.ticket is None:
        handover.hand_over(step, "", (question,))
    else:
        step.reply("nothing_else", by=step.policy.reply_by(step.now), q=question.id)


def _goes_on(step: Step, question: Question, ticket: Ticket) -> None:
    """The ticket is the team's as before, and they hear that this entry was not it."""
    entry = step.records.entry(question.told_entry)
    title = entry.question if entry else question.told_entry
    after = ledger.ours_again(step, ticket, Event.CUSTOMER)
    step.record(after, "not_theirs", title, internal=False)
    key = step.to_staff(
        after, "staff_not_theirs", who=after.requester.name, title=title, q=question.id
    )
    word = Word(key, "team_has")
    step.to_customer(after, "not_theirs", word=word, by=ledger.promised(step, after))
