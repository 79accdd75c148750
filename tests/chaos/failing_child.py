"""A desk on a disk that refuses, in a process of its own: for G4.

The platform does what a platform does: what was not acknowledged is delivered again.
"""

import asyncio
import ctypes
import json
import logging
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.app import App
from bot.delivery.clock import VirtualClock
from bot.desk.model import Said
from bot.errors import StoreError
from bot.store import SqliteStore, audit
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, STANDINGS, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import chance
from tests.chaos.whole import a_desk, know
from tests.desk.harness import MONDAY
from tests.recorder import Recorder

KINDS = ("disk full", "input/output error", "interrupted", "half of it written", "quota used up")
MESSAGES = 8
CALLS = 150
"""A case makes about so many calls; then it begins again with other troubles."""
_shim = ctypes.CDLL(None)


@dataclass(frozen=True)
class Case:
    """What fails, when, and how often in a row."""

    first: int
    times: int
    kind: int

    def __str__(self) -> str:
        return f"{KINDS[self.kind]} at call {self.first}, {self.times} times"


async def one(folder: Path, case: Case, seed: int) -> tuple[str, int]:
    """Work through one case; return what is wrong, and how many calls failed."""
    _empty(folder)
    clock, platform = VirtualClock(MONDAY), Recorder(staff=STAFF_ROOM)
    platform.standings.update(STANDINGS)
    store = SqliteStore(folder / "desk.db", clock.now())
    with closing(store):
        await store.write(know)
        app = App(store=store, desk=a_desk(), platforms=[platform], clock=clock)
        dice = chance(seed, str(case))
        said = [_said(number, dice.randrange(99), clock) for number in range(MESSAGES)]
        _shim.chaos_arm(case.first, case.times, case.kind)
        acked: set[str] = set()
        for last in (False, False, False, True):
            if last:
                failed = _shim.chaos_failed()
                _shim.chaos_arm(0, 0, 0)
            await _deliver(app, said, acked)
            await _settled(app)
            clock.move_to(clock.now() + timedelta(minutes=2))
        await _settled(app)
        await app.stop()
        problem = await _wrong(store, platform, said, acked, clock)
    return problem, failed


def _empty(folder: Path) -> None:
    for old in folder.iterdir():
        old.unlink()


async def _deliver(app: App, said: list[Said], acked: set[str]) -> None:
    for each in said:
        if each.id in acked:
            continue
        try:
            await app.intake(each)
        except StoreError:
            continue
        acked.add(each.id)


async def _settled(app: App) -> None:
    """A loop that met a trouble starts again; here, at once."""
    for _ in range(4):
        try:
            await app.settle()
        except StoreError:
            continue
        return


def _said(number: int, pick: int, clock: VirtualClock) -> Said:
    who = CUSTOMERS[pick % 3]
    words = CUSTOMER_WORDS[pick % len(CUSTOMER_WORDS)]
    return Said(id=f"test:m{number}", at=clock.now(), by=who, place=dm(who), text=words)


async def _wrong(
    store: SqliteStore, platform: Recorder, said: list[Said], acked: set[str], clock: VirtualClock
) -> str:
    now = clock.now()
    findings = await store.read(lambda journal: audit(journal, now))
    rows = dict(await store.read(lambda j: j.rows("SELECT id, state FROM inbox")))  # type: ignore[attr-defined]
    out = await store.read(lambda j: j.rows("SELECT key, state, kind FROM outbox"))  # type: ignore[attr-defined]
    posts = Counter(post.key for post in platform.posted)
    if findings:
        return findings[0].words()
    if len(acked) < len(said):
        return f"{len(said) - len(acked)} messages could not be taken in once the disk was well"
    lost = [each.id for each in said if rows.get(each.id) != "done"]
    if lost:
        return f"lost: {lost[0]} is {rows.get(lost[0], 'gone')}"
    for key, state, kind in out:
        if kind != "card" and (state, posts[key]) != ("sent", 1):
            return f"{key} is {state} and was posted {posts[key]} times"
    return ""


async def main(folder: Path, cases: int, seed: int) -> None:
    """All cases, the first calls first; each kind of trouble in its turn."""
    logging.disable(logging.CRITICAL)
    failures = 0
    for number in range(cases):
        around, first = divmod(number, CALLS)
        times = (1, 3, 30)[(number + around) % 3]
        case = Case(first=first + 1, times=times, kind=(number + around) % len(KINDS))
        problem, failed = await one(folder, case, seed)
        failures += failed
        line = {"broken": f"{problem}\n{case}"} if problem else {"done": number + 1}
        _say(line)
        if problem:
            return
    _say({"done": cases, "figures": f"{cases:,} cases, {failures:,} calls failed, all well again"})


def _say(line: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
