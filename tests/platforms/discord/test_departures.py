"""Threads, channels and servers that are gone: staff hear of it once, and replies go directly."""

from collections.abc import Callable

import pytest

from .double.sessions import GUILDS
from .harness import Desk, Town


async def gone(desk: Desk, room: str, thread: str = "") -> None:
    """Wait until it was worked on."""
    await desk.took(f"discord::{room}:{thread}:gone:{desk.clock.now().isoformat()}")


def _channel(desk: Desk, place: Town) -> None:
    desk.double.delete_channel(place.help)


def _server(desk: Desk, place: Town) -> None:
    desk.double.gateway.dispatch("GUILD_DELETE", GUILDS, {"id": str(place.help.guild_id)})


ENDS: dict[str, tuple[Callable[[Desk, Town], None], str]] = {
    "channel": (_channel, "it was deleted."),
    "server": (_server, "I was taken out of it."),
}


@pytest.mark.parametrize("what", ENDS)
async def test_where_a_room_is_gone_the_team_hears_of_it_once(
    desk: Desk, place: Town, what: str
) -> None:
    ends, why = ENDS[what]
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    ends(desk, place)
    await gone(desk, place.help.id)

    told = desk.texts(desk.at_card())
    assert [1, 1] == [len(told), sum(why in each for each in told)]
    assert "The place where ana asked is gone" in told[0]


async def test_a_thread_that_is_deleted_is_gone_around_and_no_other(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    await desk.ask(place.ben, place.help, "My parcel has not come either")
    desk.double.delete_channel(desk.in_thread(asked))
    await gone(desk, place.help.id, asked.id)
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    assert any("The place where ana asked is gone" in each for each in desk.texts(desk.at_card()))
    assert desk.card(2).thread_id is None
    assert "Tomorrow." in desk.texts(desk.double.dm(place.ana))[-1]


WAYS: dict[str, Callable[[Desk, Town], None]] = {
    "left the server": lambda desk, place: desk.double.leave(place.sam),
    "role taken": lambda desk, place: desk.double.take_role(place.sam, place.role),
}


@pytest.mark.parametrize("how", WAYS)
async def test_who_left_the_staff_keeps_no_ticket_beyond_the_next_round(
    desk: Desk, place: Town, how: str
) -> None:
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    await desk.slash(place.sam, place.staff, "desk claim", ticket="1")
    WAYS[how](desk, place)
    await desk.scan()

    assert (await desk.ticket()).owner is None


@pytest.mark.parametrize("does", ["command", "words"])
async def test_what_discord_tells_of_roles_counts_at_once(
    desk: Desk, place: Town, does: str
) -> None:
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    await desk.slash(place.sam, place.staff, "desk claim", ticket="1")
    desk.double.take_role(place.sam, place.role)
    if does == "command":
        await desk.slash(
            place.sam, place.help, "desk reply", ticket="1", text="Psst.", allowed=True
        )
    else:
        await desk.ask(place.sam, place.help, "hi")
    await desk.app.settle()
    await desk.scan()

    assert (await desk.ticket()).owner is None
    assert "Psst." not in "".join(desk.texts(desk.double.dm(place.ana)))
    assert "Psst." not in "".join(desk.texts(desk.at_card()))
    assert sum("sam is no longer of the team" in each for each in desk.texts(desk.at_card())) == 1
