"""The double of Slack, driven by the unmodified SDK over real sockets.

What is proved here is what other suites may lean on: acks, second tries, limits, history, refusals.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from .double import (
    ManualClock,
    Options,
    SlackDouble,
    State,
    Timing,
    faults,
    lose_everything,
)

JSON = dict[str, Any]
QUICK = Timing(ack=0.3, retries=(0.0, 0.05, 0.1))


def button(text: str, action_id: str, value: str = "1") -> JSON:
    words = {"type": "plain_text", "text": text}
    return {"type": "button", "text": words, "action_id": action_id, "value": value}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "block_id": "b1", "elements": list(elements)}


def section(text: str) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def field(label: str, action_id: str) -> JSON:
    return {
        "type": "input",
        "block_id": f"{action_id}_block",
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": action_id},
    }


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Add an answer"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": list(blocks),
        **more,
    }


class Bot:
    """A small app of unmodified Bolt: a static authorize, and every event kept."""

    def __init__(self, double: SlackDouble) -> None:
        quiet = logging.getLogger("quiet")
        quiet.setLevel(logging.CRITICAL)
        self.client = AsyncWebClient(
            token=double.bot_token,
            base_url=double.api_url,
            retry_handlers=[],
            timeout=3,
            logger=quiet,
        )
        who = AuthorizeResult(
            enterprise_id=None,
            team_id=double.world.team_id,
            bot_token=double.bot_token,
            bot_id=double.world.bot_id,
            bot_user_id=double.world.bot_user,
        )

        async def authorize() -> AuthorizeResult:
            return who

        self.app = AsyncApp(client=self.client, authorize=authorize, logger=quiet)
        self.events: list[JSON] = []
        self.failures = 0
        self.double = double
        self.handlers: list[AsyncSocketModeHandler] = []
        self.app.middleware(self._intake)

    async def _intake(
        self, body: JSON, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        if body.get("type") != "event_callback":
            return await next()
        if self.failures:
            self.failures -= 1
            return BoltResponse(status=500)
        self.events.append(body["event"])
        self.double.pulse.bump()
        return BoltResponse(status=200)

    async def connect(self, ping_interval: float = 10) -> None:
        handler = AsyncSocketModeHandler(
            self.app, self.double.app_token, ping_interval=ping_interval
        )
        self.handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await self.double.connected(len(self.handlers))

    async def close(self) -> None:
        for handler in self.handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def running(
    *, timing: Timing | None = None, options: Options | None = None, connections: int = 1
) -> AsyncIterator[tuple[SlackDouble, Bot]]:
    async with SlackDouble(timing=timing, options=options) as double:
        bot = Bot(double)
        try:
            for _ in range(connections):
                await bot.connect()
            yield double, bot
        finally:
            await bot.close()


def furnish(double: SlackDouble) -> tuple[str, str, str]:
    ana, sam = double.world.add_user("ana"), double.world.add_user("sam")
    return ana, sam, double.world.add_channel("help", members=[ana, sam])


async def refusal(call: Awaitable[Any]) -> JSON:
    with pytest.raises(SlackApiError) as caught:
        await call
    return dict(caught.value.response.data)


async def test_a_message_is_delivered_and_acked_once() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)

        ts = await double.say(ana, room, "How do I reset <my> password? https://example.com")
        await double.settled()

        [delivery] = double.deliveries_of(ts)
        assert delivery.state == State.ACKED
        assert len(delivery.attempts) == 1
        [event] = bot.events
        text = "How do I reset &lt;my&gt; password? <https://example.com>"
        assert ("message", text, "channel", ts) == (
            event["type"],
            event["text"],
            event["channel_type"],
            event["ts"],
        )
        assert double.violations == []


async def test_a_mention_gives_two_events_with_different_ids() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)

        ts = await double.say(ana, room, f"{double.mention} help me")
        await double.say(ana, "dm", f"{double.mention} help me")
        await double.settled()

        assert [event["type"] for event in bot.events] == ["message", "app_mention", "message"]
        ids = {d.payload["event_id"] for d in double.deliveries_of(ts)}
        assert len(ids) == 2


async def test_nothing_is_heard_from_rooms_that_the_bot_is_not_in() -> None:
    async with running() as (double, bot):
        ana = double.world.add_user("ana")
        room = double.world.add_channel("other", members=[ana], bot=False)

        await double.say(ana, room, f"{double.mention} help")
        await double.say(ana, "dm", "here")
        await double.settled()

        assert [event["text"] for event in bot.events] == ["here"]


async def test_an_event_that_is_not_acked_comes_again() -> None:
    async with running(timing=QUICK) as (double, bot):
        ana, _, room = furnish(double)
        bot.failures = 2

        ts = await double.say(ana, room, "hello")
        await double.settled()

        [delivery] = double.deliveries_of(ts)
        assert [a.acked_at for a in delivery.attempts[:2]] == [None, None]
        assert (len(delivery.attempts), delivery.state) == (3, State.ACKED)
        assert len({a.envelope_id for a in delivery.attempts}) == 3


async def test_an_event_is_given_up_after_three_second_tries() -> None:
    async with running(timing=QUICK) as (double, bot):
        ana, _, room = furnish(double)
        bot.failures = 99

        ts = await double.say(ana, room, "hello")
        await double.settled()

        [delivery] = double.deliveries_of(ts)
        assert (len(delivery.attempts), delivery.state) == (4, State.GIVEN_UP)


async def test_second_tries_follow_slacks_schedule() -> None:
    clock = ManualClock()
    async with SlackDouble(clock=clock) as double:
        ana, _, room = furnish(double)
        start = clock.now()

        ts = await double.say(ana, room, "nobody is connected")
        for _ in range(5):
            await asyncio.sleep(0)
        await clock.advance(400)

        [delivery] = double.deliveries_of(ts)
        assert [round(a.sent_at - start) for a in delivery.attempts] == [0, 0, 60, 360]


async def test_payloads_rotate_over_the_connections() -> None:
    async with running(connections=2) as (double, bot):
        ana, _, room = furnish(double)

        for number in range(6):
            await double.say(ana, room, f"message {number}")
        await double.settled()

        used = [d.attempts[0].connection for d in double.deliveries]
        assert {3} == {used.count(one) for one in used}
        assert len(bot.events) == 6
        assert [hello["num_connections"] for hello in double.socket.hellos] == [1, 2]


async def test_an_eleventh_connection_is_turned_away() -> None:
    async with (
        running(options=Options(max_connections=1)) as (double, _),
        aiohttp.ClientSession() as web,
    ):
        url = f"{double.base}/link/?ticket={double.socket.ticket()}"

        async with web.ws_connect(url) as second:
            frame = await second.receive_json()

        assert (frame["type"], frame["reason"]) == ("disconnect", "too_many_websockets")


async def test_the_client_comes_back_after_a_refresh() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        [first] = double.connections

        await double.refresh()
        await double.until(lambda: double.connections and double.connections[0] is not first)
        await double.say(ana, room, "still there?")
        await double.settled()

        assert [event["text"] for event in bot.events] == ["still there?"]


async def test_the_client_comes_back_after_a_cut() -> None:
    async with SlackDouble(timing=QUICK) as double:
        bot = Bot(double)
        ana, _, room = furnish(double)
        await bot.connect(ping_interval=0.2)
        [first] = double.connections

        double.cut()
        await double.until(lambda: double.connections and double.connections[0] is not first)
        await double.say(ana, room, "still there?")
        await double.settled()
        await bot.close()

        assert [event["text"] for event in bot.events] == ["still there?"]


async def test_a_half_open_connection_swallows_what_it_is_sent() -> None:
    async with running(timing=QUICK, connections=2) as (double, bot):
        ana, _, room = furnish(double)
        deaf, _ = double.connections
        double.deafen(deaf)

        tss = [await double.say(ana, room, f"message {n}") for n in range(4)]
        await double.settled()
        double.cut(deaf)

        tries = [len(double.deliveries_of(ts)[0].attempts) for ts in tss]
        assert any(count > 1 for count in tries)
        assert {f"message {n}" for n in range(4)} == {event["text"] for event in bot.events}


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


async def test_a_lost_event_still_stands_in_history() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        double.mischief.lose = lose_everything

        ts = await double.say(ana, room, "can you hear me?")
        await double.settled()
        history = await bot.client.conversations_history(channel=room)

        assert bot.events == []
        assert [ts] == [m["ts"] for m in history["messages"]]


async def test_copies_and_disorder_reach_the_app() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        double.mischief.copies = 1
        double.mischief.holding = True

        for word in ("one", "two"):
            await double.say(ana, room, word)
        await double.release()
        await double.settled()

        assert [event["text"] for event in bot.events] == ["two", "two", "one", "one"]


async def test_edits_and_deletions_are_told_and_shown() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        first = await double.say(ana, room, "frist")
        second = await double.say(ana, room, "second")

        await double.edit(ana, first, "first")
        await double.delete(ana, second)
        await double.settled()
        history = await bot.client.conversations_history(channel=room)

        assert [m["text"] for m in history["messages"]] == ["first"]
        changed, deleted = bot.events[2:]
        assert (
            changed["subtype"],
            changed["message"]["text"],
            changed["previous_message"]["text"],
        ) == ("message_changed", "first", "frist")
        assert ("message_deleted", second) == (deleted["subtype"], deleted["deleted_ts"])


async def test_a_deleted_root_leaves_a_tombstone() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        root = await double.say(ana, room, "How?")
        await double.say(sam, room, "Like this", thread_ts=root)

        await double.delete(ana, root)
        thread = await bot.client.conversations_replies(channel=room, ts=root)

        assert [m.get("subtype") for m in thread["messages"]] == ["tombstone", None]


async def test_reactions_are_told_with_their_item() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        ts = await double.say(ana, room, "done")

        await double.react(sam, ts, "white_check_mark")
        await bot.client.reactions_add(channel=room, timestamp=ts, name="eyes")
        await double.settled()
        again = await refusal(bot.client.reactions_add(channel=room, timestamp=ts, name="eyes"))

        event = bot.events[1]
        assert ("reaction_added", sam, "white_check_mark", ana) == (
            event["type"],
            event["user"],
            event["reaction"],
            event["item_user"],
        )
        assert {"type": "message", "channel": room, "ts": ts} == event["item"]
        assert again["error"] == "already_reacted"


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
    async with running(options=Options(pace=1.0)) as (double, bot):
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


async def test_a_modal_opens_once_and_only_in_time() -> None:
    async with running(timing=Timing(trigger=0.2)) as (double, bot):
        ana, _, room = furnish(double)
        triggers: list[str] = []

        @bot.app.command("/frontdesk")
        async def add(ack: Any, command: JSON) -> None:
            triggers.append(command["trigger_id"])
            await ack()

        await double.slash(ana, room, "add")
        opened = await bot.client.views_open(trigger_id=triggers[0], view=modal(field("Q", "q")))
        twice = await refusal(
            bot.client.views_open(trigger_id=triggers[0], view=modal(field("Q", "q")))
        )
        await double.slash(ana, room, "add")
        await asyncio.sleep(0.25)
        late = await refusal(
            bot.client.views_open(trigger_id=triggers[1], view=modal(field("Q", "q")))
        )

        assert [opened["view"]["id"]] == [view["id"] for view in double.views(ana)]
        assert twice["error"] == "exchanged_trigger_id"
        assert late["error"] == "expired_trigger_id"


async def test_a_button_opens_a_form_that_comes_back_filled_in() -> None:
    async with running() as (double, bot):
        _, sam, room = furnish(double)
        seen: list[JSON] = []

        @bot.app.action("add")
        async def opens(ack: Any, body: JSON) -> None:
            await ack()
            await bot.client.views_open(
                trigger_id=body["trigger_id"],
                view=modal(field("Question", "q"), field("Answer", "a"), private_metadata="12"),
            )

        @bot.app.view("form")
        async def saved(ack: Any, view: JSON) -> None:
            seen.append(view)
            if len(seen) == 1:
                await ack(response_action="errors", errors={"a_block": "Say more."})
            else:
                await ack()

        posted = await bot.client.chat_postMessage(
            channel=room, text="Card", blocks=[actions(button("Add answer", "add", "12"))]
        )
        await double.press(sam, posted["ts"], "Add answer")
        await double.until(lambda: double.views(sam))
        first = await double.submit(sam, values={"Question": "How?", "a": "Thus"})
        still_open = len(double.views(sam))
        await double.submit(sam, values={"Question": "How?", "a": "Like this"})

        assert (first.response or {})["errors"] == {"a_block": "Say more."}
        assert (still_open, len(double.views(sam))) == (1, 0)
        assert seen[1]["state"]["values"]["a_block"]["a"]["value"] == "Like this"
        assert seen[1]["private_metadata"] == "12"
        assert double.violations == []


async def test_an_unanswered_press_is_not_sent_again() -> None:
    async with running(timing=QUICK) as (double, bot):
        _, sam, room = furnish(double)
        posted = await bot.client.chat_postMessage(
            channel=room, text="Card", blocks=[actions(button("Claim", "claim"))]
        )

        delivery = await double.press(sam, posted["ts"], "claim")

        assert (delivery.state, len(delivery.attempts)) == (State.GIVEN_UP, 1)


async def test_a_response_url_works_five_times() -> None:
    async with running() as (double, bot):
        ana, _, room = furnish(double)
        statuses: list[int] = []

        @bot.app.command("/frontdesk")
        async def help_me(ack: Any, respond: Any) -> None:
            await ack("Looking")
            for number in range(6):
                answer = await respond(f"help {number}")
                statuses.append(answer.status_code)
            double.pulse.bump()

        await double.slash(ana, room, "help")
        await double.until(lambda: len(statuses) == 6)

        assert statuses == [200, 200, 200, 200, 200, 404]
        shown = [m["text"] for m in double.ephemerals(ana)]
        assert {"Looking", *[f"help {n}" for n in range(5)]} == set(shown)


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
        heavy = [section("x" * 2900) for _ in range(5)]
        too_heavy = await refusal(bot.client.chat_postMessage(channel=room, text="t", blocks=heavy))

        assert (too_long["error"], too_heavy["error"]) == ("msg_too_long", "msg_blocks_too_long")
        assert [len(m["text"]) for m in double.posts(room)] == [4040, 1]
        assert len(double.violations) == 3


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


async def test_blocks_can_be_checked_without_posting() -> None:
    async with running() as (double, bot):
        good = await bot.client.blocks_validate(blocks=[section("x")])
        bad = await refusal(bot.client.blocks_validate(blocks=[section(LONG)]))

        assert good["ok"]
        assert bad["errors"][0]["pointer"] == "/0/text/text"
        assert double.posts() == []


async def test_agent_features_may_be_absent() -> None:
    async with running() as (double, bot):
        ana, _, _ = furnish(double)
        dm, prompts = double.world.dm(ana), [{"title": "Reset", "message": "How?"}]

        await bot.client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts)
        await bot.client.agents_sessions_setStatus(channel_id=dm, status="processing")
        double.options.agent_features = False
        answer = await refusal(
            bot.client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts)
        )

        assert prompts == double.world.prompts[dm, ""]
        assert answer["error"] == "feature_not_enabled"


async def test_a_disabled_link_keeps_everybody_out() -> None:
    async with SlackDouble() as double, aiohttp.ClientSession() as web:
        first = f"{double.base}/link/?ticket={double.socket.ticket()}"
        second = f"{double.base}/link/?ticket={double.socket.ticket()}"

        async with web.ws_connect(first) as inside:
            hello = await inside.receive_json()
            await double.disable_link()
            farewell = await inside.receive_json()
        async with web.ws_connect(second) as outside:
            refused = await outside.receive_json()

        reasons = [farewell["reason"], refused["reason"]]
        assert hello["type"] == "hello"
        assert reasons == ["link_disabled", "link_disabled"]


async def test_shortcuts_menus_and_feedback_carry_slacks_payloads() -> None:
    async with running() as (double, bot):
        ana, sam, room = furnish(double)
        seen: list[JSON] = []

        async def keep(ack: Any, body: JSON) -> None:
            seen.append(body)
            await ack()

        for act in ("menu", "rate"):
            bot.app.action(act)(keep)
        bot.app.shortcut("kb_add")(keep)
        bot.app.shortcut("ask")(keep)
        option = {"text": {"type": "plain_text", "text": "Next week"}, "value": "7"}
        menu = {"type": "static_select", "action_id": "menu", "options": [option]}
        sides = {
            f"{side}_button": {"text": {"type": "plain_text", "text": words}, "value": words}
            for side, words in (("positive", "Helpful"), ("negative", "Not helpful"))
        }
        rate = {"type": "feedback_buttons", "action_id": "rate", **sides}
        root = await double.say(ana, room, "How?")
        posted = await bot.client.chat_postMessage(
            channel=room,
            thread_ts=root,
            text="Card",
            blocks=[actions(menu), {"type": "context_actions", "elements": [rate]}],
        )

        await double.select(sam, posted["ts"], "menu", "Next week")
        await double.press(ana, posted["ts"], "Not helpful")
        await double.shortcut(sam, "kb_add", root)
        await double.shortcut(sam, "ask")

        chosen, rated, message_action, everywhere = seen
        assert chosen["actions"][0]["selected_option"] == option
        assert chosen["container"]["thread_ts"] == root
        assert rated["actions"][0]["value"] == "Not helpful"
        assert rated["user"]["id"] == ana
        assert (message_action["type"], message_action["message"]["text"]) == (
            "message_action",
            "How?",
        )
        assert (everywhere["type"], "channel" in everywhere) == ("shortcut", False)
        assert double.violations == []


async def test_a_button_of_the_home_names_its_view() -> None:
    async with running() as (double, bot):
        ana, _, _ = furnish(double)
        seen: list[JSON] = []

        @bot.app.action("ask")
        async def ask(ack: Any, body: JSON) -> None:
            seen.append(body)
            await ack()

        home = {"type": "home", "blocks": [actions(button("Ask", "ask"))]}
        published = await bot.client.views_publish(user_id=ana, view=home)
        await double.press(ana, published["view"]["id"], "Ask")

        [body] = seen
        assert body["container"] == {"type": "view", "view_id": published["view"]["id"]}
        assert ("response_url" in body, "message" in body) == (False, False)


async def test_people_of_other_teams_are_marked_in_shared_rooms() -> None:
    async with running() as (double, bot):
        guest = double.world.add_user("guest", team_id="T0ELSEWHERE")
        room = double.world.add_channel("shared", members=[guest], ext_shared=True)

        ts = await double.say(guest, room, "hello")
        await double.settled()
        person = await bot.client.users_info(user=guest)

        [delivery] = double.deliveries_of(ts)
        assert delivery.payload["is_ext_shared_channel"]
        assert bot.events[0]["user_team"] == "T0ELSEWHERE"
        assert person["user"]["is_stranger"]


async def test_the_app_is_sent_its_own_messages_too() -> None:
    """Bolt acks these and keeps them from listeners, but Slack does send them."""
    async with running() as (double, bot):
        _, _, room = furnish(double)

        posted = await bot.client.chat_postMessage(channel=room, text="hi")
        await bot.client.chat_update(channel=room, ts=posted["ts"], text="hello")
        await bot.client.chat_delete(channel=room, ts=posted["ts"])
        await double.settled()

        told = [(d.event.get("subtype"), d.state) for d in double.deliveries]
        subtypes = [None, "message_changed", "message_deleted"]
        assert told == [(subtype, State.ACKED) for subtype in subtypes]
        assert double.deliveries[0].event["bot_id"] == double.world.bot_id
        assert double.posts(room) == []


async def test_a_late_ack_is_remembered_as_late() -> None:
    async with running(timing=Timing(ack=0.1, retries=())) as (double, bot):
        ana, _, room = furnish(double)

        @bot.app.action("slow")
        async def slow(ack: Any) -> None:
            await asyncio.sleep(0.2)
            await ack()

        posted = await bot.client.chat_postMessage(
            channel=room, text="Card", blocks=[actions(button("Slow", "slow"))]
        )
        delivery = await double.press(ana, posted["ts"], "slow")
        await double.until(lambda: delivery.attempts[0].late_ack_at)

        assert delivery.state == State.GIVEN_UP
        assert delivery.attempts[0].acked_at is None
