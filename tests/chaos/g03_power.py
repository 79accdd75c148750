"""G3: the power fails. What was acknowledged is there, nothing is half there, nothing goes out twice.

All writes and flushes of a desk at work are recorded; an image is what a disk may hold at a cut:
all that was flushed, and of the rest any part, in any order, torn between sectors.
Each is opened as the next start does it; every other desk began with a restored backup.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.desk.nouns.inbound import Said
from bot.errors import StoreError
from bot.store import SqliteStore, audit
from bot.store.journal import SqliteJournal
from bot.store.opening import look_over
from tests.chaos import disk_child, shim
from tests.chaos.a_desk import know
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.chaos.sim.story import CUSTOMERS, dm
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance
from tests.desk.harness import MONDAY

SECTOR = 512
_ROUNDS = 60
_FIRST = 12
"""At each of so many first calls the power is always cut: there the file gets its form."""
_BEFORE = [
    Said(id=f"test:b{number}", at=MONDAY, by=who, place=dm(who), text=words)
    for number, (who, words) in enumerate(zip(CUSTOMERS, CUSTOMER_WORDS, strict=False))
]
"""What people had written before the backup was made that is restored."""
_YEARS_LATER = MONDAY + timedelta(days=2000)
_LATE_RULES = {"inbox-stuck", "alarm-overdue", "sending-too-long", "pending-too-long"}


class Disk:
    """What is flushed of each file, and what is not yet."""

    def __init__(self, restored: bytes = b"") -> None:
        """It begins with a restored backup, or empty."""
        self.flushed = {"desk.db": bytearray(restored)} if restored else {}
        self.unflushed: dict[str, list[shim.Call]] = {}
        self.told = [("acked", each.id) for each in _BEFORE] if restored else []
        """What the world was told, in order."""

    def take(self, call: shim.Call) -> None:
        """Let one call happen."""
        name = Path(call.name).name
        if name == disk_child.SAID:
            lines = call.data.decode().splitlines()
            self.told += [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]
            return
        if not name.startswith("desk.db") or name.endswith(".lock"):
            return
        if call.what == "u":
            self.flushed.pop(name, None)
            self.unflushed.pop(name, None)
        elif call.what == "s":
            content = self.flushed.setdefault(name, bytearray())
            for each in self.unflushed.pop(name, []):
                _apply(content, each.what, each.offset, each.data)
        else:
            self.unflushed.setdefault(name, []).append(call)

    def image(self, dice: random.Random) -> Iterator[tuple[str, bytearray]]:
        """What may be found of each file after a cut now."""
        for name in sorted(self.flushed.keys() | self.unflushed.keys()):
            content = bytearray(self.flushed.get(name, b""))
            pieces = [piece for call in self.unflushed.get(name, []) for piece in _torn(call)]
            kept = dice.choice((0.0, 0.3, 0.7, 1.0))
            pieces = [piece for piece in pieces if dice.random() < kept]
            if dice.random() < 0.5:
                dice.shuffle(pieces)
            for what, offset, data in pieces:
                _apply(content, what, offset, data)
            yield name, content


def _torn(call: shim.Call) -> Iterator[tuple[str, int, bytes]]:
    if call.what == "t":
        yield "t", call.offset, b""
        return
    for start in range(0, len(call.data), SECTOR):
        yield "w", call.offset + start, call.data[start : start + SECTOR]


def _apply(content: bytearray, what: str, offset: int, data: bytes) -> None:
    if what == "t":
        del content[offset:]
        content.extend(b"\0" * (offset - len(content)))
        return
    if len(content) < offset:
        content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(data)] = data


Door = Callable[[Path], None]


def starts(path: Path) -> None:
    """Open the file as a start does."""
    SqliteStore(path, MONDAY).close()


def looks_first(path: Path) -> None:
    """Look before what was half written is rolled back."""
    if path.exists():
        look_over(path)
    starts(path)


def cut(task: Task, mode: str = "FULL", door: Door = starts) -> Figures:
    """Let one desk work, on a new file or on a restored backup, and cut the power so often.

    Raises Broken.
    """
    restored = a_backup(task.folder) if task.block % 2 else b""
    trace = record(task, shim.built(task.folder), mode, restored)
    steps = list(shim.calls(trace))
    trace.unlink()
    dice = chance(task.seed, "cut", task.block)
    disk, at = Disk(restored), 0
    for done, index in enumerate(_cuts(dice, len(steps), task.cases)):
        for call in steps[at:index]:
            disk.take(call)
        at = index
        problem = wrong_with(disk, dice, task.folder, door)
        if problem:
            raise Broken(f"{problem}\n{_where(task, mode, steps, index)}", task.seed)
        task.tell(done + 1)
    told = Counter(what for what, _ in disk.told)
    return Figures(
        {
            "images": task.cases,
            "runs": 1,
            "of them on a restored backup": task.block % 2,
            "messages acknowledged": told["acked"],
            "messages posted": told["posted"],
        }
    )


def _cuts(dice: random.Random, calls: int, cases: int) -> Sequence[int]:
    first = range(1, min(_FIRST, cases) + 1)
    return sorted([*first, *dice.choices(range(1, calls + 1), k=cases - len(first))])


def _where(task: Task, mode: str, steps: Sequence[shim.Call], index: int) -> str:
    call = steps[index - 1]
    return (
        f"synchronous={mode}, run {task.block}, power cut after call {index} of {len(steps)} "
        f"({call.what} {Path(call.name).name})"
    )


def a_backup(folder: Path) -> bytes:
    """What was kept of a desk that knows things and has heard from people."""
    path = folder / "before" / "desk.db"
    with closing(SqliteStore(path, MONDAY)) as store:
        store.write_now(know)
        for each in _BEFORE:
            store.write_now(lambda journal, each=each: journal.take_in(each, MONDAY))  # type: ignore[misc]
        return store.back_up_now(MONDAY).read_bytes()


def record(task: Task, library: Path, mode: str, restored: bytes) -> Path:
    """Let a desk work, watched; return what it did to the disk."""
    folder = task.folder / "run"
    folder.mkdir()
    if restored:
        (folder / "desk.db").write_bytes(restored)
    trace = task.folder / "trace"
    checkpoint = (1000, 20, 100)[task.block % 3]
    subprocess.run(
        [
            *(sys.executable, "-m", "tests.chaos.disk_child", str(folder), mode),
            *(str(checkpoint), str(_ROUNDS), str(task.seed + task.block)),
        ],
        env=shim.environment(library, folder, trace),
        check=True,
    )
    return trace


def wrong_with(disk: Disk, dice: random.Random, folder: Path, door: Door) -> str:
    """Say what an image at this point breaks; "" if nothing."""
    path = folder / "image" / "desk.db"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    for name, content in disk.image(dice):
        path.with_name(name).write_bytes(content)
    try:
        door(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            return _broken(disk, Database(conn, execute_plugins=False))
    except StoreError as error:
        return f"no start: {error}"
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"


def _broken(disk: Disk, db: Database) -> str:
    found = db.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        return f"damaged: {found}"
    here = {row[0] for row in db.execute("SELECT id FROM inbox").fetchall()}
    sent = dict(db.execute("SELECT key, state FROM outbox").fetchall())
    for what, key in disk.told:
        if what == "acked" and key not in here:
            return f"lost: {key} was acknowledged and is gone"
        if what == "posted" and sent.get(key) not in {"sending", "sent"}:
            return f"would go out twice: {key} was posted and is {sent.get(key, 'gone')}"
    rules = audit(SqliteJournal(db), _YEARS_LATER)
    broken = [rule.words() for rule in rules if rule.rule not in _LATE_RULES]
    return f"half there: {broken[0]}" if broken else ""


SUITE = Suite(
    name="G3",
    title="power cuts under load",
    unit="images",
    run=cut,
    quick=1_500,
    ci=10_000,
    long=100_000,
    fits=True,
    block=750,
    reason="about 70 images a second on each core, each opened as a start does",
    controls=(
        Control(
            name="synchronous=NORMAL",
            run=lambda task: cut(task, "NORMAL"),
            cases=400,
            finds="was acknowledged and is gone",
        ),
        Control(
            name="synchronous=OFF",
            run=lambda task: cut(task, "OFF"),
            cases=400,
            finds="was acknowledged and is gone",
        ),
        Control(
            name="looked at before it is rolled back",
            run=lambda task: cut(task, door=looks_first),
            cases=_FIRST,
            finds="was cut short while starting",
        ),
    ),
)
