"""Erasing a person: what is open is closed and said first, then their words and name go.

Nothing is said to them in a way that would write them down again for good.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.pending import Carrier
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.privacy import Erased
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step import settling
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, unquoting
from bot.errors import Refused


def open_tickets(step: Step, person: Person) -> list[Ticket]:
    """What the person still waits for, on all their platforms."""
    return [each for each in step.records.tickets_of(person.id) if each.is_open]


def forget(step: Step, person: Person) -> tuple[Erased, Sequence[Ticket]]:
    """Erase the person; also the tickets that had to be closed for it, as they were."""
    _refuse_working(step, person)
    theirs = step.records.tickets_of(person.id)
    closed = [_withdrawn(step, each) for each in theirs if each.is_open]
    quoted = unquoting.of_everything(step, person.id, theirs)
    unsaid = unquoting.edits(step, person.id, quoted, partial(step.wording.words, "taken_back"))
    asked_by: Literal["person", "lead"] = "person" if _own(step, person) else "lead"
    blocked = step.records.block_on(person.id, step.now) is not None
    erased = step.records.erase_person(
        person.id, asked_by=asked_by, working_on=step.answers, at=step.now
    )
    step.entries += erased.entries
    if blocked and asked_by == "person":
        _block_gone(step)
    for edit in unsaid:
        if (
            not edit.place.private
        ):  # elsewhere nobody else reads, and of their place nothing is kept
            step.send(replace(edit, to="", answers=""))
    for ticket in closed:
        step.to_staff(step.records.ticket(ticket.number), "staff_erased")
        if asked_by == "lead" or ticket.place != step.here:
            _tell(step, ticket, knows=asked_by == "person")
    for ticket in (*theirs, *step.records.tickets_like([each.number for each in theirs])):
        step.touch(ticket)
    return erased, closed


def _block_gone(step: Step) -> None:
    """Leads hear that a block went with somebody's data, and not whose: that is erased."""
    room = step.staff_room(step.here.platform)
    if room is None:
        return
    leads = step.policy.leads.get(room.platform, ())
    message = step.wording.say(
        "staff_block_erased", step.policy.language, lead=leads[0] if leads else "Leads"
    )
    step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))


def _own(step: Step, person: Person) -> bool:
    return step.actor.id in step.records.identities(person.id)


def _refuse_working(step: Step, person: Person) -> None:
    ids = set(step.records.identities(person.id))
    held = [t for t in step.records.open_tickets() if t.owner and t.owner.id in ids]
    if held:
        numbers = ", ".join(str(each.number) for each in held)
        raise Refused.of("has_tickets", who=person.name, numbers=numbers)


def _withdrawn(step: Step, ticket: Ticket) -> Ticket:
    after = step.save(apply(ticket, Event.WITHDRAW, step.now))
    ledger.end_all(step, after, PromiseState.RELEASED)
    step.record(after, "erased", internal=False)
    return after


def _tell(step: Step, ticket: Ticket, *, knows: bool) -> None:
    """Nobody waits for a promise that was given up: where the ticket was, it is said.

    That it was erased is for them alone: where others read, they see that it is closed and nothing
    of whose it was. `knows`: the receipt tells them.
    """
    message = step.wording.say("forgotten_ticket", ticket.language, n=ticket.number)
    if ticket.place.private:
        send_once(step, message, ticket.place, ticket.requester.id)
        return
    closed = step.wording.say("closed_for_good", ticket.language, n=ticket.number)
    public = Outgoing(key="", place=ticket.place, message=closed, readership=Readership.CUSTOMER)
    step.send(public)
    if not knows:
        alone = replace(public, message=message, kind=SendKind.PRIVATE, to=ticket.requester.id)
        step.send(alone)


def no_more_asked(step: Step, asked: Sequence[Carrier], line: str) -> None:
    """Take the question whether to erase away where it stands: it names the person's accounts."""
    choice = settling.Choice(line=line, inbound=step.answers)
    for edit in settling.edits([e for e in asked if not e.spent], step.wording, choice):
        message = step.wording.say("forget_agreed", edit.message.language)
        step.send(replace(edit, message=replace(message, chosen=edit.message.chosen)))


def send_once(step: Step, message: Message, place: Place, to: str) -> None:
    """Send to somebody of whom nothing is remembered: no offers, no conversation, no ticket."""
    alone = place.private and not place.thread
    step.send(
        Outgoing(
            key="",
            place=place,
            message=message,
            readership=Readership.CUSTOMER,
            kind=SendKind.POST if alone or place != step.here else SendKind.PRIVATE,
            to=to,
            answers=step.answers if place == step.here else "",
        )
    )
