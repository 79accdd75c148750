"""The double of Slack over Socket Mode: events, acks, second tries, connections that break.

Driven by unmodified Bolt over real sockets; what is proved here other suites may lean on.
"""

import asyncio

import aiohttp

from .double import (
    ManualClock,
    Options,
    SlackDouble,
    State,
    lose_everything,
)
from .tiny_app import QUICK, Bot, furnish, refusal, running


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
