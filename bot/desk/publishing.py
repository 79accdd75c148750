"""What happens after the fact: askers told of a new answer, staff told how a reply went.

Nobody asks into the void: a question that nobody answered keeps its asker.
"""

from dataclasses import replace

from bot.desk import requester, showing
from bot.desk.inbound import Delivered
from bot.desk.message import Outgoing, Readership
from bot.desk.model import Ending, Feedback, OutcomeKind, Question
from bot.desk.step import Step
from knowledge.entry import Entry

PLAUSIBLE = 0.5
"""Share of the answer threshold from which an asker is told of a new entry: they decide."""


def fits(step: Step, question: Question, entry: Entry) -> bool:
    """Whether a new entry is the nearest thing to a question that nobody answered."""
    near = step.library.guesses(question.text, languages=(question.language,))
    floor = step.library.bands.answer * PLAUSIBLE
    return bool(near) and near[0].entry == entry.id and near[0].probability >= floor


def tell_askers(step: Step, entry_id: str, language: str) -> str:
    """Tell everybody whose open question the entry answers, thank them, and ask whether it fits."""
    entry = step.library.public(entry_id)
    if entry is None:
        return "nothing"
    fitting = [each for each in step.records.open_questions() if fits(step, each, entry)]
    waiting = [each for each in fitting if not _settled(step, each)]
    for question in fitting:
        _answered(step, question, entry)
    for question in waiting:
        tell(step, question, entry)
    return f"told {len(waiting)}"


def _settled(step: Step, question: Question) -> bool:
    """Whether its asker has nothing to wait for: they said so, or wrote this entry themselves."""
    if step.by and question.by.id == step.by.id:
        return True
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    return bool(ticket and ticket.ending in {Ending.CONFIRMED, Ending.WITHDRAWN})


def _answered(step: Step, question: Question, entry: Entry) -> None:
    step.records.save_question(
        replace(question, open=False, told_entry=entry.id, shown=(entry.id,), ask_at=None)
    )


def tell(step: Step, question: Question, entry: Entry) -> None:
    """One asker, where they asked."""
    message = showing.entry_message(
        step, "now_answered", entry, question, language=question.language, question=question.text
    )
    step.over(f"question {question.id}")
    conversation = step.records.conversation(question.place, question.by.id)
    step.records.save_conversation(replace(conversation, question=question.id))
    step.send(
        Outgoing(
            key="",
            place=question.place,
            message=step.offered(question.place, question.by.id, message),
            readership=Readership.CUSTOMER,
            to=question.by.id,
        )
    )


def delivered(step: Step, report: Delivered) -> str:
    """How a staff reply, or a ticket's card, went."""
    ticket = step.records.ticket(report.ticket)
    who = ticket.requester.name
    step.record(ticket, "delivered" if report.ok else "not_delivered", report.reason)
    if not report.ok:
        step.to_staff(ticket, "staff_not_delivered", who=who, reason=report.reason)
    elif report.reason:
        step.to_staff(ticket, "staff_other_route", who=who, reason=report.reason)
    else:
        step.to_staff(ticket, "staff_delivered", who=who)
    return "delivered" if report.ok else "not_delivered"


def solved(step: Step, question: Question) -> None:
    """The customer says that the answer was right, or that it is solved though none was shown."""
    unseen = question.outcome is OutcomeKind.CHOICES and question.feedback is not Feedback.PICKED
    verdict = Feedback.WITHDRAWN if unseen else Feedback.SOLVED
    step.records.save_question(
        replace(question, feedback=verdict, feedback_at=step.now, open=False, ask_at=None)
    )
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket and ticket.is_open:
        requester.confirm(step, ticket)
    else:
        step.reply("solved_unseen" if unseen else "solved_thanks")
