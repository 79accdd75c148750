"""Settings that are changed by command: written down, in force at once, and taken back.

What time does next is reckoned anew for all that is open; times that people were given stand.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.desk.nouns.decision import Decision
from bot.desk.nouns.person import Person
from bot.desk.step.step import Step
from bot.desk.verbs import incidents
from bot.errors import Refused

CLOSED_DAYS = "DESK_CLOSED_DAYS"
SETTABLE = (
    *("DESK_HOURS", "DESK_HOLIDAYS", CLOSED_DAYS),
    *("DESK_REPLY_WITHIN", "DESK_REMIND_BEFORE", "DESK_TELL_BEFORE", "DESK_CLAIM_LAPSES"),
    *("DESK_CHECK_IN", "DESK_PARK_AFTER", "DESK_HANDOVER"),
    *("DESK_OPEN_TICKETS", "DESK_AUTO_ANSWER_CAP", "DESK_NEWCOMER", "DESK_RAID_BURST"),
    *("DESK_STAFF_NAME", "DESK_STAFF_PICTURE"),
)
"""What may be changed while the desk runs: each is read from the policy alone, anew in every step of
work. No secret is among them, and nothing that a start alone reads."""
_OURS = "DESK_"


def short(name: str) -> str:
    """A setting as people type it: "reply-within"."""
    return name.removeprefix(_OURS).casefold().replace("_", "-")


SHORT = {short(name): name for name in SETTABLE}
"""Each by what people type."""


def line(name: str) -> str:
    """The command that changes it, as far as it is the same each time."""
    return "closed" if name == CLOSED_DAYS else f"set {short(name)}"


def decide(step: Step, name: str, value: str | None) -> None:
    """That value over what the environment says of it; None: the environment again.

    Raises BadArgument with a sentence where it can't be used.
    """
    if value is not None:
        step.settable.check(name, value, step.records.decided())
    made = Decision(name=name, value=value, by=step.actor, at=step.now)
    step.decisions.append(step.records.add_decision(made))
    step.policy = step.settable.policy(step.records.decided())
    for each in step.records.open_tickets():
        step.touch(each)
    incidents.reckon_anew(step)


def take_back(step: Step, name: str, number: int) -> None:
    """As it was before that decision. Raises Refused where somebody else made another since."""
    before = before_own(step, step.records.decisions(name), number)
    decide(step, name, before.value if before else None)


class _Made(Protocol):
    """A change that is kept with who made it and when."""

    @property
    def number(self) -> int: ...
    @property
    def by(self) -> Person: ...
    @property
    def at(self) -> datetime: ...


_M = TypeVar("_M", bound=_Made)


def before_own(step: Step, made: Sequence[_M], number: int) -> _M | None:
    """What stood before that change of one's own, of all that were made, the newest first; None for
    nothing. What one changed since oneself was taken back before; raises Refused where others changed it.
    """
    since = [each for each in made if each.number > number]
    if other := next((each for each in since if each.by.id != step.actor.id), None):
        raise Refused.of("decided_since", who=other.by.name, at=other.at.astimezone(step.zone))
    return next((each for each in made if each.number < number), None)
