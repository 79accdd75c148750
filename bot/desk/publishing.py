"""What happens to questions after the fact: askers told of a new answer, answers that did not arrive.

Nobody asks into the void: a question that nobody answered keeps its asker until they have the answer.
"""

from dataclasses import replace

from bot.desk import earlier, requester, showing
from bot.desk.inbound import Delivered
from bot.desk.message import Deed, Intent, Outgoing, Readership
from bot.desk.model import Ending, Feedback, OutcomeKind, Question
from bot.desk.step import Step
from knowledge.entry import Entry

PLAUSIBLE = 0.5
"""Share of the answer threshold from which an asker is told of a new entry: they decide."""


def fits(step: Step, question: Question, entry: Entry) -> bool:
    """Whether an entry is the nearest thing to a question that nobody answered."""
    near = step.library.guesses(question.text, languages=(question.language,))
    floor = step.library.bands.answer * PLAUSIBLE
    return bool(near) and near[0].entry == entry.id and near[0].probability >= floor


def tell_askers(step: Step, entry_id: str, language: str) -> str:
    """Tell everybody whose open question the entry answers, thank them, and ask whether it fits.

    Whoever has had these very words is told nothing: they said that it was not it, and wait on.
    """
    entry = step.library.public(entry_id)
    if entry is None:
        return "nothing"
    told = 0
    for question in [each for each in step.records.open_questions() if fits(step, each, entry)]:
        if _settled(step, question, entry):
            _answered(step, question, entry)
        elif earlier.mark(entry.answer) not in earlier.had(step, question):
            tell(step, question, entry)
            told += 1
    return f"told {told}"


def _settled(step: Step, question: Question, entry: Entry) -> bool:
    """Whether its asker has nothing to wait for: they said so, wrote this entry themselves, or have
    its words from the team."""
    if step.by and question.by.id == step.by.id:
        return True
    if earlier.answered_by_team(step, question, entry.answer):
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
    step.records.save_question(showing.with_answer(replace(question, told_entry=entry.id), entry))
    told = step.intent(Deed.TELL_ASKER)
    step.send(
        Outgoing(
            key="",
            place=question.place,
            message=step.offered(question.place, question.by.id, message),
            readership=Readership.CUSTOMER,
            to=question.by.id,
            report=True,
            intent=replace(told, by=None, question=question.id, entry=entry.id),
        )
    )


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """An answer has arrived, or has not."""
    question = step.records.question(intent.question)
    entry = step.records.entry(intent.entry)
    if intent.deed is Deed.TELL_ASKER and report.ok and entry:
        for each in earlier.again(step, question):
            if each.open:
                _answered(step, each, entry)
        return
    if report.ok or entry is None:
        return
    unread = tuple(each for each in question.had if each != earlier.mark(entry.answer))
    if intent.deed is Deed.TELL_ASKER and question.told_entry == intent.entry:
        step.records.save_question(replace(question, told_entry="", had=unread))
    elif intent.deed is Deed.SHOW_ANSWER:
        step.records.save_question(replace(question, shown=(), ask_at=None, had=unread))


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
