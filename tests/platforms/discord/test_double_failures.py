"""Unmodified discord.py against the double when things fail: sockets, sessions, requests.

Nothing here is random: each failure is scripted, and what is lost or kept is counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
import discord
import pytest

from .double import DiscordDouble, User
from .double.clients import Listener, running


async def _told(double: DiscordDouble, bot: Listener, words: list[str]) -> list[str]:
    await double.until(lambda: len(bot.heard) >= len(words), timeout=8)
    return bot.words()


@pytest.mark.parametrize(
    ("breaks", "noted"),
    [
        (lambda d: d.gateway.cut(), "cut"),
        (lambda d: d.gateway.ask_to_reconnect(), "left 4000"),
        (lambda d: d.gateway.invalidate(resumable=True), "left 4000"),
        (lambda d: d.gateway.close(4000), "closed 4000"),
    ],
    ids=["cut", "reconnect", "invalid but resumable", "closed by Discord"],
)
async def test_a_lost_socket_is_resumed_with_what_was_missed(
    double: DiscordDouble, ana: User, breaks: Callable[[DiscordDouble], None], noted: str
) -> None:
    async with running(Listener(), double) as bot:
        double.say(ana, double.dm(ana), "one")
        await double.until(lambda: bot.heard)
        breaks(double)
        double.say(ana, double.dm(ana), "two")
        double.say(ana, double.dm(ana), "three")
        expected = ["one", "two", "three"]
        assert expected == await _told(double, bot, expected)
        await double.until(lambda: any("resumed" in note for note in double.gateway.journal))

    assert noted in double.gateway.journal
    assert 1 == double.gateway.identifies


async def test_a_zombie_socket_is_noticed_and_resumed(double: DiscordDouble, ana: User) -> None:
    double.gateway.heartbeat_interval = 0.1
    async with running(Listener(heartbeat_timeout=0.5), double) as bot:
        double.gateway.play_dead()
        double.say(ana, double.dm(ana), "Anybody?")
        assert ["Anybody?"] == await _told(double, bot, ["Anybody?"])

    assert "resumed after 1 missed" in double.gateway.journal


async def test_a_lost_session_loses_what_was_said_meanwhile(
    double: DiscordDouble, ana: User
) -> None:
    async with running(Listener(), double) as bot:
        double.gateway.forget_sessions()
        double.gateway.cut()
        missed = double.say(ana, double.dm(ana), "missed")
        await double.until(lambda: 2 == double.gateway.identifies and double.gateway.live)
        double.say(ana, double.dm(ana), "heard")
        assert ["heard"] == await _told(double, bot, ["heard"])
        channel = await bot.channel(double.dm(ana).id)
        assert ["missed", "heard"] == [m.content async for m in channel.history(oldest_first=True)]

    assert "resume invalid" in double.gateway.journal
    assert missed.heard


async def test_a_resume_refused_with_an_error_is_tried_again(
    double: DiscordDouble, ana: User
) -> None:
    async with running(Listener(), double) as bot:
        double.gateway.refuse(503, times=1)
        double.gateway.cut()
        double.say(ana, double.dm(ana), "one")
        assert ["one"] == await _told(double, bot, ["one"])

    assert "resume refused 503" in double.gateway.journal


async def test_an_outage_keeps_the_world_and_the_address(double: DiscordDouble, ana: User) -> None:
    address = double.api_url
    async with running(Listener(), double) as bot:
        await double.stop()
        double.say(ana, double.dm(ana), "one")
        await double.start()
        assert address == double.api_url
        assert ["one"] == await _told(double, bot, ["one"])


async def test_429_is_waited_out_when_it_comes_from_discord(
    double: DiscordDouble, ana: User
) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        channel = await bot.channel(room.id)
        double.fault("POST /channels/*/messages", retry_after=0.05)
        await channel.send("one")
        double.fault("POST /channels/*/messages", retry_after=0.05, via=False)
        with pytest.raises(discord.HTTPException) as banned:
            await channel.send("two")

    assert 429 == banned.value.status
    assert ["one"] == [seen.text for seen in double.seen(room)]
    assert 2 == double.invalid_requests


async def test_a_real_bucket_limits_and_its_headers_hold_the_client_back(
    double: DiscordDouble, ana: User
) -> None:
    room = double.add_text("help")
    double.limits["POST /channels/{channel_id}/messages"] = (2, 0.2)
    async with running(Listener(), double) as bot:
        channel = await bot.channel(room.id)
        await asyncio.gather(*(channel.send(str(n)) for n in range(5)))

    assert {"0", "1", "2", "3", "4"} == {seen.text for seen in double.seen(room)}
    assert 0 == double.invalid_requests


@pytest.mark.parametrize(
    ("fault", "stands"),
    [
        ({"drop": "before"}, 0),
        ({"drop": "after"}, 1),
        ({"status": 503}, 0),
        ({"status": 503, "acted": True}, 1),
    ],
    ids=["dropped", "accepted, answer lost", "refused", "accepted, answered 503"],
)
async def test_a_failed_send_may_or_may_not_have_been_accepted(
    double: DiscordDouble, fault: dict[str, object], stands: int
) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        channel = await bot.channel(room.id)
        scripted = double.fault("POST /channels/{channel_id}/messages", **fault)
        with pytest.raises((aiohttp.ClientError, discord.HTTPException)):
            await channel.send("The answer", nonce="n1")
        assert stands == len(double.by_bot(room))
        await channel.send("The answer", nonce="n1")

    assert 1 == len(double.by_bot(room)) == scripted.used
    assert [] == double.duplicates()


async def test_a_request_can_hang_and_another_be_slow(double: DiscordDouble) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        channel = await bot.channel(room.id)
        double.fault("POST /channels/*/messages", hang="after")
        hanging = asyncio.create_task(channel.send("one"))
        await double.until(lambda: double.by_bot(room))
        double.fault("GET /channels/*/messages", delay=0.05, skip=1)
        for _ in range(2):
            assert ["one"] == [m.content async for m in channel.history()]
        assert not hanging.done()
        hanging.cancel()
