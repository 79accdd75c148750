"""A team's own room on Discord: only its tickets' cards stand there, and only where nobody else reads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .double import Channel
from .harness import Desk, Town


@pytest.fixture
async def lead_desk(place: Town, tmp_path: Path) -> AsyncIterator[Desk]:
    """The desk with sam as its lead."""
    made = Desk(place, tmp_path / "led.db", discord_leads=(str(place.sam.id),))
    await made.start()
    yield made
    await made.stop()


async def _told(desk: Desk, place: Town) -> str:
    return desk.whispers(place.sam)[-1].text


async def _billing_in(desk: Desk, place: Town, room: Channel) -> str:
    await desk.slash(place.sam, place.staff, "team team", what="add", team="billing", allowed=True)
    await desk.slash(
        place.sam, place.staff, "team teamroom", team="billing", room=f"<#{room.id}>", allowed=True
    )
    return await _told(desk, place)


async def test_a_ticket_goes_to_its_teams_room_and_leaves_no_words_in_the_other(
    lead_desk: Desk, place: Town
) -> None:
    desk, double = lead_desk, place.double
    room = double.add_private("billing", [place.role])
    assert "its tickets' cards stand there" in await _billing_in(desk, place, room)
    await desk.say(place.ana, double.dm(place.ana), "Do you tune zithers?")
    await desk.slash(place.sam, place.staff, "team move", ticket="1", team="billing", allowed=True)
    gone = double.look(double.by_bot(place.staff)[0]).text
    card = double.by_bot(room)[0]

    assert "has gone to another team's room" in gone
    assert "zithers" not in gone
    assert double.look(card).text.startswith("Ticket 1:")

    await desk.press(place.sam, card, "I'll take it")
    await desk.say(place.ana, double.dm(place.ana), "It is an old one, with a crack.")
    assert "crack" in desk.texts(desk.in_thread(card))[0]
    await desk.slash(
        place.sam, desk.in_thread(card), "desk note", text="for ourselves", allowed=True
    )
    ticket = await desk.ticket()
    history = await desk.store.read(lambda journal: list(journal.history(1)))

    assert ticket.owner
    assert "note" in [line.what for line in history]


async def test_nobodys_words_go_where_others_read(lead_desk: Desk, place: Town) -> None:
    desk, double = lead_desk, place.double
    members = double.add_role("Members", 0)
    mixed = double.add_private("mixed", [place.role, members])

    assert "Everybody can read" in await _billing_in(desk, place, place.help)
    assert "people who are not of the team" in await _billing_in(desk, place, mixed)
    teams = await desk.store.read(lambda journal: list(journal.teams()))
    assert [None] == [each.room for each in teams]
