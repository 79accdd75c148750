"""Waits where another copy has the database, to take over once it is gone.

Which of them works is the server's to say, by a lock; here nothing is decided.
"""

import asyncio
import logging
from pathlib import Path

from bot.delivery.clock import Clock
from bot.errors import AnotherCopyRuns
from bot.running.lifesigns import notify
from bot.settings.values import Server
from bot.store import OpenStore, open_store

log = logging.getLogger(__name__)

_LOOK = 1.0
"""Seconds between two looks."""
_STILL = "EXTEND_TIMEOUT_USEC=60000000"
"""To systemd: not started yet, and alive. https://www.freedesktop.org/software/systemd/man/sd_notify.html"""


async def opened_in_turn(
    database: Path | Server, clock: Clock, *, several: bool = False
) -> OpenStore:
    """Open it; on a server, once no other copy has it, or together with others that are `several` too.

    Raises AnotherCopyRuns of a file, DatabaseDamaged, SchemaTooNew, StoreError.
    """
    told = False
    while True:
        try:
            return await asyncio.to_thread(open_store, database, clock.now(), several=several)
        except AnotherCopyRuns:
            if isinstance(database, Path):
                raise
        if not told:
            log.warning("another copy of Front Desk has %s: I stand by, and take over", database)
        told = True
        notify("STATUS=standing by", _STILL)
        await clock.sleep(_LOOK)
