"""Sends the outbox: one message at a time in a room, different rooms side by side.

A room is given its pace; when its next message may go is found in the journal each time.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.clock import Wake, look_round
from bot.delivery.desk import Wiring
from bot.delivery.lanes import Lanes
from bot.delivery.pace import Pace, Way
from bot.delivery.sending import Sending
from bot.delivery.taking import take
from bot.delivery.telling import ended, tell_staff
from bot.desk.ports.journal import Changes, Journal
from bot.desk.ports.leases import share_of
from bot.errors import Garbled
from bot.logs import about

log = logging.getLogger(__name__)

GARBLED = "I can't read it any more: another version of me wrote it."


class Sender:
    """One of the loops."""

    def __init__(self, wiring: Wiring, pace: Pace) -> None:
        self._wiring = wiring
        self._store = wiring.store
        self._clock = wiring.clock
        self._pace = pace
        self._gates: dict[str, datetime] = {}
        """From when on the next message may go to a room."""
        self._wake = Wake()
        self._lanes = Lanes(self._room)
        self.done = 0
        """How many steps have been taken since the start."""

    async def run(self) -> None:
        """Send until cancelled."""
        await look_round(self._nudge_all, self.next_due, self._wake, self._clock)

    async def gone_round(self) -> None:
        """Return once it has looked at everything after this."""
        await self._wake.gone_round()

    def hear_of(self, changes: Changes) -> None:
        """A commit put something into the outbox."""
        for room in changes.rooms:
            if self._has(room):
                self._lanes.nudge(room)

    def look(self) -> None:
        """Something may have to go of which nobody told."""
        self._wake.set()

    def set_back(self, back: timedelta) -> None:
        """The clock was, by that."""
        self._gates = {room: gate - back for room, gate in self._gates.items()}
        self._wake.set()

    async def settle(self) -> int:
        """Send all that may go now; return how many steps that took."""
        before = self.done
        if self._wiring.stepwise:
            while await self._step():
                pass
        else:
            await self._nudge_all()
            await self._lanes.idle()
        return self.done - before

    async def stop(self, seconds: float) -> None:
        """Finish what is being handed over, and begin nothing new."""
        await self._lanes.stop(seconds)

    async def next_due(self) -> datetime | None:
        """Return when time next gives it something to do."""
        now = self._clock.now()
        due = await self._store.read(lambda journal: journal.outbox_due(now))
        self._gates = {room: gate for room, gate in self._gates.items() if gate > now}
        return min(filter(None, (due, *self._gates.values())), default=None)

    async def _nudge_all(self) -> None:
        now = self._clock.now()
        for room in await self._store.read(lambda journal: journal.rooms_to_send(now)):
            if self._gates.get(room, now) <= now and self._has(room):
                self._lanes.nudge(room)

    def _has(self, room: str) -> bool:
        """Whether it is ours, where several are at work."""
        return self._wiring.shares.has(share_of(room))

    async def _step(self) -> bool:
        """Send one message, of all that may go the one queued first."""
        now = self._clock.now()
        for room in await self._store.read(lambda journal: journal.rooms_to_send(now)):
            if await self._send_next(room):
                return True
        return False

    async def _room(self, room: str) -> None:
        with self._wiring.shares.taken_up(share_of(room)):
            while not self._lanes.stopping and self._has(room) and await self._send_next(room):
                self._wake.set()

    async def _send_next(self, room: str) -> bool:
        platform = self._wiring.platforms.get(room.partition(":")[0])
        now = self._clock.now()
        if platform is None or self._gates.get(room, now) > now:
            return False
        way = Way(platform=platform, hold=partial(self._hold, room), pace=self._pace)
        try:
            taken = await self._store.write(
                lambda journal: take(journal, room, now, self._pace.grace)
            )
        except Garbled as found:
            await self._fail_garbled(platform.name, found.keys)
            self.done += 1
            return True
        if taken is None:
            return False
        with about(taken.leaving.outgoing.cause):
            await Sending(self._wiring, way, taken).go()
        self.done += 1
        return True

    async def _fail_garbled(self, platform: str, keys: Sequence[str]) -> None:
        """What can't be read is in nobody's way, and staff hear of it."""
        now = self._clock.now()

        def failed(journal: Journal) -> None:
            for key in keys:
                unsent = journal.fail_garbled(key, GARBLED, now)
                if unsent is None:
                    continue
                if unsent.report:
                    journal.enqueue(ended(key, unsent.ticket, now, ok=False, reason=GARBLED))
                    continue
                said = self._wiring.notices.given_up(unsent.ticket, unsent.number, GARBLED)
                tell_staff(self._wiring, journal, platform, key, said)

        await self._store.write(failed)
        log.error("not to be read, not sent outbox=%s", ", ".join(keys))

    def _hold(self, room: str, until: datetime) -> None:
        self._gates[room] = max(until, self._gates.get(room, until))
