"""Unmodified discord.py against the double: buttons, menus, forms and commands.

What a person can do with the bot's controls, also after the bot was started anew.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from .double import CannotDo, DiscordDouble, Interaction, Permission, User
from .double.clients import Listener, running


class Solved(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"fd:solved:(?P<case>\d+)"):
    def __init__(self, case: int) -> None:
        self.case = case
        super().__init__(ui.Button(label="That solved it", custom_id=f"fd:solved:{case}"))

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any) -> Solved:
        return cls(int(match["case"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"Case {self.case} closed", ephemeral=True)


def answer_view(case: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("Open Settings."), ui.Separator()))
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(Solved(case))
    view.add_item(row)
    return view


async def test_a_button_of_a_layout_survives_a_restart(double: DiscordDouble, ana: User) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        await (await bot.channel(room.id)).send(view=answer_view(7))
    message = double.by_bot(room)[0]
    fresh = Listener()
    fresh.add_dynamic_items(Solved)
    async with running(fresh, double):
        pressed = await double.answered(double.press(ana, message, "That solved it"))

    assert ("Open Settings.", ("That solved it",)) == (
        double.look(message).text,
        double.look(message).buttons,
    )
    assert ("message", True) == (pressed.kind, pressed.ephemeral)
    assert ["Case 7 closed"] == [double.look(m).text for m in double.ephemerals(ana)]
    assert [] == double.violations


class Form(ui.Modal, title="Add an entry"):
    question: ui.Label[Form] = ui.Label(
        text="Question", component=ui.TextInput(custom_id="question", max_length=200)
    )
    audience: ui.Label[Form] = ui.Label(
        text="Who may see it",
        component=ui.Select(
            custom_id="audience",
            options=[discord.SelectOption(label="Everyone"), discord.SelectOption(label="Staff")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text, select = self.question.component, self.audience.component
        assert isinstance(text, ui.TextInput)
        assert isinstance(select, ui.Select)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content=f"{text.value} / {select.values[0]}")


class Commander(Listener):
    """A bot with slash commands, a context menu and a form."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        kb = app_commands.Group(name="kb", description="The knowledge base")
        kb.default_permissions = discord.Permissions(manage_messages=True)

        @kb.command(name="add", description="Add an entry")
        async def add(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_modal(Form(custom_id="fd:form:add"))

        @app_commands.command(name="ask", description="Ask a question")
        async def ask(interaction: discord.Interaction[Any], entry: str) -> None:
            await interaction.response.defer()
            await interaction.followup.send(f"About {entry}")

        @ask.autocomplete("entry")
        async def entries(_: Any, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed.title(), value=typed)]

        @app_commands.context_menu(name="Add to knowledge base")
        async def keep(interaction: discord.Interaction[Any], message: discord.Message) -> None:
            await interaction.response.send_message(f"Kept: {message.content}")

        self.tree.add_command(kb)
        self.tree.add_command(ask)
        self.tree.add_command(keep)
        await self.tree.sync()


async def test_commands_menus_forms_and_autocomplete_work(double: DiscordDouble, ana: User) -> None:
    room = double.add_text("help")
    sam = double.add_user("sam", roles=[double.add_role("Staff", Permission.MANAGE_MESSAGES)])

    async def done(it: Interaction) -> Interaction:
        return await double.answered(it)

    async with running(Commander(), double):
        typed = await done(double.autocomplete(ana, room, "ask", "entry", "refunds"))
        await done(double.slash(ana, room, "ask", {"entry": "refunds"}))
        await double.until(lambda: double.seen(room)[-1].text)
        target = double.say(ana, room, "It is in the box")
        await done(double.context_menu(ana, "Add to knowledge base", target))
        with pytest.raises(CannotDo, match="not offered to ana"):
            double.slash(ana, room, "kb add")
        form = await done(double.slash(sam, room, "kb add"))
        with pytest.raises(CannotDo, match="Question must be filled in"):
            double.submit(sam, form, {"Who may see it": ["Staff"]})
        values = {"Question": "Where is it?", "Who may see it": ["Staff"]}
        sent = await done(double.submit(sam, "fd:form:add", values))
        await double.until(lambda: double.look(double.ephemerals(sam)[0]).text)

    assert {"kb", "ask", "Add to knowledge base"} == set(double.synced())
    assert [{"name": "Refunds", "value": "refunds"}] == typed.choices
    assert ["About refunds", "It is in the box", "Kept: It is in the box"] == [
        seen.text for seen in double.seen(room)
    ]
    assert ("modal", "deferred", True) == (form.kind, sent.kind, sent.ephemeral)
    assert "Where is it? / Staff" == double.look(double.ephemerals(sam)[0]).text
    assert [] == double.violations


async def test_a_late_or_second_answer_to_an_interaction_is_refused(
    double: DiscordDouble, ana: User
) -> None:
    message = double.say(ana, double.add_text("help"), "Hi")
    double.commands[None] = [{"id": "1", "type": 3, "name": "Look"}]
    body = {"type": 4, "data": {"content": "Here"}}

    async def answer(it: Interaction) -> int:
        url = f"{double.api_url}/interactions/{it.id}/{it.token}/callback"
        async with session.post(url, json=body) as response:
            return int((await response.json()).get("code", 0)) if response.status != 204 else 0

    async with aiohttp.ClientSession() as session:
        quick = double.context_menu(ana, "Look", message)
        codes = [await answer(quick), await answer(quick)]
        double.interaction_window = -1
        late = double.context_menu(ana, "Look", message)
        codes.append(await answer(late))

    assert [0, 40060, 10062] == codes
    assert ("message", "nothing") == (quick.kind, late.kind)
    assert [10062] == late.refused


async def test_a_press_while_the_bot_is_away_never_reaches_it(
    double: DiscordDouble, ana: User
) -> None:
    room = double.add_text("help")
    bot = Listener()
    bot.add_dynamic_items(Solved)
    async with running(bot, double):
        await (await bot.channel(room.id)).send(view=answer_view(7))
        double.gateway.cut()
        missed = double.press(ana, double.by_bot(room)[0], "fd:solved:7")
        await double.ready()
        heard = await double.answered(double.press(ana, double.by_bot(room)[0], "fd:solved:7"))

    assert ("nothing", "message") == (missed.kind, heard.kind)
