"""One of several programs on one database: which shares of the work are its own, from second to second.

What is not renewed in time is given up here before anybody else can have it; what counts is decided by the
state of rows all the same.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Set
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from bot.delivery.clock import Clock
from bot.desk.ports.leases import FIRST, Leases
from bot.errors import StoreError

log = logging.getLogger(__name__)

_EVERY = 1.0
"""Seconds between two rounds, in which shares are renewed and all is looked at that nobody told of."""
_EARLY = timedelta(seconds=1)
"""So long before the server would give it to others a share is given up here."""
_GLANCE = 0.2
"""Seconds within which it is seen that one is not the first any more."""


class Sharing:
    """Fills `bot.delivery.shares.Shares`."""

    def __init__(self, leases: Leases, clock: Clock) -> None:
        self._leases = leases
        self._clock = clock
        self._held: Set[str] = frozenset()
        self._until = 0.0
        """On the clock that nobody sets: from then on nothing is held that was not renewed."""
        self._leaving: set[str] = set()
        """Given up for others who have less, as soon as nothing of it is being worked on."""
        self._busy: Counter[str] = Counter()
        self._told = 0

    def has(self, share: str) -> bool:
        """Whether it may be begun here now."""
        held = share in self._held and share not in self._leaving
        return held and self._clock.steady() < self._until

    @contextmanager
    def taken_up(self, share: str) -> Iterator[None]:
        """Nobody else is given it while something of it is being worked on here."""
        self._busy[share] += 1
        try:
            yield
        finally:
            self._busy[share] -= 1

    async def run(self, look: Callable[[], None], lapsed: Callable[[], None]) -> None:
        """Take part until cancelled.

        `look` is called each second: something may have to be done of which nobody told; `lapsed` when
        something may have been left unheard: another program is heard of no more, or the server was away.
        """
        away = False
        while True:
            try:
                if await self._round() or away:
                    lapsed()
                away = False
            except StoreError as error:
                away = True
                log.warning("what is shared out can't be renewed: %s", error)
            look()
            await self._clock.sleep(_EVERY)

    async def _round(self) -> bool:
        """Renew; whether something was taken over from one who did not let go of it."""
        began = self._clock.steady()
        free = {share for share in self._leaving if not self._busy[share]}
        held = await asyncio.to_thread(self._leases.round, free)
        self._until = began + (self._leases.lasts - _EARLY).total_seconds()
        self._leaving = (self._leaving - free) & held.keys
        self._held = held.keys
        mine = sorted(held.keys - self._leaving - {FIRST})
        self._leaving |= set(mine[held.part :])
        if self._told != held.at_work:
            self._told = held.at_work
            log.info("%d programs share the work now", held.at_work)
        return held.lapsed

    def as_first(
        self, run: Callable[[], Awaitable[None]]
    ) -> Callable[[], Coroutine[Any, Any, None]]:
        """Do this while one is the first, and stop it at once when one no longer is."""

        async def while_first() -> None:
            while True:
                while not self.has(FIRST):
                    await self._clock.sleep(_GLANCE)
                working = asyncio.ensure_future(run())
                try:
                    while self.has(FIRST) and not working.done():
                        await asyncio.wait({working}, timeout=_GLANCE)
                    if working.done():
                        return working.result()
                finally:
                    working.cancel()
                    await asyncio.wait({working})

        return while_first
