"""What happens to questions after the fact: askers told of a new answer, answers that did not arrive.

Nobody asks into the void: a question that nobody answered keeps its asker until they have the answer.
Nor is anybody told what answers another's question: the desk tells by itself those of whom it is sure;
of the others staff say who is told.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.desk.nouns.inbound import Delivered, Published
from bot.desk.nouns.message import Deed, Intent, Outgoing, Readership
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.nouns.sought import Likely, Sought
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import askers, earlier, ledger, requester, showing
from bot.desk.words import cards
from knowledge.entry import Entry


def see_to(step: Step, published: Published, sought: Sought | None) -> str:
    """See to some of those whom a published entry concerns; `sought` where they were looked up before."""
    entry = step.library.public(published.entry)
    if entry is None:
        return "nothing"
    if published.telling:
        names, _ = tell_all(step, entry, published)
        return f"told {len(names)}"
    sought = sought or askers.seek(step.records, step.library, published)
    return _see_to_some(step, entry, published, sought)


def _see_to_some(step: Step, entry: Entry, published: Published, sought: Sought) -> str:
    """See to some of those whose open question the entry may answer: who is sure is told, and at the end
    it is asked whether it fits the others."""
    found = []
    for each in askers.open_ones(step, sought.found):
        if askers.settled(step, each.question, entry):
            _answered(step, each.question, entry)
        else:
            found.append(each)
    new = []
    for asker in askers.waiting(step, entry, found, published.likeliest):
        if published.asked or not asker.sure(step):
            new.append(asker)
        elif not _told_as_well(step, asker.question, entry):
            tell(step, asker.question, entry)
    count = published.found + len(new)
    before = published.likeliest[: askers.SHOWN]
    if count > 1 and step.place:
        first = askers.open_ones(step, before) if published.found == 1 else ()
        askers.keep(step, entry, [*first, *new])
    likeliest = [*before, *(Likely(question=e.question.id, likely=e.likely) for e in new)]
    likeliest.sort(key=lambda each: -each.likely)
    so_far = replace(published, found=count, likeliest=tuple(likeliest[: askers.SHOWN]))
    if sought.more:
        _go_on(step, so_far, sought.through)
        return "looked through"
    return _decided(step, so_far, entry)


def _told_as_well(step: Step, question: Question, entry: Entry) -> bool:
    """Whether its asker is told of the entry for the same words, asked another time."""
    words = earlier.said_by(entry.id, entry.answer)
    same = (each for each in earlier.again(step, question) if each.told_entry == entry.id)
    return any(words in each.had and each.feedback is not Feedback.NOT_SOLVED for each in same)


def _go_on(step: Step, published: Published, through: int) -> None:
    """Leave the next piece of it; by its time it goes before what was published later."""
    key = published.id.removesuffix(f"/{published.after}")
    step.records.enqueue(replace(published, id=f"{key}/{through}", after=through))


def _decided(step: Step, published: Published, entry: Entry) -> str:
    """All have been looked through."""
    likeliest = askers.open_ones(step, published.likeliest)
    if not likeliest:
        if published.asked:
            step.whisper("refused", text=step.put("nobody_waits_for_it", entry=entry.id))
        return "told 0"
    if step.place:
        if published.found == 1:
            askers.keep(step, entry, likeliest)
        askers.ask_staff(step, entry, likeliest, published.found)
    return f"asked of {published.found}"


def tell_all(
    step: Step, entry: Entry, published: Published | None = None
) -> tuple[list[str], bool]:
    """Tell some of those of whom staff have said that all are told, and leave the rest to the next
    piece of work; the names, and whether there is a rest."""
    after = published.after if published else 0
    found = askers.asked_about(step, entry, after=after, limit=askers.AT_ONCE + 1)
    some = found[: askers.AT_ONCE]
    names = tell_those(step, some, entry)
    more = len(found) > len(some)
    if more and published:
        _go_on(step, published, some[-1].id)
    elif more:
        rest = askers.owed_word(step, entry, f"telling:{step.cause}")
        step.records.enqueue(replace(rest, telling=True, after=some[-1].id))
    return names, more


def tell_those(step: Step, questions: Iterable[Question], entry: Entry) -> list[str]:
    """Tell the askers of these, each once; their names."""
    names = []
    for question in questions:
        askers.let_go(step, question)
        known = earlier.mark(entry.answer) in earlier.had(step, question)
        if not known and not askers.settled(step, question, entry):
            tell(step, step.records.question(question.id), entry)
            names.append(question.by.name)
    return names


def _answered(step: Step, question: Question, entry: Entry) -> None:
    step.records.save_question(
        replace(
            question,
            open=False,
            told_entry=entry.id,
            perhaps_entry="",
            shown=(entry.id,),
            ask_at=None,
        )
    )


def tell(step: Step, question: Question, entry: Entry) -> None:
    """One asker, where they asked."""
    shown = cards.with_links(question.text, question.words)
    message = showing.entry_message(
        step, "now_answered", entry, question, language=question.language, question=shown
    )
    step.over(f"question {question.id}")
    conversation = step.records.conversation(question.place, question.by.id)
    step.records.save_conversation(replace(conversation, question=question.id))
    step.records.save_question(showing.with_answer(replace(question, told_entry=entry.id), entry))
    ticket = _ticket_there(step, question)
    told = ledger.answer(step, ticket, Deed.TELL_ASKER) if ticket else step.intent(Deed.TELL_ASKER)
    step.send(
        Outgoing(
            key="",
            place=question.place,
            message=step.offered(question.place, question.by.id, message),
            readership=Readership.CUSTOMER,
            ticket=ticket.number if ticket else None,
            to=question.by.id,
            report=True,
            intent=replace(told, by=None, question=question.id, entry=entry.id),
        ),
        entry.files,
    )


def _ticket_there(step: Step, question: Question) -> Ticket | None:
    """The open ticket of the question, if its customer is written to where the question was asked."""
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    same = ticket and (ticket.requester.id, ticket.place) == (question.by.id, question.place)
    return ticket if ticket and ticket.is_open and same else None


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """An answer has arrived, or has not."""
    question = step.records.question(intent.question)
    entry = step.records.entry(intent.entry)
    if intent.deed is Deed.TELL_ASKER and entry:
        _noted(step, question, entry, report)
    if intent.deed is Deed.TELL_ASKER and report.ok and entry:
        for each in earlier.again(step, question):
            if each.open:
                _answered(step, each, entry)
        return
    if report.ok or entry is None:
        return
    unread = showing.without_answer(question, entry)
    if intent.deed is Deed.TELL_ASKER and question.told_entry == intent.entry:
        step.records.save_question(replace(unread, told_entry=""))
    elif intent.deed is Deed.SHOW_ANSWER:
        step.records.save_question(replace(unread, shown=(), ask_at=None))


def _noted(step: Step, question: Question, entry: Entry, report: Delivered) -> None:
    """Their ticket shows that they were told of the entry, or that it did not reach them."""
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket is None:
        return
    if report.ok:
        step.record(ticket, "asker_told", entry.question, internal=False)
        step.touch(ticket)
    else:
        step.record(ticket, "not_delivered", report.reason)


def solved(step: Step, question: Question) -> None:
    """The customer says that the answer was right, or that it is solved though none was shown."""
    choices = question.outcome is OutcomeKind.CHOICES and not question.told_entry
    unseen = choices and question.feedback is not Feedback.PICKED
    verdict = Feedback.WITHDRAWN if unseen else Feedback.SOLVED
    step.records.save_question(
        replace(question, feedback=verdict, feedback_at=step.now, open=False, ask_at=None)
    )
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    shown = earlier.answered(step, question) if unseen else None
    if ticket and ticket.is_open:
        requester.confirm(step, ticket)
    elif shown:
        solved(step, shown)
    else:
        by_member = unseen and step.records.was_helped(question.id)
        step.reply("solved_unseen" if unseen and not by_member else "solved_thanks")
