"""What speaks against a change of an entry before it is saved: another entry, or its own words.

Whoever makes the change decides, with it before their eyes.
"""

from bot.desk.step.step import Step
from bot.desk.verbs.editing import Change
from knowledge.entry import Entry, Status
from knowledge.text.normalise import surface
from knowledge.upkeep.doubts import Doubt, doubts
from knowledge.upkeep.review import Pair, near_to
from knowledge.upkeep.structure import told_to_all


def gives_away(change: Change) -> str:
    """What customers would read from now on that looks like a password or a code; "" for nothing.
    Who approves an entry has read it."""
    before = change.before
    if change.entry.status is not Status.APPROVED or change.why == "approved":
        return ""
    known = told_to_all(before) if before and before.status is Status.APPROVED else ""
    told = told_to_all(change.entry)
    return "" if told == known else told


def in_doubt(change: Change) -> list[Doubt]:
    """Why customers should not read it from now on before somebody has looked: the same that makes a
    draft of a file's entry, but for what has a warning of its own. Who approves an entry has read it."""
    before = change.before
    if change.entry.status is not Status.APPROVED or change.why == "approved":
        return []
    known = set(doubts(before)) if before and before.status is Status.APPROVED else set()
    found = (each for each in doubts(change.entry) if each not in known)
    return [each for each in found if each.kind not in {"password", "one"}]


def near(step: Step, entry: Entry) -> tuple[Pair, ...]:
    """Approved entries that ask nearly the same; all as they read now."""
    approved = [e for e in map(step.filled, step.records.entries()) if e.status is Status.APPROVED]
    return near_to(step.filled(entry), approved)


def same(step: Step, change: Change) -> str:
    """The entry that asks what a new one asks, word for word; "" for none."""
    if change.before is not None or change.entry.status is not Status.APPROVED:
        return ""
    found = (each for each in near(step, change.entry) if each.same)
    twice = (e.other.id for e in found if surface(e.phrasings[0]) == surface(e.phrasings[1]))
    return next(twice, "")


def clashes(step: Step, change: Change) -> list[Pair]:
    """Entries that ask the very same and answer otherwise, once the change is made; not those that
    did so before it."""
    if change.entry.status is not Status.APPROVED:
        return []
    found = [each for each in near(step, change.entry) if each.same and each.contradicts]
    if not found or change.before is None or change.before.status is not Status.APPROVED:
        return found
    before = {(each.other.id, each.differs) for each in near(step, change.before)}
    return [each for each in found if (each.other.id, each.differs) not in before]
