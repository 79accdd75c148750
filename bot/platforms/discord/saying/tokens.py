"""Interactions that can still be answered: known by the id under which they were handed on.

In memory only: after a restart answers go out as messages of their own.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

import discord

MOST = 2000
LIFE = 840.0
"""Seconds; Discord lets an interaction be answered for 15 minutes."""

Interaction = discord.Interaction[discord.Client]


@dataclass
class Live:
    """An interaction, and whether Discord still shows that the bot is thinking."""

    interaction: Interaction
    until: float
    waiting: bool = False
    acked: asyncio.Event = field(default_factory=asyncio.Event)


class Tokens:
    """Those of the last minutes."""

    def __init__(self) -> None:
        self._live: OrderedDict[str, Live] = OrderedDict()

    def keep(self, inbound_id: str, interaction: Interaction) -> Live:
        """Remember it before it is handed on, so that the answer finds it."""
        now = asyncio.get_running_loop().time()
        live = Live(interaction, now + LIFE)
        self._live[inbound_id] = live
        while len(self._live) > MOST or next(iter(self._live.values())).until < now:
            self._live.popitem(last=False)
        return live

    async def find(self, inbound_id: str) -> Live | None:
        """The one that a message answers, acknowledged; None if it can't be answered any more."""
        live = self._live.get(inbound_id)
        if live is None or live.until < asyncio.get_running_loop().time():
            return None
        try:
            await asyncio.wait_for(live.acked.wait(), 3)
        except TimeoutError:
            return None
        return live

    def forget(self, inbound_id: str) -> None:
        """It was never acknowledged."""
        self._live.pop(inbound_id, None)
