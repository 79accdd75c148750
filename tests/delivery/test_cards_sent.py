"""A ticket's card is posted once and then edited; what belongs under or after it waits for it."""

from dataclasses import replace

from bot.desk.nouns.message import LATE_AFTER, Outgoing, Readership, SendKind
from bot.errors import SendLater, SendRefused
from tests.delivery.standin import House, ticket_in
from tests.recorder import Lost
from tests.store.examples import STAFF_ROOM, a_card, outgoing, words


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


async def test_what_went_out_before_its_card_is_looked_for_in_the_room_too(house: House) -> None:
    number = await ticket_in(house)
    house.platform.readable = False
    house.platform.troubles.extend([Lost(arrived=False), Lost(arrived=True)])
    await house.sends(a_card("c1", number), in_thread("note", number))
    await house.later(60)
    [note] = [each for each in house.platform.posted if each.key == "note"]
    assert note.place == STAFF_ROOM

    await house.later(60)
    house.platform.readable = True
    for _ in range(2):
        await house.later(300)

    keys = [each.key for each in house.platform.posted]
    assert (keys.count("c1"), keys.count("note")) == (1, 1)
    assert (house.states()["c1"], house.states()["note"]) == ("sent", "sent")


async def test_without_a_card_it_goes_into_the_room_rather_than_nowhere(house: House) -> None:
    number = await ticket_in(house)
    house.platform.troubles.append(SendRefused("too long"))
    await house.sends(a_card("c1", number), in_thread("note", number))

    assert [(each.key, each.place) for each in house.platform.posted] == [("note", STAFF_ROOM)]


async def test_what_its_thread_refuses_goes_into_the_room_and_is_found_there(
    house: House,
) -> None:
    number = await ticket_in(house)
    await house.sends(a_card("c1", number))
    house.platform.troubles += [SendRefused("the card was deleted"), Lost(arrived=True)]
    await house.sends(in_thread("note", number))
    await house.later(60)

    assert [(each.key, each.place) for each in house.platform.posted[1:]] == [("note", STAFF_ROOM)]
    assert house.states()["note"] == "sent"


async def test_what_the_room_refuses_too_has_failed(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(a_card("c1", number))
    house.platform.troubles += [SendRefused("no thread"), SendRefused("no room")]
    await house.sends(in_thread("note", number))

    assert house.states()["note"] == "failed"


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
    assert house.platform.texts() == ["The team has it.", "card"]


async def test_what_was_said_otherwise_is_put_right_once_a_card_stands(house: House) -> None:
    number = await ticket_in(house)
    house.platform.refused_rooms.add("staff")
    await house.sends(handed_over(number), a_card("c1", number, "card"))
    house.platform.refused_rooms.clear()
    await house.sends(a_card("c2", number, "card"))
    await house.sends(a_card("c3", number, "the card, changed"))

    assert ["The team has it.", "the card, changed"] == house.platform.texts()
    assert [1, 1] == [each.edits for each in house.platform.posted]


async def test_a_card_replaced_by_a_newer_one_lets_go_what_waits_for_it(house: House) -> None:
    number = await ticket_in(house)
    await house.sends(handed_over(number), a_card("c1", number), a_card("c2", number, "newer"))

    assert house.platform.texts() == ["newer", "The team has it."]
