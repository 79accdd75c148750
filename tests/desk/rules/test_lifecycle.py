"""The table of a ticket's life: complete, and nothing changes where it has no way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.ticket import Ticket, TicketState, Turn
from bot.desk.rules.lifecycle import ENDINGS, TRANSITIONS, TURNS, Event, apply, turn
from bot.desk.rules.promises import LADDERS, Act
from bot.errors import IllegalTransition
from tests.desk.harness import ANA, MONDAY, SAM, room


def a_ticket(state: TicketState = TicketState.NEW, **changes: object) -> Ticket:
    """A ticket of ana's, owned where its state asks for an owner."""
    fresh = Ticket(
        number=7,
        requester=ANA,
        place=room(ANA),
        text="Do you ship to Brazil?",
        opened_at=MONDAY,
        state=state,
        state_since=MONDAY,
        rung_at=MONDAY,
        rung=2,
        owner=SAM if state is TicketState.OPEN else None,
    )
    return replace(fresh, **changes)  # type: ignore[arg-type]


def test_every_state_has_a_row_in_each_table() -> None:
    assert set(TicketState) == set(TRANSITIONS) == set(LADDERS) == set(TURNS)


def test_every_event_can_happen_somewhere() -> None:
    assert set(Event) == {event for row in TRANSITIONS.values() for event in row}


def test_every_way_into_closed_has_an_ending() -> None:
    closing = {
        event
        for row in TRANSITIONS.values()
        for event, target in row.items()
        if target is TicketState.CLOSED
    }

    assert closing == set(ENDINGS)


def test_only_the_customers_turn_is_ever_parked() -> None:
    parked = {state for state, row in TRANSITIONS.items() if Event.PARK in row}

    assert {state for state in TicketState if TURNS[state] is Turn.CUSTOMER} == parked


def test_parking_comes_after_two_notices() -> None:
    for state, ladder in LADDERS.items():
        acts = [rung.act for rung in ladder]
        if Act.PARK in acts:
            assert acts == [Act.CHECK_IN, Act.LAST_NOTICE, Act.PARK], state


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("event", Event)
def test_an_event_either_leads_on_or_changes_nothing(state: TicketState, event: Event) -> None:
    before = a_ticket(state)

    if event in TRANSITIONS[state]:
        after = apply(before, event, MONDAY + timedelta(hours=1))
        assert after.state in {TRANSITIONS[state][event], TicketState.NEW}
        assert (after.ending is None) == after.is_open
    else:
        with pytest.raises(IllegalTransition, match="Ticket 7 is"):
            apply(before, event, MONDAY)
        assert a_ticket(state) == before


def test_ours_without_an_owner_is_new() -> None:
    after = apply(a_ticket(TicketState.OPEN), Event.RELEASE, MONDAY)

    assert (TicketState.NEW, None) == (after.state, after.owner)


def test_staying_in_a_state_does_not_begin_its_ladder_anew() -> None:
    after = apply(a_ticket(TicketState.OPEN), Event.CUSTOMER, MONDAY + timedelta(hours=1))

    assert (2, MONDAY) == (after.rung, after.rung_at)


def test_a_merged_ticket_points_to_the_other() -> None:
    merged = apply(a_ticket(), Event.MERGE, MONDAY, merged_into=3)

    with pytest.raises(IllegalTransition, match="merged into ticket 3"):
        apply(merged, Event.CUSTOMER, MONDAY)


@given(st.lists(st.sampled_from(Event), max_size=30))
def test_a_hold_is_stated_exactly_while_it_lasts(events: list[Event]) -> None:
    ticket = a_ticket()
    for event in events:
        more = {"hold_reason": "waiting", "hold_until": MONDAY} if event is Event.HOLD else {}
        if event in {Event.CLAIM, Event.TRANSFER, Event.PROMISE, Event.REPLY}:
            more["owner"] = SAM
        try:
            ticket = apply(ticket, event, MONDAY, **more)
        except IllegalTransition:
            continue

        assert (ticket.state is TicketState.HOLD) == bool(ticket.hold_reason)
        assert (ticket.state is TicketState.OPEN) <= (ticket.owner is not None)
        assert turn(ticket) is TURNS[ticket.state]
