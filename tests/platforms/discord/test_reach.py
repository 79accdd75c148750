"""Who can no longer read or write where they asked: words that come later find a way, and staff hear."""

from .double import Permission
from .double.components import buttons_of
from .harness import Desk, Town


async def reply(desk: Desk, place: Town) -> None:
    """Sam answers ticket 1."""
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")


async def test_a_locked_thread_is_unlocked_for_a_reply(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    desk.double.lock(thread)

    await reply(desk, place)

    assert thread.thread is not None
    assert not thread.thread.locked
    assert "Tomorrow." in desk.texts(thread)[-1]
    told = desk.texts(desk.at_card())[-1]
    assert "Delivered to ana. Their thread was locked: I've unlocked it" in told
    await desk.say(place.ana, thread, f"<@{desk.double.bot.id}> thank you")


async def test_an_archived_and_locked_thread_is_unlocked_too(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    desk.double.lock(thread)
    desk.double.archive(thread)

    await reply(desk, place)

    assert thread.thread is not None
    assert (False, False) == (thread.thread.locked, thread.thread.archived)
    assert "Tomorrow." in desk.texts(thread)[-1]
    assert "unlocked it" in desk.texts(desk.at_card())[-1]


async def test_a_lock_that_the_bot_may_not_open_is_named(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    role = desk.double.bot_role
    desk.double.set_permissions(role, role.permissions & ~Permission.MANAGE_THREADS)
    desk.double.lock(thread)

    await reply(desk, place)

    assert "Tomorrow." in desk.texts(desk.double.dm(place.ana))[-1]
    told = desk.texts(desk.at_card())[-1]
    assert "Delivered to ana, by another way: the thread is locked." in told


async def test_who_has_left_the_server_gets_nothing_in_its_rooms(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    before = desk.texts(thread)
    desk.double.leave(place.ana)

    await reply(desk, place)

    assert before == desk.texts(thread)
    told = desk.texts(desk.at_card())[-1]
    assert "Not delivered to ana" in told
    assert "has left the server" in told


async def test_a_room_that_was_closed_to_them_is_gone_around(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    before = desk.texts(thread)
    desk.double.overwrite(place.help, place.ana, deny=Permission.VIEW_CHANNEL)

    await reply(desk, place)

    assert before == desk.texts(thread)
    assert "Tomorrow." in desk.texts(desk.double.dm(place.ana))[-1]
    told = desk.texts(desk.at_card())[-1]
    assert "Delivered to ana, by another way: ana can no longer read there." in told


async def test_who_may_only_read_gets_a_button_to_write_with(listening: Desk, place: Town) -> None:
    desk = listening
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    desk.double.overwrite(place.help, place.ana, deny=Permission.SEND_MESSAGES_IN_THREADS)

    await reply(desk, place)

    assert "Tomorrow." in desk.texts(thread)[-1]
    assert "They can read it, but no longer write in #help" in desk.texts(desk.at_card())[-1]
    assert "Reply to the team" in buttons_of(desk.last(thread).components)
