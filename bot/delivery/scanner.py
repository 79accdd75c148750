"""Looks through the platforms' histories for what was never delivered.

How far a place is known is moved by a completed scan and by nothing else: a live message must not
hide the hole before it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.clock import wait_for_wake
from bot.delivery.desk import Wiring
from bot.delivery.intake import OVERLAP
from bot.desk.inbound import Inbound, Place
from bot.desk.journal import Journal, ScanPoint
from bot.desk.ports import Intake, Platform
from bot.errors import DeskError

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
RETRY = timedelta(seconds=15)
"""After a scan that was not completed, and twice as long after each further one, up to `EVERY`."""
AFTER_CLOSING = timedelta(days=2)
"""How long a closed ticket's threads are still looked through: a reply there opens it again.
Time in which nothing could be looked through does not count."""
PRIVATE_PLACES = 200
"""Private conversations looked through in one round; the longest unscanned first."""


class Scanner:
    """One of the loops."""

    def __init__(self, wiring: Wiring, intake: Intake, retry: timedelta = RETRY) -> None:
        self._store = wiring.store
        self._clock = wiring.clock
        self._platforms = wiring.platforms
        self._intake = intake
        self._wake = asyncio.Event()
        self._wanted: set[str] = set(wiring.platforms)
        self._next_round: dict[str, datetime] = {}
        self._retry = retry
        self.completed: dict[str, datetime] = {}
        """When each platform was last looked through whole, since the start."""
        self._tries: dict[str, int] = {}
        """Scans in a row that were not completed."""

    async def run(self) -> None:
        """Scan at the start, when asked to, and every ten minutes."""
        while True:
            self._wake.clear()
            await asyncio.gather(*(self._round(name) for name in self._due()))
            soonest = min(self._next_round.values(), default=None)
            if not self._wanted:
                await wait_for_wake(self._wake, self._clock, soonest)

    def ask(self, platform: str) -> None:
        """There was a gap: something may have been missed."""
        self._tries[platform] = 0
        self._wanted.add(platform)
        self._wake.set()

    def set_back(self, back: timedelta) -> None:
        """The clock was, by that."""
        self._next_round = {name: at - back for name, at in self._next_round.items()}
        self._wake.set()

    async def scan(self, platform: Platform) -> int:
        """Look through all that is to be looked through; return how many places were completed."""
        started = self._clock.now()
        try:
            listed = await platform.places()
            known = True
        except DeskError as error:
            log.warning("places unknown platform=%s: %s", platform.name, type(error).__name__)
            listed, known = [], False
        points = await self._store.write(_points(platform.name, listed, started))
        done = sum([await self._place(platform, point, started) for point in points])
        await self._store.write(
            lambda journal: journal.keep(_round_of(platform.name), started.isoformat())
        )
        self._note(platform.name, completed=known and done == len(points))
        return done

    def _note(self, name: str, *, completed: bool) -> None:
        """What could not be looked through is tried again soon: a network comes back in pieces."""
        tries = self._tries.get(name, 0)
        self._tries[name] = 0 if completed else tries + 1
        if completed:
            self.completed[name] = self._clock.now()
        if not completed:
            soon = self._clock.now() + min(self._retry * 2 ** min(tries, 10), EVERY)
            self._next_round[name] = min(self._next_round.get(name, soon), soon)

    def _due(self) -> list[str]:
        now = self._clock.now()
        late = {name for name, at in self._next_round.items() if at <= now}
        due = sorted((self._wanted | late) & set(self._platforms))
        self._wanted.clear()
        for name in due:
            self._next_round[name] = now + EVERY
        return due

    async def _round(self, name: str) -> None:
        try:
            await self.scan(self._platforms[name])
        except Exception:  # the edge of a loop: the other platforms are scanned all the same
            log.exception("scan failed platform=%s", name)

    async def _place(self, platform: Platform, point: ScanPoint, started: datetime) -> bool:
        since = max(point.first_seen, min(point.through, started - OVERLAP))
        try:
            for inbound in await self._unknown(await platform.history(point.place, since)):
                await self._intake(inbound)
        except DeskError as error:
            log.warning("not scanned place=%s: %s", point.place.key, type(error).__name__)
            return False
        await self._store.write(lambda journal: journal.scanned(replace(point, through=started)))
        return True

    async def _unknown(self, found: Sequence[Inbound]) -> list[Inbound]:
        """What was not heard. In a busy place nearly all was, and each would cost a write."""
        ids = [inbound.id for inbound in found]
        known = await self._store.read(lambda journal: journal.known(ids))
        return [inbound for inbound in found if inbound.id not in known]


def _points(
    platform: str, listed: Sequence[Place], started: datetime
) -> Callable[[Journal], list[ScanPoint]]:
    """Return work that finds how far each place is known.

    A new one is known from now on (a private one, which somebody may have opened while nobody was
    listening, from the last round on), and that is kept at once: were it kept only by a first scan that
    succeeds, what is said between one that fails and the next would be before its time.
    """

    def find(journal: Journal) -> list[ScanPoint]:
        before = journal.kept(_round_of(platform))
        last = datetime.fromisoformat(before) - OVERLAP if before else started
        first_seen = {place: last if place.private else started for place in listed}
        for place in journal.private_places(platform, PRIVATE_PLACES):
            first_seen.setdefault(place, started - OVERLAP)
        for ticket in journal.tickets_alive(last - AFTER_CLOSING):
            places = [ticket.place]
            if ticket.staff_room and ticket.card:
                places.append(replace(ticket.staff_room, thread=ticket.card))
            for place in places:
                if place.platform == platform:
                    first_seen.setdefault(place, ticket.opened_at)
        return [_point(journal, place, seen) for place, seen in first_seen.items()]

    return find


def _round_of(platform: str) -> str:
    return f"scanned:{platform}"


def _point(journal: Journal, place: Place, first_seen: datetime) -> ScanPoint:
    known = journal.scan_point(place)
    if known is None:
        known = ScanPoint(place=place, first_seen=first_seen, through=first_seen)
        journal.scanned(known)
    return known
