"""Puts the pieces together, runs the loops, stops them cleanly.

With a virtual clock no loop runs by itself: `settle` and `advance` do what there is to do.
"""

import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from bot.delivery.alarms import Alarms
from bot.delivery.clock import Clock, VirtualClock
from bot.delivery.desk import Desk, Wiring
from bot.delivery.intake import Intake
from bot.delivery.scanner import Scanner
from bot.delivery.sender import Sender
from bot.delivery.setback import SetBack
from bot.delivery.shares import Everything
from bot.delivery.supervise import supervised
from bot.delivery.worker import Worker
from bot.desk.ports.journal import Changes
from bot.desk.ports.platform import Platform, Watched
from bot.pages import exports
from bot.running import served
from bot.running.bursts import Bursts
from bot.running.lifesigns import Heart, notify
from bot.running.listening import Listening
from bot.running.live import LiveQueue
from bot.running.metrics import Metrics, Pulse
from bot.running.options import Options
from bot.running.others import Missed
from bot.running.sharing import Sharing
from bot.running.upkeep import Upkeep
from bot.running.wall_clock import RealClock
from bot.running.weekly import WeeklyReport
from bot.store import OpenStore

log = logging.getLogger(__name__)

Loop = Callable[[], Awaitable[None]]

_TURN = 0.0005
"""Seconds that one thread may keep the interpreter while another wants it.

A piece of the writer's work lets go of it some fifty times, at each statement, and must wait so long
each time to have it back while a report is counted beside it: with Python's own 5 ms a quarter of a
second was come to.
"""


class App:
    """Front Desk at work. Whoever opened the store closes it, after the app has stopped."""

    def __init__(  # noqa: PLR0913 -- what an app is made of
        self,
        *,
        store: OpenStore,
        desk: Desk,
        platforms: Sequence[Platform],
        couriers: Sequence[Platform] = (),
        clock: Clock | None = None,
        options: Options | None = None,
    ) -> None:
        """Nobody is heard where `couriers` go. With a virtual clock `settle` and `advance` do all work."""
        self.store = store
        self.clock = clock or RealClock()
        self._options = options or Options()
        self._platforms = {platform.name: platform for platform in platforms}
        self._sharing = Sharing(store.leases, self.clock) if store.leases else None
        self._stepwise = isinstance(self.clock, VirtualClock)
        self.intake = Intake(
            store=store,
            clock=self.clock,
            redact=self._options.redact,
            patience=self._options.patience,
            limits=self._options.limits,
        )
        wiring = Wiring(
            store=store,
            desk=desk,
            platforms=self._platforms | {courier.name: courier for courier in couriers},
            clock=self.clock,
            notices=self._options.notices,
            stepwise=self._stepwise,
            tally=self.intake.tally,
            shares=self._sharing or Everything(),
            files=exports.files,
        )
        bursts = self._options.patience.burst
        self._worker = Worker(wiring, bursts, self.intake.calm, self.intake.recognise)
        self._sender = Sender(wiring, self._options.pace)
        self._alarms = Alarms(wiring)
        self._scanner = Scanner(replace(wiring, platforms=self._platforms), self.intake)
        self._missed = Missed(store, self.clock, self._scanner.ask)
        limits = (self._options.limits,) if self._options.limits else ()
        waiting = (self._worker, self._sender, self._alarms, self._scanner, *limits)
        self._set_back = SetBack(wiring, [each.set_back for each in waiting])
        self._tasks: list[asyncio.Task[None]] = []
        self._end = asyncio.Event()
        self._pulse = Pulse(
            watched={p.name: p for p in platforms if isinstance(p, Watched)},
            scanned=self._scanner.completed,
            unscanned=self._scanner.left,
            started=self.clock.now(),
            hands_on=bool(self._options.after_backup),
            tally=wiring.tally,
        )
        self._listening = Listening(
            platforms=platforms,
            pulse=self._pulse,
            clock=self.clock,
            sharing=self._sharing,
            scan_soon=self.scan_soon,
            ended=self.stop_soon,
        )
        self.upkeep = Upkeep(wiring, store, self._pulse.audited)
        self.weekly = WeeklyReport.of(wiring, self._options)
        self._live = LiveQueue(wiring=wiring, options=self._options)
        self._bursts = Bursts(wiring=wiring)
        beside = served.routes(store, self._options, self.intake, self.clock.now)
        named = urlsplit(self._options.results_address).hostname or ""
        self.metrics = Metrics(store, self._pulse, self.clock.now, beside, named)
        loops = {
            "intake": self.intake.gone_round,
            "worker": self._worker.gone_round,
            "sender": self._sender.gone_round,
            "alarms": self._alarms.gone_round,
        }
        self._heart = Heart(loops, self.metrics.troubles, self._options.ping_url)
        self._pulse.still, self._pulse.lag = self._heart.standing_still, self._heart.lag

    # Running

    async def run(self) -> None:
        """Run until told to stop, by a signal or because every platform has ended.

        Raises DatabaseDamaged, DatabaseMoved when the file turns out to be.
        """
        await self.watch()
        gc.freeze()  # what is here stays; to look through all of it again takes a fifth of a second
        self.start()
        loop = asyncio.get_running_loop()
        # Windows has no such handlers, nor has a loop outside the main thread: there Ctrl+C cancels.
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, self.stop_soon)
        notify("READY=1")
        try:
            await self._end.wait()
        finally:
            notify("STOPPING=1")
            for number in (signal.SIGTERM, signal.SIGINT):
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.remove_signal_handler(number)
            await self.stop()
        if self.upkeep.damage is not None:
            raise self.upkeep.damage

    async def watch(self) -> None:
        """Open the page for machines, if one is wanted. Raises DeskError if it can't be."""
        if self._options.metrics_port:
            await self.metrics.start(self._options.metrics_port)

    def start(self) -> None:
        """Begin listening and working."""
        sys.setswitchinterval(_TURN)
        if not self._stepwise:
            self.store.subscribe(self._hear_of)
            self._tasks = [self._task(name, run) for name, run in self._loops().items()]
            watching = self.upkeep.watch_file(self.stop_soon)
            self._tasks.append(asyncio.create_task(watching, name="watching the file"))
            if not self.store.looked_over:
                looking = self.upkeep.look_over(self.stop_soon)
                self._tasks.append(asyncio.create_task(looking, name="looking over"))
        self._listening.start(self.intake)

    def _loops(self) -> Mapping[str, Loop]:
        work: dict[str, Loop] = {
            "worker": self._worker.run,
            "sender": self._sender.run,
            "alarms": self._alarms.run,
            "heart": self._heart.run,
        }
        beside: dict[str, Loop] = {
            "scanner": self._scanner.run,
            "clock": self._set_back.run,
            "weekly report": self.weekly.run,
            "bursts": self._bursts.run,
            "live queue": self._live.run,
            **self.upkeep.loops(self._options),
        }
        if self._sharing is None:
            return work | beside
        beside["missed"] = partial(self._missed.look, tuple(self._platforms))
        work["sharing"] = partial(self._sharing.run, self._look, self._lapsed)
        return work | {name: self._sharing.as_first(run) for name, run in beside.items()}

    def _look(self) -> None:
        """Others may have left something to do, and nobody heard that they did."""
        for loop in (self._worker, self._sender, self._alarms):
            loop.look()

    def _lapsed(self) -> None:
        """What somebody was just told may be kept nowhere."""
        for platform in self._platforms:
            self.scan_soon(platform)

    def stop_soon(self) -> None:
        """Let `run` end."""
        self._end.set()

    async def stop(self) -> None:
        """Finish what is at work, leave the rest for the next start."""
        timeout = self._options.pace.timeout.total_seconds()
        # Side by side: what each waits for may take its whole time.
        stops = (self._worker.stop(timeout), self._alarms.stop(), self._sender.stop(timeout))
        await asyncio.gather(*stops)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(self._listening.stop(), *self._tasks, return_exceptions=True)
        self._tasks = []
        self._missed.stop()
        self.store.unsubscribe(self._hear_of)
        await self.metrics.stop()
        self.stop_soon()

    def scan_soon(self, platform: str) -> None:
        """A platform may have missed something: look through its history."""
        (self._missed.tell if self._sharing else self._scanner.ask)(platform)

    # Standing still

    async def settle(self) -> None:
        """Wait until everything is done that can be done at this time."""
        await self._set_back.look()
        while (
            await self._worker.settle() + await self._alarms.settle() + await self._sender.settle()
        ):
            pass
        await self._live.look()
        await self._sender.settle()

    async def advance(self, by: timedelta) -> None:
        """Let virtual time pass, stopping wherever there is something to do."""
        if not isinstance(self.clock, VirtualClock):
            raise TypeError("only a virtual clock can be moved")
        target = self.clock.now() + by
        await self.settle()
        await self._bursts.look()
        while (moment := await self._next_moment()) is not None and moment <= target:
            self.clock.move_to(moment)
            await asyncio.sleep(0)
            await self.settle()
        self.clock.move_to(target)
        await self._bursts.end_raid()
        await self.weekly.post()
        await self.settle()

    async def _next_moment(self) -> datetime | None:
        now = self.clock.now()
        moments = [await loop.next_due() for loop in (self._worker, self._alarms, self._sender)]
        if isinstance(self.clock, VirtualClock):
            moments.append(self.clock.next_wake())
        return min((each for each in moments if each is not None and each > now), default=None)

    # The loops

    def _hear_of(self, changes: Changes) -> None:
        self._worker.hear_of(changes)
        self._sender.hear_of(changes)
        self._alarms.hear_of(changes)

    def _task(self, name: str, run: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        return asyncio.create_task(supervised(name, run, self.clock), name=name)
