"""Raid mode: for a time, what new accounts write waits, and is heard once it is over.

Platforms that tell how old an account is have new ones; elsewhere nobody waits. It begins by command, or
by itself when many new accounts ask for the first time within minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.decision import Decision
from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.nouns.pending import Why
from bot.desk.nouns.person import Person
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.errors import BadArgument, Refused

RAID = "raid"
"""The decision's name; its value is until when."""
SPAN = timedelta(hours=1)
"""How long it is on where nobody says."""
LONGEST = timedelta(days=7)
WITHIN = timedelta(minutes=5)
"""So close together first questions of new accounts are a burst."""
_NEW = "newcomers"
"""Under this name is kept when new accounts were heard for the first time."""
_DESK = "desk"


@dataclass(frozen=True, kw_only=True)
class Raid:
    """That new accounts wait."""

    until: datetime
    since: datetime
    by: Person


def standing(records: Records, now: datetime) -> Raid | None:
    """The one that is on; None while all are heard."""
    decided = records.decided().get(RAID)
    if decided is None or datetime.fromisoformat(decided) <= now:
        return None
    newest = records.decisions(RAID)[0]
    return Raid(until=datetime.fromisoformat(decided), since=newest.at, by=newest.by)


def is_over(records: Records, now: datetime) -> bool:
    """Whether one was on whose time is over, and nobody has ended it."""
    decided = records.decided().get(RAID)
    return decided is not None and datetime.fromisoformat(decided) <= now


def begin(step: Step, until: datetime | None) -> datetime:
    """Have new accounts wait; until when. Raises BadArgument."""
    until = until or step.now + SPAN
    if until > step.now + LONGEST:
        raise BadArgument.of("raid_long", days=LONGEST.days)
    _decide(step, until.isoformat(), step.actor)
    return until


def end(step: Step) -> int:
    """Hear them again, and what of theirs waits; how much that is. Raises Refused."""
    if standing(step.records, step.now) is None:
        raise Refused.of("no_raid")
    _decide(step, None, step.actor)
    return step.records.accept_all(Why.NEWCOMER, step.now)


def ended(step: Step) -> None:
    """The time is over: the team is told."""
    _decide(step, None, _the_desk(step))
    count = step.records.accept_all(Why.NEWCOMER, step.now)
    _tell(step, "staff_raid_over", count=count)


def is_new(step: Step, since: datetime | None) -> bool:
    """Whether an account that is there since then is new."""
    return since is not None and step.now - since < step.policy.newcomer


def noticed(step: Step) -> None:
    """A new account is heard for the first time: where many are within minutes, it begins by itself."""
    most = step.policy.raid_burst
    if not most or standing(step.records, step.now):
        return
    kept = (datetime.fromisoformat(each) for each in step.records.kept(_NEW).split())
    lately = [*(each for each in kept if step.now - each < WITHIN), step.now]
    if len(lately) < most:
        step.records.keep(_NEW, " ".join(each.isoformat() for each in lately))
        return
    step.records.keep(_NEW, "")
    until = step.now + SPAN
    _decide(step, until.isoformat(), _the_desk(step))
    minutes = int(WITHIN / timedelta(minutes=1))
    _tell(step, "staff_raid_begun", count=len(lately), minutes=minutes, until=until)


def _tell(step: Step, kind: str, **facts: int | datetime) -> None:
    """Tell the team of the platform on which it is, which is where new accounts are known."""
    room = step.staff_room(step.by.platform if step.by else "discord")
    if room:
        message = step.wording.say(kind, step.policy.language, buttons=None, **facts)
        step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))


def _the_desk(step: Step) -> Person:
    return Person(id=_DESK, name=step.policy.name)


def _decide(step: Step, value: str | None, by: Person) -> None:
    made = Decision(name=RAID, value=value, by=by, at=step.now)
    step.records.add_decision(made)
