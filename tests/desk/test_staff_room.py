"""The team's room may change: what is told to the team goes where the team is now, and only there."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.inbound import Person
from bot.desk.message import Readership

from .harness import ANA, SAM, STAFF_ROOM, Desk

NEW_ROOM = replace(STAFF_ROOM, room="new-staff")


def _moved() -> Desk:
    """A desk with a ticket, whose team then works elsewhere."""
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.desk.staff_rooms = {"": NEW_ROOM}
    desk.sent.clear()
    return desk


def _rooms(desk: Desk) -> set[str]:
    return {out.place.room for out, _ in desk.sent if out.readership is Readership.STAFF}


def test_what_a_customer_adds_is_shown_in_the_new_room_alone() -> None:
    desk = _moved()
    desk.say(ANA, "and to peru, with the blue sofa?")

    assert {"new-staff"} == _rooms(desk)
    assert NEW_ROOM == desk.ticket().staff_room


def test_a_reminder_goes_to_the_new_room_with_a_card() -> None:
    desk = _moved()
    desk.wait(timedelta(days=1))

    assert {"new-staff"} == _rooms(desk)
    assert "card" in desk.to_staff()


def test_a_ticket_is_worked_on_in_the_new_room() -> None:
    desk = _moved()
    desk.command(SAM, "claim 1", place=NEW_ROOM)
    desk.command(SAM, "reply 1 We do.", place=NEW_ROOM)

    assert isinstance(desk.ticket().owner, Person)
    assert {"new-staff"} == _rooms(desk)
