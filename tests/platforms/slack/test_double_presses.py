"""Buttons, menus, forms, commands and shortcuts on the double, with their three seconds.

Each is pressed as a person would, by what stands on it, and answered by unmodified Bolt.
"""

import asyncio
from typing import Any

from .double import (
    State,
    Timing,
)
from .tiny_app import JSON, QUICK, actions, button, field, furnish, modal, refusal, running


async def test_a_modal_opens_once_and_only_in_time() -> None:
    async with running() as (double, bot):
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
        double.triggers[triggers[1]].issued -= 3.1
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
