"""A page for machines that watch the desk: /healthz and /metrics, on this computer only.

Numbers and names of platforms; never a word, a name or an id of anybody. The format is written here:
it is a few lines, and the numbers live in our own loops, not in a registry for all threads.
"""

import asyncio
import logging
import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot import __version__
from bot.delivery.tally import Spread, Tally
from bot.desk.nouns.ticket import TicketState
from bot.desk.ports.platform import Vital, Watched
from bot.errors import StoreError
from bot.running.loopback import Loopback
from bot.store import OpenStore
from bot.store.figures import Figures, figures
from bot.store.footprint import Footprint

log = logging.getLogger(__name__)

STILL = 120.0
"""Seconds that a loop may take to go round once."""
_OPEN = [state.value for state in TicketState if state is not TicketState.CLOSED]
Line = tuple[str, str, Mapping[tuple[tuple[str, str], ...], float]]
"""Name, help, and a number for each set of labels."""


@dataclass(kw_only=True)
class Pulse:
    """What the app knows of itself that stands in no table."""

    listening: dict[str, bool] = field(default_factory=dict)
    """Whether each platform is being listened to at this moment."""
    heard: dict[str, datetime] = field(default_factory=dict)
    """When each platform last handed something over, since the start."""
    watched: Mapping[str, Watched] = field(default_factory=dict)
    """The platforms that can say how their connections fare."""
    findings: int | None = None
    """What the last audit found; None before the first."""
    scanned: Mapping[str, datetime] = field(default_factory=dict)
    """When each platform's rooms and open tickets were last looked through whole, since the start."""
    unscanned: Callable[[], Mapping[str, int]] = dict
    """How many private conversations of each platform are still to be looked through."""
    started: datetime | None = None
    hands_on: bool = False
    """Whether backups are to be taken elsewhere."""
    tally: Tally = field(default_factory=Tally)
    lag: Spread = field(default_factory=Spread)
    """Seconds by which the event loop was late."""
    still: Callable[[], Mapping[str, float]] = dict
    """Seconds since each loop was last known to go round."""

    def vital(self) -> dict[str, Vital]:
        """How the connections of each platform fare, where that can be said."""
        found = {name: platform.vital() for name, platform in self.watched.items()}
        return {name: vital for name, vital in found.items() if vital is not None}

    def audited(self, findings: int) -> None:
        """An audit has ended."""
        self.findings = findings


class Metrics:
    """The little server."""

    def __init__(
        self,
        store: OpenStore,
        pulse: Pulse,
        now: Callable[[], datetime],
        beside: Sequence[web.RouteDef] = (),
        name: str = "",
    ) -> None:
        """`beside` are other pages that the same server shows, and `name` a proxy's for some of them."""
        self._store = store
        self._pulse = pulse
        self._now = now
        own = (web.get("/healthz", self._health), web.get("/metrics", self._metrics))
        self._server = Loopback([*own, *beside], name)

    @property
    def port(self) -> int:
        """Where it listens, once it does."""
        return self._server.port

    async def start(self, port: int) -> None:
        """Listen; 0 takes any port that is free. Raises DeskError where it is taken."""
        await self._server.start(port, "DESK_METRICS_PORT")

    async def stop(self) -> None:
        """Listen no more."""
        await self._server.stop()

    async def troubles(self) -> Sequence[str]:
        """What is wrong at this moment, each in a few words."""
        deaf = {name for name, listens in self._pulse.listening.items() if not listens}
        lost = {name for name, vital in self._pulse.vital().items() if not vital.open}
        still = [name for name, since in self._pulse.still().items() if since > STILL]
        found = [f"{name} is not being listened to" for name in sorted(deaf)]
        found += [f"{name} has no connection" for name in sorted(lost - deaf)]
        found += [f"the {name} stands still" for name in still]
        found += [f"nothing is kept: {self._store.refused}"] if self._store.refused else []
        try:
            await self._figures()
        except StoreError as error:
            found.append(str(error))
        return found

    async def _health(self, _: web.Request) -> web.Response:
        found = await self.troubles()
        if found:
            return web.Response(status=503, text="\n".join(found) + "\n")
        return web.Response(text="ok\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            found = await self._figures()
            room = await asyncio.to_thread(self._store.footprint)
        except (StoreError, OSError) as error:
            return web.Response(status=503, text=f"{error}\n")
        text = "\n".join(page(found, room, self._pulse, self._now())) + "\n"
        return web.Response(text=text, content_type="text/plain", charset="utf-8")

    async def _figures(self) -> Figures:
        now = self._now()
        return await self._store.read(lambda journal: figures(journal, now))


def page(found: Figures, room: Footprint, pulse: Pulse, now: datetime) -> Iterator[str]:
    """The lines of /metrics, in Prometheus's text format.

    https://prometheus.io/docs/instrumenting/exposition_formats/
    """
    lines = (
        *_stored(found),
        *_lying(room, now),
        *_living(pulse, found, now),
        *_counted(pulse.tally),
    )
    for name, help_, values in lines:
        if values:
            yield from _head(name, help_, "counter" if name.endswith("_total") else "gauge")
            yield from (f"{name}{_labels(which)} {number:.15g}" for which, number in values.items())
    for name, help_, spread in _spreads(pulse):
        yield from _head(name, help_, "histogram")
        for bound, count in spread.up_to():
            yield f'{name}_bucket{{le="{bound}"}} {count}'
        yield f"{name}_sum {spread.total:.15g}"
        yield f"{name}_count {count}"


def _head(name: str, help_: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {help_}"
    yield f"# TYPE {name} {kind}"


def _labels(which: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in which) + "}" if which else ""


def _one(name: str, help_: str, number: float) -> Line:
    return f"frontdesk_{name}", help_, {(): number}


def _each(name: str, help_: str, label: str, numbers: Mapping[str, float]) -> Line:
    return f"frontdesk_{name}", help_, {((label, each),): numbers[each] for each in numbers}


def _ages(found: Mapping[str, datetime], now: datetime) -> dict[str, float]:
    return {name: max(0.0, (now - at).total_seconds()) for name, at in found.items()}


def _stored(found: Figures) -> Iterator[Line]:
    yield _one("inbox_waiting", "Messages without an outcome yet.", found.inbox_waiting)
    yield _one("inbox_oldest_seconds", "Age of the oldest of them.", found.inbox_oldest_seconds)
    yield _one(
        "inbox_dead",
        "Messages put aside after five failures, and settled by nobody.",
        found.inbox_dead,
    )
    yield _one("outbox_waiting", "Messages on their way out.", found.outbox_waiting)
    yield _one("outbox_oldest_seconds", "Age of the oldest of them.", found.outbox_oldest_seconds)
    yield _one("outbox_unknown", "Messages of which nobody knows.", found.outbox_unknown)
    yield _one("promises_open", "Times that customers were given.", found.promises_open)
    yield _one("promises_overdue", "Those that have passed.", found.promises_overdue)
    cut_off, unseen = found.customers_unreached, found.team_unreached
    yield _one("customers_unreached", "Open tickets whose customer nothing reaches.", cut_off)
    yield _one("team_unreached", "Open tickets not in the team's room.", unseen)
    tickets = {state: found.tickets.get(state, 0) for state in _OPEN}
    yield _each("tickets_open", "Open tickets by state.", "state", tickets)


def _lying(room: Footprint, now: datetime) -> Iterator[Line]:
    yield _one("database_bytes", "Size of the database.", room.database)
    if room.log is not None:
        yield _one("wal_bytes", "Size of its write-ahead log.", room.log)
    if room.free is not None:
        yield _one("disk_free_bytes", "Free room on its disk.", room.free)
    if room.backed_up is not None:
        age = max(0.0, (now - room.backed_up).total_seconds())
        yield _one("backup_age_seconds", "Age of the newest copy.", age)
        yield _one("backup_bytes", "Size of the newest copy.", room.backup)


def _living(pulse: Pulse, found: Figures, now: datetime) -> Iterator[Line]:
    made_of = {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    yield "frontdesk_build_info", "What runs.", {tuple(made_of.items()): 1}
    if pulse.started is not None:
        began = pulse.started.timestamp()
        yield "process_start_time_seconds", "When it was started.", {(): began}
    listening = {name: float(on) for name, on in pulse.listening.items()}
    yield _each("listening", "Whether a platform is being listened to.", "platform", listening)
    heard = _ages(pulse.heard, now)
    yield _each("heard_seconds", "Since a platform last handed something over.", "platform", heard)
    scanned = _ages(pulse.scanned, now)
    yield _each(
        "scan_age_seconds", "Since rooms and tickets were last read whole.", "platform", scanned
    )
    left = {name: float(number) for name, number in pulse.unscanned().items()}
    yield _each("scan_private_left", "Direct messages still to be read.", "platform", left)
    vital = pulse.vital()
    opened = {name: float(each.open) for name, each in vital.items()}
    yield _each("connections", "Connections that have a session.", "platform", opened)
    silent = {name: each.silent for name, each in vital.items()}
    yield _each(
        "silent_seconds", "Since a connection last gave a sign of life.", "platform", silent
    )
    connects = {name: float(each.connects) for name, each in vital.items()}
    yield _each("connects_total", "Sessions begun or resumed.", "platform", connects)
    yield _each("loop_still_seconds", "Since a loop last went round.", "loop", pulse.still())
    if pulse.hands_on and (last := found.handed_on or pulse.started):
        away = max(0.0, (now - last).total_seconds())
        yield _one("offsite_age_seconds", "Since a backup was last taken elsewhere.", away)
    if pulse.findings is not None:
        yield _one("audit_findings", "Rules that the last audit found broken.", pulse.findings)


def _counted(tally: Tally) -> Iterator[Line]:
    yield _each("messages_total", "Messages kept and acknowledged.", "platform", tally.kept)
    yield _one("failures_total", "Times a message could not be worked on.", tally.failures)
    sends = {result: tally.sends[result] for result in ("sent", "refused", "later", "unclear")}
    yield _each("sends_total", "Messages handed over, by what came of it.", "result", sends)


def _spreads(pulse: Pulse) -> Iterator[tuple[str, str, Spread]]:
    tally = pulse.tally
    yield (
        "frontdesk_reply_seconds",
        "From a message's arrival to the first answer that reached its place.",
        tally.replying,
    )
    yield (
        "frontdesk_writer_wait_seconds",
        "Until what came in was on the disk: the wait for the writer, and its commit.",
        tally.writing,
    )
    yield "frontdesk_loop_lag_seconds", "By which the event loop was late.", pulse.lag
