"""What threads are called on Discord: by entries and tickets, never by what somebody wrote."""

from __future__ import annotations

from .double import Fault
from .harness import Desk, Town

KNOWN = "How do I reset my password?"
NEAR = "password or invoice"
"""Near to one entry and the same as none: a choice is offered."""
UNKNOWN = "My parcel has not come yet"


async def test_a_thread_is_called_by_the_entry_that_answers_in_it(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, KNOWN)

    assert KNOWN == desk.in_thread(asked).name
    assert 0 == desk.double.calls("PATCH", "/channels/{channel_id}")


async def test_a_choice_names_the_thread_once_and_nothing_changes_that_again(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, NEAR)
    thread = desk.in_thread(asked)
    before = thread.name
    await desk.choose(place.ana, desk.last(thread), "pick 1 reset-password")
    chosen = thread.name
    await desk.press(place.ana, desk.last(thread), "Talk to a person")

    assert ["Question", KNOWN, KNOWN] == [before, chosen, thread.name]
    assert 1 == desk.double.calls("PATCH", "/channels/{channel_id}")


async def test_a_ticket_is_called_by_its_number_and_what_is_surely_near(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, KNOWN)
    await desk.press(place.ana, desk.last(desk.in_thread(asked)), "Talk to a person")
    other = await desk.ask(place.ben, place.help, UNKNOWN)
    for number in ("1", "2"):
        await desk.slash(place.sam, place.staff, "desk reply", ticket=number, text="Hm.")

    assert f"Ticket 1: {KNOWN}" == desk.at_card(1).name
    assert ["Ticket 2", "Ticket 2"] == [desk.in_thread(other).name, desk.at_card(2).name]


async def test_a_name_that_is_refused_is_done_without(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, NEAR)
    thread = desk.in_thread(asked)
    desk.double.faults.add(Fault(f"PATCH /channels/{thread.id}", status=403))
    await desk.choose(place.ana, desk.last(thread), "pick 1 reset-password")

    assert "Question" == thread.name
    assert any(text.startswith("Open **Settings") for text in desk.texts(thread))


async def test_the_name_that_somebody_gave_their_post_stays(desk: Desk, place: Town) -> None:
    post = await desk.post(place.ana, "Question", KNOWN)

    assert "Question" == post.name
