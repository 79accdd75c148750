"""A line: a platform as it runs, with an inbox and a scanner, to a double through the proxy.

Time is a tenth of what it is in earnest: each setting of the watchdogs, the heartbeats of the
doubles and their second tries. What the SDKs wait for by themselves is not shortened.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from bot.delivery.desk import PlainNotices, Wiring
from bot.delivery.intake import Intake, Patience
from bot.delivery.scanner import RETRY, Scanner
from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.ports.journal import Journal
from bot.desk.ports.platform import Platform
from bot.platforms.discord.connection.client import Patience as Waits
from bot.platforms.slack.connection.sockets import Pulse
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from bot.store.journal import SqliteJournal
from tests.chaos.a_desk import a_desk

SCALE = 0.1
_UNWATCHED = 1e6


def shorter(settings: Pulse | Waits, *names: str) -> dict[str, float]:
    """These times of theirs, shortened."""
    return {name: getattr(settings, name) * SCALE for name in names}


def pulse(*, watched: bool = True) -> Pulse:
    """Slack's watchdog in scaled time, or none at all."""
    if not watched:
        return Pulse(ping=_UNWATCHED, silence=_UNWATCHED, look=0.1)
    names = ("ping", "silence", "opening", "slowest", "retry", "refused", "look", "linger")
    return replace(Pulse(), **shorter(Pulse(), *names))  # type: ignore[arg-type]


def waits(*, watched: bool = True) -> Waits:
    """Discord's watchdog in scaled time, or none at all. An hour's budget has no scale."""
    if not watched:
        return Waits(quiet=_UNWATCHED, guilds=0.05)
    names = (
        "quiet",
        "stuck",
        "look",
        "probe",
        "first_pause",
        "longest_pause",
        "identify",
        "answer",
    )
    short = shorter(Waits(), *names, "closing")
    return replace(Waits(), guilds=0.05, hourly=1_000_000, **short)


@dataclass
class Line:
    """One desk's ear: what it heard at once, and what its inbox holds."""

    platform: Platform
    store: SqliteStore
    live: dict[str, float] = field(default_factory=dict)
    """When each message was handed over by the connection itself."""

    async def inbox(self) -> set[str]:
        """Identities of all that was taken in."""
        return await self._column("SELECT id FROM inbox")

    async def scanned(self) -> set[str]:
        """Keys of the places whose history has been looked through."""
        return await self._column("SELECT place_key FROM scan")

    async def _column(self, sql: str) -> set[str]:
        def read(journal: Journal) -> set[str]:
            return {str(row[0]) for row in cast(SqliteJournal, journal).rows(sql)}

        return await self.store.read(read)

    async def greeted(self, said: list[str], rooms: int) -> None:
        """Wait until both were taken in, and every room was looked through once."""

        async def whole() -> bool:
            known = await self.inbox()
            return set(said) <= known and len(await self.scanned()) >= rooms

        assert await until(whole, 20), "not ready"


@asynccontextmanager
async def listening(
    path: Path, make: Callable[[Callable[[], None]], Platform]
) -> AsyncIterator[Line]:
    """A platform with intake, inbox and scanner at work; nothing answers."""
    clock = RealClock()
    with closing(SqliteStore(path, clock.now())) as store:
        asked: list[Callable[[], None]] = []
        platform = make(lambda: asked[0]())  # noqa: PLW0108 -- it is not there yet
        intake = Intake(
            store=store, clock=clock, redact=lambda text: (text, ()), patience=Patience(burst={})
        )
        scanner = Scanner(
            Wiring(
                store=store,
                desk=a_desk(),
                platforms={platform.name: platform},
                clock=clock,
                notices=PlainNotices(),
            ),
            intake,
            retry=RETRY * SCALE,
        )
        asked.append(lambda: scanner.ask(platform.name))
        line = Line(platform, store)

        async def heard(inbound: Inbound) -> None:
            await intake(inbound)
            if isinstance(inbound, Said) and inbound.place.private:
                await store.write(_meets(inbound))
            line.live.setdefault(inbound.id, asyncio.get_running_loop().time())

        tasks = [asyncio.create_task(work) for work in (platform.run(heard), scanner.run())]
        try:
            yield line
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _meets(said: Said) -> Callable[[Journal], None]:
    """What the worker does with first words: the conversation is known from then on."""

    def save(journal: Journal) -> None:
        journal.save_conversation(journal.conversation(said.place, said.by.id))

    return save


def port_of(base: str) -> int:
    return int(base.rsplit(":", 1)[1])


async def until(true: Callable[[], bool | Awaitable[bool]], seconds: float) -> bool:
    """Look again and again; whether it became true in time."""
    clock = asyncio.get_running_loop().time
    ends = clock() + seconds
    while True:
        found = true()
        if found if isinstance(found, bool) else await found:
            return True
        if clock() > ends:
            return False
        await asyncio.sleep(0.02)
