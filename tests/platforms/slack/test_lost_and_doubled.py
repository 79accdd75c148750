"""Nothing lost, nothing doubled: duplicates, lost events, unclear sends, cut and deaf connections.

Each trouble is made by the double; what came of it is read from what stands in the rooms.
"""

import asyncio
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError

from bot.errors import StoreError
from bot.platforms.slack import listening
from bot.platforms.slack.people import StandingUnknown

from .double import Options, State, Timing, faults, lose_everything, lose_some
from .double.world import Group
from .stage import KNOWN, UNKNOWN, stage


async def test_copies_in_any_order_are_answered_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.mischief.copies = 2
        s.d.mischief.holding = True
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(3)]
        await s.d.release()
        await s.settle()

        assert [1, 1, 1] == [len(s.in_thread(ts)) for ts in tss]
        s.sound()


async def test_an_event_that_cannot_be_kept_comes_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        write, failures = s.store.write, iter([True, True])

        async def fails(work: object) -> object:
            if next(failures, False):
                raise StoreError
            return await write(work)  # type: ignore[arg-type]

        s.store.write = fails  # type: ignore[method-assign, assignment]
        ts = await s.ask(s.ana, KNOWN)

        tries = [a.acked_at is not None for a in s.d.deliveries_of(ts)[0].attempts]
        assert not all(tries)
        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_lost_events_are_found_in_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", "hello")
        told = await s.ask(s.ben, UNKNOWN)
        await s.scan()
        s.d.mischief.lose = lose_everything
        await s.d.say(s.ana, "dm", KNOWN)
        mention = await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}")
        await s.d.say(s.ben, s.help, "It is a big one, by the way", told)
        await s.settle()
        before = (len(s.dm(s.ana)), len(s.in_thread(mention)))
        s.d.mischief.lose = None
        await s.scan()
        await s.scan()

        assert (1, 0) == before
        assert 2 == len(s.dm(s.ana))
        assert "From the help guide" in s.dm(s.ana)[-1]["text"]
        assert 1 == len(s.in_thread(mention))
        assert "Added to ticket 1" in s.in_thread(told)[-1]
        s.sound()


async def test_with_a_third_of_all_events_lost_everything_is_answered_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.scan()
        s.d.mischief.lose = lose_some(0.35, seed=7)
        s.d.mischief.copies = 1
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(20)]
        await s.settle()
        s.d.mischief.lose = None
        await s.scan()

        assert {1} == {len(s.in_thread(ts)) for ts in tss}
        s.sound()


@pytest.mark.parametrize(
    "fault",
    [
        faults.drop_after(),
        faults.drop_before(),
        faults.server_error(accepted=True),
        faults.server_error(),
        faults.error("internal_error", accepted=True),
        faults.garbage(accepted=True),
        faults.hang(accepted=True),
        faults.hang(),
    ],
    ids=[
        "drop-after",
        "drop-before",
        "503-done",
        "503",
        "internal",
        "garbage",
        "hang-done",
        "hang",
    ],
)
async def test_a_send_without_a_clear_answer_is_looked_up_not_repeated(
    tmp_path: Path, fault: faults.Fault
) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", fault)
        ts = await s.ask(s.ana, KNOWN)
        early = len(s.d.calls_of("chat.postMessage"))
        await s.later(seconds=90)

        assert 1 == early
        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_a_restart_in_mid_send_neither_loses_nor_doubles(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", faults.hang(accepted=True))
        ts = await s.ask(s.ana, KNOWN)
        await s.restart()
        await s.later(seconds=90)

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_a_429_is_waited_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", faults.rate_limited(30))
        ts = await s.ask(s.ana, KNOWN)
        early = len(s.in_thread(ts))
        await s.later(seconds=29)
        waiting = len(s.d.calls_of("chat.postMessage"))
        await s.later(seconds=2)

        assert (0, 1, 1) == (early, waiting, len(s.in_thread(ts)))
        s.sound()


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


async def test_a_broken_auth_test_does_not_make_us_deaf(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("auth.test", faults.server_error(), times=None)

        ts = await s.ask(s.ana, KNOWN)

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_names_that_cannot_be_looked_up_hold_nothing_up(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("users.info", faults.server_error(), times=None)

        ts = await s.ask(s.ana, KNOWN)

        assert [State.ACKED] * 2 == [d.state for d in s.d.deliveries_of(ts)]
        assert 1 == len(s.in_thread(ts))


async def test_rights_that_cannot_be_known_are_refused(tmp_path: Path) -> None:
    env = {"SLACK_STAFF_USERS": "", "SLACK_STAFF_GROUP": "S0000TEAM"}
    async with stage(tmp_path, env) as s:
        s.d.world.groups["S0000TEAM"] = Group("S0000TEAM", "team", [s.sam])
        s.d.faults.add("usergroups.users.list", faults.server_error(), times=None)
        person = s.slack._people.person(s.sam)

        with pytest.raises(StandingUnknown):
            await s.slack.standing(person)


@pytest.mark.parametrize(
    "refused",
    [{"context_actions"}, {"context_actions", "rich_text"}, {"rich_text", "actions", "context"}],
    ids=["no-thumbs", "no-rich-text", "text-only"],
)
async def test_blocks_that_a_workspace_refuses_give_way_to_plainer_ones(
    tmp_path: Path, refused: set[str]
) -> None:
    async with stage(tmp_path, workspace=Options(refused_blocks=refused)) as s:
        first, second = await s.ask(s.ana, KNOWN), await s.ask(s.ben, KNOWN)

        assert [1, 1] == [len(s.in_thread(ts)) for ts in (first, second)]
        assert {} == s.d.duplicates()
        attempts = len(s.d.calls_of("chat.postMessage"))
        assert attempts <= 5


async def test_without_agent_features_everything_works_and_they_are_left_off(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, workspace=Options(agent_features=False)) as s:
        for _ in range(3):
            await s.ask(s.ana, KNOWN)
            await s.say(s.ben, "dm", KNOWN)
            await s.d.open_home(s.ana, "messages")
            await s.settle()

        agent = [c for c in s.d.calls if c.method.startswith(("assistant.", "agents."))]
        assert len(agent) <= 2
        assert 3 == len(s.dm(s.ben))
        s.sound()


async def test_a_removed_app_stops_with_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path) as s:
        await s.d.uninstall()
        await s.d.until(lambda: not s.d.connections, within=10)
        for _ in range(50):
            await asyncio.sleep(0.02)

        assert "The app was removed from the Slack workspace" in caplog.text


async def test_a_refused_call_is_told_in_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        s.d.world.users[s.ana].refuses_dm = "user_disabled"
        await s.d.archive(s.help)
        await s.press(s.sam, card["ts"], "Reply")
        await s.submit(s.sam, text="On Wednesdays.")

        assert "Not delivered to ana: their account is deactivated" in s.under(card)
        assert 1 == len(s.in_thread(ts))
        with pytest.raises(SlackApiError):
            await s.slack._calls.web.chat_postMessage(channel=s.help, text="x")


async def test_what_can_t_be_kept_in_time_is_refused_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "AT_ONCE", 20)
    async with stage(tmp_path) as s:
        s.d.mischief.holding = True
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(20)]
        await s.d.release()
        await s.settle()

        tries = [len(s.d.deliveries_of(ts)[0].attempts) for ts in tss]
        late = [a.late_ack_at for ts in tss for d in s.d.deliveries_of(ts) for a in d.attempts]
        assert max(tries) > 1
        assert not any(late)
        assert [1] * 20 == [len(s.in_thread(ts)) for ts in tss]
        s.sound()
