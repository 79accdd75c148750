"""What was decided goes out: once, in order, and what is unclear is looked for, never guessed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Options
from bot.delivery.sending import DETOURED, UNCLEAR, Pace
from bot.desk.inbound import Place
from bot.desk.message import LATE_AFTER, Outgoing, Readership, SendKind
from bot.errors import SendLater, SendRefused, SendUnclear
from tests.delivery.standin import House
from tests.recorder import Lost, Recorder
from tests.store.examples import (
    ANA,
    ANAS_DM,
    STAFF_ROOM,
    a_card,
    a_ticket,
    outgoing,
    words,
)

HALL = Place(platform="test", workspace="w", room="hall", thread="t1")


async def ticket_in(house: House, place: Place = ANAS_DM) -> int:
    ticket = await house.store.write(
        lambda journal: journal.add_ticket(a_ticket(place=place, alarm_at=None))
    )
    return ticket.number


async def test_the_same_key_goes_out_once(house: House) -> None:
    await house.sends(outgoing("a"), outgoing("a", "other words"))
    await house.sends(outgoing("a"))

    assert house.platform.texts() == ["a"]
    assert house.states() == {"a": "sent"}


async def test_one_that_did_not_arrive_is_sent_again_after_the_grace(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=False))
    await house.sends(outgoing("a"))
    assert house.states() == {"a": "sending"}

    await house.later(59)
    assert (house.platform.looks, house.platform.texts()) == (0, [])

    await house.later(1)
    assert (house.platform.looks, house.platform.texts()) == (1, ["a"])
    assert house.states() == {"a": "sent"}


async def test_one_that_did_arrive_is_found_and_not_sent_again(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=True))
    await house.sends(outgoing("a"))
    await house.later(60)

    assert house.platform.texts() == ["a"]
    assert house.states() == {"a": "sent"}


@pytest.mark.parametrize("trouble", [TimeoutError(), ValueError("what?"), SendUnclear()], ids=repr)
async def test_whatever_else_goes_wrong_is_taken_for_unclear(
    house: House, trouble: Exception
) -> None:
    house.platform.troubles.append(trouble)
    await house.sends(outgoing("a"))
    assert house.states() == {"a": "sending"}

    await house.later(60)
    assert house.platform.texts() == ["a"]


async def test_a_process_that_died_in_the_middle_looks_before_it_sends(house: House) -> None:
    await house.store.write(lambda journal: journal.send(outgoing("a"), house.clock.now()))
    leaving = await house.store.read(
        lambda journal: journal.next_to_send("test:w:ana", house.clock.now())
    )
    assert leaving is not None
    posted = await house.platform.post(leaving.outgoing, ANAS_DM, leaving.outgoing.message)
    now = house.clock.now()
    await house.store.write(
        lambda journal: journal.begin_sending(leaving, now, now + timedelta(seconds=60))
    )
    await house.app.stop()
    house.store.close()
    house.open()
    await house.later(61)

    assert [each.id for each in house.platform.posted] == [posted]
    assert house.states() == {"a": "sent"}


async def test_after_a_long_stop_it_is_still_looked_for(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=False))
    await house.sends(outgoing("a"))
    house.clock.move_to(house.clock.now() + timedelta(hours=26))
    house.platform.readable = False
    await house.app.settle()
    assert house.states()["a"] == "unknown"

    house.platform.readable = True
    await house.later(300)
    assert house.states()["a"] == "sent"


async def test_what_can_t_be_looked_up_is_not_guessed_and_staff_are_told(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=False))
    house.platform.readable = False
    await house.sends(outgoing("a"))
    await house.later(60)

    assert house.states()["a"] == "unknown"
    assert [each.place for each in house.platform.posted] == [STAFF_ROOM]

    house.platform.readable = True
    await house.later(300)
    assert house.states()["a"] == "sent"
    assert house.platform.texts()[1:] == ["a"]


async def test_the_desk_hears_that_a_staff_reply_is_unclear_and_later_that_it_is_there(
    house: House,
) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(Lost(arrived=True))
    house.platform.readable = False
    await house.sends(outgoing("a", ticket=number, report=True))
    await house.later(60)
    house.platform.readable = True
    await house.later(300)

    assert [(each.ok, each.reason, each.ticket) for each in house.desk.delivered] == [
        (False, UNCLEAR, number),
        (True, "", number),
    ]


async def test_a_private_notice_is_sent_at_most_once(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=False))
    await house.sends(outgoing("a", kind=SendKind.PRIVATE, to=ANA.id))
    await house.later(3600)

    assert house.states() == {"a": "unknown"}
    assert house.platform.posted == []


async def test_a_refused_message_fails_and_the_desk_hears_why(house: House) -> None:
    number = await ticket_in(house)
    house.platform.refused_rooms.add("ana")
    await house.sends(outgoing("a", ticket=number, report=True))

    assert house.states() == {"a": "failed"}
    assert [(each.ok, each.reason) for each in house.desk.delivered] == [
        (False, "ana is closed to me.")
    ]


async def test_a_reply_that_is_refused_goes_another_way_once(house: House) -> None:
    number = await ticket_in(house, HALL)
    house.platform.refused_rooms.add("hall")
    house.platform.route = ANAS_DM
    await house.sends(outgoing("a", place=HALL, ticket=number, to=ANA.id, report=True))

    assert [each.place for each in house.platform.posted] == [ANAS_DM]
    assert [(each.ok, each.reason) for each in house.desk.delivered] == [(True, DETOURED)]


async def test_a_reply_never_goes_another_way_to_a_place_others_read(house: House) -> None:
    number = await ticket_in(house, HALL)
    house.platform.refused_rooms.add("hall")
    house.platform.route = STAFF_ROOM
    await house.sends(outgoing("a", place=HALL, ticket=number, to=ANA.id, report=True))

    assert house.platform.posted == []
    assert [each.ok for each in house.desk.delivered] == [False]


async def test_both_ways_refused_is_a_failure(house: House) -> None:
    number = await ticket_in(house, HALL)
    house.platform.refused_rooms |= {"hall", "ana"}
    house.platform.route = ANAS_DM
    await house.sends(outgoing("a", place=HALL, ticket=number, to=ANA.id, report=True))

    assert [each.ok for each in house.desk.delivered] == [False]


async def test_a_platform_that_asks_to_wait_is_waited_for_across_a_restart(house: House) -> None:
    house.platform.troubles.append(SendLater(30))
    await house.sends(outgoing("a"), outgoing("b"))
    assert house.platform.texts() == []

    await house.app.stop()
    house.store.close()
    house.open()
    await house.later(29)
    assert "a" not in house.platform.texts()

    await house.later(1)
    assert sorted(house.platform.texts()) == ["a", "b"]


async def test_a_room_gets_one_message_a_second_and_other_rooms_are_not_held_up(
    tmp_path: Path,
) -> None:
    pace = Pace(gaps={"test": timedelta(seconds=1)})
    house = House(tmp_path / "paced.db", options=Options(pace=pace))
    await house.sends(*(outgoing(str(n)) for n in range(3)), outgoing("other", place=STAFF_ROOM))
    assert house.platform.texts() == ["0", "other"]

    await house.later(1)
    assert house.platform.texts() == ["0", "other", "1"]

    await house.later(1)
    assert house.platform.texts() == ["0", "other", "1", "2"]
    house.store.close()


async def test_what_follows_an_unclear_message_in_its_conversation_waits(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=False))
    await house.sends(outgoing("a"), outgoing("b"))
    assert house.platform.texts() == []

    await house.later(60)
    assert house.platform.texts() == ["a", "b"]


async def test_a_card_is_posted_once_then_edited(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(a_card("c1", number, "new"))
    await house.sends(a_card("c2", number, "claimed"))

    (card,) = house.platform.posted
    assert (card.text, card.edits) == ("claimed", 1)
    ticket = await house.store.read(lambda journal: journal.ticket(number))
    assert (ticket.card, ticket.staff_room) == (card.id, STAFF_ROOM)


async def test_only_the_newest_card_need_be_sent(house: House) -> None:
    number = await ticket_in(house)
    first = replace(a_card("c1", number, "one"), report=True)
    await house.sends(first, a_card("c2", number, "two"), a_card("c3", number, "three"))

    assert [(each.text, each.edits) for each in house.platform.posted] == [("three", 0)]
    assert house.states() == {"c1": "replaced", "c2": "replaced", "c3": "sent"}
    assert [(each.key, each.ok) for each in house.desk.delivered] == [("c3", True)]


async def test_a_newer_card_waits_for_one_that_may_be_out_but_not_for_ever(house: House) -> None:
    number = await ticket_in(house)
    house.platform.readable = False
    house.platform.troubles.append(Lost(arrived=True))
    await house.sends(a_card("c1", number, "new"))
    await house.later(60)
    await house.sends(a_card("c2", number, "claimed"))
    assert [each.text for each in house.platform.posted if each.key == "c2"] == []

    house.platform.readable = True
    await house.later(300)
    cards = [each for each in house.platform.posted if each.kind is SendKind.CARD]
    assert [(each.key, each.text) for each in cards] == [("c1", "claimed")]


async def test_without_a_look_for_an_hour_staff_get_the_newer_card(house: House) -> None:
    number = await ticket_in(house)
    house.platform.readable = False
    house.platform.troubles.append(Lost(arrived=False))
    await house.sends(a_card("c1", number, "new"))
    await house.later(60)
    await house.sends(a_card("c2", number, "claimed"))
    await house.later(3600)

    cards = [each for each in house.platform.posted if each.kind is SendKind.CARD]
    assert [each.key for each in cards] == ["c2"]


async def test_a_card_queued_again_by_its_key_replaces_nothing(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendLater(10))
    await house.sends(a_card("c1", number), a_card("c1", number))
    await house.later(10)

    assert house.states() == {"c1": "sent"}


async def test_a_card_that_somebody_removed_is_posted_anew(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(a_card("c1", number, "new"))
    house.platform.posted.clear()
    await house.sends(a_card("c2", number, "claimed"))

    assert house.platform.texts() == ["claimed"]


async def test_an_unclear_edit_is_simply_repeated(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(a_card("c1", number, "new"))
    house.platform.troubles.append(Lost(arrived=True))
    await house.sends(a_card("c2", number, "claimed"))
    await house.later(5)

    assert [(each.text, each.edits) for each in house.platform.posted] == [("claimed", 2)]
    assert house.platform.looks == 0


def in_thread(key: str, ticket: int) -> Outgoing:
    return outgoing(
        key, place=STAFF_ROOM, readership=Readership.STAFF, ticket=ticket, under_card=True
    )


async def test_what_belongs_under_a_card_waits_for_it(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendLater(10))
    await house.sends(a_card("c1", number), in_thread("note", number))
    await house.later(10)

    card, note = house.platform.posted
    assert (card.key, note.key, note.place.thread) == ("c1", "note", card.id)


async def test_without_a_card_it_goes_into_the_room_rather_than_nowhere(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendRefused("too long"))
    await house.sends(a_card("c1", number), in_thread("note", number))

    assert [(each.key, each.place) for each in house.platform.posted] == [("note", STAFF_ROOM)]


def handed_over(ticket: int) -> Outgoing:
    return outgoing(
        "told", "The team has it.", ticket=ticket, after="c1", otherwise=words("Not yet.")
    )


async def test_the_customer_is_told_once_the_team_has_it(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendLater(10))
    await house.sends(handed_over(number), a_card("c1", number, "card"))
    assert house.platform.texts() == []

    await house.later(10)
    assert house.platform.texts() == ["card", "The team has it."]


async def test_the_customer_is_told_otherwise_when_the_team_can_t_be_reached(
    house: House,
) -> None:
    number = await ticket_in(house)
    house.platform.refused_rooms.add("staff")
    await house.sends(handed_over(number), a_card("c1", number, "card"))

    assert house.platform.texts() == ["Not yet."]


async def test_the_customer_is_told_otherwise_when_that_takes_too_long(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendLater(3600))
    await house.sends(handed_over(number), a_card("c1", number, "card"))
    await house.later(LATE_AFTER.total_seconds())
    assert house.platform.texts() == ["Not yet."]

    await house.later(3600)
    assert house.platform.texts() == ["Not yet.", "card"]


async def test_a_card_replaced_by_a_newer_one_lets_go_what_waits_for_it(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(handed_over(number), a_card("c1", number), a_card("c2", number, "newer"))

    assert house.platform.texts() == ["newer", "The team has it."]


async def test_what_nobody_can_send_waits(tmp_path: Path) -> None:
    house = House(tmp_path / "other.db", platform=Recorder(name="elsewhere"))
    await house.sends(outgoing("a"))

    assert house.states() == {"a": "pending"}
    house.store.close()
