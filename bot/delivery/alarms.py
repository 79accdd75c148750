"""Fires what is due: all whose time has come, the oldest first.

A time is read from the journal each time and never kept here, so a restart forgets nothing.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.delivery.clock import Wake, look_round
from bot.delivery.desk import Wiring
from bot.desk.boundary import Done
from bot.desk.ports.alarms import Alarm, DueAlarm
from bot.desk.ports.journal import Changes, Journal
from bot.desk.ports.leases import share_of
from bot.errors import DeskError, StoreError

log = logging.getLogger(__name__)

AT_ONCE = 256
_REST = timedelta(minutes=1)
"""How long an alarm that failed, or did not move on, is left alone."""
_AT_ONE_TIME = 10
"""Things that may be due to one ticket at the same moment, each done in its turn."""


class StuckAlarm(DeskError):
    """The alarm fires again and again and is still due at the same time: nothing comes of it."""


class Alarms:
    """One of the loops."""

    def __init__(self, wiring: Wiring) -> None:
        self._store = wiring.store
        self._desk = wiring.desk
        self._clock = wiring.clock
        self._shares = wiring.shares
        self._wake = Wake()
        self._turn = asyncio.Lock()
        self._resting: dict[Alarm, datetime] = {}
        self._repeated: dict[Alarm, int] = {}
        """How often an alarm has fired that is due at the same time still."""
        self._stopping = False
        self.done = 0
        """How many alarms have fired since the start."""

    async def run(self) -> None:
        """Fire until cancelled."""
        await look_round(self.settle, self.next_due, self._wake, self._clock)

    async def gone_round(self) -> None:
        """Return once it has fired some of what is due, or all, after this."""
        await self._wake.gone_round()

    def hear_of(self, changes: Changes) -> None:
        """A commit may have set an alarm."""
        if changes.alarms:
            self._wake.set()

    def look(self) -> None:
        """Something may be due of which nobody told."""
        self._wake.set()

    def set_back(self, back: timedelta) -> None:
        """The clock was, by that: alarms stay, what rests after a failure is shifted."""
        self._resting = {alarm: until - back for alarm, until in self._resting.items()}
        self._wake.set()

    async def settle(self) -> int:
        """Fire all that is due now, also what falls due by that; return how many fired."""
        before = self.done
        async with self._turn:
            while not self._stopping and (due := await self._due()):
                now, asked = self._clock.now(), self._wake.asked
                await asyncio.gather(*(self._fire(each, now) for each in due))
                self._wake.tell(asked)  # after a long stop there may be many such rounds
        return self.done - before

    async def stop(self) -> None:
        """End the transaction at hand, and begin none."""
        self._stopping = True
        async with self._turn:
            return

    async def next_due(self) -> datetime | None:
        """Return when time next gives it something to do."""
        now = self._clock.now()
        due = await self._store.read(lambda journal: journal.alarms_due(now))
        return min(filter(None, (due, *self._resting.values())), default=None)

    async def _due(self) -> list[DueAlarm]:
        now = self._clock.now()
        self._resting = {alarm: until for alarm, until in self._resting.items() if until > now}
        limit = AT_ONCE + len(self._resting)
        due = await self._store.read(lambda journal: journal.due_alarms(now, limit))
        return [each for each in due if each.alarm not in self._resting and self._has(each.alarm)]

    def _has(self, alarm: Alarm) -> bool:
        """Whether it is ours, where several are at work."""
        return self._shares.has(share_of(f"alarm:{alarm}"))

    async def _fire(self, due: DueAlarm, now: datetime) -> None:
        def step(journal: Journal) -> tuple[Done, bool] | None:
            if _armed(journal, due.alarm) != due.at:
                return None  # another has seen to it meanwhile
            done = self._desk.tick(journal, due.alarm, now)
            return done, _armed(journal, due.alarm) == due.at

        try:
            self._check_moves_on(due.alarm)
            fired = await self._store.write(step)
        except StoreError:
            self._resting[due.alarm] = now + _REST
            log.warning("alarm put off, the database can't be written to alarm=%s", due.alarm)
            return
        except Exception:  # the edge of a loop: one alarm must not stop the others
            self._resting[due.alarm] = now + _REST
            log.exception("alarm failed alarm=%s", due.alarm)
            return
        if fired is None:
            return
        self.done += 1
        done, again = fired
        if again:
            self._repeated[due.alarm] = self._repeated.get(due.alarm, 0) + 1
        else:
            self._repeated.pop(due.alarm, None)
        if done.entries:
            await asyncio.to_thread(self._desk.refresh, done.entries)

    def _check_moves_on(self, alarm: Alarm) -> None:
        if self._repeated.get(alarm, 0) >= _AT_ONE_TIME:
            del self._repeated[alarm]
            raise StuckAlarm


def _armed(journal: Journal, alarm: Alarm) -> datetime | None:
    if alarm.ticket is not None:
        return journal.ticket(alarm.ticket).alarm_at
    if alarm.incident is not None:
        return journal.incident(alarm.incident).alarm_at
    if alarm.absence is not None:
        return journal.absence(alarm.absence).alarm_at
    if alarm.shift is not None:
        return journal.shift(alarm.shift).alarm_at
    return journal.question(alarm.question or 0).ask_at
