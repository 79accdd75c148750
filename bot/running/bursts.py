"""Looks once a minute for like questions in a burst, beside the writer, and whether new accounts waited long
enough."""

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
            await self.end_raid()

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

    async def end_raid(self) -> None:
        """Have new accounts heard again, once the time is over for which they were to wait."""
        desk, now, store = self.wiring.desk, self.wiring.clock.now(), self.wiring.store
        if await store.read(lambda journal: desk.is_raid_over(journal, now)):
            await store.write(lambda journal: desk.end_raid(journal, now))
