"""One thing at a time in a lane, lanes side by side, and nothing overlooked."""

import asyncio
from collections import Counter

from bot.delivery.lanes import Lanes


async def test_a_crowd_of_lanes_takes_no_more_tasks_than_may_run() -> None:
    done: list[str] = []

    async def work(key: str) -> None:
        await asyncio.sleep(0)
        done.append(key)

    lanes = Lanes(work, at_once=4)
    before = len(asyncio.all_tasks())
    for number in range(1000):
        lanes.nudge(f"lane {number}")
    tasks = len(asyncio.all_tasks()) - before
    await lanes.idle()

    assert tasks == 4
    assert done == [f"lane {number}" for number in range(1000)]


async def test_what_is_asked_for_at_the_last_moment_is_done() -> None:
    runs: Counter[str] = Counter()

    async def work(key: str) -> None:
        runs[key] += 1
        if runs[key] == 1:
            # Just after this lane has ended, before anybody has heard of that.
            asyncio.get_running_loop().call_soon(lanes.nudge, key)

    lanes = Lanes(work, at_once=1)
    lanes.nudge("a")
    for _ in range(10):
        await asyncio.sleep(0)

    assert runs == {"a": 2}


async def test_a_lane_asked_for_while_it_runs_runs_once_more() -> None:
    runs: Counter[str] = Counter()
    goes_on = asyncio.Event()

    async def work(key: str) -> None:
        runs[key] += 1
        await goes_on.wait()

    lanes = Lanes(work)
    lanes.nudge("a")
    await asyncio.sleep(0)
    for _ in range(3):
        lanes.nudge("a")
    goes_on.set()
    await lanes.idle()

    assert runs == {"a": 2}
