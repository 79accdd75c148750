"""A page for machines that watch the desk: /healthz and /metrics, on this computer only.

Numbers and names of platforms; never a word, a name or an id of anybody.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.desk.journal import Store
from bot.desk.model import TicketState
from bot.desk.ports import Vital, Watched
from bot.errors import DeskError, StoreError
from bot.store.figures import Figures, figures

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
_OPEN = [state.value for state in TicketState if state is not TicketState.CLOSED]
Line = tuple[str, str, str, Mapping[str, float]]


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

    def vital(self) -> dict[str, Vital]:
        """How the connections of each platform fare, where that can be said."""
        found = {name: platform.vital() for name, platform in self.watched.items()}
        return {name: vital for name, vital in found.items() if vital is not None}

    def audited(self, findings: int) -> None:
        """An audit has ended."""
        self.findings = findings


class Metrics:
    """The little server."""

    def __init__(self, store: Store, pulse: Pulse, now: Callable[[], datetime]) -> None:
        self._store = store
        self._pulse = pulse
        self._now = now
        self._runner: web.AppRunner | None = None
        self.port = 0
        """Where it listens, once it does."""

    async def start(self, port: int) -> None:
        """Listen; 0 takes any port that is free. Raises DeskError where it is taken."""
        app = web.Application()
        app.add_routes([web.get("/healthz", self._health), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, port).start()
        except OSError as error:
            await self.stop()
            raise DeskError(
                f"DESK_METRICS_PORT: port {port} can't be used ({error.strerror})."
            ) from error
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _: web.Request) -> web.Response:
        deaf = [name for name, listens in self._pulse.listening.items() if not listens]
        troubles = [f"{name} is not being listened to" for name in sorted(deaf)]
        lost = [name for name, vital in self._pulse.vital().items() if not vital.open]
        troubles += [f"{name} has no connection" for name in sorted(set(lost) - set(deaf))]
        try:
            await self._figures()
        except StoreError as error:
            troubles.append(str(error))
        if troubles:
            return web.Response(status=503, text="\n".join(troubles) + "\n")
        return web.Response(text="ok\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            found = await self._figures()
        except StoreError as error:
            return web.Response(status=503, text=f"{error}\n")
        text = "\n".join(page(found, self._pulse, self._now())) + "\n"
        return web.Response(text=text, content_type="text/plain", charset="utf-8")

    async def _figures(self) -> Figures:
        now = self._now()
        return await self._store.read(lambda journal: figures(journal, now))


def page(found: Figures, pulse: Pulse, now: datetime) -> Iterator[str]:
    """The lines of /metrics, in Prometheus's text format.

    https://prometheus.io/docs/instrumenting/exposition_formats/
    """
    for name, help_, label, values in (*_stored(found), *_living(pulse, now)):
        if not values:
            continue
        yield f"# HELP frontdesk_{name} {help_}"
        yield f"# TYPE frontdesk_{name} gauge"
        for value, number in values.items():
            mark = f'{{{label}="{value}"}}' if label else ""
            yield f"frontdesk_{name}{mark} {number:g}"


def _stored(found: Figures) -> Iterator[Line]:
    def one(name: str, help_: str, number: float) -> Line:
        return name, help_, "", {"": number}

    yield one("inbox_waiting", "Messages without an outcome yet.", found.inbox_waiting)
    yield one("inbox_oldest_seconds", "Age of the oldest of them.", found.inbox_oldest_seconds)
    yield one(
        "inbox_dead",
        "Messages put aside after five failures, and settled by nobody.",
        found.inbox_dead,
    )
    yield one("outbox_waiting", "Messages on their way out.", found.outbox_waiting)
    yield one("outbox_oldest_seconds", "Age of the oldest of them.", found.outbox_oldest_seconds)
    yield one("outbox_unknown", "Messages of which nobody knows.", found.outbox_unknown)
    yield one("promises_open", "Times that customers were given.", found.promises_open)
    yield one("promises_overdue", "Those that have passed.", found.promises_overdue)
    cut_off, unseen = found.customers_unreached, found.team_unreached
    yield one("customers_unreached", "Open tickets whose customer nothing reaches.", cut_off)
    yield one("team_unreached", "Open tickets not in the team's room.", unseen)
    tickets = {state: found.tickets.get(state, 0) for state in _OPEN}
    yield "tickets_open", "Open tickets by state.", "state", tickets


def _living(pulse: Pulse, now: datetime) -> Iterator[Line]:
    listening = {name: float(on) for name, on in pulse.listening.items()}
    yield "listening", "Whether a platform is being listened to.", "platform", listening
    heard = {name: max(0.0, (now - at).total_seconds()) for name, at in pulse.heard.items()}
    yield "heard_seconds", "Since a platform last handed something over.", "platform", heard
    vital = pulse.vital()
    opened = {name: float(each.open) for name, each in vital.items()}
    yield "connections", "Connections that have a session.", "platform", opened
    silent = {name: each.silent for name, each in vital.items()}
    yield "silent_seconds", "Since a connection last gave a sign of life.", "platform", silent
    connects = {name: float(each.connects) for name, each in vital.items()}
    yield "connects", "Sessions begun or resumed since the start.", "platform", connects
    if pulse.findings is not None:
        yield "audit_findings", "Rules that the last audit found broken.", "", {"": pulse.findings}
