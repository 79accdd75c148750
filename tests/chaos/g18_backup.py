"""G18: backups made while the desk is busy. Each can be restored, and each is a true moment.

A backup holds all that was acknowledged before it was begun, nothing half, and a desk starts on it.
Once for each way the file itself is taken away under load: what was acknowledged by then is rescued.
"""

import asyncio
import logging
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from bot.desk.nouns.inbound import Said
from bot.errors import StoreError
from bot.running.app import App
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore, audit, backup, restoring
from bot.store.sqlite import read_only
from tests.chaos.a_desk import a_desk, know
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import Broken, Control, Suite, Task
from tests.recorder import Recorder

_LATE_RULES = {"inbox-stuck", "alarm-overdue", "sending-too-long", "pending-too-long"}
_BETWEEN = 40
"""Messages between two backups."""


def backups(task: Task, *, raw: bool = False) -> str:
    """Make so many backups under load. Raises Broken when one is not what it should be."""
    logging.disable(logging.CRITICAL)
    try:
        copied = asyncio.run(_backups(task, raw))
        return f"{copied}; {taken_away(task)}"
    finally:
        logging.disable(logging.NOTSET)


def taken_away(task: Task, *, looks: bool = True) -> str:
    """Take the file away under load, in each way. Raises Broken where something is lost."""
    logging.disable(logging.CRITICAL)
    try:
        for name, way in _WAYS.items():
            asyncio.run(_taken_away(task, name, way, looks))
    finally:
        logging.disable(logging.NOTSET)
    return f"the file taken away in {len(_WAYS)} ways, all that was acknowledged rescued"


async def _taken_away(task: Task, name: str, way: Callable[[Path], object], looks: bool) -> None:
    path = task.folder / name.replace(" ", "-") / "desk.db"
    store = SqliteStore(path, RealClock().now())
    if not looks:
        store._opened.file.check = lambda: None  # type: ignore[method-assign]
    await store.write(know)
    store.back_up_now(RealClock().now())
    app = App(store=store, desk=a_desk(), platforms=[Recorder(staff=STAFF_ROOM)])
    app.start()
    acked: list[str] = []
    load = asyncio.create_task(_load(app, acked))
    try:
        await _until(lambda: len(acked) >= _BETWEEN)
        way(path)
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(load), 5)
    except StoreError:
        pass
    finally:
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
        await app.stop()
        store.close()
    problem = _not_rescued(path, acked)
    if problem:
        raise Broken(f"{name}: {problem}", task.seed)


async def _until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110
        await asyncio.sleep(0.005)


def _not_rescued(path: Path, acked: list[str]) -> str:
    """Put back what was rescued, and look what is there; without a rescue, what the path holds."""
    rescued = [*backup.folder(path).glob("desk-rescued-*.db")]
    try:
        if rescued:
            restoring.restore(path, rescued[0], RealClock().now())
        with read_only(path) as journal:
            here = {row[0] for row in journal.rows("SELECT id FROM inbox")}
    except StoreError as error:
        return f"lost: {len(acked)} acknowledged messages, {error}"
    lost = [key for key in acked if key not in here]
    return f"lost: {len(lost)} of {len(acked)} acknowledged messages" if lost else ""


def _over(path: Path) -> None:
    copy = backup.newest(path)
    assert copy is not None
    Path(shutil.copy(copy, path.with_name("new"))).replace(path)


_WAYS: dict[str, Callable[[Path], object]] = {
    "removed": Path.unlink,
    "its folder moved": lambda path: shutil.move(path.parent, path.parent.with_name("elsewhere")),
    "a backup moved over it": _over,
    "its log removed": lambda path: path.with_name("desk.db-wal").unlink(),
}


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
            await _until(lambda wanted=wanted: len(acked) >= wanted or load.done())  # type: ignore[misc]
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
    title="backups under load, restored and audited; the file taken away",
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
        Control(
            name="a desk that doesn't look whether its file is there",
            run=lambda task: taken_away(task, looks=False),
            cases=1,
            finds="lost: ",
        ),
    ),
)
