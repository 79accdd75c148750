"""Works off the inbox: looks up with no lock held, then decides in one transaction.

One conversation is worked on in the platform's order; different conversations side by side.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

from bot.delivery import named
from bot.delivery.bursts import burst_of, join, ready_at
from bot.delivery.clock import Wake, look_round
from bot.delivery.desk import Wiring
from bot.delivery.failing import Failing
from bot.delivery.lanes import Lanes
from bot.delivery.limits import PER_PERSON, WINDOW
from bot.delivery.looking import look, tried
from bot.delivery.surplus import alike, as_one
from bot.delivery.trail import trail
from bot.desk.boundary import Done, Heard
from bot.desk.nouns.departed import Departed
from bot.desk.nouns.inbound import (
    Announced,
    Deleted,
    Delivered,
    Inbound,
    Published,
    Recalled,
    Returned,
    Tasked,
)
from bot.desk.nouns.person import Role
from bot.desk.nouns.replay import Replay
from bot.desk.ports.inbox import SURPLUS, Waiting, lane
from bot.desk.ports.journal import Changes, Journal
from bot.desk.ports.leases import share_of
from bot.desk.ports.privacy import SeekFirst
from bot.desk.ports.records import Records
from bot.errors import DeskError, Garbled, StoreError
from bot.logs import about

log = logging.getLogger(__name__)

_OWN_WORK = Published | Recalled | Announced | Tasked | Delivered | Returned | Departed
"""What nobody on a platform does."""

AT_ONCE = 64
"""Conversations worked on side by side."""
MOST_WAITING = 50
"""Messages of a conversation that are looked at together."""
BETWEEN = WINDOW / PER_PERSON
"""Between two things that are made of one person's surplus: no faster than they may send."""
MOST_SURPLUS = 5000
"""Messages beyond the limits that are read as one: a minute of a flood."""
_UNKNOWN_STANDING = 2
"""So often it is asked who somebody is before they are taken for a customer."""


class Worker:
    """One of the loops."""

    def __init__(
        self,
        wiring: Wiring,
        bursts: Mapping[str, timedelta],
        calm: Callable[[], Awaitable[None]],
        seen: Callable[[str, Role], None],
    ) -> None:
        """`bursts`: how far apart words of one burst are at most, by platform.

        `calm` waits while the way in is busy: what is not kept yet goes before. `seen` is told who is
        staff.
        """
        self._wiring = wiring
        self._store = wiring.store
        self._desk = wiring.desk
        self._clock = wiring.clock
        self._bursts = bursts
        self._calm = calm
        self._seen = seen
        self._failing = Failing(wiring, self._role)
        self._wake = Wake()
        self._lanes = Lanes(self._conversation, at_once=1 if wiring.stepwise else AT_ONCE)
        self._not_before: dict[str, datetime] = {}
        """Conversations in which somebody may not have finished yet."""
        self._matching = ThreadPoolExecutor(2, thread_name_prefix="matching")
        self._learning = ThreadPoolExecutor(1, thread_name_prefix="learning")
        self._replaying = ThreadPoolExecutor(1, thread_name_prefix="replaying")
        self.done = 0
        """How many inbox rows have got their outcome since the start."""

    async def run(self) -> None:
        """Work until cancelled."""
        await look_round(self._nudge_all, self.next_due, self._wake, self._clock)

    async def next_due(self) -> datetime | None:
        """Return when time next gives it something to do."""
        now = self._clock.now()
        due = await self._store.read(lambda journal: journal.inbox_due(now))
        return min(filter(None, (due, *self._not_before.values())), default=None)

    async def gone_round(self) -> None:
        """Return once it has looked at everything, and could match, after this."""
        await self._wake.gone_round()
        await asyncio.get_running_loop().run_in_executor(self._matching, int)  # any work would do

    def hear_of(self, changes: Changes) -> None:
        """A commit brought something in."""
        for conversation in changes.conversations:
            self._nudge(lane(conversation))

    def look(self) -> None:
        """Something may wait of which nobody told."""
        self._wake.set()

    def set_back(self, back: timedelta) -> None:
        """The clock was, by that."""
        self._not_before = {key: at - back for key, at in self._not_before.items()}
        self._wake.set()

    async def settle(self) -> int:
        """Do all that can be done now; return how much that was."""
        before = self.done
        await self._nudge_all()
        await self._lanes.idle()
        return self.done - before

    async def stop(self, seconds: float) -> None:
        """End what is at work, and begin nothing new."""
        await self._lanes.stop(seconds)
        self._matching.shutdown(wait=False)
        self._learning.shutdown(wait=False)
        self._replaying.shutdown(wait=False, cancel_futures=True)

    async def _nudge_all(self) -> None:
        now = self._clock.now()
        due = await self._store.read(lambda journal: journal.waiting_conversations(now))
        for each in map(lane, due):
            if self._not_before.get(each, now) <= now:
                self._nudge(each)

    def _nudge(self, conversation: str) -> None:
        if self._wiring.shares.has(share_of(conversation)):
            self._lanes.nudge(conversation)
        else:
            self._not_before.pop(conversation, None)

    async def _conversation(self, conversation: str) -> None:
        with self._wiring.shares.taken_up(share_of(conversation)):
            await self._work_off(conversation)

    async def _work_off(self, conversation: str) -> None:
        """Do what may be done now; for the rest the loop keeps the time."""
        surplus = SURPLUS in conversation
        most = MOST_SURPLUS if surplus else MOST_WAITING
        if surplus and self._not_before.get(conversation, self._clock.now()) > self._clock.now():
            return
        while not self._lanes.stopping and self._wiring.shares.has(share_of(conversation)):
            await self._calm()
            try:
                rows = await self._store.read(lambda journal: journal.waiting(conversation, most))
            except Garbled as found:
                await self._failing.bury_garbled(found.keys)
                continue
            self._not_before.pop(conversation, None)
            if not rows:
                return
            burst, ready = self._together(conversation, rows)
            if ready > self._clock.now():
                self._not_before[conversation] = ready
                self._wake.set()
                return
            with about(burst[-1].inbound.id):
                done = await self._step(burst, rows[len(burst) :], surplus=surplus)
            if done and len(rows) == len(burst) < most:
                return  # of what came meanwhile the lane is told
            if surplus:
                self._not_before[conversation] = self._clock.now() + BETWEEN
                self._wake.set()
                return

    def _together(
        self, conversation: str, rows: Sequence[Waiting]
    ) -> tuple[Sequence[Waiting], datetime]:
        """What is worked on as one, and from when on."""
        if SURPLUS in conversation:
            return alike(rows), rows[0].ready
        span = self._bursts.get(conversation.partition(":")[0], timedelta(0))
        burst = burst_of(rows, span)
        return burst, ready_at(burst, span)

    async def _step(
        self, burst: Sequence[Waiting], rest: Sequence[Waiting], *, surplus: bool
    ) -> bool:
        """Work on a burst; False when that failed."""
        inbound = as_one(burst) if surplus else join(burst, rest)
        self._wiring.tally.begun(inbound.id, burst[0].received_at)
        try:
            done = await self._decide(burst, inbound)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge: counted, and put aside at last
            self._wiring.tally.failures += 1
            log.error("inbox row failed id=%s: %s", inbound.id, trail(error))  # noqa: TRY400
            await self._failing.failed(burst, inbound, type(error).__name__)
            self._wake.set()
            return False
        self.done += len(burst)
        log.debug("done inbox=%s outcome=%s", inbound.id, done and done.outcome)
        if done is not None and done.entries:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._learning, self._desk.refresh, done.entries)
        return True

    async def _decide(self, burst: Sequence[Waiting], inbound: Inbound) -> Done | None:
        """Return what the desk did; None when the rows have had their outcome already."""
        heard = await self._hear(inbound)
        role = await self._role(inbound, burst[-1].attempts)
        inbound = await named.looked_up(self._wiring, inbound, role)
        now = self._clock.now()
        looked, replay = None, await self._replayed(inbound, heard, role, now)

        def receive(records: Records) -> Done:
            return self._desk.receive(records, inbound, heard, role, now, replay=replay)

        if self._desk.only_looks(inbound, role):
            looked = await self._store.read(partial(look, receive), long=True)

        def step(journal: Journal, traces: object | None = None) -> Done | None:
            journal.erase_found(traces)
            if not all(journal.still_waits(row.inbound.id) for row in burst):
                return None
            done = looked.tell(journal) if looked else receive(journal)
            for row in burst[:-1]:
                journal.finish(row.inbound.id, "joined", now)
            journal.finish(burst[-1].inbound.id, done.outcome, now)
            return done

        try:
            return await self._store.write(step)
        except SeekFirst as sought:
            found = await self._sought_for(sought.person_id)
            return await self._store.write(lambda journal: step(journal, found))

    async def _replayed(
        self, inbound: Inbound, heard: Heard | None, role: Role, now: datetime
    ) -> Replay | None:
        """What a change of the guide does to the last questions: they are asked again beside everything."""
        if not self._desk.tries(inbound, role):
            return None
        receive = partial(
            self._desk.receive, inbound=inbound, heard=heard, role=role, now=now, trying=True
        )
        change = await self._store.read(partial(tried, receive), long=True)
        if change is None:
            return None
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._replaying, self._desk.replay, change)

    async def _sought_for(self, person: str) -> object:
        """Where somebody is to be found who is to be erased; lists that may show them are blank."""
        found = await self._store.read(lambda journal: journal.traces_of(person), long=True)
        more = True
        while more:
            known, now = found, self._clock.now()
            found, more = await self._store.write(lambda j: j.blank_lists(known, now))  # noqa: B023
        return found

    async def _hear(self, inbound: Inbound) -> Heard | None:
        """Read and match it, holding no lock; whom an entry may concern is looked up by a reader."""
        if isinstance(inbound, Recalled | Announced | Tasked) or (
            isinstance(inbound, Published) and not inbound.telling
        ):
            concerned = inbound
            return await self._store.read(
                lambda journal: self._desk.seek(journal, concerned), long=True
            )
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._matching, self._desk.hear, inbound)

    async def _role(self, inbound: Inbound, attempts: int) -> Role:
        """Who somebody is, by id. Who can't be looked up has a customer's rights."""
        if isinstance(inbound, _OWN_WORK):
            return Role.LEAD
        if isinstance(inbound, Deleted):
            return Role.CUSTOMER
        platform = self._wiring.platforms.get(inbound.by.platform)
        if platform is None:
            return Role.CUSTOMER
        try:
            role = await platform.role(inbound.by)
        except DeskError:
            if attempts < _UNKNOWN_STANDING:
                raise
            log.warning("role unknown, taken for a customer id=%s", inbound.id)
            return Role.CUSTOMER
        self._seen(inbound.by.id, role)
        return role
