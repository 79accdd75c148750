"""What becomes of words that were changed or taken back after they were said.

A question of which nothing has come is asked anew; with a ticket the team sees what stood there and
what stands there now. What was taken back is shown to nobody any more: only that it was.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.desk.nouns.inbound import Address, Deleted, Edited, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Feedback, Guess, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import thread, unquoting
from bot.desk.words import cards, precedents
from bot.desk.words.told import Word

FRESH = timedelta(minutes=2)
"""So long after it was asked a changed question is asked anew, whatever came of it."""


def edited(step: Step, edit: Edited, near: Sequence[tuple[Guess, ...]]) -> Said | str:
    """Words that are to be heard anew; the outcome where there are none. `near` them lies that."""
    change = _change(step, edit.message, edit.text)
    if change.before == edit.text:
        return "nothing"
    ticket = step.records.ticket_of_message(change.heard)
    if ticket:
        return _in_ticket(step, ticket, edit, change, near)
    asked = [each for each in step.records.questions_of(change.heard) if each.by.id == edit.by.id]
    if asked:
        alive = [each for each in asked if each.feedback is not Feedback.WITHDRAWN]
        return _anew(step, alive or asked, edit, change)
    return _unheard(step, edit)


@dataclass(frozen=True, kw_only=True)
class _Change:
    """One of the messages that were read as one is changed, or goes."""

    heard: str
    """The name under which they were heard."""
    before: str
    """What the message said; "" where that is not kept any more."""
    after: str
    whole: str
    """What all of them said that stood until now."""
    left: str
    """What all of them say from now on."""

    def of(self, words: str) -> str:
        """Words that hold it, as they read from now on."""
        if not self.before:
            return words
        changed = _rewritten(words, self.whole, self.left)
        return changed if changed != words else _rewritten(words, self.before, self.after)


def _change(step: Step, message: str, after: str) -> _Change:
    burst = step.records.burst(message)
    words = {each: step.records.words_of(each) for each in burst}
    return _Change(
        heard=burst[-1],
        before=words[message],
        after=after,
        whole=_joined(words.values()),
        left=_joined({**words, message: after}.values()),
    )


def left(step: Step, message: str, after: str) -> tuple[str, str]:
    """Under which name a message was heard, and what stands of all that was read with it, now that it
    says something else."""
    change = _change(step, message, after)
    return change.heard, change.left


def said(edit: Edited, words: str) -> Said:
    """As if it had been said just now."""
    return Said(
        id=edit.message,
        at=edit.at,
        by=edit.by,
        place=edit.place,
        text=words,
        address=edit.address or Address.OVERHEARD,
        secrets=edit.secrets,
        link=edit.link,
    )


def _joined(words: Iterable[str]) -> str:
    return "\n".join(filter(None, words))


def _in_ticket(
    step: Step, ticket: Ticket, edit: Edited, change: _Change, near: Sequence[tuple[Guess, ...]]
) -> str:
    """Staff see both; the ticket holds what stands there now."""
    message, before = change.heard, change.before
    if not _wrote(step, ticket, message, edit.by.id):
        return "nothing"
    asked = step.records.questions_of(message)
    standing, text = ticket.text, change.of(ticket.text)
    if ticket.text == before:
        guesses = next((each[:3] for each in near if each), ())
        ticket = replace(ticket, guesses=guesses, similar=precedents.like(step.records, edit.text))
    ticket, old = step.save(replace(ticket, text=text)), ticket
    unquoting.renamed(step, replace(old, text=standing), ticket)
    for each in asked:
        after = _reworded(each, change)
        if (
            not after.text and len(asked) == 1
        ):  # it is still open, and is looked for by what it says
            after = replace(after, text=next(iter(step.library.read(after.words).questions), ""))
        step.records.save_question(after)
        _quote_no_more(step, each, after.words)
    who = ticket.requester.name
    step.record(ticket, "edited", edit.text, internal=False, message=message)
    if before:
        thread.words(step, ticket, "staff_edited_from", before, who=who)
    key = thread.words(step, ticket, "staff_edit", edit.text, who=who)
    if ticket.is_open and not ticket.person_present:
        step.to_customer(ticket, "edit_noted", word=Word(key))
    return "ticket"


def _anew(step: Step, asked: list[Question], edit: Edited, change: _Change) -> Said | str:
    """The old question is settled with the new one; what was said to it counts no more."""
    untouched = not any(each.feedback or each.told_entry or each.ticket for each in asked)
    anew = untouched or edit.at - asked[0].asked_at <= FRESH
    for each in asked:
        after = _reworded(each, change)
        step.records.save_question(_withdrawn(step, after) if anew else after)
        if anew:
            step.take_away(f"question {each.id}", because="answered_before")
        _quote_no_more(step, each, after.words)
    if not anew:
        return "nothing"
    step.reply("asked_anew")
    return replace(said(edit, change.left), id=change.heard)


def _unheard(step: Step, edit: Edited) -> Said | str:
    """A mention added afterwards is a message to the desk like any other."""
    known = step.records.heard_as(edit.message)
    if edit.address is not Address.DIRECT or known is Address.DIRECT:
        return "nothing"
    if known is None:
        step.records.enqueue(said(edit, edit.text))
        return "heard"
    return said(edit, edit.text)


def deleted(step: Step, gone: Deleted) -> str:
    """What was taken back disappears; that it was stays in the ticket's history."""
    change = _change(step, gone.message, "")
    asked = step.records.questions_of(change.heard)
    for each in asked:
        after = _reworded(each, change)
        step.records.save_question(after if after.words else _withdrawn(step, after))
        _quote_no_more(step, each, after.words)
    ticket = step.records.ticket_of_message(change.heard)
    if ticket:
        _from_ticket(step, ticket, change)
    step.records.forget_words(gone.message, step.now)
    return "ticket" if ticket else "question" if asked else "nothing"


def _from_ticket(step: Step, ticket: Ticket, change: _Change) -> None:
    """A platform does not say who deleted a message: its author is taken for it. What still stands of
    those that were read with it is written down anew, for their lines held both."""
    message = change.heard
    step.by = _author(step, ticket, message) or step.by
    if not _wrote(step, ticket, message, ticket.requester.id):
        step.record(ticket, "deleted", message=message)
        return
    step.records.forget_lines(ticket.number, message)
    step.record(ticket, "deleted", internal=False, message=message)
    if change.left:
        step.record(ticket, "customer", change.left, internal=False, message=message)
    text = change.of(ticket.text).strip()
    taken = step.wording.words("taken_back", step.policy.language)
    if text:
        unquoting.renamed(step, ticket, replace(ticket, text=text))
    else:
        unquoting.taken_back(step, ticket.requester.id, [cards.title(ticket)])
    if not text:  # what came near it would tell what it was about
        ticket = replace(ticket, guesses=(), similar=())
    step.save(replace(ticket, text=text or taken))
    key = step.to_staff(ticket, "staff_deleted", who=ticket.requester.name)
    if ticket.is_open and not ticket.person_present:
        step.to_customer(ticket, "deletion_noted", word=Word(key))


def _author(step: Step, ticket: Ticket, message: str) -> Person | None:
    """Who wrote those words of a ticket."""
    lines = (each for each in step.records.history(ticket.number) if each.message == message)
    return next((step.records.person(each.by) for each in lines), None)


def _quote_no_more(step: Step, question: Question, left: str) -> None:
    """What the desk said back of a question, where it no longer stands in what is left; the cards of
    their other tickets show what was asked before."""
    for ticket in step.records.tickets_of(question.by.id):
        if ticket.is_open:
            step.touch(ticket)
    if left != question.words and question.text and question.text not in left:
        unquoting.taken_back(step, question.by.id, unquoting.of_question(question))


def _reworded(question: Question, change: _Change) -> Question:
    """As it reads from now on: what stands in its message no more is quoted nowhere, whenever it is
    spoken of again."""
    left = change.of(question.words).strip()
    return replace(question, words=left, text=question.text if question.text in left else "")


def _withdrawn(step: Step, question: Question) -> Question:
    return replace(
        question, feedback=Feedback.WITHDRAWN, feedback_at=step.now, open=False, ask_at=None
    )


def _wrote(step: Step, ticket: Ticket, message: str, person: str) -> bool:
    """Whether those words of a ticket are that person's, and the requester's."""
    lines = step.records.history(ticket.number)
    by = next((each.by for each in lines if each.message == message), "")
    theirs = step.records.identities(ticket.requester.id)
    return by in theirs and person in theirs


def _rewritten(words: str, before: str, after: str) -> str:
    """Words with one of their messages changed, where it stands in them on lines of its own."""
    if not before:
        return words
    return re.sub(rf"^{re.escape(before)}$", lambda _: after, words, count=1, flags=re.MULTILINE)
