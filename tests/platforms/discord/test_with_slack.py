"""Slack and Discord in one process: a ticket crosses, and one's trouble is not the other's.

Both doubles, both unmodified SDKs, one store, one desk.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.delivery.intake import Patience
from bot.delivery.pace import Pace
from bot.desk.nouns.ticket import TicketState
from bot.platforms.discord import Discord
from bot.running.app import App
from bot.running.building import front_desk
from bot.running.options import Options
from tests.platforms.slack.stage import UNKNOWN, Stage, stage

from .adapter import QUICK, WORDS, Kept, settings_for
from .double import Channel, DiscordDouble, User, redirect
from .harness import said_twice


@dataclass
class Both:
    """The desk with its staff on Slack and a customer on Discord."""

    slack: Stage
    double: DiscordDouble
    ana: User
    sam: User
    desk_room: Channel
    kept: Kept

    async def say(self, text: str) -> None:
        message = self.double.say(self.ana, self.double.dm(self.ana), text)
        await self.double.until(lambda: f"discord:{message.id}" in self.kept.ids)
        await self.slack.settle()

    async def command(self, name: str, **values: str) -> None:
        """Sam commands, in the staff room on Discord."""
        it = self.double.slash(self.sam, self.desk_room, name, values)
        await self.double.answered(it)
        await self.slack.settle()

    def heard(self) -> list[str]:
        """What Ana was told."""
        return [self.double.look(m).text for m in self.double.by_bot(self.double.dm(self.ana))]


@asynccontextmanager
async def both(folder: Path, *, staff_on_discord: bool = False) -> AsyncIterator[Both]:
    async with stage(folder) as s, DiscordDouble(clock=s.clock.now) as double:
        await s.app.stop()
        ana = double.add_user("ana")
        role = double.add_role("Staff", 1 << 13)
        sam, desk_room = double.add_user("sam", roles=[role]), double.add_text("front-desk")
        settings = settings_for(
            double,
            desk_room,
            base=s.settings,
            discord_staff_channel=desk_room.id if staff_on_discord else "",
            discord_staff_users=(sam.id,),
        )
        discord = Discord(settings, now=s.clock.now, wording=WORDS, patience=QUICK)
        entries = await s.store.read(lambda journal: list(journal.entries()))
        room = discord.staff_room() if staff_on_discord else s.slack.staff_room()
        assert room is not None
        if staff_on_discord:
            assert s.slack._here  # as where SLACK_STAFF_CHANNEL is not set
            s.slack._here = replace(s.slack._here, staff_room="")
        s.app = App(
            store=s.store,
            desk=front_desk(settings, entries, {"": room}),
            platforms=[s.slack, discord],
            clock=s.clock,
            options=Options(patience=Patience(burst={}), pace=Pace()),
        )
        kept = Kept(s.app.intake)
        s.app.intake = kept  # type: ignore[assignment]
        with redirect(double):
            s.app.start()
            await s.d.connected(2)
            await double.until(double.synced)
            await double.ready()
            yield Both(s, double, ana, sam, desk_room, kept)
            await s.app.stop()
        assert [] == double.violations
        assert [] == said_twice(double)


async def test_a_ticket_from_discord_is_worked_wholly_on_slack(tmp_path: Path) -> None:
    async with both(tmp_path) as b:
        await b.say(UNKNOWN)
        [card] = b.slack.cards()
        await b.slack.slash(b.slack.sam, b.slack.staff, "claim 1")
        await b.slack.slash(b.slack.sam, b.slack.staff, "reply 1 We do, on **Tuesdays**.")
        assert "We do, on **Tuesdays**." in b.heard()[-1]
        assert "Delivered to ana." in b.slack.under(card)[-1]
        await b.say("And on Mondays?")
        assert any("And on Mondays?" in text for text in b.slack.under(card))
        await b.slack.slash(b.slack.sam, b.slack.staff, "resolve 1 because Mondays too")

        asked = b.double.by_bot(b.double.dm(b.ana))[-1]
        it = b.double.press(b.ana, asked, "Yes, solved")
        await b.double.answered(it)
        await b.slack.settle()

        assert TicketState.CLOSED is (await b.slack.ticket()).state


async def test_a_ticket_from_slack_is_worked_wholly_on_discord(tmp_path: Path) -> None:
    async with both(tmp_path, staff_on_discord=True) as b:
        ts = await b.slack.ask(b.slack.ana, UNKNOWN)
        [card] = b.double.by_bot(b.desk_room)
        assert UNKNOWN in b.double.look(card).text
        there = f"#help on Slack: https://frontdesk.slack.com/archives/{b.slack.help}/p"
        assert there in b.double.look(card).text
        await b.command("desk claim", ticket="1")
        await b.command("desk reply", ticket="1", text="We do, on **Tuesdays**.")
        assert "We do, on Tuesdays." in b.slack.in_thread(ts)[-1]
        await b.command("desk resolve", ticket="1")

        newest = b.slack.d.posts(b.slack.help, ts)[-1]
        await b.slack.press(b.slack.ana, newest["ts"], "Yes, solved")

        assert TicketState.CLOSED is (await b.slack.ticket()).state


async def test_the_card_names_the_room_on_the_other_platform(tmp_path: Path) -> None:
    async with both(tmp_path) as b:
        lobby = b.double.add_text("lobby")
        asked = b.double.say(b.ana, lobby, f"{b.double.bot.mention} {UNKNOWN}")
        await b.double.until(lambda: f"discord:{asked.id}" in b.kept.ids)
        await b.slack.settle()

        [card] = b.slack.cards()
        assert "#lobby on Discord: <https://discord.com/channels/" in card["text"]
        assert '"type": "link", "url": "https://discord.com/channels/' in json.dumps(card["blocks"])


async def test_discord_going_down_does_not_stop_slack(tmp_path: Path) -> None:
    async with both(tmp_path) as b:
        await b.double.stop()

        ts = await b.slack.ask(b.slack.ana, "How do I reset my password?")

        assert 1 == len(b.slack.in_thread(ts))
        await b.double.start()
        await b.say("How do I reset my password?")
        assert "From the help guide" in b.heard()[-1]
