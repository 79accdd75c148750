"""Connections that are cut, deaf, turned away or to be renewed: others take their place."""

import asyncio
from pathlib import Path

from .double import State, Timing, faults
from .stage import KNOWN, stage


async def test_cut_connections_come_back_and_lose_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, timing=Timing(ack=0.5, retries=(0.0, 0.5, 2.0))) as s:
        tss = []
        for number in range(6):
            tss.append(await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}"))
            if number in (1, 3):
                s.d.cut()
        await s.d.settled(20)
        await s.d.connected(2, within=20)
        await s.scan()

        assert {1} == {len(s.in_thread(ts)) for ts in tss}
        assert s.gaps > 2
        s.sound()


async def test_deaf_connections_are_replaced(tmp_path: Path) -> None:
    async with stage(tmp_path, timing=Timing(ack=0.5, retries=(0.0, 3.0, 5.0))) as s:
        old = list(s.d.connections)
        s.d.deafen()

        await s.d.until(lambda: len([c for c in s.d.connections if c not in old]) >= 2, within=20)
        for connection in old:
            s.d.cut(connection)
        await s.d.until(lambda: len(s.d.connections) == 2, within=5)
        ts = await s.ask(s.ana, KNOWN)

        assert 1 == len(s.in_thread(ts))


async def test_what_slack_sends_to_the_dead_after_our_look_is_looked_for_again(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, timing=Timing(ack=0.2, retries=(0.0,))) as s:
        old = list(s.d.connections)
        s.d.deafen()
        await s.d.until(lambda: len([c for c in s.d.connections if c not in old]) >= 2, within=20)
        await asyncio.sleep(0.2)  # each connection that opens asks for a look
        await s.scan()
        asked = s.gaps
        new = [each for each in s.d.connections if each not in old]
        for each in new:  # Slack does not see the others die: they get both tries
            each.leaving = True
        ts = await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}")
        await s.d.settled(5)
        for each in new:
            each.leaving = False
        async with asyncio.timeout(10):
            while s.gaps == asked:  # noqa: ASYNC110 -- nobody tells
                await asyncio.sleep(0.05)

        assert State.GIVEN_UP == s.d.deliveries_of(ts)[0].state
        await s.scan()
        await s.settle()
        assert 1 == len(s.in_thread(ts))


async def test_whoever_is_turned_away_does_not_ask_again_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        before = len(s.d.calls_of("apps.connections.open"))
        await s.d.disable_link()
        await asyncio.sleep(1)
        asked = len(s.d.calls_of("apps.connections.open")) - before
        s.d.socket.link_disabled = False
        await s.d.connected(2, within=10)
        ts = await s.ask(s.ana, KNOWN)

        assert asked <= 4
        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_a_ticket_that_is_refused_is_asked_for_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("apps.connections.open", faults.server_error(), times=4)
        s.d.cut()

        await s.d.connected(2, within=10)


async def test_a_refresh_is_followed(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        old = list(s.d.connections)
        await s.d.refresh()
        await s.d.until(lambda: len([c for c in s.d.connections if c not in old]) >= 2)

        ts = await s.ask(s.ana, KNOWN)

        assert 1 == len(s.in_thread(ts))
        s.sound()
