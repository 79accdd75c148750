"""Notices that the clock on the wall was set back, and shifts what waits a span of time.

Promises and alarms are times on the wall, and stay. What waits two seconds for more words, or a
minute before it is sent again, waits that long and not the whole step.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.desk import Wiring

log = logging.getLogger(__name__)

_EVERY = 1.0
"""Seconds between two looks."""
STEP = timedelta(seconds=1)
"""What a clock goes astray in between is less; this much was somebody's hand, or a time server's."""


class SetBack:
    """One of the loops."""

    def __init__(self, wiring: Wiring, heard: Sequence[Callable[[timedelta], None]]) -> None:
        """Each in `heard` is told by how much."""
        self._store = wiring.store
        self._clock = wiring.clock
        self._heard = heard
        self._last: tuple[datetime, float] | None = None
        """The time on the wall, and that of the clock which nobody sets, at the last look."""

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await self._clock.sleep(_EVERY)

    async def look(self) -> None:
        """Shift what waits, if the clock was set back since the last look, or before the start."""
        wall, steady = self._clock.now(), self._clock.steady()
        last, self._last = self._last, (wall, steady)
        if last is None:
            newest = await self._store.read(lambda journal: journal.newest_waiting())
            back = newest - wall if newest else timedelta(0)
        else:
            back = timedelta(seconds=steady - last[1]) - (wall - last[0])
        if back >= STEP:
            await self._shift(back)

    async def _shift(self, back: timedelta) -> None:
        await self._store.write(lambda journal: journal.shift_waiting(back))
        log.warning("the clock was set back by %s: what waits was shifted", back)
        for tell in self._heard:
            tell(back)
