"""What the program does for itself by the hour and by the day: audit, backups, letting go.

What is found goes to the log and to the team, in plain words and by ids alone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.delivery.background import in_background
from bot.delivery.desk import Wiring
from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.nouns.place import Place
from bot.desk.ports.outbox import Sent
from bot.errors import DatabaseDamaged, DatabaseMoved, StoreError
from bot.running.counting import count_hourly
from bot.running.offsite import hand_on
from bot.running.options import Options
from bot.settings.values import Backups
from bot.store import Finding, Keeping, OpenStore, audit, sweep
from bot.store.figures import HANDED_ON, TRIED

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
AGAIN = timedelta(minutes=10)
"""After a copy that could not be made."""
_CATCHING_UP = timedelta(minutes=5)
_GLANCE = 2.0
"""Seconds between two looks at whether the database is still there."""
_A_MESSAGE = 32_000
"""Bytes that are written to try a disk: what has room for less has none for a message."""


class Upkeep:
    """Some of the app's loops."""

    def __init__(self, wiring: Wiring, store: OpenStore, audited: Callable[[int], None]) -> None:
        """`audited` is told after each audit how much it found."""
        self._store = store
        self._clock = wiring.clock
        self._wiring = wiring
        self._audited = audited
        self.damage: DatabaseDamaged | DatabaseMoved | None = None
        """What is wrong with the file, once that is seen."""

    def loops(self, options: Options) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """By name."""
        return {
            "auditor": self._audit_hourly,
            "backups": partial(self._back_up_hourly, options.backups, options.after_backup),
            "retention": partial(self._let_go_daily, options.keeping),
            "weeks": partial(count_hourly, self._store, self._clock, options.rules),
        }

    async def look_over(self, stop: Callable[[], None]) -> None:
        """The rest of a file that was too large for the start; a damaged one is written to no more."""
        try:
            await in_background(self._store.look_over)
        except DatabaseDamaged as error:
            log.critical("%s", error)
            self.damage = error
            stop()

    async def watch_file(self, stop: Callable[[], None]) -> None:
        """End once the file is gone, or another lies in its place: the store keeps nothing more.

        Where the disk takes nothing it is tried again and again, so that it is known when it does.
        """
        told = ""
        while self.damage is None:
            try:
                self._store.check()
            except DatabaseMoved as error:
                log.critical("%s", error)
                self.damage = error
                stop()
            told = await self._try_again(told)
            await self._clock.sleep(_GLANCE)

    async def _try_again(self, told: str) -> str:
        """What the disk says; said in the log when that changes."""
        if self._store.refused:
            with suppress(StoreError):
                tried = f"{self._clock.now().isoformat()} {' ' * _A_MESSAGE}"
                await self._store.write(lambda journal: journal.keep(TRIED, tried))
        now = self._store.refused
        if now and not told:
            log.error("nothing that comes in is kept until the disk takes it: %s", now)
        elif told and not now:
            log.warning("the disk takes what comes in again")
        return now

    async def _audit_hourly(self) -> None:
        # Not at once: what fell due while nobody was there is being worked off.
        await self._clock.sleep(_CATCHING_UP.total_seconds())
        while True:
            await self.audit()
            await self._clock.sleep(HOUR.total_seconds())

    async def audit(self) -> Sequence[Finding]:
        """Check what must hold of the database; findings are logged, and told to the team."""
        now = self._clock.now()
        findings = await self._store.read(lambda journal: audit(journal, now), long=True)
        self._audited(len(findings))
        for finding in findings:
            log.error("audit: %s", finding.words())
        room = self._wiring.staff_room("")
        if findings and room is not None:
            await self._store.write(lambda journal: self._tell(journal, findings, room))
        return findings

    def _tell(self, journal: Sent, findings: Sequence[Finding], room: Place) -> None:
        """Once a day for each rule: the key of a message is sent once."""
        now = self._clock.now()
        for finding in findings:
            notice = Outgoing(
                key=f"audit:{finding.rule}:{now:%Y-%m-%d}",
                place=room,
                message=self._wiring.notices.broken_rule(finding.words()),
                readership=Readership.STAFF,
            )
            journal.send(notice, now)

    async def _let_go_daily(self, keeping: Keeping) -> None:
        # After the scans at the start: what they find must still be known.
        await self._clock.sleep(HOUR.total_seconds())
        while True:
            await self.let_go(keeping)
            await self._clock.sleep(24 * HOUR.total_seconds())

    async def let_go(self, keeping: Keeping) -> None:
        """Blank and remove what was kept long enough, then check that the books agree."""
        counts = await sweep(self._store, keeping, self._clock.now())
        log.info("kept long enough: %s", dict(counts))
        await self.audit()

    async def _back_up_hourly(self, keep: Backups | None, after: str) -> None:
        while keep is not None and self._store.backs_up:
            last = await asyncio.to_thread(self._store.last_backup)
            # By the clock and not by starts: many starts must not push old copies out. A copy from the
            # future was made before the clock was set back.
            if last is None or not timedelta(0) <= self._clock.now() - last < HOUR:
                last = self._clock.now()
                copy = await self._backed_up(last, keep)
                if copy is None:
                    await self._clock.sleep(AGAIN.total_seconds())
                    continue
                await self._hand_on(after, copy)
            left = last + HOUR - self._clock.now()
            await self._clock.sleep(min(max(left, timedelta(0)), HOUR).total_seconds())

    async def _backed_up(self, now: datetime, keep: Backups) -> Path | None:
        """None where no copy can be made, which the log says in words: why, and what would help."""
        try:
            return await in_background(
                partial(self._store.back_up_now, now, keep.hourly, keep.daily)
            )
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - what is lacking, not where in the code
            return None

    async def _hand_on(self, command: str, copy: Path) -> None:
        """To where the owner wants it; when that last went well is remembered over restarts."""
        if command and await hand_on(command, copy):
            now = self._clock.now().isoformat()
            await self._store.write(lambda journal: journal.keep(HANDED_ON, now))
