"""Signs of life for whoever watches from outside: systemd, and an address of the owner's choice.

Given only after every loop that matters has gone round once more: a timer would go on beside a
desk that hangs.
"""

import asyncio
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import aiohttp

from bot.delivery.tally import Spread
from bot.errors import StoreError

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between two rounds, unless systemd wants its signs more often."""
PING = 60.0
"""Seconds between two calls to the owner's address."""
_PATIENCE = 5.0
"""Seconds that such a call may take."""
_SAMPLE = 0.5
"""Seconds between two looks at how late the event loop is."""

Round = Callable[[], Awaitable[None]]


class Heart:
    """Asks the loops, and tells whoever watches."""

    def __init__(
        self,
        rounds: Mapping[str, Round],
        troubles: Callable[[], Awaitable[Sequence[str]]],
        address: str = "",
    ) -> None:
        """`troubles` is what /healthz would say; `address` is called while that is nothing.

        A sign is given once all have gone round since the last.
        """
        self._rounds = rounds
        self._troubles = troubles
        self._address = address
        self._called = -PING
        self._in_vain = False
        self._every = min(EVERY, _watchdog() / 4) if _watchdog() else EVERY
        self.lag = Spread(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
        """Seconds by which the event loop was late."""
        self._gone_round: dict[str, float] = {}

    def standing_still(self) -> Mapping[str, float]:
        """Seconds since each loop was last known to go round; nothing before it is asked to."""
        now = time.monotonic()
        return {name: now - at for name, at in self._gone_round.items()}

    async def run(self) -> None:
        """Beat until cancelled."""
        self._gone_round = dict.fromkeys(self._rounds, time.monotonic())
        async with asyncio.TaskGroup() as together:
            for name in self._rounds:
                together.create_task(self._ask(name))
            together.create_task(self._sample())
            together.create_task(self._feed())

    async def _ask(self, name: str) -> None:
        """Each by itself, so that one which stands still is not taken for all of them."""
        while True:
            # One that answers with an error is asked again: only one that works is well.
            try:
                await self._rounds[name]()
            except StoreError:
                await asyncio.sleep(1)
                continue
            self._gone_round[name] = time.monotonic()
            await asyncio.sleep(self._every)

    async def _feed(self) -> None:
        fed = time.monotonic()
        while True:
            await asyncio.sleep(self._every / 4)
            if all(at > fed for at in self._gone_round.values()):
                fed = time.monotonic()
                await self._tell()

    async def _tell(self) -> None:
        troubles = await self._troubles()
        notify("WATCHDOG=1", f"STATUS={'; '.join(troubles) or 'All is well.'}")
        if self._address and not troubles and time.monotonic() - self._called >= PING:
            self._called = time.monotonic()
            await self._call()

    async def _call(self) -> None:
        """The address is a secret, and so are errors that may hold it."""
        patience = aiohttp.ClientTimeout(total=_PATIENCE)
        try:
            async with (
                aiohttp.ClientSession(timeout=patience) as session,
                session.get(self._address, allow_redirects=False) as answer,
            ):
                found = _refusal(answer.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            found = type(error).__name__
        if found and not self._in_vain:
            log.warning("DESK_PING_URL did not take the sign of life: %s", found)
        self._in_vain = bool(found)

    async def _sample(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(_SAMPLE)
            self.lag.took(max(0.0, time.monotonic() - began - _SAMPLE))


def _refusal(status: int) -> str:
    """Why an answer is none that counts; "" for one that does."""
    if 300 <= status < 400:
        # It is the owner's secret, so it is taken nowhere by itself.
        return f"status {status}, so it lies elsewhere: put that address into the setting"
    return "" if status < 300 else f"status {status}"


def notify(*lines: str) -> None:
    """Tell systemd, if it started this: https://www.freedesktop.org/software/systemd/man/sd_notify.html"""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(address)
            line.sendall("\n".join(lines).encode())
    except OSError as error:
        log.warning("systemd was not told: %s", error.strerror)


def _watchdog() -> float:
    """Seconds within which systemd wants each sign; 0 where it wants none of this process."""
    if os.environ.get("WATCHDOG_PID") not in {None, "", str(os.getpid())}:
        return 0.0
    wanted = os.environ.get("WATCHDOG_USEC", "")
    return int(wanted) / 1e6 if wanted.isdecimal() else 0.0
