"""Gateways that fail or are slow, and starts that are refused: tried anew, or said plainly.

The clock of the desk stands still; discord.py's own pauses are real, and short here.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from bot.errors import SendLater, SettingsError
from bot.platforms.discord import Discord
from bot.platforms.discord.connection.client import Patience
from bot.platforms.discord.connection.connection import NO_INTENT, REFUSED

from .adapter import MONDAY, QUICK, WORDS, Kept, adapter, run_until, settings_for, stop
from .double import DiscordDouble, User, redirect
from .harness import Desk, Town


async def test_endless_resumes_end_in_a_fresh_client(double: DiscordDouble, ana: User) -> None:
    kept, gaps = Kept(), list[int]()
    patience = Patience(
        stuck=0.4, look=0.05, first_pause=0.01, longest_pause=0.01, identify=0, guilds=0.02
    )
    platform = adapter(double, patience, missed=lambda: gaps.append(1))
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
    platform = adapter(double, patience)
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
    platform = adapter(double, patience)
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
    platform = adapter(double, patience)
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
    platform = adapter(double, patience)
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
    platform = adapter(double)
    with redirect(double), caplog.at_level(logging.WARNING):
        task = await run_until(platform, Kept(), double)
        await stop(task)

    assert 3 == platform._connection.clients


async def test_nothing_is_sent_before_there_is_a_connection(desk: Desk, place: Town) -> None:
    platform = Discord(desk.settings, now=lambda: MONDAY, wording=WORDS)
    with pytest.raises(SendLater):
        platform._rooms.at(platform.staff_room())  # type: ignore[arg-type]


async def test_two_desks_run_side_by_side(desk: Desk, place: Town, tmp_path: Path) -> None:
    other = Desk(place, tmp_path / "other.db")
    await other.start()
    asked = desk.double.say(place.ana, desk.double.dm(place.ana), "hello")
    await desk.took(f"discord:{asked.id}")
    await other.double.until(lambda: f"discord:{asked.id}" in other.kept.ids)
    await other.stop()

    assert desk.platform._rooms is not other.platform._rooms
