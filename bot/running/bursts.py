"""Looks once a minute for like questions in a burst, beside the writer, and has the team asked about it."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.delivery.desk import Wiring

EVERY = timedelta(minutes=1)


@dataclass(kw_only=True)
class Bursts:
    """One of the app's loops."""

    wiring: Wiring
    seen_to: int = field(default=0, init=False)
    """Id of the newest question that was looked at."""

    async def run(self) -> None:
        """Look, for ever."""
        while True:
            await self.wiring.clock.sleep(EVERY.total_seconds())
            await self.look()

    async def look(self) -> None:
        """Look at what was asked since the last time."""
        desk, now, store = self.wiring.desk, self.wiring.clock.now(), self.wiring.store
        seen_to = self.seen_to
        found = await store.read(
            lambda journal: desk.look_for_bursts(journal, now, seen_to), long=True
        )
        if burst := found.burst:
            await store.write(lambda journal: desk.ask_about(journal, burst, now))
        self.seen_to = found.newest
