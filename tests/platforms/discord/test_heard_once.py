"""What was said is heard once: in a gap, in a flood, delivered twice, or not to be stored.

The clock of the desk stands still; discord.py's own pauses are real, and short here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Inbound
from bot.errors import StoreError
from bot.platforms.discord.connection.client import AT_ONCE
from bot.platforms.discord.hearing.backlog import Backlog
from bot.platforms.discord.hearing.listen import deleted
from bot.platforms.discord.knowing.places import dm

from .adapter import MONDAY, Kept, adapter, run_until, stop
from .double import DiscordDouble, User, redirect
from .harness import Desk, Town


def texts(kept: Kept) -> list[str]:
    return [each.text for each in kept.heard if hasattr(each, "text")]


@pytest.mark.parametrize(
    "breaks",
    [lambda d: d.gateway.cut(), lambda d: d.gateway.ask_to_reconnect()],
    ids=["cut", "reconnect"],
)
async def test_a_resumed_session_brings_what_was_missed(
    desk: Desk, place: Town, breaks: Callable[[DiscordDouble], None]
) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "one")
    breaks(desk.double)
    desk.double.say(place.ana, dm, "two")
    last = desk.double.say(place.ana, dm, "three")
    await desk.took(f"discord:{last.id}")

    assert ["one", "two", "three"] == texts(desk.kept)
    assert 1 == desk.asked_to_scan  # at the start


async def test_a_fresh_session_finds_what_was_missed_in_history(desk: Desk, place: Town) -> None:
    double, dm = desk.double, desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "My parcel has not come yet")
    await desk.scan()
    await desk.wait(timedelta(minutes=1))
    double.gateway.forget_sessions()
    double.gateway.cut()
    asked = double.say(place.ben, place.help, f"{double.bot.mention} I forgot my password")
    double.say(place.ana, dm, "It is a blue one.")
    double.new_post(place.ben, place.forum, "Lost", f"{double.bot.mention} Where is my invoice?")
    await double.until(lambda: desk.asked_to_scan == 2)
    await double.until(desk._is_ready)

    await desk.scan()

    assert "Open **Settings" in desk.texts(desk.in_thread(asked))[0]
    assert "Added to ticket 1." in desk.texts(dm)[-1]
    post = double.threads(place.forum)[0]
    assert "Invoices are under" in desk.texts(post)[-1]


async def test_a_second_delivery_changes_nothing(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "I forgot my password")
    desk.double.repeat(asked)
    await desk.double.until(lambda: len(desk.kept.heard) == 2)
    await desk.app.settle()

    assert 1 == len(desk.double.by_bot(desk.in_thread(asked)))


async def test_what_was_said_while_it_was_off_is_found_at_the_start(
    desk: Desk, place: Town
) -> None:
    double = desk.double
    await desk.scan()
    await desk.wait(timedelta(minutes=1))
    await desk.stop()
    asked = double.say(place.ana, place.help, f"{double.bot.mention} I forgot my password")
    await desk.start()

    await desk.scan()

    assert 1 == len(desk.texts(desk.in_thread(asked)))


async def test_in_a_flood_what_is_not_kept_yet_waits_with_discord(
    double: DiscordDouble, ana: User
) -> None:
    opens, begun = asyncio.Event(), list[str]()

    async def slow(inbound: Inbound) -> None:
        begun.append(inbound.id)
        await opens.wait()

    platform = adapter(double)
    room = double.dm(ana)
    with redirect(double):
        task = await run_until(platform, slow, double)
        said = [f"discord:{double.say(ana, room, str(n)).id}" for n in range(8 * AT_ONCE)]
        await double.until(lambda: len(begun) == AT_ONCE, timeout=60)
        at_once = len(asyncio.all_tasks())
        opens.set()
        await double.until(lambda: len(begun) == len(said), timeout=60)
        await stop(task)

    assert at_once < 2 * AT_ONCE
    assert said == begun


async def test_what_can_not_be_stored_is_kept_in_order(desk: Desk, place: Town) -> None:
    dm = desk.double.dm(place.ana)
    desk.kept.refuses = StoreError("full")
    desk.double.say(place.ana, dm, "one")
    desk.double.say(place.ana, dm, "two")
    backlog = desk.platform._listening.backlog
    assert backlog is not None
    await desk.double.until(lambda: 2 == len(backlog._waiting))
    desk.kept.refuses = None
    await desk.double.until(lambda: 2 == len(desk.kept.heard))

    assert ["one", "two"] == texts(desk.kept)


async def test_a_press_that_can_not_be_stored_is_not_acknowledged(
    desk: Desk, place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await desk.ask(place.ana, place.help, "I forgot my password")
    desk.kept.refuses = StoreError("full")
    it = desk.double.press(place.ana, desk.last(desk.in_thread(asked)), "That solved it")
    await desk.double.until(lambda: "not acknowledged" in caplog.text)

    assert "nothing" == it.kind
    desk.kept.refuses = None


async def test_more_than_can_be_kept_ends_the_waiting() -> None:
    kept = Kept(refuses=StoreError("full"))
    backlog = Backlog(kept, most=1)
    for number in range(2):
        await backlog.take(deleted(number, dm(1), MONDAY))

    with pytest.raises(StoreError, match="More than 1 messages wait"):
        await backlog.broken
    await backlog.close()


async def test_a_store_that_refuses_for_too_long_stops_the_platform(
    double: DiscordDouble, ana: User
) -> None:
    platform = adapter(double)
    with redirect(double):
        task = await run_until(platform, Kept(refuses=StoreError("full")), double)
        assert platform._listening.backlog is not None
        platform._listening.backlog._patience = 0.0
        double.say(ana, double.dm(ana), "hello")
        with pytest.raises(StoreError, match="could not be stored for too long"):
            await task
