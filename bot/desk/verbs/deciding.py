"""Settings that are changed by command: written down, in force at once, and taken back.

What time does next is reckoned anew for all that is open; times that people were given stand.
"""

from bot.desk.nouns.decision import Decision
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
    """As it was before that decision. Raises Refused where another was made since."""
    newest, *before = step.records.decisions(name)
    if newest.number != number:
        raise Refused.of("decided_since", who=newest.by.name, at=newest.at.astimezone(step.zone))
    decide(step, name, before[0].value if before else None)
