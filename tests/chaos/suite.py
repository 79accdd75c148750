"""What a suite is: so many cases of one thing that may go wrong, and a control that must fail.

The truth is kept by the test's own platforms and compared with the database; the bot isn't asked.
"""

import os
import random
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20261121


class Broken(AssertionError):
    """A promise was broken; the text is the shortest story that shows it."""

    def __init__(self, story: str, seed: int = SEED) -> None:
        self.story = story
        self.seed = seed
        super().__init__(f"seed {seed}, commit {commit()}\n{story}")


class Skipped(Exception):
    """It can't be tried here, and why."""


def silent(_done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a suite is asked to do."""

    cases: int
    folder: Path
    """Empty, for files."""
    seed: int = SEED
    tell: Callable[[int], None] = silent
    """Called with how many cases are done."""


Run = Callable[[Task], str]
"""Returns figures in words. Raises Broken, or Skipped."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """The same with one safeguard taken away: it must be found out."""

    name: str
    run: Run
    cases: int
    slow: bool = False
    """Left out of the tests; `python -m tests.chaos` runs it."""


@dataclass(frozen=True, kw_only=True)
class Suite:
    """One of the suites."""

    name: str
    title: str
    unit: str
    run: Run
    quick: int
    """Cases in each run of the tests."""
    ci: int
    """Cases of `python -m tests.chaos`."""
    long: int
    """Cases with `--long`."""
    reason: str = ""
    """Why `quick` is less than `ci`."""
    controls: tuple[Control, ...] = field(default=())

    def cases(self, size: str) -> int:
        """How many for "quick", "ci" or "long"."""
        return {"quick": self.quick, "ci": self.ci, "long": self.long}[size]


def chance(*parts: int | str) -> random.Random:
    """Dice that fall the same way each time."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311 - no secret


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """An empty folder, in memory where that can be: no suite depends on a real disk's flushes."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own in it
    where = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=f"chaos-{name}-", dir=where) as folder:
        yield Path(folder)


def commit() -> str:
    """Which state of the program this is."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return asked.stdout.strip() or "unknown"


def must_fail(control: Control, task: Task) -> str:
    """Run a control; return how it was found out. Raises Broken when it was not."""
    try:
        control.run(task)
    except Broken as found:
        return found.story.splitlines()[0]
    raise Broken(f"The control “{control.name}” was not found out.", task.seed)
