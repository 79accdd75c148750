"""A desk on a disk that refuses, in a process of its own: for G4.

The platform does what a platform does: what was not acknowledged is delivered again.
"""

import asyncio
import ctypes
import json
import logging
import os
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Said
from bot.errors import StoreError
from bot.running.app import App
from bot.store import SqliteStore, audit, connect, reader
from bot.store.pieces import Piece
from tests.chaos.a_desk import a_desk, know
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, ROLES, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import chance
from tests.desk.harness import MONDAY
from tests.recorder import Recorder

KINDS = (
    *("disk full", "input/output error", "interrupted", "half of it written", "quota used up"),
    *("reading fails", "reading fails in a way of its own"),
)
MESSAGES = 8
CALLS = 150
"""A case makes about so many calls; then it begins again with other troubles."""
WAITED = 20
"""Seconds after which a case is given up: nobody may wait for ever."""
_shim = ctypes.CDLL(None)


@dataclass(frozen=True)
class Case:
    """What fails, when, and how often in a row."""

    number: int
    first: int
    times: int
    kind: int

    def __str__(self) -> str:
        return f"case {self.number}: {KINDS[self.kind]} at call {self.first}, {self.times} times"


LONG = """
WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 3000)
SELECT hex(randomblob(400)) AS words FROM row ORDER BY words
"""
"""A list too long to be sorted in memory: it goes through a file of its own."""


async def one(folder: Path, case: Case, seed: int, *, careless: bool) -> tuple[str, int]:
    """Work through one case; return what is wrong, and how many calls failed."""
    _fresh(folder)
    clock, platform = VirtualClock(MONDAY), Recorder(staff=STAFF_ROOM)
    platform.roles.update(ROLES)
    store = SqliteStore(folder / "desk.db", clock.now())
    with closing(store):
        app = App(store=store, desk=desk(), platforms=[platform], clock=clock)
        dice = chance(seed, case.number)
        said = [_said(number, dice.randrange(99), clock) for number in range(MESSAGES)]
        _shim.chaos_arm(case.first, case.times, case.kind)
        acked: set[str] = set()
        for last in (False, False, False, True):
            if last:
                failed = _shim.chaos_failed()
                _shim.chaos_arm(0, 0, 0)
            await _deliver(app, said, acked, careless=careless)
            with suppress(StoreError):
                await store.read(lambda journal: len(journal.rows(LONG)))  # type: ignore[attr-defined]
            await _settled(app)
            clock.move_to(clock.now() + timedelta(minutes=2))
        await _settled(app)
        await app.stop()
        problem = await _wrong(store, platform, said, acked, clock)
    return problem, failed


def _fresh(folder: Path) -> None:
    """A new database with the entries in it, made once: no trouble comes before that."""
    made = folder.with_name("made.db")
    if not made.exists():
        with closing(SqliteStore(made, MONDAY)) as store:
            store.write_now(know)
    for old in folder.iterdir():
        old.unlink()
    shutil.copyfile(made, folder / "desk.db")


desk = cache(a_desk)


async def _deliver(app: App, said: list[Said], acked: set[str], *, careless: bool) -> None:
    """As a platform does; for the control, one that takes anything for an acknowledgement."""
    for each in said:
        if each.id in acked:
            continue
        try:
            await app.intake(each)
        except StoreError:
            if not careless:
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
    out = await store.read(lambda j: j.rows("SELECT key, state, kind FROM outbox WHERE edits = ''"))  # type: ignore[attr-defined]
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


def the_case(number: int) -> Case:
    """The first calls first; each kind of trouble in its turn."""
    around, first = divmod(number, CALLS)
    times = (1, 3, 30)[(number + around) % 3]
    return Case(number=number, first=first + 1, times=times, kind=(number + around) % len(KINDS))


async def main(folder: Path, begin: int, end: int, seed: int, *, careless: bool) -> None:
    """All these cases."""
    logging.disable(logging.CRITICAL)
    failures = 0
    for number in range(begin, end):
        case = the_case(number)
        try:
            async with asyncio.timeout(WAITED):
                problem, failed = await one(folder, case, seed, careless=careless)
        except TimeoutError:
            _say({"broken": f"somebody waits for ever\n{case}"})
            os._exit(0)
        failures += failed
        line = {"broken": f"{problem}\n{case}"} if problem else {"done": number + 1}
        _say(line)
        if problem:
            return
    _say({"done": end, "failed": failures})


def _unguarded(self: reader.Readers, db: Database | None, group: list[Piece]) -> Database | None:
    """A control's way to read: a trouble that ends the view ends the thread as well."""
    db = db or connect.reader(self.path)
    db.conn.execute("BEGIN")
    outcomes = [reader._outcome(db, piece.work, self.limit) for piece in group]
    db.conn.execute("ROLLBACK")
    for piece, outcome in zip(group, outcomes, strict=True):
        piece.settle(outcome)
    return db


def _say(line: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    where, without, *numbers = sys.argv[1:]
    begins, ends, dice_seed = map(int, numbers)
    if without == "guard":
        reader.Readers._answer = _unguarded  # type: ignore[method-assign]
        threading.excepthook = lambda _: None
    asyncio.run(main(Path(where), begins, ends, dice_seed, careless=without == "care"))
