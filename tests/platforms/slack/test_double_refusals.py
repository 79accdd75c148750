"""What the double refuses, in Slack's own words, and whom it blames for it.

A violation is what no well-made client does; a refusal may just be how the world has changed.
"""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from .double import (
    Options,
)
from .tiny_app import JSON, actions, button, furnish, refusal, running, section

LONG = "x" * 3001
BAD_BLOCKS = [
    pytest.param([section(LONG)], "must be less than 3001 characters", "/blocks/0/text/text"),
    pytest.param(
        [actions(button("x" * 76, "a"))],
        "must be less than 76 characters",
        "/blocks/0/elements/0/text/text",
    ),
    pytest.param(
        [actions(button("a", "a")), actions(button("b", "b"))],
        "`block_id` b1 already exists",
        "/blocks/1/block_id",
    ),
    pytest.param(
        [actions(button("a", "a"), button("b", "a"))],
        "`action_id` a already exists",
        "/blocks/0/elements/1/action_id",
    ),
    pytest.param([section("x")] * 51, "no more than 50 items allowed", "/blocks"),
    pytest.param([{"type": "sektion"}], "unsupported type: sektion", "/blocks/0/type"),
    pytest.param(
        [{"type": "alert", "text": {"type": "mrkdwn", "text": "x"}}],
        "unsupported type: alert",
        "/blocks/0/type",
    ),
    pytest.param(
        [{**section("x"), "colour": "red"}], "invalid additional property: colour", "/blocks/0"
    ),
    pytest.param([{"type": "section"}], "missing required field: text or fields", "/blocks/0"),
    pytest.param([section("")], "must be more than 0 characters", "/blocks/0/text/text"),
]


@pytest.mark.parametrize(("blocks", "what", "where"), BAD_BLOCKS)
async def test_bad_blocks_are_refused_with_a_pointer(
    blocks: list[JSON], what: str, where: str
) -> None:
    async with running(connections=0) as (double, bot):
        _, _, room = furnish(double)

        answer = await refusal(bot.client.chat_postMessage(channel=room, text="t", blocks=blocks))

        assert answer["error"] == "invalid_blocks"
        assert f"[ERROR] {what} [json-pointer:{where}]" in answer["response_metadata"]["messages"]
        assert [violation.what for violation in double.violations] == ["invalid_blocks"]
        assert double.posts(room) == []


async def test_a_workspace_without_new_blocks_refuses_them_without_blame() -> None:
    async with running(options=Options(refused_blocks={"context_actions"})) as (double, bot):
        _, _, room = furnish(double)
        side = {"text": {"type": "plain_text", "text": "Helpful"}, "value": "up"}
        element = {
            "type": "feedback_buttons",
            "action_id": "f",
            "positive_button": side,
            "negative_button": {**side, "value": "down"},
        }
        blocks = [section("x"), {"type": "context_actions", "elements": [element]}]

        answer = await refusal(bot.client.chat_postMessage(channel=room, text="t", blocks=blocks))
        double.options.refused_blocks.clear()
        await bot.client.chat_postMessage(channel=room, text="t", blocks=blocks)

        assert answer["errors"] == [
            "unsupported type: context_actions [json-pointer:/blocks/1/type]"
        ]
        assert double.violations == []


async def test_overlong_text_is_refused_or_split() -> None:
    async with running() as (double, bot):
        _, _, room = furnish(double)

        too_long = await refusal(bot.client.chat_postMessage(channel=room, text="x" * 40_001))
        await bot.client.chat_postMessage(channel=room, text="x" * 4041)
        beside = bot.client.chat_postMessage(channel=room, text="x" * 4001, blocks=[section("x")])
        assert "msg_too_long" == (await refusal(beside))["error"]
        heavy = [section("x" * 2900) for _ in range(5)]
        too_heavy = await refusal(bot.client.chat_postMessage(channel=room, text="t", blocks=heavy))

        assert (too_long["error"], too_heavy["error"]) == ("msg_too_long", "msg_blocks_too_long")
        assert [len(m["text"]) for m in double.posts(room)] == [4040, 1]
        assert len(double.violations) == 4


async def test_what_a_person_types_is_composed_as_slack_does() -> None:
    async with running() as (double, _):
        ana, _, room = furnish(double)
        name = double.world.channels[room].name

        await double.say(ana, room, f"See #{name}, `#{name}`, #nowhere and https://x.test/#{name}")
        await double.say(ana, room, "word " * 1140)

        first, *long = [
            message["text"] for message in double.world.channels[room].messages.values()
        ]
        assert f"See <#{room}|{name}>, `#{name}`, #nowhere and <https://x.test/#{name}>" == first
        assert 2 == len(long)
        assert max(map(len, long)) <= 4000
        assert ("word " * 1140).split() == " ".join(long).split()


async def test_blocks_can_be_checked_without_posting() -> None:
    async with running() as (double, bot):
        good = await bot.client.blocks_validate(blocks=[section("x")])
        bad = await refusal(bot.client.blocks_validate(blocks=[section(LONG)]))

        assert good["ok"]
        assert bad["errors"][0]["pointer"] == "/0/text/text"
        assert double.posts() == []


async def test_rooms_and_people_refuse_as_slack_does() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        world, client = double.world, bot.client
        other = world.add_channel("other", bot=False)
        hidden = world.add_channel("hidden", private=True, bot=False)
        world.users[sam].refuses_dm = "messages_tab_disabled"
        robot = world.add_user("robot", is_bot=True)
        posts = {"C0NOWHERE": "", other: "", hidden: "", sam: "", robot: ""}

        for place in posts:
            answer = await refusal(client.chat_postMessage(channel=place, text="hi"))
            posts[place] = answer["error"]
        await double.archive(room)
        archived = await refusal(client.chat_postMessage(channel=room, text="hi"))
        dm = await client.conversations_open(users=[ana])

        assert list(posts.values()) == [
            "channel_not_found",
            "not_in_channel",
            "channel_not_found",
            "messages_tab_disabled",
            "cannot_dm_bot",
        ]
        assert archived["error"] == "is_archived"
        assert world.dm(ana) == dm["channel"]["id"]
        assert double.violations == []


async def test_wrong_tokens_and_methods_are_refused() -> None:
    async with running() as (double, bot):
        stranger = AsyncWebClient(
            token="xoxb-else",  # noqa: S106  opens nothing
            base_url=double.api_url,
            retry_handlers=[],
        )
        double.options.scopes.remove("users:read")

        invalid = await refusal(stranger.auth_test())
        unknown = await refusal(bot.client.api_call("chat.sendMessage"))
        scope = await refusal(bot.client.users_info(user=double.world.bot_user))
        known = await bot.client.auth_test()
        double.revoke_token()
        revoked = await refusal(bot.client.auth_test())

        assert [answer["error"] for answer in (invalid, unknown, scope, revoked)] == [
            "invalid_auth",
            "unknown_method",
            "missing_scope",
            "token_revoked",
        ]
        assert scope["needed"] == "users:read"
        assert "chat:write" in known.headers["x-oauth-scopes"]
