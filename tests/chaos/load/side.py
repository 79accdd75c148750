"""One platform's end of the load: its double, its people, and what truly happened, line by line.

Send times are fixed in advance: whoever is slow is waited for by nobody. Orders come in as JSON
lines, and answers go out the same way.
"""

import asyncio
import gc
import json
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.load.words import words

JSON = dict[str, Any]
SWEEP = 0.5
"""Seconds between two looks at what has come to its end."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be sent."""

    rate: float
    seconds: float
    begin: float
    """Wall-clock time of the first message."""


class Tally:
    """The truth, in a file: what is over needs no memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")

    def note(self, **what: Any) -> None:
        """Write one line."""
        self._file.write(json.dumps(what) + "\n")

    def flush(self) -> None:
        """Let others read it."""
        self._file.flush()


class Side(ABC):
    """Fills one process."""

    def __init__(self, folder: Path, people: int, seed: int, hurried: bool) -> None:
        """`hurried`: the platform tries again sooner than it does in earnest."""
        self.people = people
        self.hurried = hurried
        self.words = words(Random(f"{seed}/{type(self).__name__}"))  # noqa: S311 - no secret
        self.tally = Tally(folder / f"{self.name}.jsonl")
        self.late: list[float] = []
        """Seconds by which the people themselves were late."""

    name = ""

    @abstractmethod
    async def start(self) -> JSON:
        """Start the double; return the settings that lead to it."""

    @abstractmethod
    async def ready(self) -> None:
        """Wait until the program is connected."""

    @abstractmethod
    async def say(self, number: int, text: str, due: float) -> None:
        """Let the next person say something, and note it."""

    @abstractmethod
    def sweep(self) -> None:
        """Write down what is over, and forget it."""

    @abstractmethod
    def under_way(self) -> int:
        """How many messages are neither taken nor given up."""

    @abstractmethod
    def faults(self) -> list[str]:
        """What the program did wrong in the platform's eyes, and the double's own faults."""

    def late_acks(self) -> int:
        """How many messages were acknowledged when that no longer counted."""
        return 0

    @abstractmethod
    async def stop(self) -> None:
        """Close."""

    async def load(self, plan: Plan) -> None:
        """Say everything at its time."""
        for number in range(int(plan.rate * plan.seconds)):
            due = plan.begin + number / plan.rate
            wait = due - time.time()  # noqa: TID251 - one time for all processes
            if wait > 0:
                await asyncio.sleep(wait)
            elif number % 50 == 0:
                await asyncio.sleep(0)
            self.late.append(max(0.0, -wait))
            await self.say(number, next(self.words), due)

    async def swept(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(SWEEP)
            self.sweep()


async def serve(side: Side) -> None:
    """Obey until told to stop."""
    gc.disable()  # its pauses, of seconds among so many messages, would count as the program's
    env = await side.start()
    sweeping = asyncio.create_task(side.swept())
    _answer(env=env)
    orders = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        order = json.loads(line)
        match order["do"]:
            case "ready":
                await side.ready()
                _answer(ready=True)
            case "load":
                await side.load(Plan(**order["plan"]))
                _answer(late=sorted(side.late)[int(len(side.late) * 0.99)])
                side.late.clear()
            case "look":
                side.sweep()
                side.tally.flush()
                late = side.late_acks()
                _answer(under_way=side.under_way(), faults=side.faults()[:5], late=late)
            case _:
                break
    sweeping.cancel()
    await side.stop()


def _answer(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def asked() -> tuple[Path, int, int, bool]:
    """Folder, people, seed, and whether to hurry, from the command line."""
    folder, people, seed, hurried = sys.argv[1:5]
    return Path(folder), int(people), int(seed), hurried == "hurried"
