"""A case of G7: what breaks, what the network is like then, by when we must hear again.

The seconds are those of earnest; `SCALE` makes them short.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from tests.chaos.proxy import Door, Pipe, Proxy
from tests.chaos.suite import Broken
from tests.chaos.wires.line import SCALE, Line, until

FOUND, AGAIN = 60.0, 15.0
"""Seconds: a half-open connection is found; we hear again when the network is back."""
CONNECTING = 2.0
"""Seconds in earnest for the connecting itself, which no setting bounds."""
_MACHINE = 1.0
"""Real seconds that so many desks in one process may add."""
SIDE_BY_SIDE = 20
_BREAKS = ("close", "finish", "reset", "cut", "half-open", "late")
SLACK = (
    *_BREAKS,
    "refresh",
    "link_disabled",
    "too_many_websockets",
    "no ticket",
    "unknown refusal",
    "black out",
)
DISCORD = (
    "black out",
    *_BREAKS,
    *("op 7", "op 9 true", "op 9 false", "forgotten"),
    *("unknown close", "farewell"),
)
_RESUME = b"/gateway/resume"


@dataclass
class Tally:
    """What was seen."""

    cases: Counter[str] = field(default_factory=Counter)
    found: float = 0.0
    again: float = 0.0
    said: int = 0

    def count(self, cases: Sequence["Case"], said: Sequence[str]) -> None:
        """So many more."""
        self.cases.update(case.fault for case in cases)
        self.said += len(said)

    def see(self, ear: "Ear", heard: float) -> None:
        """How long it took to find, and to hear again."""
        if ear.case.quiet and ear.case.door is Door.OPEN:
            self.found = max(self.found, (ear.found or heard) - ear.began)
        if not ear.case.quiet:
            self.again = max(self.again, heard - ear.back - ear.machine)

    def words(self) -> str:
        """In one line, in the seconds of earnest."""
        return (
            f"{self.cases.total()} cases, {self.said:,} messages, 0 lost; half-open found in "
            f"{self.found / SCALE:.0f} s at most, heard again in {self.again / SCALE:.0f} s"
        )


@dataclass(frozen=True)
class Case:
    """One fault, and the network while it lasts."""

    fault: str
    door: Door
    seconds: float
    only: bytes = b""

    @property
    def quiet(self) -> bool:
        """Nobody is told: it has to be found."""
        return self.fault in {"half-open", "black out"}

    def __str__(self) -> str:
        where = f" for {self.only.decode()}" if self.only else ""
        return f"{self.fault}, then a network that is {self.door}{where} for {self.seconds:.1f} s"


def in_line() -> float:
    """Seconds that this process has stood in line for a processor, where Linux tells."""
    try:
        return int(Path("/proc/self/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


@dataclass
class Ear:
    """Who has to hear again, and by when."""

    live: dict[str, float]
    case: Case
    began: float
    back: float
    found: float | None = None
    """When the connection that was broken was given up."""
    waited: float = field(default_factory=in_line)
    """How long this process had stood in line for a processor when the network was back."""

    @property
    def machine(self) -> float:
        """Seconds since then that other programs had."""
        return in_line() - self.waited

    @property
    def limit(self) -> float:
        """The latest moment that is promised."""
        known = max(self.back, self.began + FOUND * SCALE) if self.case.quiet else self.back
        return known + AGAIN * SCALE + _MACHINE + self.machine

    def heard(self, said: Sequence[str]) -> float | None:
        """When the first of these came in by the connection itself."""
        return min((self.live[key] for key in said if key in self.live), default=None)


HALF_OPEN = Case("half-open", Door.OPEN, 0.0)
UNKNOWN = Case("unknown refusal", Door.OPEN, 1.0)
"""Turned away with a word that is in no list: it may be over in a second, as all else may."""
UNKNOWN_WORD = "moon_in_the_way"


def a_case(dice: Random, kinds: Sequence[str], number: int) -> Case:
    """Every fault comes as often; the network behind it is anything."""
    fault = kinds[number % len(kinds)]
    if fault == "black out":
        return Case(fault, Door.SILENT, dice.uniform(0.2, 1.5))
    door = dice.choice((Door.OPEN, Door.OPEN, Door.RESET, Door.SILENT, Door.SICK))
    seconds = 0.0 if door is Door.OPEN else dice.uniform(0.2, 2.0)
    resume = fault in {"reset", "cut", "op 7"} and door is Door.SICK
    return Case(fault, door, seconds, _RESUME if resume else b"")


def break_pipe(pipe: Pipe, fault: str, dice: Random) -> None:
    match fault:
        case "finish":
            pipe.finish()
        case "reset":
            pipe.reset()
        case "cut":
            pipe.cut_after = dice.randint(1, 40)
        case "half-open":
            pipe.half_open = True
        case "late":
            pipe.late = dice.uniform(0.05, 0.3)
        case _:
            pass


def begin(proxy: Proxy, case: Case) -> None:
    """The network as it is while the fault lasts."""
    if case.fault == "black out":
        proxy.black_out()
    proxy.door, proxy.only = case.door, case.only


def end(proxy: Proxy, idle: Callable[[Pipe], bool]) -> None:
    """It is well again. What is half-open stays so, and who waits before a silent door waits on."""
    proxy.door, proxy.only = Door.OPEN, b""
    for pipe in [pipe for pipe in proxy.pipes if pipe.half_open and idle(pipe)]:
        # aiohttp keeps idle connections for 15 s, which is less than any time to find them in.
        pipe.reset()


class Talking(Protocol):
    """Where something can be said."""

    async def say(self, number: int) -> str:
        """Say something; its identity in the inbox."""
        ...


async def hear_again(place: Talking, ears: list[tuple[Ear, Callable[[], bool]]]) -> list[str]:
    """Say something again and again until each has heard something of it by its own connection."""
    clock, said = asyncio.get_running_loop().time, list[str]()
    while waiting := [ear for ear, _ in ears if ear.heard(said) is None]:
        for ear, given_up in ears:
            if ear.found is None and given_up():
                ear.found = clock()
        late = [ear for ear in waiting if clock() > ear.limit]
        if late:
            what = "never found" if late[0].case.quiet else "not heard again"
            seconds = (clock() - late[0].began) / SCALE
            raise Broken(f"{late[0].case}: {what}, in {seconds:.0f} s of scaled time")
        said.append(await place.say(len(said)))
        await asyncio.sleep(0.1 if any(ear.case.quiet for ear in waiting) else 0.04)
    return said


async def all_in(lines: Sequence[Line], said: list[str], case: Case) -> None:
    """Compare what was said with what was taken in; what was not delivered is in history."""

    async def whole() -> bool:
        return all([not set(said) - await line.inbox() for line in lines])

    if not await until(whole, FOUND * SCALE):
        lost = [key for line in lines for key in sorted(set(said) - await line.inbox())]
        raise Broken(f"{case}: {len(lost)} of {len(said)} lost: {lost[:3]}")
