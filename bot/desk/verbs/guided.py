"""Guided entries: a question whose choices lead to further entries, each an approved answer of its own.

The way that somebody took stands in what their question was shown, the first entry first.
"""

from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.desk.nouns.message import Button
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.ports.library import Library
from bot.desk.step.step import Step
from bot.desk.verbs.editing import Change
from bot.errors import BadArgument
from knowledge.entry import Entry, Status
from knowledge.text.steps import LABEL, MOST, choices, stray


def buttons(step: Step, entry: Entry, question: Question) -> tuple[Button, ...]:
    """The choices that lead to something customers may be shown."""
    return tuple(
        step.wording.choice(label, f"pick {question.id} {follows}")
        for label, follows in choices(entry.answer)
        if step.library.public(follows)
    )


def further(library: Library, question: Question, entry: str) -> tuple[str, ...]:
    """All that was shown on the way to that entry, with it; () where no choice of it leads there."""
    answered = question.outcome is OutcomeKind.ANSWER or question.feedback is Feedback.PICKED
    for at in reversed(range(len(question.shown) if answered else 0)):
        before = library.public(question.shown[at])
        if before and entry in {follows for _, follows in choices(before.answer)}:
            return (*question.shown[: at + 1], entry)
    return ()


def at_end(library: Library, question: Question) -> bool:
    """Whether they went the way to an entry."""
    return bool(question.shown[1:] and further(library, question, question.shown[-1]))


def asks(library: Library, question: Question) -> bool:
    """Whether what was shown last asks which way to go on: nothing is answered yet."""
    entry = library.public(question.shown[-1]) if question.shown else None
    return entry is not None and any(
        further(library, question, e) for _, e in choices(entry.answer)
    )


def go(step: Step, question: Question, shown: tuple[str, ...]) -> Question:
    """One step on: it is not over, and what they chose says nothing of what was asked."""
    after = replace(question, shown=shown, open=False, ask_at=step.now + step.policy.check_in)
    step.records.save_question(after)
    return after


def check(step: Step, change: Change) -> None:
    """Raises BadArgument for choices that lead nowhere, are too many, or stand where none is shown."""
    if change.entry.status is Status.APPROVED and (links := stray(change.entry.answer)):
        raise BadArgument.of("step_stray", link=links[0][:80])
    found = choices(change.entry.answer) if change.entry.status is Status.APPROVED else ()
    if len(found) > MOST:
        raise BadArgument.of("steps_many", most=MOST)
    for label, follows in found:
        if len(label) > LABEL:
            raise BadArgument.of("step_long", label=label[:LABEL], most=LABEL)
        if follows == change.entry.id or step.library.public(follows) is None:
            raise BadArgument.of("step_nowhere", entry=follows[:60], near=_near(step, follows))


def _near(step: Step, name: str) -> str:
    known = [each.id for each in step.library.public_entries()]
    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=1)
    return found[0] if found else "ID"
