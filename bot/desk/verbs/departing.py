"""Whose account is gone, and places that are: the team is told once, and what waits is settled.

What somebody of the team had is everybody's again. A customer whom nothing reaches is sent nothing, and their ticket is closed unconfirmed; an urgent one stays with
the team. Whose room is gone is written to directly, so that their ticket goes on.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.desk.nouns.departed import Departed, Gone
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.step import Step
from bot.desk.verbs import absences, ledger
from bot.errors import Refused

PERSON_GONE, PLACE_GONE = "customer_gone", "place_gone"
"""Events in a ticket's history."""


def see_to(step: Step, departed: Departed) -> str:
    """Tell the team on each open ticket that it concerns."""
    if departed.gone is Gone.LEFT:
        return f"told {len(absences.gone(step, departed.person))}"
    if departed.person:
        absences.gone(step, departed.person, _why(step, departed))
    found = list(_concerned(step, departed))
    for ticket in found:
        if departed.person:
            _of_nobody(step, ticket, departed)
        else:
            _elsewhere(step, ticket, departed)
    return f"told {len(found)}"


def unreachable(step: Step, ticket: Ticket) -> None:
    """Close a ticket whose customer nothing reaches: it isn't solved, and they were not silent."""
    if ticket.unreached_at is None:
        line = step.line(f"resolve {ticket.number}")
        raise Refused.of("arrived_all_the_same", who=ticket.requester.name, line=line)
    after = step.save(apply(ticket, Event.UNREACHABLE, step.now))
    ledger.end_all(step, after, PromiseState.RELEASED)
    step.record(after, "unreachable")
    step.to_customer(after, "closed_unreached")


def _concerned(step: Step, departed: Departed) -> Iterator[Ticket]:
    """Theirs that are open, or asked there, and of which it was not said."""
    what = PERSON_GONE if departed.person else PLACE_GONE
    for ticket in step.records.open_tickets():
        theirs = ticket.requester.id == departed.person
        if not (theirs if departed.person else _stands_in(ticket.place, departed.place)):
            continue
        if not any(line.what == what for line in step.records.history(ticket.number)):
            yield ticket


def _stands_in(place: Place, gone: Place) -> bool:
    same = (place.platform, place.room) == (gone.platform, gone.room)
    return same and gone.thread in {"", place.thread}


def _of_nobody(step: Step, ticket: Ticket, departed: Departed) -> None:
    urgent = ticket.priority is Priority.URGENT
    ticket = step.save(replace(ticket, unreached_at=ticket.unreached_at or departed.at))
    why = _recorded(step, ticket, departed, PERSON_GONE)
    if not urgent:
        ticket = step.save(apply(ticket, Event.UNREACHABLE, step.now))
        ledger.end_all(step, ticket, PromiseState.RELEASED)
        step.record(ticket, "unreachable")
    kind = "staff_gone_urgent" if urgent else "staff_gone"
    step.to_staff(ticket, kind, who=ticket.requester.name, why=why)


def _elsewhere(step: Step, ticket: Ticket, departed: Departed) -> None:
    why = _recorded(step, ticket, departed, PLACE_GONE)
    step.to_staff(ticket, "staff_place_gone", who=ticket.requester.name, why=why)


def _recorded(step: Step, ticket: Ticket, departed: Departed, what: str) -> str:
    why = _why(step, departed)
    step.record(ticket, what, why)
    step.touch(ticket)
    return why


def _why(step: Step, departed: Departed) -> str:
    return step.wording.said(f"gone_{departed.gone.value}", step.policy.language)
