"""What was decided goes out: once, in order, and what is unclear is looked for, never guessed."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Options
from bot.delivery.sending import DETOURED, UNCLEAR, Pace
from bot.desk.inbound import Place
from bot.desk.message import SendKind
from bot.errors import SendLater, SendUnclear
from tests.delivery.standin import House, ticket_in
from tests.recorder import Lost, Recorder
from tests.store.examples import ANA, ANAS_DM, STAFF_ROOM, outgoing

HALL = Place(platform="test", workspace="w", room="hall", thread="t1")


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


async def test_what_nobody_can_send_waits(tmp_path: Path) -> None:
    house = House(tmp_path / "other.db", platform=Recorder(name="elsewhere"))
    await house.sends(outgoing("a"))

    assert house.states() == {"a": "pending"}
    house.store.close()
