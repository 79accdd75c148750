"""Runs a suite in blocks of cases, side by side on the machine's cores.

What a block does comes from the seed and its number alone: how many run at once changes nothing,
and of several broken blocks the first is told.
"""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.sharedctypes import Synchronized
from typing import cast

from tests.chaos.suite import Broken, Figures, Run, Suite, Task, scratch, silent

_SPAWN = multiprocessing.get_context("spawn")
_LOOK = 0.5
"""Seconds between two looks at how far all blocks are."""


def run(suite: Suite, task: Task) -> str:
    """Run so many cases of a suite; return its figures in words. Raises Broken, Skipped."""
    if not suite.block:
        return str(suite.run(task))
    crew = _crew(suite.per_core * (os.cpu_count() or 1))
    crew.done.value = 0
    quiet = replace(task, tell=silent)
    blocks = [
        crew.pool.submit(_block, suite.name, suite.run, replace(quiet, block=n, cases=much))
        for n, much in enumerate(_sizes(task.cases, suite.block))
    ]
    figures = Figures()
    try:
        for block in blocks:
            while not wait([block], _LOOK).done:
                task.tell(crew.done.value)
            figures.take(block.result())
        task.tell(task.cases)
    except BrokenProcessPool:
        _crew.cache_clear()  # the next suite gets new processes
        raise
    finally:
        _stop(blocks)
    return str(figures)


def _sizes(cases: int, size: int) -> list[int]:
    return [min(size, cases - start) for start in range(0, cases, size)]


def _stop(blocks: list[Future[Figures]]) -> None:
    """Begin no more, and wait for what has begun: the next suite wants the cores to itself."""
    wait([block for block in blocks if not block.cancel()])


# Inside a process of its own

_done: "Synchronized[int] | None" = None


def _begin(done: "Synchronized[int]") -> None:
    global _done  # noqa: PLW0603 - how a process of a pool is given something shared
    _done = done


def _block(name: str, run: Run, task: Task) -> Figures:
    try:
        with scratch(name) as folder:
            return cast("Figures", run(replace(task, folder=folder, tell=_adding())))
    except Broken as broken:
        again = f"python -m tests.chaos {name} --seed {task.seed} --block {task.block}"
        raise Broken(broken.story, broken.seed, f"{again} --cases {task.cases}") from None


def _adding() -> Callable[[int], None]:
    """Tell all processes together how far this block is."""
    before = 0

    def tell(now: int) -> None:
        nonlocal before
        if _done is not None:
            with _done.get_lock():
                _done.value += now - before
        before = now

    return tell


@dataclass(frozen=True)
class _Crew:
    """Processes that wait for blocks, and how many cases they have done."""

    pool: ProcessPoolExecutor
    done: "Synchronized[int]"


@cache
def _crew(many: int) -> _Crew:
    done = cast("Synchronized[int]", _SPAWN.Value("q", 0))
    pool = ProcessPoolExecutor(many, mp_context=_SPAWN, initializer=_begin, initargs=(done,))
    return _Crew(pool, done)
