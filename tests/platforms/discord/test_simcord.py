"""The adapter under a second judge: simcord, an independent model of Discord inside the process.

What two models agree on is more likely Discord's own behaviour than a habit of our double.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import simcord

from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.message import Button, Markdown, Message, Outgoing, Readership, Tone
from bot.platforms.discord import Discord
from bot.settings.settings import Settings

from .adapter import MONDAY, QUICK, WORDS

ANSWER = Message(
    kind="answer",
    parts=(Markdown(text="Open **Settings**."),),
    buttons=(
        Button(label="That solved it", command="solved 1"),
        Button(label="Add details", command="details 3"),
    ),
    tone=Tone.ANSWER,
)


@dataclass
class Stage:
    """The adapter with a list for an intake, on simcord."""

    env: Any
    platform: Discord
    heard: list[Inbound]
    help: Any
    ana: Any
    sam: Any

    async def asked(self) -> tuple[Said, Any]:
        """Ana asks with a mention, and is answered."""
        await self.ana.send(self.help, f"<@{self.env.bot.user.id}> I forgot my password")
        said = self.heard[-1]
        assert isinstance(said, Said)
        return said, await self.say(said, ANSWER)

    async def say(self, said: Said, message: Message) -> Any:
        outgoing = Outgoing(
            key=f"k/{len(self.heard)}",
            place=said.place,
            message=message,
            readership=Readership.CUSTOMER,
            to=said.by.id,
            answers=said.id,
        )
        number = int(await self.platform.post(outgoing, said.place, message))
        channel = await self.env.bot.fetch_channel(int(said.place.thread))
        return await channel.fetch_message(number)

    def lines(self) -> list[str]:
        return [each.line for each in self.heard if isinstance(each, Commanded)]


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    heard: list[Inbound] = []

    async def intake(inbound: Inbound) -> None:
        heard.append(inbound)

    settings = Settings(discord_token="not.a.token")  # noqa: S106
    platform = Discord(settings, now=lambda: MONDAY, wording=WORDS, patience=QUICK)
    platform._listening.begin(intake)
    client = platform._make()
    async with simcord.run(client) as env:
        guild = env.create_guild()
        staff = guild.create_role("Staff", permissions=discord.Permissions(manage_messages=True))
        help_ = guild.create_text_channel("help")
        ana = guild.add_member(env.create_user("ana"))
        sam = guild.add_member(env.create_user("sam"), roles=[staff])
        platform._connection.use(client)
        yield Stage(env, platform, heard, help_, ana, sam)
        await platform._listening.end()


async def test_a_mention_is_answered_in_its_own_thread() -> None:
    async with staged() as stage:
        said, answer = await stage.asked()

        assert "I forgot my password" == said.text
        assert "Question" == answer.channel.name  # words that ana may take back name no thread
        assert "Open **Settings**." in [
            item.content for item in answer.components[0].children if hasattr(item, "content")
        ]


async def test_a_button_is_a_command_also_after_a_restart() -> None:
    async with staged() as stage:
        _, answer = await stage.asked()
        await stage.ana.click(answer, label="That solved it")
        fresh = stage.platform._make()
        await stage.env.restart_bot(fresh)
        stage.platform._connection.use(fresh)
        await stage.ana.click(answer, label="That solved it")

        assert ["solved 1", "solved 1"] == stage.lines()
        presses = [each for each in stage.heard if isinstance(each, Commanded)]
        assert {stage.heard[0].place.key} == {each.place.key for each in presses}  # type: ignore[union-attr]


async def test_a_form_sent_after_a_restart_is_not_lost() -> None:
    async with staged() as stage:
        _, answer = await stage.asked()
        shown = await stage.ana.click(answer, label="Add details")
        fresh = stage.platform._make()
        await stage.env.restart_bot(fresh)
        stage.platform._connection.use(fresh)
        await stage.ana.submit_modal(shown, {"text": "It is a blue one."})

        sent = stage.heard[-1]
        assert isinstance(sent, Commanded)
        assert ("details 3", {"text": "It is a blue one."}) == (sent.line, dict(sent.fields))


async def test_staff_commands_are_offered_to_staff_alone() -> None:
    async with staged() as stage:
        mine = stage.ana.available_commands(stage.help)
        theirs = stage.sam.available_commands(stage.help)

        assert {"ask", "person", "status"} <= set(mine)
        assert not any(name.startswith(("desk", "kb")) for name in mine)
        assert {"desk claim", "kb add"} <= set(theirs)


async def test_a_typed_command_arrives_with_its_values() -> None:
    async with staged() as stage:
        await stage.sam.slash(stage.help, "desk claim", ticket="12")

        typed = stage.heard[-1]
        assert isinstance(typed, Commanded)
        assert ("claim", {"ticket": "12"}) == (typed.line, dict(typed.fields))


async def test_a_message_menu_opens_a_form_with_its_words() -> None:
    async with staged() as stage:
        tip = await stage.ana.send(stage.help, "Kettles are descaled with vinegar.")
        shown = await stage.sam.context_menu(stage.help, "Add to knowledge base", tip)
        await stage.sam.submit_modal(
            shown, {"question": "How do I clean a kettle?", "answer": "With vinegar."}
        )

        assert ["learn"] == stage.lines()


async def test_words_without_a_mention_are_kept_back_and_said_so() -> None:
    async with staged() as stage:
        said, answer = await stage.asked()
        thread = next(t for t in stage.help.threads if t.id == answer.channel.id)
        await stage.ana.send(thread, "and one thing more")

        heard = stage.heard[-1]
        assert isinstance(heard, Said)
        assert ("", True, said.place.key) == (heard.text, heard.unread, heard.place.key)
