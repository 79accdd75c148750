"""The owner's variables of entries' answers: kept by name, changed and taken back; each with its history.

What an entry says changes with them at once, so a name that nothing stands for is never saved, and one
that customers are shown is never dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.desk.nouns.decision import Decision
from bot.desk.step.step import Step
from bot.desk.verbs.deciding import before_own
from bot.desk.verbs.editing import Change, refuse_secrets
from bot.desk.words.variables import OF_DESK, OWN, own, told_unknown
from bot.errors import BadArgument, NotFound, Refused
from knowledge.entry import Entry, Status
from knowledge.text.variables import NAME, names

MOST = 200
"""Variables of a desk."""
LONGEST = 500
"""Characters of one."""
_CALLED = re.compile(NAME)
_LONG = 40


def save(step: Step, name: str, value: str) -> str:
    """Keep a value under a name, instead of what was there; return what that was, "" for nothing.

    Raises BadArgument and Refused.
    """
    known, text = own(step.records.decided()), " ".join(value.split())
    if not _CALLED.fullmatch(name) or len(name) > _LONG or name.replace("-", " ") in OF_DESK:
        raise BadArgument.of("variable_name", name=name[:_LONG])
    if not text:
        raise BadArgument.of("variable_needs", name=name)
    if name not in known and len(known) >= MOST:
        raise Refused.of("variables_full", most=MOST)
    refuse_secrets(Entry(id=name, question=name, answer=text))
    _decide(step, name, text)
    return known.get(name, "")


def drop(step: Step, name: str) -> str:
    """Forget one; return its value. Raises NotFound, and Refused while an entry names it."""
    value = find(step, name)
    used = [each.id for each in using(step, name) if each.status is Status.APPROVED]
    if used:
        raise Refused.of("variable_used", name=f"{{{name}}}", entries=", ".join(used))
    _decide(step, name, None)
    return value


def find(step: Step, name: str) -> str:
    """The value of one of the owner's. Raises NotFound."""
    known = own(step.records.decided())
    if name not in known:
        raise NotFound.of("no_variable", name=name[:_LONG])
    return known[name]


def take_back(step: Step, decided: str, number: int) -> str:
    """As it was before that change; the value, "" for none. Raises Refused where somebody else made another since,
    and where an entry names what would be gone."""
    before = before_own(step, step.records.decisions(decided), number)
    name, value = decided.removeprefix(OWN), before.value if before else None
    if value is None:
        drop(step, name)
    else:
        _decide(step, name, value)
    return value or ""


def using(step: Step, name: str) -> Iterator[Entry]:
    """Entries that name it, retired ones not among them."""
    for each in step.records.entries():
        if each.status is not Status.RETIRED and name in names(each.answer):
            yield each


def as_read(step: Step, change: Change) -> Change:
    """A change with all that its entry says now."""
    before = change.before and step.filled(change.before)
    return replace(change, entry=step.filled(change.entry), before=before)


def check(step: Step, change: Change) -> None:
    """Raises BadArgument where customers would read from now on a name that nothing stands for."""
    before, entry = change.before, change.entry
    if entry.status is not Status.APPROVED:
        return
    known = before and before.status is Status.APPROVED and before.answer == entry.answer
    for name, near in () if known else told_unknown(step.variables, entry.answer):
        kind = "variable_unknown_near" if near else "variable_unknown"
        raise BadArgument.of(kind, name=f"{{{name}}}", near=f"{{{near}}}", plain=f"\\{{{name}}}")


def _decide(step: Step, name: str, value: str | None) -> None:
    made = Decision(name=f"{OWN}{name}", value=value, by=step.actor, at=step.now)
    step.decisions.append(step.records.add_decision(made))
