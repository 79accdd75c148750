"""Sockets, sessions and clients that fail: what was said meanwhile is heard, once.

The clock of the desk stands still; discord.py's own pauses are real, and short here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk.inbound import Inbound
from bot.desk.ports import Intake
from bot.errors import SendLater, SettingsError, StoreError
from bot.platforms.discord import Discord
from bot.platforms.discord.backlog import Backlog
from bot.platforms.discord.client import AT_ONCE, Patience
from bot.platforms.discord.connection import NO_INTENT, REFUSED
from bot.platforms.discord.listen import deleted, dm

from .double import DiscordDouble, User, redirect
from .harness import MONDAY, QUICK, WORDS, Desk, Kept, Town, settings_for


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


async def run_until(platform: Discord, kept: Intake, double: DiscordDouble) -> asyncio.Task[None]:
    task = asyncio.create_task(platform.run(kept))
    await double.until(lambda: task.done() or double.gateway.live)
    return task


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_in_a_flood_what_is_not_kept_yet_waits_with_discord(
    double: DiscordDouble, ana: User
) -> None:
    opens, begun = asyncio.Event(), list[str]()

    async def slow(inbound: Inbound) -> None:
        begun.append(inbound.id)
        await opens.wait()

    platform = Discord(
        settings_for(double, double.add_text("staff")), now=lambda: MONDAY, wording=WORDS
    )
    room = double.dm(ana)
    with redirect(double):
        task = await run_until(platform, slow, double)
        said = [f"discord:{double.say(ana, room, str(n)).id}" for n in range(20 * AT_ONCE)]
        await double.until(lambda: len(begun) == AT_ONCE)
        at_once = len(asyncio.all_tasks())
        opens.set()
        await double.until(lambda: len(begun) == len(said))
        await stop(task)

    assert at_once < 4 * AT_ONCE
    assert said == begun


async def test_endless_resumes_end_in_a_fresh_client(double: DiscordDouble, ana: User) -> None:
    staff, kept, gaps = double.add_text("staff"), Kept(), []
    patience = Patience(
        stuck=0.4, look=0.05, first_pause=0.01, longest_pause=0.01, identify=0, guilds=0.02
    )
    platform = Discord(
        settings_for(double, staff),
        now=lambda: MONDAY,
        wording=WORDS,
        missed=lambda: gaps.append(1),
        patience=patience,
    )
    with redirect(double):
        task = await run_until(platform, kept, double)
        await double.until(lambda: gaps)
        double.gateway.refuse(503, times=1000)
        double.gateway.cut()
        await double.until(lambda: 2 == double.gateway.identifies, timeout=15)
        await double.ready()
        double.say(ana, double.dm(ana), "hello")
        await double.until(lambda: kept.heard and 2 == len(gaps))
        await stop(task)

    assert 2 == platform._connection.clients


async def test_a_start_without_a_gateway_is_made_up_for(double: DiscordDouble, ana: User) -> None:
    kept = Kept()
    patience = Patience(look=0.05, first_pause=0.01, longest_pause=0.01, identify=0, guilds=0.02)
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=patience,
    )
    with redirect(double):
        double.gateway.refuse(503, times=3, on="connect")
        task = await run_until(platform, kept, double)
        double.say(ana, double.dm(ana), "hello")
        await double.until(lambda: kept.heard)
        await stop(task)


async def test_where_no_knock_is_answered_a_fresh_client_is_tried_all_the_same(
    double: DiscordDouble,
) -> None:
    patience = Patience(slowly=0.3, look=0.05, first_pause=0.01, longest_pause=0.01, guilds=0.02)
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=patience,
    )
    with redirect(double):
        double.gateway.refuse(503, times=1000, on="connect")
        task = asyncio.create_task(platform.run(Kept()))
        await double.until(lambda: platform._connection.clients >= 3, timeout=20)
        await stop(task)


async def test_where_all_is_slow_a_client_gets_more_time_than_the_one_before(
    double: DiscordDouble,
) -> None:
    patience = Patience(
        stuck=0.2, look=0.05, first_pause=0.01, longest_pause=0.01, identify=0, guilds=0.02
    )
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=patience,
    )
    double.fault("GET /users/@me", delay=0.7, times=None)
    with redirect(double):
        task = asyncio.create_task(platform.run(Kept()))
        await double.until(lambda: double.gateway.live, timeout=20)
        await stop(task)

    assert 1 < platform._connection.clients < 5


async def test_a_silent_connection_is_given_up_without_waiting_for_its_goodbye(
    double: DiscordDouble, ana: User
) -> None:
    kept = Kept()
    double.gateway.heartbeat_interval = 0.3
    patience = Patience(quiet=0.6, look=0.05, identify=0, guilds=0.02)
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=patience,
    )
    with redirect(double):
        task = await run_until(platform, kept, double)
        await double.until(lambda: (vital := platform.vital()) and vital.open)
        double.gateway.play_dead()
        double.say(ana, double.dm(ana), "hello")
        await double.until(lambda: kept.heard, timeout=20)
        await stop(task)

    assert 1 == platform._connection.clients


async def test_a_bad_token_is_said_plainly(double: DiscordDouble) -> None:
    settings = settings_for(double, double.add_text("staff"), discord_token="no.such.token")  # noqa: S106
    platform = Discord(settings, now=lambda: MONDAY, wording=WORDS, patience=QUICK)
    with redirect(double), pytest.raises(SettingsError) as said:
        await platform.run(Kept())

    assert (REFUSED,) == said.value.problems


async def test_a_missing_intent_is_said_plainly(double: DiscordDouble) -> None:
    help_ = double.add_text("help")
    settings = settings_for(double, help_, discord_answer_channels=(help_.id,))
    platform = Discord(settings, now=lambda: MONDAY, wording=WORDS, patience=QUICK)
    with redirect(double), pytest.raises(SettingsError) as said:
        await platform.run(Kept())

    assert (NO_INTENT,) == said.value.problems


async def test_a_start_while_discord_is_down_is_tried_again(
    double: DiscordDouble, caplog: pytest.LogCaptureFixture
) -> None:
    double.fault("GET /users/@me", status=503, times=2)
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=QUICK,
    )
    with redirect(double), caplog.at_level(logging.WARNING):
        task = await run_until(platform, Kept(), double)
        await stop(task)

    assert 3 == platform._connection.clients


async def test_nothing_is_sent_before_there_is_a_connection(desk: Desk, place: Town) -> None:
    platform = Discord(desk.settings, now=lambda: MONDAY, wording=WORDS)
    with pytest.raises(SendLater):
        platform._rooms.at(platform.staff_room())  # type: ignore[arg-type]


async def test_what_can_not_be_stored_is_kept_in_order(desk: Desk, place: Town) -> None:
    dm = desk.double.dm(place.ana)
    desk.kept.refuses = StoreError("full")
    desk.double.say(place.ana, dm, "one")
    desk.double.say(place.ana, dm, "two")
    backlog = desk.platform._backlog
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
    platform = Discord(
        settings_for(double, double.add_text("staff")),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=QUICK,
    )
    with redirect(double):
        task = await run_until(platform, Kept(refuses=StoreError("full")), double)
        assert platform._backlog is not None
        platform._backlog._patience = 0.0
        double.say(ana, double.dm(ana), "hello")
        with pytest.raises(StoreError, match="could not be stored for too long"):
            await task


async def test_two_desks_run_side_by_side(desk: Desk, place: Town, tmp_path: Path) -> None:
    other = Desk(place, tmp_path / "other.db")
    await other.start()
    asked = desk.double.say(place.ana, desk.double.dm(place.ana), "hello")
    await desk.took(f"discord:{asked.id}")
    await other.double.until(lambda: f"discord:{asked.id}" in other.kept.ids)
    await other.stop()

    assert desk.platform._rooms is not other.platform._rooms
