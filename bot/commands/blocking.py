"""Whom the team listens to no longer: blocked with a reason that they read, heard again, listed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row, text
from bot.desk.nouns.block import Block
from bot.desk.nouns.message import Table
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import blocking, serious, showing
from bot.desk.words import cards

_REASON = 60
"""Characters of a reason in the list."""


def _block(step: Step, person: Person, until: datetime | None, reason: str) -> None:
    left = blocking.block(step, person, until, reason)
    kind = "blocked_for_a_time" if until else "blocked_for_good"
    when = showing.moment(step, until) if until else ""
    told = [step.put(kind, who=person.name, when=when), step.put("blocked_how", who=person.name)]
    if left:
        numbers = ", ".join(str(each.number) for each in left)
        told.append(step.put("blocked_left", count=len(left), numbers=numbers))
        told += _pressing(step, left)
    said(step, "\n".join(told))


def _pressing(step: Step, left: Sequence[Ticket]) -> Iterator[str]:
    """Which of their open tickets can't wait: in danger they are heard, whatever they write."""
    hurt = [each for each in left if serious.is_serious(step, each)]
    urgent = [each for each in left if each.priority is Priority.URGENT and each not in hurt]
    for kind, found in (("blocked_in_danger", hurt), ("blocked_urgent", urgent)):
        if found:
            numbers = ", ".join(str(each.number) for each in found)
            yield step.put(kind, count=len(found), numbers=numbers)


def _unblock(step: Step, person: Person) -> None:
    blocking.unblock(step, person)
    said(step, step.put("unblocked", who=person.name))


def _blocked(step: Step) -> None:
    """Those who are now, with what they read of it and how much of theirs was not heard."""
    found = step.records.blocks(step.now)
    title = step.put("are_blocked", count=len(found)) if found else step.put("nobody_blocked")
    head = heads(step, "customer", "since", "until", "because", "by", "unheard")
    show(step, title, Table(head=head, rows=tuple(_row(step, each) for each in found)))


def _row(step: Step, block: Block) -> tuple[str, ...]:
    return (
        block.person.name,
        showing.moment(step, block.at),
        showing.moment(step, block.until) if block.until else step.put("without_end"),
        cards.shorten(block.reason, _REASON),
        block.by.name,
        str(block.unheard),
    )


_people = partial(row, group="People")
_WHOM = Param(name="person", kind=Kind.PERSON)

BLOCK_COMMANDS: tuple[Command, ...] = (
    _people(
        "block",
        _block,
        replace(_WHOM, outsider=True),
        Param(name="until", kind=Kind.UNTIL, required=False),
        text("reason", most=300),
    ),
    _people("unblock", _unblock, _WHOM),
    _people("blocked", _blocked, looks=True),
)
