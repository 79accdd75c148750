"""G18: backups made while the desk is busy. Each can be restored, and each is a true moment.

A backup holds all that was acknowledged before it was begun, nothing half, and a desk starts on it.
"""

import asyncio
import logging
import shutil
from contextlib import closing
from pathlib import Path

from bot.app import App, RealClock
from bot.desk.inbound import Said
from bot.errors import StoreError
from bot.store import SqliteStore, audit, read_only
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import Broken, Control, Suite, Task
from tests.chaos.whole import a_desk, know
from tests.recorder import Recorder

_LATE_RULES = {"inbox-stuck", "alarm-overdue", "sending-too-long", "pending-too-long"}
_BETWEEN = 40
"""Messages between two backups."""


def backups(task: Task, *, raw: bool = False) -> str:
    """Make so many backups under load. Raises Broken when one is not what it should be."""
    logging.disable(logging.CRITICAL)
    try:
        return asyncio.run(_backups(task, raw))
    finally:
        logging.disable(logging.NOTSET)


async def _backups(task: Task, raw: bool) -> str:
    clock = RealClock()
    store = SqliteStore(task.folder / "desk.db", clock.now())
    await store.write(know)
    app = App(store=store, desk=a_desk(), platforms=[Recorder(staff=STAFF_ROOM)], clock=clock)
    app.start()
    acked: list[str] = []
    load = asyncio.create_task(_load(app, acked))
    try:
        for number in range(task.cases):
            wanted = len(acked) + _BETWEEN
            while len(acked) < wanted and not load.done():  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            before = list(acked)
            made = await _copy(store, number, raw=raw)
            problem = await asyncio.to_thread(_wrong, task.folder, made, before)
            if problem:
                raise Broken(f"backup {number + 1} of {task.cases}: {problem}", task.seed)
            task.tell(number + 1)
    finally:
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
        await app.stop()
        store.close()
    return f"{task.cases} backups during {len(acked):,} messages, each restored and audited"


async def _load(app: App, acked: list[str]) -> None:
    number = 0
    while True:
        now = app.clock.now()
        who = CUSTOMERS[number % 3]
        words = CUSTOMER_WORDS[number % len(CUSTOMER_WORDS)]
        said = Said(id=f"test:m{number}", at=now, by=who, place=dm(who), text=words)
        await app.intake(said)
        acked.append(said.id)
        number += 1
        await asyncio.sleep(0)


async def _copy(store: SqliteStore, number: int, *, raw: bool) -> Path:
    """A backup; for the control, a copy of the file alone."""
    if raw:
        target = store.path.with_name(f"raw{number}.db")
        shutil.copyfile(store.path, target)
        return target
    now = RealClock().now()
    return await store.back_up(now)


def _wrong(folder: Path, made: Path, acked: list[str]) -> str:
    """Restore it beside, start a store on it, look."""
    where = folder / "restored"
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir()
    restored = Path(shutil.copy(made, where / "desk.db"))
    try:
        return _audited(restored, acked)
    except StoreError as error:
        return str(error)


def _audited(restored: Path, acked: list[str]) -> str:
    with read_only(restored) as journal:
        here = {row[0] for row in journal.rows("SELECT id FROM inbox")}
        findings = [
            each for each in audit(journal, RealClock().now()) if each.rule not in _LATE_RULES
        ]
    lost = [key for key in acked if key not in here]
    if lost:
        return f"{len(lost)} messages acknowledged before it are missing"
    if findings:
        return findings[0].words()
    with closing(SqliteStore(restored, RealClock().now())) as store:
        store.write_now(know)
    return ""


SUITE = Suite(
    name="G18",
    title="backups under load, restored and audited",
    unit="backups",
    run=backups,
    quick=8,
    ci=20,
    long=200,
    fits=True,
    reason="a backup is copied, checked and restored in about a second",
    controls=(
        Control(
            name="a copy of the file alone",
            run=lambda task: backups(task, raw=True),
            cases=5,
        ),
    ),
)
