"""Listens to each platform side by side, until told to stop or until every one of them has ended.

What a platform hands over goes to the intake; the pulse is told who is being listened to.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.delivery.clock import Clock
from bot.delivery.supervise import supervised
from bot.desk.nouns.inbound import Inbound
from bot.desk.ports.leases import ALONE
from bot.desk.ports.platform import Platform
from bot.running.metrics import Pulse
from bot.running.sharing import Sharing

Intake = Callable[[Inbound], Awaitable[None]]


@dataclass(kw_only=True)
class Listening:
    """One task for each platform."""

    platforms: Sequence[Platform]
    pulse: Pulse
    clock: Clock
    sharing: Sharing | None
    """Where several programs share the work: only the first of them listens where one alone may."""
    scan_soon: Callable[[str], None]
    """Has a platform's history looked through: before one listens, something may have been missed."""
    ended: Callable[[], None]
    """Called when no platform is left."""
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False)

    def start(self, intake: Intake) -> None:
        """Begin to listen; what is heard goes to `intake`."""
        self._tasks = {
            each.name: asyncio.create_task(self._listen(each, intake), name=each.name)
            for each in self.platforms
        }

    async def stop(self) -> None:
        """Listen no more."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks = {}

    async def _listen(self, platform: Platform, intake: Intake) -> None:
        name = platform.name
        alone = self.sharing is not None and name in ALONE

        async def heard(inbound: Inbound) -> None:
            self.pulse.heard[name] = self.clock.now()
            await intake(inbound)

        async def listen() -> None:
            self.scan_soon(name)
            self.pulse.listening[name] = True
            try:
                await platform.run(heard)
            finally:
                self.pulse.listening[name] = False
                if alone:  # nobody is to hear anything here, unless it is the first
                    del self.pulse.listening[name]

        run = self.sharing.as_first(listen) if self.sharing and alone else listen
        await supervised(name, run, self.clock)
        del self._tasks[name]
        if not self._tasks:
            self.ended()
