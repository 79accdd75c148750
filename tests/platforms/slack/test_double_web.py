"""The double's Web API: history and threads, people and files, limits and scripted trouble.

Driven by an unmodified AsyncWebClient without retry handlers.
"""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from .double import (
    Options,
    faults,
)
from .tiny_app import actions, button, furnish, refusal, running, section


async def test_history_holds_what_was_said_newest_first_in_pages() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        tss = [await double.say(ana, room, f"message {n}") for n in range(5)]
        await double.say(sam, room, "in a thread", thread_ts=tss[0])

        first = await bot.client.conversations_history(channel=room, limit=2)
        cursor = first["response_metadata"]["next_cursor"]
        second = await bot.client.conversations_history(channel=room, limit=2, cursor=cursor)
        later = await bot.client.conversations_history(channel=room, oldest=tss[2])
        from_then = await bot.client.conversations_history(
            channel=room, oldest=tss[2], latest=tss[3], inclusive=True
        )

        assert [tss[4], tss[3]] == [m["ts"] for m in first["messages"]]
        assert [tss[2], tss[1]] == [m["ts"] for m in second["messages"]]
        assert (first["has_more"], second["has_more"]) == (True, True)
        assert ([tss[4], tss[3]], False) == (
            [m["ts"] for m in later["messages"]],
            later["has_more"],
        )
        assert [tss[3], tss[2]] == [m["ts"] for m in from_then["messages"]]


async def test_replies_hold_the_root_and_its_thread() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        root = await double.say(ana, room, "How?")
        posted = await bot.client.chat_postMessage(
            channel=room,
            thread_ts=root,
            text="Like this",
            metadata={"event_type": "frontdesk_answer", "event_payload": {"key": "k1"}},
        )

        plain = await bot.client.conversations_replies(channel=room, ts=root)
        told = await bot.client.conversations_replies(
            channel=room, ts=root, include_all_metadata=True
        )

        assert [root, posted["ts"]] == [m["ts"] for m in plain["messages"]]
        assert (1, posted["ts"]) == (
            plain["messages"][0]["reply_count"],
            plain["messages"][0]["latest_reply"],
        )
        assert "metadata" not in plain["messages"][1]
        assert told["messages"][1]["metadata"]["event_payload"] == {"key": "k1"}
        assert [m["text"] for m in double.posts(room, thread=root)] == ["Like this"]


async def test_a_deleted_root_leaves_a_tombstone() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        root = await double.say(ana, room, "How?")
        await double.say(sam, room, "Like this", thread_ts=root)

        await double.delete(ana, root)
        thread = await bot.client.conversations_replies(channel=room, ts=root)

        assert [m.get("subtype") for m in thread["messages"]] == ["tombstone", None]


async def test_scripted_429_names_the_wait() -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)
        double.faults.add("chat.postMessage", faults.rate_limited(7))

        with pytest.raises(SlackApiError) as caught:
            await bot.client.chat_postMessage(channel=room, text="hi")
        await bot.client.chat_postMessage(channel=room, text="hi again")

        assert (
            caught.value.response.status_code,
            caught.value.response.headers["Retry-After"],
        ) == (429, "7")
        assert [m["text"] for m in double.posts(room)] == ["hi again"]


async def test_a_room_takes_one_message_a_second() -> None:
    async with running(options=Options(pace=0.1)) as (double, bot):
        ana, _, room = furnish(double)
        await bot.client.chat_postMessage(channel=room, text="one")

        second = await refusal(bot.client.chat_postMessage(channel=room, text="two"))
        elsewhere = await bot.client.chat_postMessage(channel=ana, text="three")

        assert second["error"] == "ratelimited"
        assert elsewhere["message"]["text"] == "three"
        assert double.violations == []


async def test_a_dropped_answer_leaves_the_post_standing() -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)
        double.faults.add("chat.postMessage", faults.drop_after(), faults.drop_before())

        for text in ("kept", "never made"):
            with pytest.raises(aiohttp.ClientError):
                await bot.client.chat_postMessage(channel=room, text=text)

        assert [m["text"] for m in double.posts(room)] == ["kept"]


async def test_hanging_calls_end_at_the_callers_timeout() -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)
        bot.client.timeout = 1
        double.faults.add("chat.postMessage", faults.hang(accepted=True))

        with pytest.raises(TimeoutError):
            await bot.client.chat_postMessage(channel=room, text="kept")

        assert [m["text"] for m in double.posts(room)] == ["kept"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param(faults.error("fatal_error", accepted=True), "fatal_error", id="accepted"),
        pytest.param(faults.server_error(503), "internal_error", id="503"),
    ],
)
async def test_scripted_refusals_are_not_held_against_the_caller(
    fault: faults.Fault, error: str
) -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)
        double.faults.add("chat.postMessage", fault)

        answer = await refusal(bot.client.chat_postMessage(channel=room, text="hi"))

        assert error == answer["error"]
        assert (double.refused, double.violations) == ([], [])


async def test_update_keeps_or_removes_blocks_as_slack_does() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        theirs = await double.say(ana, room, "mine")
        posted = await bot.client.chat_postMessage(
            channel=room,
            text="Card",
            blocks=[actions(button("Claim", "claim"))],
            metadata={"event_type": "card", "event_payload": {"key": "k"}},
        )

        await bot.client.chat_update(channel=room, ts=posted["ts"], text="Claimed")
        foreign = await refusal(bot.client.chat_update(channel=room, ts=theirs, text="no"))

        [card] = double.posts(room)
        assert (
            card["text"],
            card["blocks"][0]["type"],
            card["metadata"]["event_payload"]["key"],
        ) == ("Claimed", "rich_text", "k")
        assert foreign["error"] == "cant_update_message"


async def test_copies_are_found_by_their_metadata_key() -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)
        for key in ("a", "b", "a"):
            metadata = {"event_type": "t", "event_payload": {"key": key}}
            await bot.client.chat_postMessage(channel=room, text="x", metadata=metadata)

        assert double.duplicates() == {"a": 2}


async def test_files_are_uploaded_and_shared() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        ts = await double.say(ana, room, "see this", files=["screen.png"])
        await double.settled()

        await bot.client.files_upload_v2(
            content="a,b\n", filename="report.csv", channel=room, thread_ts=ts
        )

        assert [f["mimetype"] for f in bot.events[0]["files"]] == ["image/png"]
        [shared] = double.posts(room, thread=ts)
        assert [f["name"] for f in shared["files"]] == ["report.csv"]
        assert double.violations == []


async def test_homes_people_and_groups_are_answered() -> None:
    async with running() as (double, bot):
        ana, sam, _ = furnish(double)
        group = double.world.add_group("support", [sam])
        home = {"type": "home", "blocks": [section("Your questions")]}

        await bot.client.views_publish(user_id=ana, view=home)
        await double.open_home(ana)
        await double.settled()
        person = await bot.client.users_info(user=ana, include_locale=True)
        staff = await bot.client.usergroups_users_list(usergroup=group)
        rooms = await bot.client.users_conversations(types="public_channel,im")

        assert bot.events[0]["type"] == "app_home_opened"
        assert (double.home(ana) or {})["blocks"][0]["text"]["text"] == "Your questions"
        assert (person["user"]["locale"], person["user"]["tz"]) == ("en-GB", "Europe/London")
        assert [sam] == staff["users"]
        assert len(rooms["channels"]) == 2


async def test_agent_features_may_be_absent() -> None:
    async with running() as (double, bot):
        ana, _, _ = furnish(double)
        dm, prompts = double.world.dm(ana), [{"title": "Reset", "message": "How?"}]
        ts = await double.say(ana, "dm", "How?")

        await bot.client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts)
        sessions = bot.client.agents_sessions_setStatus
        await sessions(channel_id=dm, thread_ts=ts, status="processing")
        double.options.agent_features = False
        answer = await refusal(
            bot.client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts)
        )

        assert prompts == double.world.prompts[dm, ""]
        assert "processing" == double.world.sessions[dm, ts]["status"]
        assert answer["error"] == "feature_not_enabled"


async def test_an_agent_session_is_of_one_thread() -> None:
    """https://docs.slack.dev/reference/methods/agents.sessions.setStatus"""
    async with running() as (double, bot):
        ana, _, _ = furnish(double)
        dm, sessions = double.world.dm(ana), bot.client.agents_sessions_setStatus

        without = await refusal(sessions(channel_id=dm, status="active"))
        elsewhere = await refusal(sessions(channel_id=dm, thread_ts="1.000001", status="active"))

        assert "invalid_arguments" == without["error"]
        assert "invalid_thread_ts" == elsewhere["error"]


@pytest.mark.parametrize("way", ["params", "data", "json"])
async def test_arguments_are_taken_however_they_are_sent(way: str) -> None:
    async with running(connections=0) as (double, bot):
        _, _, room = furnish(double)
        blocks: Any = [section("x")]
        nested = blocks if way == "json" else json.dumps(blocks)
        args = {"channel": room, "text": "t", "blocks": nested}
        headers = {"Authorization": f"Bearer {bot.client.token}"}

        async with aiohttp.ClientSession(headers=headers) as web:
            sent: Any = {way: args}
            async with web.post(f"{double.api_url}chat.postMessage", **sent) as response:
                answer = await response.json()

        assert answer["ok"]
        assert double.posts(room)[0]["blocks"][0]["text"]["text"] == "x"


async def test_a_delayed_answer_comes_after_the_work() -> None:
    async with running(connections=0) as (double, bot):
        _, _, room = furnish(double)
        double.faults.add("chat.postMessage", faults.delay_after(0.1))

        posting = asyncio.create_task(bot.client.chat_postMessage(channel=room, text="hi"))
        await double.until(lambda: double.posts(room))
        early = posting.done()
        await posting

        assert not early
