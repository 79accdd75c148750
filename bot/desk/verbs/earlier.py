"""What else somebody asked: the same question again, what they have had for an answer, who has it.

Nobody is told of as new what they have read already, nor asked twice about one thing.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2b

from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.step.step import Step
from bot.desk.verbs import ledger
from knowledge.text.normalise import surface
from knowledge.text.secrets import redact

NEWEST = 100
"""Questions of one person that are looked through."""

TOGETHER = timedelta(hours=1)
"""Questions of one person that fall due within it are asked about at once: about the newest."""

_SLIGHT = re.compile(r"[\s.,;:!?*_`'\"“”‘’()\[\]]+")
"""What may differ between two answers that say the same."""


def mark(answer: str) -> str:
    """Equal for answers of the same words."""
    words = _SLIGHT.sub(" ", redact(answer)[0].casefold()).strip()
    return blake2b(words.encode(), digest_size=8).hexdigest()


def said_by(entry: str, answer: str) -> str:
    """Equal for the same words of the same entry, in whichever of its versions: another entry may
    say the same, and be right."""
    return mark(f"{entry} says {mark(answer)}")


DECLINED = mark("declined by the team")
"""Stands among the marks of a question of which the team said why there is no answer."""


def again(step: Step, question: Question) -> Sequence[Question]:
    """Every time its asker asked it in the same words, this time among them."""
    words = surface(question.text)
    theirs = step.records.asked_by(question.by.id, NEWEST)
    return [each for each in theirs if each.id == question.id or surface(each.text) == words]


def had(step: Step, question: Question) -> frozenset[str]:
    """Marks of the answers that its asker has had to it and waits for another than, from the guide
    or from the team."""
    waiting = [
        each
        for each in again(step, question)
        if each.id == question.id or each.open or each.feedback is Feedback.NOT_SOLVED
    ]
    replies = (mark(text) for each in waiting for text in _replies(step, each))
    return frozenset({*replies, *(each for one in waiting for each in one.had)})


def refused(step: Step, text: str) -> frozenset[str]:
    """Entries that the person acting had for the same question, and said that they were not it."""
    words = surface(text)
    theirs = step.records.asked_by(step.actor.id, NEWEST)
    refusals = {Feedback.NOT_SOLVED, Feedback.NONE_OF_THESE}
    told = [each for each in theirs if each.feedback in refusals and surface(each.text) == words]
    shown = {(entry, each.had) for each in told for entry in each.shown}
    return frozenset(
        entry
        for entry, marks in shown
        if (known := step.library.get(entry)) and (not marks or mark(known.answer) in marks)
    )


def answered_by_team(step: Step, question: Question, answer: str) -> bool:
    """Whether the team has given them that answer, and they have not said that it was not it."""
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket is None or ledger.ours(ticket):
        return False
    return mark(answer) in map(mark, _replies(step, question))


def unsettled(step: Step, question: Question) -> bool:
    """Whether something was shown or asked back for it of which nothing is known, and the team does
    not have it."""
    waits = question.shown or question.outcome is OutcomeKind.DONT_KNOW
    return bool(waits) and not question.feedback and not with_team(step, question)


def answered(step: Step, question: Question) -> Question | None:
    """What they asked there before it, and had an answer to of which they have not said yet whether
    it helped; the latest."""
    theirs = step.records.asked_by(question.by.id, NEWEST)
    waiting = (
        each
        for each in reversed(theirs)
        if each.id < question.id
        and each.place == question.place
        and each.had
        and each.ask_at
        and each.feedback in {None, Feedback.PICKED}
    )
    return next(waiting, None)


def with_team(step: Step, question: Question) -> bool:
    """Whether its message, or another in the same words, went into a ticket."""
    if step.records.ticket_of_message(question.message):
        return True
    return any(each.ticket for each in again(step, question))


def asked_with_another(step: Step, question: Question) -> bool:
    """Whether asking about another question of theirs is asking about this one, or comes with it.

    A question that only got titles is not asked about by asking about one that had an answer.
    """
    same = {each.id for each in again(step, question)}
    theirs = step.records.asked_by(question.by.id, NEWEST)
    later = [each for each in theirs if each.id > question.id]
    soon = [each for each in later if each.ask_at and each.ask_at <= step.now + TOGETHER]
    due = [each for each in soon if _lacks(each) or not _lacks(question)]
    if any(each.id in same for each in later) or any(unsettled(step, each) for each in due):
        return True
    then = question.asked_at - step.policy.check_in
    before = (each for each in theirs if each.id < question.id and each.asked_at <= then)
    return any(each.id in same and unsettled(step, each) for each in before)


def _lacks(question: Question) -> bool:
    """Whether no answer was shown to it."""
    return question.outcome is not OutcomeKind.ANSWER and question.feedback is not Feedback.PICKED


def _replies(step: Step, question: Question) -> Sequence[str]:
    history = step.records.history(question.ticket) if question.ticket else ()
    return [line.text for line in history if line.what == "reply" and line.text]
