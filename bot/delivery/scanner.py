"""Looks through the platforms' histories for what was never delivered.

How far a place is known is moved by a completed scan and by nothing else: a live message must not
hide the hole before it. Rooms and open tickets are looked through every ten minutes, however many
direct messages there are: those have a turn of their own, the latest spoken in first.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery import left
from bot.delivery.clock import wait_for_wake
from bot.delivery.desk import Wiring
from bot.delivery.intake import OVERLAP
from bot.delivery.rereading import reread
from bot.desk.nouns.inbound import Inbound, Returned
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.journal import Journal
from bot.desk.ports.platform import Intake, Platform
from bot.desk.ports.scans import CATCHING_UP, ScanPoint, Scans
from bot.desk.ports.tickets import Tickets
from bot.desk.verbs import returning
from bot.errors import DeskError

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
RETRY = timedelta(seconds=15)
"""After a scan that was not completed, and twice as long after each further one, up to `EVERY`."""
AFTER_CLOSING = timedelta(days=2)
"""How long a closed ticket's threads are still looked through: a reply there opens it again.
Time in which nothing could be looked through does not count."""
LONGEST_UNSCANNED = 4
"""Every so manieth private conversation is the longest unscanned: the last must not wait for ever."""
AT_ONCE = 200
"""New places written down in one transaction, and old ones between two notes of how far it is."""


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What is to be looked through."""

    near: Sequence[ScanPoint]
    """Rooms, and where open tickets are spoken of."""
    far: Sequence[ScanPoint]
    """Private conversations, in the order of their turn."""


class Scanner:
    """One of the loops."""

    def __init__(self, wiring: Wiring, intake: Intake, retry: timedelta = RETRY) -> None:
        self._wiring = wiring
        self._store = wiring.store
        self._clock = wiring.clock
        self._platforms = wiring.platforms
        self._intake = intake
        self._wake = asyncio.Event()
        self._wanted: set[str] = set(wiring.platforms)
        self._next_round: dict[str, datetime] = {}
        self._retry = retry
        self.completed = dict.fromkeys(wiring.platforms, wiring.clock.now())
        """When each platform was last looked through whole; the start, until it was."""
        self._tries: dict[str, int] = {}
        """Scans in a row that were not completed."""
        self._gap: dict[str, datetime] = {}
        """When each platform may last have missed something."""
        self._reread: dict[str, datetime] = {}
        """The last gap of each platform after which what was said was looked at for changes."""
        self._turns: dict[str, deque[ScanPoint]] = {}
        """Private conversations still to be looked through."""
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Scan at the start, when asked to, and every ten minutes."""
        try:
            while True:
                self._wake.clear()
                due = self._due()
                await asyncio.gather(*(self._round(name) for name in due))
                for name in due:
                    self._go_on(name)
                soonest = min(self._next_round.values(), default=None)
                if not self._wanted:
                    await wait_for_wake(self._wake, self._clock, soonest)
        finally:
            for task in self._looking.values():
                task.cancel()

    def ask(self, platform: str) -> None:
        """There was a gap: something may have been missed."""
        self._tries[platform] = 0
        self._gap[platform] = self._clock.now()
        self._wanted.add(platform)
        self._wake.set()

    def set_back(self, back: timedelta) -> None:
        """The clock was, by that."""
        self._next_round = {name: at - back for name, at in self._next_round.items()}
        self._gap = {name: at - back for name, at in self._gap.items()}
        self._wake.set()

    async def scan(self, platform: Platform) -> int:
        """Look through all that is to be looked through; return how many places were completed."""
        done = await self._scan_near(platform)
        return done + await self._scan_far(platform)

    async def _scan_near(self, platform: Platform) -> int:
        started = self._clock.now()
        try:
            listed = await platform.places()
            known = True
        except DeskError as error:
            log.warning("places unknown platform=%s: %s", platform.name, type(error).__name__)
            listed, known = [], False
        survey = await self._survey(platform.name, listed, started)
        self._turns[platform.name] = deque(survey.far)
        done = sum([await self._place(platform, point) for point in survey.near])
        await self._store.write(
            lambda journal: journal.keep(_round_of(platform.name), started.isoformat())
        )
        self._note(platform.name, completed=known and done == len(survey.near))
        await left.look(self._wiring, self._intake, platform)
        return done

    async def _scan_far(self, platform: Platform) -> int:
        """The private conversations whose turn it is; a later round may put others before them."""
        done, number = 0, 0
        gap = self._gap[platform.name]
        if self._reread.get(platform.name) != gap and await reread(
            self._wiring, self._intake, platform
        ):
            self._reread[platform.name] = gap
        while turns := self._turns.get(platform.name):
            if number % AT_ONCE == 0:
                await self._say_how_far(platform.name, len(turns))
            done += await self._place(platform, turns.popleft())
            number += 1
        await self._say_how_far(platform.name, 0)
        return done

    async def _say_how_far(self, name: str, left: int) -> None:
        said = f"{left} {self._gap[name].isoformat()}"
        await self._store.write(lambda journal: journal.keep(f"{CATCHING_UP}{name}", said))

    def left(self) -> Mapping[str, int]:
        """How many private conversations each platform has still to be looked through."""
        return {name: len(turns) for name, turns in self._turns.items()}

    def _go_on(self, name: str) -> None:
        looking = self._looking.get(name)
        if looking is None or looking.done():
            self._looking[name] = asyncio.create_task(self._look_on(name), name=f"looking {name}")

    async def _look_on(self, name: str) -> None:
        try:
            await self._scan_far(self._platforms[name])
        except Exception:  # the edge of a loop: the next round takes it up again
            log.exception("scan failed platform=%s", name)

    async def _survey(self, name: str, listed: Sequence[Place], started: datetime) -> Survey:
        """A new place is known from now on (a private one, which somebody may have opened while nobody
        was listening, from the last round on), and that is kept at once: were it kept only by a first
        scan that succeeds, what is said between one that fails and the next would be before its time.
        """
        gap = self._gap.setdefault(name, started)

        def find(journal: Journal) -> tuple[Survey, list[ScanPoint]]:
            seen = _first_seen(journal, name, listed, started)
            known = {place: journal.scan_point(place) for place in seen}
            new = [
                ScanPoint(place=place, first_seen=seen[place], through=seen[place])
                for place, point in known.items()
                if point is None
            ]
            points = {point.place: point for point in (*filter(None, known.values()), *new)}
            near = _near(journal, name, seen)
            far = [point for place, point in points.items() if place not in near]
            missed = (point.place for point in far if point.through < gap)
            order = _in_turn(far, gap, journal.last_words(missed))
            return Survey(near=[points[place] for place in seen if place in near], far=order), new

        survey, new = await self._store.read(find)
        for first in range(0, len(new), AT_ONCE):
            some = new[first : first + AT_ONCE]
            await self._store.write(lambda journal, some=some: _keep(journal, some))  # type: ignore[misc]
        return survey

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
            await self._scan_near(self._platforms[name])
        except Exception:  # the edge of a loop: the other platforms are scanned all the same
            log.exception("scan failed platform=%s", name)

    async def _place(self, platform: Platform, point: ScanPoint) -> bool:
        started = self._clock.now()
        since = max(point.first_seen, min(point.through, started - OVERLAP))
        try:
            for inbound in await self._unknown(await platform.history(point.place, since)):
                await self._intake(inbound)
        except DeskError as error:
            log.warning("not scanned place=%s: %s", point.place.key, type(error).__name__)
            return False
        await self._store.write(lambda journal: journal.scanned(replace(point, through=started)))
        if self._is_staffs(platform, point.place):
            await self._let_in(point.place, started)
        return True

    def _is_staffs(self, platform: Platform, place: Place) -> bool:
        """Whether it is a room in which the team works, or one of its teams."""
        ours = self._wiring.desk.rooms_of_teams(platform.name)
        return place == platform.staff_room() or (not place.thread and place.room in ours)

    async def _let_in(self, room: Place, now: datetime) -> None:
        """The team's room can be read: what it missed while it could not is posted."""
        if await self._store.read(
            lambda journal: returning.has_missed(journal, room, now), long=True
        ):
            await self._intake(Returned(id=f"desk:let in:{now.isoformat()}", at=now, place=room))

    async def _unknown(self, found: Sequence[Inbound]) -> list[Inbound]:
        """What was not heard. In a busy place nearly all was, and each would cost a write."""
        ids = [inbound.id for inbound in found]
        known = await self._store.read(lambda journal: journal.known(ids))
        return [inbound for inbound in found if inbound.id not in known]


def _first_seen(
    journal: Journal, name: str, listed: Sequence[Place], started: datetime
) -> dict[Place, datetime]:
    """All places to be looked through, and from when on one is known that is new."""
    before = journal.kept(_round_of(name))
    last = datetime.fromisoformat(before) - OVERLAP if before else started
    first_seen = {place: last if place.private else started for place in listed}
    for place in journal.private_places(name):
        first_seen.setdefault(place, started - OVERLAP)
    for ticket in journal.tickets_alive(last - AFTER_CLOSING):
        for place in _spoken_of(ticket):
            if place.platform == name:
                first_seen.setdefault(place, ticket.opened_at)
    return first_seen


def _near(journal: Tickets, name: str, places: Iterable[Place]) -> set[Place]:
    """Rooms, threads, and private places in which somebody waits."""
    open_ = {place for ticket in journal.open_tickets() for place in _spoken_of(ticket)}
    return {place for place in places if not place.private or place in open_}


def _spoken_of(ticket: Ticket) -> Iterator[Place]:
    yield ticket.place
    if ticket.staff_room and ticket.card:
        yield replace(ticket.staff_room, thread=ticket.card)


def _in_turn(
    far: Sequence[ScanPoint], gap: datetime, spoken: Mapping[str, datetime]
) -> list[ScanPoint]:
    """Those not looked through since the gap, the latest spoken in first; then the longest unscanned."""
    longest = sorted(far, key=lambda each: (each.through, each.place.key))
    missed = [each for each in longest if each.through < gap]
    latest = sorted(
        (each for each in missed if each.place.key in spoken),
        key=lambda each: spoken[each.place.key],
        reverse=True,
    )
    turns: dict[ScanPoint, None] = {}
    for first, point in enumerate(latest):
        turns[point] = None
        if first % LONGEST_UNSCANNED == LONGEST_UNSCANNED - 1:
            turns[missed[first // LONGEST_UNSCANNED]] = None
    return list(turns | dict.fromkeys(longest))


def _round_of(platform: str) -> str:
    return f"scanned:{platform}"


def _keep(journal: Scans, points: Sequence[ScanPoint]) -> None:
    for each in points:
        if journal.scan_point(each.place) is None:  # its first words may have come meanwhile
            journal.scanned(each)
