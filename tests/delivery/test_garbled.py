"""A row that this version can't read is in nobody's way: kept, told, and run again once it can be."""

import json
from dataclasses import replace

import pytest

from tests.delivery.standin import House, ticket_in
from tests.store.examples import STAFF_ROOM, outgoing, said

GARBLED = {
    "of a kind that is gone": json.dumps(
        {"is": "Sung", "text": "la la", "by": {"id": "test:ana", "name": "Ana"}}
    ),
    "without its place": json.dumps({"is": "Said", "id": "test:m1", "text": "la la"}),
    "no words where words belong": json.dumps({"is": "Said", "text": [1], "by": "Ana"}),
    "another thing altogether": "[]",
    "cut off": '{"is": "Said", "te',
    "no text at all": "null",
}


BODY, MESSAGE, PLACE = (
    "UPDATE inbox SET body = ?",
    "UPDATE outbox SET message = ?",
    "UPDATE outbox SET place = ?",
)


def garble(house: House, what: str, value: str) -> None:
    house.store.write_now(lambda journal: journal.db.execute(what, (value,)))  # type: ignore[attr-defined]


@pytest.mark.parametrize("body", GARBLED.values(), ids=GARBLED)
async def test_its_conversation_goes_on_and_staff_hear_of_it(house: House, body: str) -> None:
    await house.store.write(lambda journal: journal.take_in(said(1), house.clock.now()))
    garble(house, BODY, body)
    await house.hears(said(2, "next"))
    aside = house.store.read_now(lambda journal: journal.dead_letters())

    assert house.desk.said == ["next"]
    assert "next" in house.platform.texts()
    [notice] = [post for post in house.platform.posted if post.place == STAFF_ROOM]
    assert "can't read a message from" in notice.text
    assert "replay 1" in notice.text
    assert ("la la" in notice.text) is ("la la" in body)
    assert [(each.number, each.inbound) for each in aside] == [(1, None)]


async def test_it_is_run_again_by_a_version_that_can_read_it(house: House) -> None:
    await house.store.write(lambda journal: journal.take_in(said(1, "hello"), house.clock.now()))
    [(body,)] = house.store.read_now(lambda journal: journal.rows("SELECT body FROM inbox"))  # type: ignore[attr-defined]
    garble(house, BODY, "[]")
    await house.app.settle()
    assert await house.store.write(lambda journal: journal.run_again(1, house.clock.now()))
    await house.app.settle()
    garble(house, BODY, body)
    assert await house.store.write(lambda journal: journal.run_again(1, house.clock.now()))
    await house.app.settle()

    assert house.desk.said == ["hello"]
    assert house.platform.texts()[-1] == "hello"


@pytest.mark.parametrize("what", [MESSAGE, PLACE], ids=["message", "place"])
async def test_a_message_that_can_t_be_read_holds_no_room_back(house: House, what: str) -> None:
    await house.store.write(
        lambda journal: journal.send(outgoing("a", place=STAFF_ROOM), house.clock.now())
    )
    house.store.write_now(
        lambda journal: journal.db.execute("DROP TRIGGER outbox_target_is_fixed")  # type: ignore[attr-defined]
    )
    garble(house, what, '{"is": "Opera"}')
    await house.sends(outgoing("b", place=STAFF_ROOM))
    [shown, notice] = house.platform.posted

    assert house.states()["a"] == "failed"
    assert shown.text == "b"
    assert "did not go out" in notice.text
    assert [button.command for button in notice.message.buttons] == ["resend 1"]


async def test_the_desk_hears_of_a_reply_that_can_t_be_read(house: House) -> None:
    number = await ticket_in(house)
    await house.store.write(
        lambda journal: journal.send(outgoing("a", report=True, ticket=number), house.clock.now())
    )
    garble(house, MESSAGE, "[]")
    await house.app.settle()
    [news] = house.desk.delivered

    assert (news.ticket, news.ok) == (number, False)
    assert "can't read it" in news.reason


async def test_buttons_that_can_t_be_read_are_left_standing(house: House) -> None:
    await house.sends(replace(outgoing("a"), about="q1"), replace(outgoing("b"), about="q1"))
    garble(house, "UPDATE outbox SET message = ? WHERE key = 'a'", "[]")
    carriers = house.store.read_now(lambda journal: journal.carriers("q1"))

    assert [carrier.outgoing.key for carrier in carriers] == ["b"]
