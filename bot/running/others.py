"""What other programs on the same database changed, taken in here within a second."""

import asyncio
import logging
from collections.abc import Callable, Collection

from bot.delivery.clock import Clock
from bot.desk.front_desk import FrontDesk
from bot.desk.ports.journal import Journal, Store
from bot.errors import StoreError
from bot.running.building import known_issues
from knowledge.entry import Entry

log = logging.getLogger(__name__)

_EVERY = 1.0
"""Seconds between two looks."""


async def keep_up(store: Store, desk: FrontDesk, clock: Clock) -> None:
    """Take in entries, known issues and teams as they are kept, until cancelled."""
    seen: object = None
    while True:
        mark = await store.read(lambda journal: _mark(journal, desk))
        if mark != seen:
            entries = await store.read(_known, long=True)
            if changed := desk.library.behind(entries):
                await asyncio.to_thread(desk.refresh, changed)
                log.info("taken in from another program: %d entries", len(changed))
            seen = mark
        await clock.sleep(_EVERY)


def _mark(journal: Journal, desk: FrontDesk) -> object:
    """What is another once anything of the guide is."""
    desk.look_at_teams(journal)
    return journal.versions_kept(), known_issues(journal)


def _known(journal: Journal) -> list[Entry]:
    return [*journal.entries(), *known_issues(journal)]


class Missed:
    """Platforms of which somebody may have missed something: told by whoever did, looked through by the first."""

    def __init__(self, store: Store, clock: Clock, ask: Callable[[str], None]) -> None:
        """`ask` has a platform's history looked through."""
        self._store, self._clock, self._ask = store, clock, ask
        self._telling: set[asyncio.Task[None]] = set()

    def tell(self, platform: str) -> None:
        """Have it looked through, whoever is the first."""
        task = asyncio.create_task(self._tell(platform))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, platform: str) -> None:
        now = self._clock.now().isoformat()
        while True:
            try:
                return await self._store.write(lambda journal: journal.keep(_of(platform), now))
            except StoreError:
                await self._clock.sleep(_EVERY)

    async def look(self, platforms: Collection[str]) -> None:
        """Ask for what is told, and for all of them at the beginning; until cancelled."""
        seen: dict[str, str] = {}
        while True:
            told = await self._store.read(lambda j: {each: j.kept(_of(each)) for each in platforms})
            for platform, at in told.items():
                if seen.get(platform) != at:
                    self._ask(platform)
            seen = told
            await self._clock.sleep(_EVERY)

    def stop(self) -> None:
        """Tell no more."""
        for task in self._telling:
            task.cancel()


def _of(platform: str) -> str:
    return f"missed:{platform}"
