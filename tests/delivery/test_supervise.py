"""A loop is started again when it fails, and not when it is to end."""

import asyncio

from bot.delivery.supervise import supervised
from bot.running.wall_clock import RealClock


async def test_a_group_that_fails_while_it_is_cancelled_does_not_start_again() -> None:
    """It tells of the failure, and the cancellation is lost: stopping waited for ever."""

    async def fails_at_the_end() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("at the end")

    async def run() -> None:
        async with asyncio.TaskGroup() as together:
            together.create_task(fails_at_the_end())

    task = asyncio.create_task(supervised("one", run, RealClock()))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task], timeout=10)

    assert task.done()
