"""The bot with one safeguard taken away: the controls of G12, G13 and G14.

`python -m tests.chaos.load.careless WHAT run`; all but that one thing is run_bot.py.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from bot.cli.cli import main
from bot.delivery.intake import Intake
from bot.desk.nouns.inbound import Inbound
from bot.errors import StoreError
from bot.platforms.slack.hearing import listening
from bot.platforms.slack.hearing.listening import Listening
from bot.platforms.slack.knowing import people

_ROOM = 100
"""Events that the hasty one holds in memory, as such queues do."""
_leaked: list[Any] = []
_event = Listening.event
_keep = Intake.__call__


def hasty() -> None:
    """Events are acknowledged first and kept afterwards, from a queue in memory that may be full."""
    waiting: asyncio.Queue[tuple[Listening, Any]] = asyncio.Queue(_ROOM)
    workers: list[asyncio.Task[None]] = []

    async def event(self: Listening, body: Any, *, again: int = 0) -> None:
        if not workers:
            workers.append(asyncio.create_task(work()))
        try:
            waiting.put_nowait((self, body))
        except asyncio.QueueFull:
            return

    async def work() -> None:
        while True:
            await _event(*await waiting.get())

    Listening.event = event  # type: ignore[method-assign]


def boundless() -> None:
    """Nothing is refused: all that comes in waits in memory until it can be kept."""
    listening.AT_ONCE = people._AT_ONCE = 1_000_000
    listening.IN_TIME = listening.TOO_LONG = 1_000_000.0


def trusting() -> None:
    """What the disk didn't take counts as kept."""

    async def keep(self: Intake, inbound: Inbound) -> None:
        with suppress(StoreError):
            await _keep(self, inbound)

    _replace(keep)


def leaking() -> None:
    """Each message leaves a little memory behind, and some leave a file open."""

    async def keep(self: Intake, inbound: Inbound) -> None:
        _leaked.append(bytearray(32 * 1024))
        if len(_leaked) % 50 == 0:
            _leaked.append(open(__file__, "rb"))  # noqa: SIM115, ASYNC230
        await _keep(self, inbound)

    _replace(keep)


def _replace(keep: Callable[[Intake, Inbound], Awaitable[None]]) -> None:
    Intake.__call__ = keep  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    {each.__name__: each for each in (hasty, boundless, trusting, leaking)}[sys.argv.pop(1)]()
    main()
