"""Telling Discord of the commands: once, and again when they are others than last time."""

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.desk.words.wording import Wording
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.hearing import slash

log = logging.getLogger(__name__)

COMMANDS_KEPT = "discord.commands"
"""Under this name, and the application's id, the hash of the synced commands is kept."""


class Commands:
    """What Discord knows of the command table."""

    def __init__(
        self,
        words: Wording,
        recall: Callable[[str], Awaitable[str]] | None,
        keep: Callable[[str, str], Awaitable[None]] | None,
    ) -> None:
        """`words` describe them. `recall` and `keep` store a short text over restarts; in memory without them."""
        self._words = words
        self._memory: dict[str, str] = {}
        self._recall = recall or self._recall_here
        self._keep = keep or self._keep_here

    async def tell(self, client: discord.Client) -> None:
        """Tell Discord of them, if they are not the same as last time."""
        number = client.application_id or 0
        defined = slash.definitions(self._words)
        mark, kept = slash.fingerprint(defined), f"{COMMANDS_KEPT}.{number}"
        if await self._recall(kept) == mark:
            return
        try:
            await client.http.bulk_upsert_global_commands(number, defined)
        except FAILURES as error:
            log.warning("commands not synced: %s", error)
            return
        await self._keep(kept, mark)
        log.info("commands synced count=%d", len(defined))

    async def _recall_here(self, name: str) -> str:
        return self._memory.get(name, "")

    async def _keep_here(self, name: str, value: str) -> None:
        self._memory[name] = value
