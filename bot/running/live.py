"""Keeps the live queue true: looks every few seconds whether it still is, beside the writer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.desk import Wiring
from bot.desk.nouns.message import Message
from bot.desk.ports.journal import Journal
from bot.desk.verbs import live
from bot.running.options import Options

EVERY = timedelta(seconds=5)
"""Between two looks: more edits in a room than that would take the turn of other messages."""


@dataclass(kw_only=True)
class LiveQueue:
    """One of the app's loops."""

    wiring: Wiring
    options: Options
    _next: datetime | None = field(default=None, init=False)

    async def run(self) -> None:
        """Look, for ever."""
        while True:
            await self.wiring.clock.sleep(EVERY.total_seconds())
            await self.look()

    async def look(self) -> None:
        """Make it true again where it is not, at most once in so long."""
        store, now = self.wiring.store, self.wiring.clock.now()
        if self._next and self._next - EVERY <= now < self._next:
            return
        self._next = now + EVERY

        def untrue(journal: Journal) -> Message | None:
            policy = self.options.rules.policy(journal.decided())
            return live.untrue(journal, self.options.words, policy, now)

        message = await store.read(untrue, long=True)
        if message is None:
            return
        right = message

        def set_right(journal: Journal) -> None:
            for edit in live.set_right(journal, right):
                journal.send(edit, now)

        await store.write(set_right)
