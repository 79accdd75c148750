"""What was decided goes out: once, in order, and what is unclear is looked for, never guessed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.pace import Pace
from bot.delivery.sending import FELL_BACK, UNCLEAR
from bot.delivery.taking import MOST_TRIES
from bot.desk.nouns.message import Readership, SendKind
from bot.desk.nouns.place import Place
from bot.errors import SendLater, SendUnclear, SendUnfit
from bot.running.options import Options
from tests.delivery.standin import House, ticket_in
from tests.recorder import Lost, Posted, Recorder
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


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_the_platform_ended_itself_is_looked_up_within_seconds(
    house: House, arrived: bool
) -> None:
    house.platform.troubles.append(Lost(arrived=arrived, ended=True))
    await house.sends(outgoing("a"))
    await house.later(5)

    assert (house.platform.looks, house.platform.texts()) == (1, ["a"])
    assert house.states() == {"a": "sent"}


async def test_nobody_is_told_that_it_is_unclear_before_it_could_be_looked_up(house: House) -> None:
    house.platform.troubles.append(Lost(arrived=True))
    await house.sends(outgoing("a"))
    house.platform.offline = True
    await house.later(600)
    assert house.states() == {"a": "sending"}

    house.platform.offline = False
    await house.later(5)

    assert house.platform.texts() == ["a"]
    assert house.states() == {"a": "sent"}


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
    assert [(each.ok, each.reason) for each in house.desk.delivered] == [(True, FELL_BACK)]


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


async def hopeless(house: House, *troubles: Exception, hours: float = 3) -> None:
    """What is sent next never arrives."""
    house.platform.troubles.extend(troubles or [SendUnclear()] * MOST_TRIES)
    await house.sends(outgoing("a", report=True, ticket=await ticket_in(house)))
    await house.later(hours * 3600)


async def test_what_never_arrives_is_given_up_after_eight_tries_and_the_desk_hears_why(
    house: House,
) -> None:
    await hopeless(house)
    await house.later(86_400)
    [news] = house.desk.delivered

    assert house.states() == {"a": "failed"}
    assert house.platform.texts() == []
    assert house.platform.looks == MOST_TRIES
    assert not news.ok
    assert news.reason == "I tried 8 times, and it never arrived."


async def test_what_waits_for_its_next_try_holds_nobody_back(house: House) -> None:
    house.platform.troubles.extend([SendUnclear()] * 2)
    await house.sends(outgoing("a"), outgoing("b"))
    await house.later(125)

    assert house.platform.texts() == ["b"]

    await house.later(120)
    assert house.platform.texts() == ["b", "a"]


async def test_staff_hear_of_what_nobody_else_would_and_may_send_it_again(house: House) -> None:
    house.platform.troubles.extend([SendUnclear()] * MOST_TRIES)
    await house.sends(outgoing("a"))
    await house.later(3 * 3600)
    [notice] = house.platform.posted

    assert notice.place == STAFF_ROOM
    assert "did not go out" in notice.text
    assert [button.command for button in notice.message.buttons] == ["resend 1"]

    assert await house.store.write(lambda journal: journal.send_again(1, house.clock.now()))
    assert not await house.store.write(lambda journal: journal.send_again(1, house.clock.now()))
    await house.app.settle()
    assert house.states()["a"] == "sent"
    assert house.platform.texts()[-1] == "a"


async def test_what_was_given_up_and_stands_there_after_all_is_not_sent_again(house: House) -> None:
    await hopeless(house)
    house.platform.posted.append(
        Posted(id="late", key="a", place=ANAS_DM, message=outgoing("a").message)
    )
    await house.store.write(lambda journal: journal.send_again(1, house.clock.now()))
    await house.app.settle()

    assert [post.id for post in house.platform.posted] == ["late"]
    assert [news.ok for news in house.desk.delivered] == [False, True]


async def test_what_can_t_be_put_into_form_has_surely_not_gone_out(house: House) -> None:
    await hopeless(house, SendUnfit(), hours=0)

    assert house.states() == {"a": "failed"}
    assert "a fault of mine" in house.desk.delivered[0].reason


async def test_a_platform_that_asks_to_wait_for_days_wears_nothing_out(house: House) -> None:
    house.platform.troubles.extend([SendLater(3600)] * 50 + [SendUnclear()])
    await house.sends(outgoing("a"))
    await house.later(3 * 86_400)

    assert house.states() == {"a": "sent"}


async def test_a_card_that_can_t_be_changed_is_given_up_too(house: House) -> None:
    number = await ticket_in(house)
    card = outgoing("c1", kind=SendKind.CARD, ticket=number, place=STAFF_ROOM)
    card = replace(card, readership=Readership.STAFF)
    await house.sends(card)
    house.platform.troubles.extend([SendUnclear()] * MOST_TRIES)
    await house.sends(replace(card, key="c2"))
    await house.later(3600)

    assert house.states()["c2"] == "failed"
    assert house.platform.posted[0].edits == MOST_TRIES
    assert "did not go out" in house.platform.posted[-1].text


async def test_what_nobody_can_send_waits(tmp_path: Path) -> None:
    house = House(tmp_path / "other.db", platform=Recorder(name="elsewhere"))
    await house.sends(outgoing("a"))

    assert house.states() == {"a": "pending"}
    house.store.close()
