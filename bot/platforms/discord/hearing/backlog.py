"""What was heard and could not be stored yet: kept in order, within bounds, for a while.

The gateway has no ack. When the store refuses for too long the adapter stops, and history is
looked through at the next start; nothing is dropped in silence.
"""

import asyncio
import logging
from collections import deque

from bot.desk.nouns.inbound import Inbound
from bot.desk.ports.platform import Intake
from bot.errors import StoreError

log = logging.getLogger(__name__)

MOST = 20_000
"""Messages that wait in memory, about 2 kB each: what a store that is held for ten seconds misses at
2,000 a second. Beyond that history alone has them, and a first direct message not even that: the bot
can't list conversations that it never saw."""
PATIENCE = 60.0
"""Seconds for which the store may refuse."""
_PAUSE = 0.5


class Backlog:
    """The way from the gateway to the intake."""

    def __init__(self, intake: Intake, *, most: int = MOST, patience: float = PATIENCE) -> None:
        self._intake = intake
        self._most = most
        self._patience = patience
        self._waiting: deque[Inbound] = deque()
        self._retrying: asyncio.Task[None] | None = None
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Fails when the store has refused for too long."""

    async def take(self, inbound: Inbound) -> None:
        """Store it, or keep it until that is possible."""
        if not self._waiting:
            try:
                await self._intake(inbound)
            except StoreError:
                log.warning("not stored yet id=%s", inbound.id)
            else:
                return
        self._keep(inbound)

    def _keep(self, inbound: Inbound) -> None:
        if len(self._waiting) >= self._most:
            self._break(f"More than {self._most} messages wait to be stored.")
            return
        self._waiting.append(inbound)
        if self._retrying is None or self._retrying.done():
            self._retrying = asyncio.create_task(self._retry(), name="discord backlog")

    async def _retry(self) -> None:
        loop = asyncio.get_running_loop()
        since = loop.time()
        while self._waiting:
            try:
                await self._intake(self._waiting[0])
            except StoreError:
                if loop.time() - since > self._patience:
                    self._break("Messages could not be stored for too long.")
                    return
                await asyncio.sleep(_PAUSE)
            else:
                self._waiting.popleft()
                since = loop.time()

    def _break(self, words: str) -> None:
        if not self.broken.done():
            self.broken.set_exception(StoreError(words))

    async def close(self) -> None:
        """Stop trying."""
        if self._retrying is not None:
            self._retrying.cancel()
            await asyncio.gather(self._retrying, return_exceptions=True)
        self.broken.cancel()
