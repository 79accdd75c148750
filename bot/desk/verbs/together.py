"""What one message asked and got several answers to: what its asker's words say of all of them.

A button is one answer's; words below the last of them may be said of each.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.step.step import Step
from knowledge.text.each_verdict import verdicts
from knowledge.text.ordinals import LAST, speaks_of_all

_SEVERAL = 2
"""Answers from which on a place among them says which."""
_SAYS = {"solved": Feedback.SOLVED, "else": Feedback.NOT_SOLVED}
"""What the command of a button says of an answer."""


def meant_too(step: Step, command: str, text: str) -> list[Question]:
    """The other questions of which words that press this button say the same. That it is solved is
    said of all that was answered; that an answer was not it, only by words for all: "neither"."""
    verb, _, number = command.partition(" ")
    if verb not in _SAYS or not number.isdigit() or not (verb == "solved" or speaks_of_all(text)):
        return []
    others = beside(step, step.records.question(int(number)))
    return [each for each in others if each.feedback is None]


def say(step: Step, command: str, questions: Iterable[Question]) -> None:
    """Keep it of these as of the one that the command is for."""
    feedback = _SAYS.get(command.partition(" ")[0])
    for each in questions:
        refused = feedback is Feedback.NOT_SOLVED
        said = replace(each, feedback=feedback, feedback_at=step.now, open=refused, ask_at=None)
        step.records.save_question(said)


def each_said(step: Step, text: str) -> list[str]:
    """What presses for answers to one message that are told apart by their place: "the first one
    helped, the second didn't"; empty where fewer were shown, or something else is said."""
    last = step.conversation().question
    said = verdicts(text) if last is not None else {}
    if last is None or not said:
        return []
    asked = step.records.question(last)
    shown = sorted((asked, *beside(step, asked)), key=lambda each: each.id)
    met = {at: shown[at if at == LAST else at - 1] for at in said if at <= len(shown)}
    answers = all(each.outcome is OutcomeKind.ANSWER and not each.ticket for each in shown)
    if len(shown) < _SEVERAL or len(met) < len(said) or not answers:
        return []
    ordered = sorted(said, key=lambda at: said[at], reverse=True)  # what is asked next stands last
    return [f"{'solved' if said[at] else 'else'} {met[at].id}" for at in ordered]


def refused_too(step: Step, question: Question) -> list[Question]:
    """The other questions of its message that got an answer which was not it, and that nobody has."""
    return [
        each
        for each in beside(step, question)
        if each.open and each.feedback is Feedback.NOT_SOLVED
    ]


def beside(step: Step, question: Question) -> list[Question]:
    """The other questions of its message that were answered outright, and went to nobody."""
    asked = step.records.questions_of(question.message)
    return [
        each
        for each in asked
        if each.id != question.id
        and each.by.id == question.by.id
        and each.outcome is OutcomeKind.ANSWER
        and not each.ticket
    ]
