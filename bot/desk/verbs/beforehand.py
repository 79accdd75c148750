"""What an act on a task would do to others, shown to whoever says it before it is done.

A colleague has it, or customers are to read something: nothing happens until that was seen.
"""

from collections.abc import Sequence

from bot.desk.nouns.inbound import Does, Tasked
from bot.desk.nouns.message import Markdown
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.sought import Sought
from bot.desk.step.step import Step
from bot.desk.verbs.earlier import mark
from bot.errors import Refused

NAMED = 10
"""Of many people so many are named."""


def shown(step: Step, tasked: Tasked, sought: Sought, found: Sequence[Question]) -> bool:
    """Show what it would do to a colleague or to customers; False where it does nothing to either."""
    if not found:
        return False
    if tasked.does is Does.DECLINE:
        _show_declined(step, tasked, sought)
        return True
    owner = next((each.owner for each in found if each.owner), sought.owner)
    if tasked.does not in _YES or owner is None or owner.id == tasked.by.id:
        return False
    name = f"q{tasked.question}"
    line = step.line(_YES[tasked.does].format(task=name))
    step.whisper("done", text=step.put("task_is_with", task=name, who=owner.name, line=line))
    return True


_YES = {Does.TAKE: "take {task} anyway", Does.RELEASE: "release {task} anyway"}
"""What is written once it is known whose it is."""


def _show_declined(step: Step, tasked: Tasked, sought: Sought) -> None:
    """What those who asked would read, before any of them does."""
    name = f"q{tasked.question}"
    step.records.keep(_shown_to(step), f"{name} {mark(tasked.words)} {tasked.words}")
    message = step.wording.say(
        "staff_decline",
        step.language(),
        whom=names(step, sought.people),
        owner=_with(step, sought.owner),
        answer=Markdown(text=tasked.words),
        line=step.line(f"decline {name} anyway"),
        task=name,
        mark=mark(tasked.words),
    )
    step.answer(message, private=True)


def _with(step: Step, owner: Person | None) -> str | None:
    mine = owner is None or owner.id == step.actor.id
    return None if mine or owner is None else step.put("task_with", who=owner.name)


def seen(step: Step, question: Question, which: str) -> str:
    """The reason that whoever acts was shown last for that task; `which` is the sign of it that a button
    has. Raises Refused."""
    kept = step.records.kept(_shown_to(step))
    name, sign, words = [*kept.split(" ", 2), "", "", ""][:3]
    if name != f"q{question.id}" or which not in {"", sign}:
        raise Refused.of("decline_not_shown", task=f"q{question.id}")
    step.records.keep(_shown_to(step), "")
    return words


def _shown_to(step: Step) -> str:
    return f"decline:{step.actor.id}"


def names(step: Step, people: Sequence[str]) -> str:
    """Some of many people, and how many more there are."""
    more = len(people) - NAMED
    tail = [step.put("more_people", number=more)] if more > 0 else []
    return ", ".join([*people[:NAMED], *tail])
