"""What a customer's word on a ticket says of its questions, and of those of tickets merged into it.

Whoever says that it is solved, or no longer so, says it of all that the ticket looks after.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.desk.nouns.question import Feedback, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step


def solved(step: Step, ticket: Ticket) -> None:
    """It is."""
    for asked in _looked_after(step, ticket):
        said = replace(asked, feedback=Feedback.SOLVED, feedback_at=step.now)
        step.records.save_question(said)


def not_solved(step: Step, ticket: Ticket) -> None:
    """What was called solved never was."""
    for asked in _called_solved(step, ticket):
        said = replace(asked, feedback=Feedback.NOT_SOLVED, feedback_at=step.now, open=True)
        step.records.save_question(said)


def opened_again(step: Step, ticket: Ticket) -> None:
    """What was called solved waits for their word once more."""
    for asked in _called_solved(step, ticket):
        step.records.save_question(replace(asked, feedback=None, feedback_at=None))


def _called_solved(step: Step, ticket: Ticket) -> Iterator[Question]:
    return (each for each in _looked_after(step, ticket) if each.feedback is Feedback.SOLVED)


def _looked_after(step: Step, ticket: Ticket) -> Iterator[Question]:
    theirs = step.records.tickets_of(ticket.requester.id)
    numbers, found = {ticket.number}, True
    while found:
        merged = {each.number for each in theirs if each.merged_into in numbers}
        found = not merged <= numbers
        numbers |= merged
    for number in sorted(numbers):
        yield from step.records.ticket_questions(number)
