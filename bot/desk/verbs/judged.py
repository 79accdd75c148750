"""What a customer's word on a ticket says of its questions, and of those of tickets merged into it.

Whoever says that it is solved, or no longer so, says it of all that the ticket looks after.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.desk.nouns.question import Feedback, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import earlier


def solved(step: Step, ticket: Ticket) -> None:
    """It is."""
    for asked in _looked_after(step, ticket):
        said = replace(asked, feedback=Feedback.SOLVED, feedback_at=step.now)
        step.records.save_question(said)


def not_solved(step: Step, ticket: Ticket) -> None:
    """What was called solved never was."""
    for asked in _looked_after(step, ticket):
        if asked.feedback is Feedback.SOLVED:
            said = replace(asked, feedback=Feedback.NOT_SOLVED, feedback_at=step.now, open=True)
            step.records.save_question(said)
        _say_what_came(step, ticket, asked)


def opened_again(step: Step, ticket: Ticket) -> None:
    """What was called solved waits for their word once more; the team is told."""
    step.to_staff(ticket, "staff_reopened", who=ticket.requester.name)
    for asked in _looked_after(step, ticket):
        if asked.feedback is Feedback.SOLVED:
            step.records.save_question(replace(asked, feedback=None, feedback_at=None))
        _say_what_came(step, ticket, asked)


def _say_what_came(step: Step, ticket: Ticket, asked: Question) -> None:
    """An entry that was approved while they had nothing to wait for, and of which nobody told them: it is
    for the team to say whether they want it now."""
    entry = step.library.public(asked.told_entry)
    if entry is None or earlier.mark(step.filled(entry, asked.by).answer) in earlier.had(
        step, asked
    ):
        return
    asked = step.records.question(asked.id)
    waits = replace(asked, open=True, told_entry="", shown=(), perhaps_entry=entry.id)
    step.records.save_question(waits)
    step.to_staff(ticket, "staff_came_since", who=asked.by.name, title=entry.question, q=asked.id)


def _looked_after(step: Step, ticket: Ticket) -> Iterator[Question]:
    theirs = step.records.tickets_of(ticket.requester.id)
    numbers, found = {ticket.number}, True
    while found:
        merged = {each.number for each in theirs if each.merged_into in numbers}
        found = not merged <= numbers
        numbers |= merged
    for number in sorted(numbers):
        yield from step.records.ticket_questions(number)
