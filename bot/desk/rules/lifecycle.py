"""A ticket's life: one table, and the one function that moves a ticket along it.

Everything that changes `Ticket.state` stands here. What the table lacks raises, and nothing changes.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.desk.nouns.ticket import Ending, Ticket, TicketState, Turn
from bot.errors import IllegalTransition, Said

ERASED = "erased"
"""The platform of people whom the store has erased: their tickets have come to rest."""


class Event(StrEnum):
    """What can happen to a ticket."""

    CLAIM = "claim"
    RELEASE = "release"
    LAPSE = "lapse"
    TRANSFER = "transfer"
    PROMISE = "promise"
    SEND = "send"
    REPLY = "reply"
    UNDELIVERED = "undelivered"
    CUSTOMER = "customer"
    HOLD = "hold"
    RESUME = "resume"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    NOT_SORTED = "not_sorted"
    PARK = "park"
    UNREACHABLE = "unreachable"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    REOPEN = "reopen"


NEW, OPEN, HOLD = TicketState.NEW, TicketState.OPEN, TicketState.HOLD
PENDING, RESOLVED, CLOSED = TicketState.PENDING, TicketState.RESOLVED, TicketState.CLOSED

_ENDS = {
    Event.CONFIRM: CLOSED,
    Event.WITHDRAW: CLOSED,
    Event.MERGE: CLOSED,
    Event.UNREACHABLE: CLOSED,
}
_MOVED_ON = {Event.REPLY: PENDING, Event.PROPOSE: RESOLVED, Event.HOLD: HOLD, **_ENDS}
"""By staff or for good, from wherever it is."""
_TAKEN = (Event.CLAIM, Event.TRANSFER, Event.SEND)
_AGAIN = dict.fromkeys((Event.PROMISE, Event.UNDELIVERED, Event.CUSTOMER, Event.NOT_SORTED), OPEN)
_WAITS = dict.fromkeys((Event.UNDELIVERED, Event.CUSTOMER), HOLD)
"""On hold: what the customer says is kept, and ends no hold."""
_COMES_BACK = dict.fromkeys((Event.SEND, Event.CUSTOMER, Event.NOT_SORTED, Event.REOPEN), OPEN)
_OURS = {**dict.fromkeys(_TAKEN, OPEN), **_AGAIN, **_MOVED_ON}


def _rests(state: TicketState) -> dict[Event, TicketState]:
    """Whoever takes it, gives it back or sends word in it: it stays where it is."""
    return dict.fromkeys((*_TAKEN, Event.RELEASE), state)


# OPEN in the right column means "ours": a ticket without an owner is NEW instead.
TRANSITIONS: Mapping[TicketState, Mapping[Event, TicketState]] = {
    NEW: _OURS,
    OPEN: {**_OURS, Event.RELEASE: OPEN, Event.LAPSE: OPEN},
    HOLD: {**_rests(HOLD), **_AGAIN, **_WAITS, Event.RESUME: OPEN, **_MOVED_ON},
    PENDING: {**_rests(PENDING), **_AGAIN, Event.PARK: CLOSED, **_MOVED_ON},
    RESOLVED: {**_rests(RESOLVED), **_AGAIN, Event.REOPEN: OPEN, Event.PARK: CLOSED, **_MOVED_ON},
    CLOSED: {**_COMES_BACK, Event.REPLY: PENDING, Event.CONFIRM: CLOSED},
}

TURNS: Mapping[TicketState, Turn] = {
    NEW: Turn.OURS,
    OPEN: Turn.OURS,
    HOLD: Turn.OURS,
    PENDING: Turn.CUSTOMER,
    RESOLVED: Turn.CUSTOMER,
    CLOSED: Turn.NOBODY,
}

ENDINGS: Mapping[Event, Ending] = {
    Event.CONFIRM: Ending.CONFIRMED,
    Event.PARK: Ending.UNCONFIRMED,
    Event.UNREACHABLE: Ending.UNCONFIRMED,
    Event.WITHDRAW: Ending.WITHDRAWN,
    Event.MERGE: Ending.MERGED,
}

# What begins the state's ladder anew even where the state stays the same.
_FRESH_START = {
    Event.CLAIM,
    Event.TRANSFER,
    Event.SEND,
    Event.REPLY,
    Event.PROPOSE,
    Event.HOLD,
    Event.PROMISE,
}

_DROPS_OWNER = {Event.RELEASE, Event.LAPSE}

_STATE_WORDS = {
    NEW: "is_new",
    OPEN: "is_open",
    HOLD: "is_hold",
    PENDING: "is_pending",
    RESOLVED: "is_resolved",
    CLOSED: "is_closed",
}


def apply(ticket: Ticket, event: Event, now: datetime, **changes: Any) -> Ticket:
    """Return the ticket after the event, `changes` to other fields included.

    Raises IllegalTransition when the table has no such way; the ticket is a value, so nothing changed.
    """
    if ticket.requester.platform == ERASED:
        raise IllegalTransition.of("customer_erased", n=ticket.number)
    target = TRANSITIONS[ticket.state].get(event)
    if target is None or (ticket.merged_into and event is not Event.REOPEN):
        raise _refusal(ticket, event)
    if event in _DROPS_OWNER:
        changes["owner"] = None
    after = replace(ticket, **changes)
    if target is OPEN and after.owner is None:
        target = NEW
    if target is not ticket.state:
        after = replace(after, state=target, state_since=now)
    if target is not ticket.state or event in _FRESH_START:
        after = replace(after, rung=0, rung_at=now)
    if target is not HOLD:
        after = replace(after, hold_reason="", hold_until=None)
    return _close(after, event, now) if target is CLOSED else _unclose(ticket, after)


def _close(after: Ticket, event: Event, now: datetime) -> Ticket:
    return replace(after, ending=ENDINGS[event], closed_at=now)


def _unclose(before: Ticket, after: Ticket) -> Ticket:
    reopened = before.reopened + (before.state is CLOSED)
    return replace(after, ending=None, closed_at=None, merged_into=None, reopened=reopened)


def _refusal(ticket: Ticket, event: Event) -> IllegalTransition:
    if ticket.merged_into:
        return IllegalTransition.of("use_the_other", n=ticket.number, other=ticket.merged_into)
    possible = ", ".join(
        name for event, name in _STAFF_VERBS.items() if event in TRANSITIONS[ticket.state]
    )
    return IllegalTransition.of(
        "cannot_take",
        n=ticket.number,
        state=Said(_STATE_WORDS[ticket.state]),
        verb=_STAFF_VERBS.get(event, event.value),
        possible=possible,
    )


_STAFF_VERBS = {
    Event.CLAIM: "claim",
    Event.RELEASE: "release",
    Event.TRANSFER: "transfer",
    Event.PROMISE: "promise",
    Event.SEND: "reply",
    Event.HOLD: "hold",
    Event.RESUME: "resume",
    Event.PROPOSE: "resolve",
    Event.MERGE: "merge",
    Event.REOPEN: "reopen",
}


def turn(ticket: Ticket) -> Turn:
    """Whose move it is."""
    return TURNS[ticket.state]
