"""The adapter alone on the double: its settings and pauses, what it heard, its start and end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Line, Message, Outgoing, Readership
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord import Discord
from bot.platforms.discord.connection.client import Patience
from bot.settings.settings import Settings

from .double import Channel, DiscordDouble, User

WORDS = Wording(read_locales())
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
QUICK = Patience(first_pause=0.02, longest_pause=0.1, identify=0.0, guilds=0.02)


@dataclass
class Kept:
    """An intake that remembers what it stored, and refuses when told to."""

    intake: Intake | None = None
    heard: list[Inbound] = field(default_factory=list)
    refuses: Exception | None = None

    async def __call__(self, inbound: Inbound) -> None:
        if self.refuses is not None:
            raise self.refuses
        if self.intake is not None:
            await self.intake(inbound)
        self.heard.append(inbound)

    @property
    def ids(self) -> set[str]:
        return {each.id for each in self.heard}


def settings_for(
    double: DiscordDouble, staff: Channel, *, base: Settings | None = None, **changes: Any
) -> Settings:
    """As an owner would set them, pointed at the double."""
    wanted: dict[str, Any] = {
        "discord_token": double.token,
        "discord_api_url": double.api_url,
        "discord_gateway_url": double.gateway_url,
        "discord_staff_channel": staff.id,
        **changes,
    }
    return replace(base or Settings(), **wanted)


def adapter(double: DiscordDouble, patience: Patience = QUICK, **more: Any) -> Discord:
    """Not started; its staff room is new."""
    settings = settings_for(double, double.add_text("staff"))
    return Discord(settings, now=lambda: MONDAY, wording=WORDS, patience=patience, **more)


async def run_until(platform: Discord, kept: Intake, double: DiscordDouble) -> asyncio.Task[None]:
    task = asyncio.create_task(platform.run(kept))
    await double.until(lambda: task.done() or double.gateway.live)
    return task


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def out(place: Place, to: User | None = None, **more: Any) -> Outgoing:
    """A short message, by default to a customer."""
    said = Message(kind="added", parts=(Line(spans=("Hello.",)),))
    given: dict[str, Any] = {
        "key": "k/1",
        "place": place,
        "message": said,
        "readership": Readership.CUSTOMER,
        "to": f"discord:{to.id}" if to else "",
        **more,
    }
    return Outgoing(**given)


def dm_of(double: DiscordDouble, user: User) -> Place:
    return Place(platform="discord", room=double.dm(user).id, private=True)
