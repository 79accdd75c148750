"""What is for one person's eyes is read by nobody else, wherever it was asked and whatever fails.

Judged by who can read the place in which each message stands, never by whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.eyes import Confided, leaks

from .double import Channel, Message, Permission, User
from .eyes import readers, shown
from .harness import Desk, Town

PRIVATE = "The door code of my flat is the birthday of my grandmother"
NOTE = "she is a known grumbler, be brief"
ASKED = "My parcel has not come yet"


async def _begun(desk: Desk, town: Town) -> None:
    """Ana has a ticket from a direct message, Ben one from a room, staff noted something."""
    await desk.say(town.ana, desk.double.dm(town.ana), PRIVATE)
    await desk.ask(town.ben, town.help, ASKED)
    await desk.slash(town.sam, town.staff, "desk note", ticket="1", text=NOTE)


def _leaks(desk: Desk, town: Town) -> list[str]:
    staff = frozenset({town.sam.id})
    confided = [
        Confided(words=PRIVATE, to=frozenset({town.ana.id}) | staff),
        Confided(words=NOTE, to=staff),
    ]
    return leaks(shown(desk.double), confided)


async def _in_a_post(desk: Desk, town: Town, who: User, line: str) -> Channel:
    there = desk.double.new_post(who, town.forum, "A question", "It is about my order.")
    await desk.ask(who, there, line)
    return there


async def _in_a_room(desk: Desk, town: Town, who: User, line: str) -> Channel:
    asked = await desk.ask(who, town.help, line)
    return desk.double.world.channels.get(asked.id, town.help)


Asking = Callable[[Desk, Town, User, str], Awaitable[Channel]]
PLACES = pytest.mark.parametrize("asking", [_in_a_post, _in_a_room], ids=["post", "room"])
OWN = ("mydata", "status", "link", "forgetme")
LISTS = ("queue", "ticket 1", "due", "unanswered", "mine", "report", "help")


@PLACES
@pytest.mark.parametrize("line", OWN)
async def test_what_is_ones_own_comes_by_direct_message(
    desk: Desk, place: Town, asking: Asking, line: str
) -> None:
    await _begun(desk, place)
    before = len(desk.texts(desk.double.dm(place.ana)))
    there = await asking(desk, place, place.ana, line)

    assert [] == desk.texts(there)
    assert before < len(desk.texts(desk.double.dm(place.ana)))
    assert [] == _leaks(desk, place)


@PLACES
@pytest.mark.parametrize("line", OWN)
async def test_with_closed_messages_it_comes_in_a_thread_of_their_own(
    desk: Desk, place: Town, asking: Asking, line: str
) -> None:
    await _begun(desk, place)
    desk.double.close_dms(place.ana)
    await asking(desk, place, place.ana, line)
    await asking(desk, place, place.ana, "status")

    alone = [t for t in desk.double.threads(place.help) if t.type == 12]
    assert [frozenset({place.ana.id})] == [readers(desk.double, thread) for thread in alone]
    assert 2 == len(desk.texts(alone[0]))
    assert [] == _leaks(desk, place)


def _shut(desk: Desk, place: Town, *people: User) -> None:
    """No direct messages, and no private threads."""
    for who in people:
        desk.double.close_dms(who)
    desk.double.overwrite(place.help, desk.double.bot_role, deny=Permission.CREATE_PRIVATE_THREADS)


@PLACES
@pytest.mark.parametrize("line", OWN)
async def test_where_nothing_is_private_only_the_way_is_told(
    desk: Desk, place: Town, asking: Asking, line: str
) -> None:
    await _begun(desk, place)
    _shut(desk, place, place.ana)
    there = await asking(desk, place, place.ana, line)

    told = "I can't write to you privately. Use /{} here: only you see what it answers."
    assert told.format(line) == desk.texts(there)[-1]
    assert [] == _leaks(desk, place)


async def test_the_way_is_told_in_the_customers_language(desk: Desk, place: Town) -> None:
    await desk.say(place.ana, desk.double.dm(place.ana), "Wo finde ich bitte meine Rechnung?")
    _shut(desk, place, place.ana)
    there = await _in_a_room(desk, place, place.ana, "status")

    assert "Nehmen Sie hier /status" in desk.texts(there)[-1]


async def test_what_has_no_command_is_told_to_be_written_again(desk: Desk, place: Town) -> None:
    _shut(desk, place, place.ana)
    token = "xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx"  # noqa: S105 -- made up
    there = await _in_a_room(desk, place, place.ana, f"My token is {token}")

    assert any(
        text.startswith("I can't write to you privately. Allow") for text in desk.texts(there)
    )
    assert not any("password or key" in text for text in desk.texts(there))


@PLACES
@pytest.mark.parametrize("line", LISTS)
async def test_staff_are_answered_directly_wherever_others_read(
    desk: Desk, place: Town, asking: Asking, line: str
) -> None:
    await _begun(desk, place)
    there = await asking(desk, place, place.sam, line)

    assert 1 == len(desk.texts(desk.double.dm(place.sam)))
    assert [] == desk.texts(there)
    assert [] == _leaks(desk, place)


@pytest.mark.parametrize("line", LISTS)
async def test_staff_are_answered_in_the_staff_room_where_all_are_staff(
    desk: Desk, place: Town, line: str
) -> None:
    await _begun(desk, place)
    before = len(desk.texts(place.staff))
    await desk.ask(place.sam, place.staff, line)

    assert before < len(desk.texts(place.staff))
    assert [] == _leaks(desk, place)


@pytest.mark.parametrize("line", LISTS)
async def test_staff_with_closed_messages_are_answered_in_the_staff_room(
    desk: Desk, place: Town, line: str
) -> None:
    await _begun(desk, place)
    desk.double.close_dms(place.sam)
    before = len(desk.texts(place.staff))
    await desk.ask(place.sam, place.help, line)

    assert before < len(desk.texts(place.staff))
    assert [] == _leaks(desk, place)


async def test_a_staff_members_own_is_no_colleagues(desk: Desk, place: Town) -> None:
    await desk.ask(place.sam, place.staff, "link")

    [told] = desk.texts(desk.double.dm(place.sam))
    assert [] == desk.texts(place.staff)
    assert re.search(r"\b[A-Z2-9]{8}\b", told)


async def test_staff_who_ask_in_a_customers_private_thread_are_answered_elsewhere(
    desk: Desk, place: Town
) -> None:
    await _begun(desk, place)
    await desk.slash(place.ben, place.help, "person")
    [private] = [t for t in desk.double.threads(place.help) if t.type == 12]
    desk.double.join_thread(private, place.sam.id)
    before = desk.texts(private)
    for line in LISTS:
        await desk.ask(place.sam, private, line)

    assert before == desk.texts(private)
    assert len(LISTS) == len(desk.texts(desk.double.dm(place.sam)))
    assert [] == _leaks(desk, place)


async def test_in_a_private_thread_of_several_ones_own_comes_directly(
    desk: Desk, place: Town
) -> None:
    await _begun(desk, place)
    desk.double.overwrite(place.help, place.ana, allow=Permission.CREATE_PRIVATE_THREADS)
    shared = desk.double.open_thread(place.ana, "us", channel=place.help, private=True)
    for who in (place.ben.id, desk.double.bot.id):
        desk.double.join_thread(shared, who)
    await desk.ask(place.ana, shared, "mydata")
    await desk.ask(place.ana, shared, "any news about my door code and my grandmother?")

    assert not any("grandmother" in text for text in desk.texts(shared))
    assert [] == _leaks(desk, place)


async def test_where_moderators_look_into_threads_none_is_private(desk: Desk, place: Town) -> None:
    await _begun(desk, place)
    moderators = desk.double.add_role("Moderators", Permission.MANAGE_THREADS)
    desk.double.add_user("mod", roles=[moderators])
    desk.double.close_dms(place.ana)
    there = await _in_a_room(desk, place, place.ana, "mydata")

    assert "Use /mydata here" in desk.texts(there)[-1]
    assert [] == _leaks(desk, place)


# A command whose interaction can't be answered any more


@pytest.mark.parametrize("who", ["ana", "sam"])
async def test_an_interaction_that_ran_out_is_answered_by_message_at_once(
    desk: Desk, place: Town, who: str
) -> None:
    await _begun(desk, place)
    user, name = getattr(place, who), {"ana": "mydata", "sam": "desk queue"}[who]
    desk.double.token_life = 0.0
    await desk.slash(user, place.help, name, allowed=True)

    assert 1 <= len(desk.texts(desk.double.dm(user)))
    assert 0 == len(desk.platform._breaker._times)
    assert [] == _leaks(desk, place)
    desk.double.token_life = 900.0
    await desk.ask(place.ben, place.help, "status")
    assert desk.texts(desk.double.dm(place.ben)), "other messages did not wait"


async def test_an_interaction_that_ran_out_with_closed_messages_tells_the_way(
    desk: Desk, place: Town
) -> None:
    await _begun(desk, place)
    _shut(desk, place, place.ana)
    desk.double.token_life = 0.0
    await desk.slash(place.ana, place.help, "mydata")

    assert "Use /mydata here" in desk.texts(place.help)[-1]
    assert [] == _leaks(desk, place)


async def test_a_long_answer_whose_interaction_ends_between_its_parts_comes_whole(
    desk: Desk, place: Town
) -> None:
    await _begun(desk, place)
    told = " ".join(f"For the {number}th time: it takes a while." for number in range(70))
    asked = "Why does it take a while?"
    await desk.slash(place.sam, place.staff, "kb add", question=asked, answer=told)
    for number in range(8):
        words = f"{number} whiles are many, " + "are they not, " * 15
        await desk.slash(
            place.sam, place.staff, "kb variant", entry="why-does-it-take-a-while", words=words
        )
    desk.double.fault("POST /webhooks/*/*", status=401, skip=1)
    await desk.slash(place.sam, place.help, "kb show", entry="why-does-it-take-a-while")

    whole = "".join(desk.texts(desk.double.dm(place.sam)))
    assert [] == [n for n in range(70) if f"For the {n}th time" not in whole]
    assert [] == [n for n in range(8) if f"{n} whiles are many" not in whole]
    assert [] == _leaks(desk, place)


async def test_a_private_message_without_an_answer_is_not_said_twice(
    desk: Desk, place: Town
) -> None:
    await _begun(desk, place)
    desk.double.fault("POST /channels/*/messages", drop="after")
    await desk.ask(place.ana, place.help, "status")

    found: list[Message] = desk.double.by_bot(desk.double.dm(place.ana))
    assert 1 == sum("Your questions" in desk.double.look(m).text for m in found)
    assert [] == _leaks(desk, place)


async def test_an_erasure_asked_for_privately_is_announced_to_nobody_else(
    desk: Desk, place: Town
) -> None:
    post = await desk.post(place.ana, "Parcel", ASKED)
    await desk.slash(place.ana, place.help, "forgetme")
    await desk.slash(place.ana, place.help, "forgetme", sure="yes")

    assert "Ticket 1 is closed." == desk.texts(post)[-1]
    assert [] == desk.last(post).mentions
    assert not any("erased" in text for text in desk.texts(post))


@pytest.mark.parametrize("name", ["ask", "person"])
async def test_where_nothing_is_private_a_slash_is_answered_beside_itself(
    desk: Desk, place: Town, name: str
) -> None:
    _shut(desk, place, place.ana)
    given: dict[str, Any] = {"question": PRIVATE} if name == "ask" else {}
    await desk.slash(place.ana, place.help, name, allowed=False, **given)

    (told,) = desk.whispers(place.ana)
    assert "ticket 1" in told.text
    assert "I can't write to you directly. So only you see this, and it won't stay." in told.text
    assert [] == desk.texts(place.help)
    assert [] == _leaks(desk, place)


async def test_what_is_pressed_in_a_closed_conversation_is_answered_to_the_press(
    desk: Desk, place: Town
) -> None:
    await desk.say(place.ana, desk.double.dm(place.ana), PRIVATE)
    message = desk.last(desk.double.dm(place.ana))
    _shut(desk, place, place.ana)
    await desk.press(place.ana, message, "Never mind")

    (told,) = desk.whispers(place.ana)
    assert told.text.startswith("All right, I've closed ticket 1.")
