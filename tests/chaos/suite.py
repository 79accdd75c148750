"""What a suite is: so many cases of one thing that may go wrong, and a control that must fail.

The truth is kept by the test's own platforms and compared with the database; the bot isn't asked.
"""

import os
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20261121


class Broken(AssertionError):
    """A promise was broken; the text is the shortest story that shows it."""

    def __init__(self, story: str, seed: int = SEED, again: str = "") -> None:
        """`again`: the command that plays just this part again."""
        self.story, self.seed, self.again = story, seed, again
        once_more = f"\nto play it again: {again}" if again else ""
        super().__init__(f"seed {seed}, commit {commit()}\n{story}{once_more}")

    def __reduce__(self) -> tuple[type["Broken"], tuple[str, int, str]]:
        """It travels between processes."""
        return type(self), (self.story, self.seed, self.again)


class Skipped(Exception):
    """It can't be tried here, and why."""


class Figures(Counter[str]):
    """What was counted: "deaths", "ms at worst"; the words name the number before them."""

    def take(self, more: Mapping[str, int]) -> None:
        """Add the counts of another part; of what is "at worst", keep the highest."""
        for name, number in more.items():
            highest = max(self[name], number)
            self[name] = highest if "at worst" in name else self[name] + number

    def __str__(self) -> str:
        return ", ".join(f"{number:,} {name}" for name, number in self.items())


def silent(_done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a suite is asked to do."""

    cases: int
    folder: Path
    """Empty, for files."""
    seed: int = SEED
    block: int = 0
    """Which of the blocks of cases this is: its dice come from the seed and this."""
    tell: Callable[[int], None] = silent
    """Called with how many cases are done."""


Run = Callable[[Task], str | Figures]
"""Raises Broken, or Skipped."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """The same with one safeguard taken away: it must be found out."""

    name: str
    run: Run
    cases: int
    finds: str = ""
    """What the finding must say: a control that fails for another reason shows nothing."""
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
    """Cases in each run of the tests; of those that fit, only while somebody works."""
    ci: int
    """Cases of `python -m tests.chaos`, and of `.ci/run` where they fit."""
    long: int
    """Cases with `--long`."""
    reason: str = ""
    """Why `quick` is less than `ci`."""
    fits: bool = False
    """Whether CI has the time for all `ci` cases."""
    block: int = 0
    """Cases done in one go by one process, several processes side by side; 0: the suite is one go."""
    per_core: int = 1
    """Processes for each core: more where most of the time is spent waiting."""
    controls: tuple[Control, ...] = field(default=())

    def in_tests(self, *, ci: bool) -> int:
        """How many the tests take on."""
        return self.ci if ci and self.fits else self.quick

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
    """Run a control; return how it was found out. Raises Broken when it was not, or otherwise."""
    try:
        control.run(task)
    except Broken as found:
        how = found.story.splitlines()[0]
        if control.finds not in how:
            raise Broken(f"“{control.name}” was found out otherwise: {found.story}") from found
        return how
    raise Broken(f"The control “{control.name}” was not found out.", task.seed)
