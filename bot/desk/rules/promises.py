"""The ledger's rules, and what time does to a ticket and its promises, as tables.

A ticket has one alarm: the earliest of its ladder's next rung and what its promises need.
It is computed, never scheduled; a new state needs a row in LADDERS as in `lifecycle.TRANSITIONS`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.policy import Policy
from bot.desk.nouns.promise import Promise, PromiseKind, PromiseState
from bot.desk.nouns.ticket import Ticket, TicketState


def same_time(one: datetime, other: datetime) -> bool:
    """Whether two times are said in the same words: people read minutes."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


class Act(StrEnum):
    """What time does, in order of urgency where two fall due together."""

    LET_GO_BY = "let_go_by"
    TELL_CUSTOMER = "tell_customer"
    REMIND_STAFF = "remind_staff"
    END_HOLD = "end_hold"
    BEGIN = "begin"
    NUDGE_OWNER = "nudge_owner"
    LAPSE = "lapse"
    ESCALATE = "escalate"
    CHECK_IN = "check_in"
    LAST_NOTICE = "last_notice"
    PARK = "park"


class Wait(StrEnum):
    """Which of the desk's times a rung waits for."""

    REPLY = "reply"
    """The desk's reply time, working hours."""
    HALF_LAPSE = "half_lapse"
    """Half of the time after which a quiet claim lapses, working hours."""
    CHECK_IN = "check_in"
    PARK = "park"
    HOLD = "hold"
    """The end that the hold states."""


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: what happens, how long after the step before."""

    act: Act
    after: Wait


_CUSTOMERS_TURN = (
    Rung(Act.CHECK_IN, Wait.CHECK_IN),
    Rung(Act.LAST_NOTICE, Wait.PARK),
    Rung(Act.PARK, Wait.PARK),
)

# The last rung of a ladder repeats for as long as the state lasts.
LADDERS: Mapping[TicketState, tuple[Rung, ...]] = {
    TicketState.NEW: (Rung(Act.ESCALATE, Wait.REPLY),),
    TicketState.OPEN: (
        Rung(Act.NUDGE_OWNER, Wait.HALF_LAPSE),
        Rung(Act.LAPSE, Wait.HALF_LAPSE),
    ),
    TicketState.HOLD: (Rung(Act.END_HOLD, Wait.HOLD),),
    TicketState.PENDING: _CUSTOMERS_TURN,
    TicketState.RESOLVED: _CUSTOMERS_TURN,
    TicketState.CLOSED: (),
}

AHEAD = len(LADDERS[TicketState.OPEN])
"""The rung, beyond the ladder, of whose owner has not begun to work; `rung_at` is when they do."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What comes of a promise that nobody kept."""

    names_time: bool
    """The customer is told a new time, on no ground but the desk's hours."""
    calls_lead: bool
    after: int
    """The desk's reply times until they hear again."""


# By how many in a row were missed before it; the last comes round again. A second new time would
# have no ground: from then on the customer hears that there is none, until a person gives one.
SLIPS = (
    Slip(names_time=True, calls_lead=False, after=2),
    Slip(names_time=False, calls_lead=True, after=4),
    Slip(names_time=False, calls_lead=True, after=8),
    Slip(names_time=False, calls_lead=True, after=16),
    Slip(names_time=False, calls_lead=True, after=32),
)


FOR_LEADS = next(number for number, each in enumerate(SLIPS, start=1) if each.calls_lead)
"""So many missed in a row, and a lead is called."""


def slip(promise: Promise) -> Slip:
    """What comes of it if nobody keeps it."""
    return SLIPS[min(promise.moves, len(SLIPS) - 1)]


def named(promise: Promise) -> bool:
    """Whether the customer is told its time. Else it is only when the desk writes again."""
    return promise.moves == 0 or SLIPS[min(promise.moves, len(SLIPS)) - 1].names_time


@dataclass(frozen=True)
class Due:
    """The one next thing that time does to a ticket."""

    at: datetime
    act: Act
    promise: Promise | None = None


def alarm(ticket: Ticket, promises: Iterable[Promise], policy: Policy) -> Due | None:
    """What is next and when; None only for a closed ticket."""
    waiting = [each for each in promises if each.state is PromiseState.OPEN]
    found = [due_of(each, policy) for each in waiting]
    step = _ladder_due(ticket, policy)
    if step:
        found.append(Due(max(step.at, _given_time(ticket, waiting, step.at)), step.act))
    order = list(Act)
    return min(found, key=lambda due: (due.at, order.index(due.act)), default=None)


def _given_time(ticket: Ticket, waiting: list[Promise], at: datetime) -> datetime:
    """A claim does not go quiet before the time that its owner gave has come."""
    if ticket.state is not TicketState.OPEN or ticket.rung == AHEAD:
        return at
    return max((each.due_at for each in waiting if each.kind is PromiseKind.ANSWER), default=at)


def _ladder_due(ticket: Ticket, policy: Policy) -> Due | None:
    ladder = LADDERS[ticket.state]
    if not ladder:
        return None
    if ticket.state is TicketState.OPEN and ticket.rung == AHEAD:
        return Due(ticket.rung_at, Act.BEGIN)
    rung = ladder[min(ticket.rung, len(ladder) - 1)]
    return Due(_after(ticket, rung.after, policy), rung.act)


def _after(ticket: Ticket, wait: Wait, policy: Policy) -> datetime:
    match wait:
        case Wait.REPLY:
            return policy.hours.add(ticket.rung_at, policy.reply_within)
        case Wait.HALF_LAPSE:
            return policy.hours.add(ticket.rung_at, policy.claim_lapses / 2)
        case Wait.CHECK_IN:
            return ticket.rung_at + policy.check_in
        case Wait.PARK:
            return ticket.rung_at + policy.park_after
        case Wait.HOLD:
            return ticket.hold_until or ticket.rung_at


def due_of(promise: Promise, policy: Policy) -> Due:
    """What time does next to one that is open."""
    if promise.moving_at is not None:
        return Due(promise.due_at, Act.LET_GO_BY, promise)
    if promise.reminded_at is None and named(promise):
        return Due(remind_at(promise, policy), Act.REMIND_STAFF, promise)
    return Due(tell_at(promise, policy), Act.TELL_CUSTOMER, promise)


def remind_at(promise: Promise, policy: Policy) -> datetime:
    """When staff are reminded: `remind_before`, for short promises at half time."""
    return promise.due_at - min(policy.remind_before, promise.span / 2)


def tell_at(promise: Promise, policy: Policy) -> datetime:
    """When the customer is told that nobody acted: `tell_before`, for short promises at three quarters."""
    return promise.due_at - min(policy.tell_before, promise.span / 4)


def end(promise: Promise, state: PromiseState, now: datetime) -> Promise:
    """Close a row of the ledger. What should have been kept or moved in time, and wasn't, is missed.

    What the customer never had in words was no promise to them: it is let go, whatever came of it.
    """
    if promise.told_at is None:
        return replace(promise, state=PromiseState.RELEASED, ended_at=now)
    late = now > promise.due_at and state in {PromiseState.KEPT, PromiseState.MOVED}
    return replace(promise, state=PromiseState.MISSED if late else state, ended_at=now)


def kept_after_all(promise: Promise, now: datetime) -> bool:
    """Whether it was given up, and what it promised comes by its time all the same."""
    return promise.state is PromiseState.MISSED and now <= promise.due_at


def climbed(ticket: Ticket, now: datetime) -> Ticket:
    """The ticket after a rung of its ladder has fired. Later rungs count from now."""
    return replace(ticket, rung=ticket.rung + 1, rung_at=now)


def from_begin(ticket: Ticket, begins: datetime, now: datetime) -> Ticket:
    """The ticket of somebody who begins to work then: until they do, they are not quiet."""
    if ticket.state is not TicketState.OPEN or begins <= now:
        return ticket
    return replace(ticket, rung=AHEAD, rung_at=begins)


def next_rung_at(ticket: Ticket, policy: Policy) -> datetime | None:
    """When the ladder's next rung fires; None without one."""
    step = _ladder_due(ticket, policy)
    return step.at if step else None
