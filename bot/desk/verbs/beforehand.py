"""What an act would do to others, shown to whoever says it before it is done.

A colleague has a task, or customers are to read something: nothing happens until that was seen.
"""

import re
from collections.abc import Sequence

from bot.desk.nouns.inbound import Does, Tasked
from bot.desk.nouns.message import Markdown
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.sought import Sought
from bot.desk.step.step import Step
from bot.desk.verbs.earlier import mark

DECLINE, RECALL, REPLY = "decline", "recall", "reply"
"""Acts that send words: to many, or with what looks like a secret in them."""
SEEN = re.compile(r"anyway(?: (?P<sign>[0-9a-f]{16}))?", re.IGNORECASE)
"""Typed or pressed instead of words: those that were shown."""
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
    sign = keep(step, DECLINE, name, tasked.words)
    message = step.wording.say(
        "staff_decline",
        step.language(),
        whom=names(step, sought.people),
        owner=_with(step, sought.owner),
        answer=Markdown(text=tasked.words),
        line=step.line(f"decline {name} anyway"),
        task=name,
        mark=sign,
    )
    step.answer(message, private=True)


def _with(step: Step, owner: Person | None) -> str | None:
    mine = owner is None or owner.id == step.actor.id
    return None if mine or owner is None else step.put("task_with", who=owner.name)


def keep(step: Step, act: str, about: str, words: str) -> str:
    """Keep the words that whoever acts is shown, instead of what they were shown before; `about` has no
    blank in it. The sign of them for a button."""
    sign = mark(words)
    step.records.keep(f"{act}:{step.actor.id}", f"{about} {sign} {words}")
    return sign


def seen(step: Step, act: str, about: str, sign: str) -> str:
    """The words that whoever acts was shown last, of that and with that sign ("" for any), which are
    theirs to send once; "" where they were shown none such."""
    kept = step.records.kept(f"{act}:{step.actor.id}")
    name, which, words = [*kept.split(" ", 2), "", "", ""][:3]
    if name != about or sign not in {"", which}:
        return ""
    step.records.keep(f"{act}:{step.actor.id}", "")
    return words


def names(step: Step, people: Sequence[str]) -> str:
    """Some of many people, and how many more there are."""
    more = len(people) - NAMED
    tail = [step.put("more_people", number=more)] if more > 0 else []
    return ", ".join([*people[:NAMED], *tail])
