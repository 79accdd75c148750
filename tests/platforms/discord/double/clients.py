"""A discord.py client, unmodified, running against the double for the length of a block.

Only public options of the library are used, so what passes here is what the library does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import discord

from .server import DiscordDouble, redirect

Bot = TypeVar("Bot", bound=discord.Client)
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True)


def options(**more: Any) -> dict[str, Any]:
    """Client options that make no test wait for discord.py's pause after READY."""
    return {"intents": INTENTS, "guild_ready_timeout": 0.01} | more


@asynccontextmanager
async def running(client: Bot, double: DiscordDouble) -> AsyncIterator[Bot]:
    """Run the client until the end of the block, ready at its start."""
    with redirect(double):
        task = asyncio.create_task(client.start(double.token))
        try:
            await double.until(lambda: task.done() or client.is_ready())
            if task.done():
                task.result()
            yield client
        finally:
            await client.close()
            with suppress(asyncio.CancelledError, discord.DiscordException):
                await task


class Listener(discord.Client):
    """A bot that keeps what it hears."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**options(**more))
        self.heard: list[discord.Message] = []
        self.happened: list[str] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py waits 5 s before every later IDENTIFY, because Discord limits them."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.happened.append(f"thread {thread.name}")

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.happened.append(f"reaction {payload.emoji}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.happened.append("deleted")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        self.happened.append(f"edited to {payload.message.content}")

    def words(self) -> list[str]:
        return [message.content for message in self.heard]

    async def channel(self, channel_id: str) -> Any:
        return await self.fetch_channel(int(channel_id))
