"""Blocking somebody, and hearing them again: who did it, why and until when is remembered.

Nobody is told when it is done: a blocked person is, once, when they next write.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.block import Block
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.errors import Refused

THOUGH_BLOCKED = "though_blocked"
"""The event of a blocked person being heard, because somebody may be in danger or was hurt."""


def block(step: Step, person: Person, until: datetime | None, reason: str) -> Sequence[Ticket]:
    """Listen to somebody no longer; a block that stands gives way. Their tickets that stay open. Raises
    Refused for the team's own, who are heard whatever is said of them."""
    theirs = step.records.identities(person.id)
    if step.actor.id in theirs:
        raise Refused.of("block_yourself")
    if any(each.id in theirs for each in step.team):
        raise Refused.of("block_team", who=person.name)
    for each in _standing(step, person):
        _end(step, each)
    new = Block(person=person, reason=reason, by=step.actor, at=step.now, until=until)
    step.records.add_block(new)
    tickets = step.records.tickets_of(person.id)
    noted = f"{reason} ({until.isoformat(timespec='minutes')})" if until else reason
    _record(step, tickets, "blocked", noted)
    return [each for each in tickets if each.is_open]


def unblock(step: Step, person: Person) -> None:
    """Listen to them again, on all their accounts."""
    found = _standing(step, person)
    if not any(each.until is None or each.until > step.now for each in found):
        raise Refused.of("not_blocked", who=person.name)
    for each in found:
        _end(step, each)
    _record(step, step.records.tickets_of(person.id), "unblocked", "")


def _standing(step: Step, person: Person) -> list[Block]:
    return [each for each in step.records.blocks_of(person.id) if each.ended_at is None]


def _end(step: Step, standing: Block) -> None:
    ended = replace(standing, ended_at=step.now, ended_by=step.actor)
    if standing.until and standing.until <= step.now:
        ended = replace(standing, ended_at=standing.until)
    step.records.save_block(ended)


def _record(step: Step, theirs: Sequence[Ticket], what: str, noted: str) -> None:
    """On all that is open; else on their last one, so that what is said of them is found with them."""
    for each in [each for each in theirs if each.is_open] or theirs[:1]:
        step.record(each, what, noted)


def heard_though(step: Step, ticket: Ticket) -> str | None:
    """A ticket in which somebody may be in danger: its customer is heard in spite of a block, for as
    long as it is open. What the team is told of it; None where nothing blocks them."""
    if step.by is None or step.records.block_on(ticket.requester.id, step.now) is None:
        return None
    step.record(ticket, THOUGH_BLOCKED)
    return step.wording.words("staff_heard_though", step.policy.language, who=ticket.requester.name)
