"""G19: the database is brought up to date, and killed at every statement; two copies start at once.

Afterwards the next start finishes it, or everything is as before; a newer schema is refused. What each
earlier version left behind is brought up to date, read, and worked off to its end.
"""

import asyncio
import io
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.errors import SchemaTooNew
from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from bot.store import SqliteStore, audit, read_only
from bot.store.journal import SqliteJournal
from bot.store.rehearsing import rehearse, unread
from tests.chaos import golden
from tests.chaos.suite import Broken, Control, Figures, Suite, Task
from tests.desk.harness import MONDAY

Schema = list[tuple[str, ...]]
_MOST = 520
"""More statements than opening a new database has."""
BLOCK = 20
_CHILD = """
import os, signal, sqlite3, sys
from pathlib import Path
from bot.store import SqliteStore, connect, opening
from bot.store.migrations import migrations
from tests.desk.harness import MONDAY

left = int(sys.argv[2])

def dies(sql):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

open_writer = connect.writer

def watched(path):
    db = open_writer(path)
    if left:
        db.conn.set_trace_callback(dies)
    return db

def piecemeal(db):
    migrations.ensure_migrations_table(db)
    for step in migrations.pending(db):
        step.fn(db)
        migrations._record_applied(db, step.name)

connect.writer = watched
if len(sys.argv) > 3:
    opening.apply_all = piecemeal
store = SqliteStore(Path(sys.argv[1]), MONDAY)
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def upgrades(task: Task, *, unsafe: bool = False, spoiled: str = "") -> Figures:
    """Kill it at each statement of this block, then, once, try the other things. Raises Broken.

    `spoiled` is done to what an earlier version left: the control.
    """
    figures = Figures()
    expected = _expected(task.folder)
    first, step = task.block * BLOCK, 1 if task.cases >= BLOCK else _MOST // task.cases
    last = first + (BLOCK if step == 1 else _MOST)
    for statement in range(first + 1, last + 1, step):
        new = _dies(task, statement, expected, unsafe=unsafe)
        old = _dies(task, statement, expected, unsafe=unsafe, old=True)
        if not (new or old):
            break
        if statement == _MOST:
            raise Broken(
                f"an opening has more than {_MOST} statements: not all are tried", task.seed
            )
        figures.take({"statements of the opening it was killed at, whole at the next start": new})
        figures.take({"statements of the oldest schema's upgrade, likewise": old})
        task.tell(statement - first)
    if task.block == 0:
        figures.take(_every_version(task, expected, spoiled))
        figures.take(_two_at_once(task))
        figures.take(_newer(task.folder, task.seed))
    return figures


def _dies(task: Task, statement: int, expected: Schema, *, unsafe: bool, old: bool = False) -> bool:
    """Kill it there and start it anew; False when there is no such statement any more."""
    database = task.folder / f"killed{statement}" / "desk.db"
    database.parent.mkdir()
    if old:
        golden.laid(1, database)
    with _start(database, statement, *(["unsafe"] if unsafe else [])) as child:
        child.communicate(timeout=60)
    _check(database, expected, f"killed at statement {statement}", task.seed)
    shutil.rmtree(database.parent)
    return child.returncode == -signal.SIGKILL


def _start(database: Path, dies_at: int, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(database), str(dies_at), *more],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _expected(folder: Path) -> Schema:
    path = folder / "fresh" / "desk.db"
    path.parent.mkdir()
    SqliteStore(path, MONDAY).close()
    return _schema(path)


def _schema(path: Path) -> Schema:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _check(path: Path, expected: Schema, what: str, seed: int) -> None:
    try:
        SqliteStore(path, MONDAY).close()
    except Exception as error:
        raise Broken(f"{what}: the next start fails: {error}", seed) from error
    if _schema(path) != expected:
        raise Broken(f"{what}: the next start leaves another schema", seed)
    with read_only(path) as journal:
        findings = audit(journal, MONDAY)
    if findings:
        raise Broken(f"{what}: {findings[0].words()}", seed)


def _every_version(task: Task, expected: Schema, spoiled: str) -> Figures:
    """What each version of the schema left is brought up to date and worked off."""
    for number in golden.numbers():
        what = f"a database of schema {number}"
        path = task.folder / f"schema{number}" / "desk.db"
        now = golden.laid(number, path)
        if spoiled:
            with closing(sqlite3.connect(path, isolation_level=None)) as conn:
                conn.execute(spoiled)
        before = path.read_bytes()
        tried = rehearse(path, now)
        if path.read_bytes() != before:
            raise Broken(f"{what} was changed by the rehearsal", task.seed)
        for trouble in (*tried.unread, *(each.words() for each in tried.findings)):
            raise Broken(f"{what}: not to be read, or its books disagree: {trouble}", task.seed)
        said = asyncio.run(_worked_off(path, now))
        _check(path, expected, what, task.seed)
        if left := _left(path):
            raise Broken(f"{what}: not worked off: {', '.join(left)}", task.seed)
        if "Kept for you" not in said:
            raise Broken(f"{what}: what was on its way never arrived", task.seed)
    return Figures({"databases of every schema so far, brought up to date and worked off": number})


async def _worked_off(path: Path, now: datetime) -> str:
    """Start on it, and let so much time pass that all that is silent closes; what was said."""
    out = io.StringIO()
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    async with opened(Settings(database=path), screen, start=now, virtual=True) as session:
        await session.settle()
        await session.advance("9d")
    return out.getvalue()


def _left(path: Path) -> list[str]:
    """What has no outcome, or can't be read, after all that."""
    with read_only(path) as journal:
        assert isinstance(journal, SqliteJournal)
        waits = journal.rows("SELECT id FROM inbox WHERE state <> 'done'")
        leaves = journal.rows("SELECT key FROM outbox WHERE state NOT IN ('sent', 'replaced')")
        return [*(row[0] for row in (*waits, *leaves)), *unread(journal)]


def _two_at_once(task: Task) -> Figures:
    """One opens, the other is told so in words; whatever the order."""
    rounds = min(10, task.cases // 4)
    for number in range(rounds):
        path = task.folder / f"two{number}.db"
        both = [_start_holding(path) for _ in range(2)]
        said = [child.stdout.readline().strip() for child in both if child.stdout]
        errors = [child.communicate(timeout=60)[1] for child in both]
        refused = [text for text in errors if "Another copy of Front Desk uses" in text]
        if said.count("open") != 1 or len(refused) != 1:
            raise Broken(f"two copies at once: {said.count('open')} opened, {len(refused)} refused")
    return Figures({"times two copies at once, one opened, one refused in words": rounds})


def _start_holding(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _newer(folder: Path, seed: int) -> Figures:
    """A database of a newer program is refused, and not one byte of it changes."""
    changes: tuple[Callable[[sqlite3.Connection], object], ...] = (
        lambda conn: conn.execute("PRAGMA user_version = 99"),
        lambda conn: conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "SELECT migration_set, 'schema_99', applied_at FROM _sqlite_migrations LIMIT 1"
        ),
    )
    for number, change in enumerate(changes):
        path = folder / f"newer{number}.db"
        SqliteStore(path, MONDAY).close()
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            change(conn)
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.read_bytes()
        try:
            SqliteStore(path, MONDAY).close()
        except SchemaTooNew:
            pass
        else:
            raise Broken("a database of a newer program was opened", seed)
        if path.read_bytes() != before:
            raise Broken("a database of a newer program was refused, and changed", seed)
    return Figures({"newer databases refused, unchanged": len(changes)})


SUITE = Suite(
    name="G19",
    title="opening a new and an old database killed at every statement, every schema, two starts",
    unit="statements at most",
    run=upgrades,
    quick=14,
    ci=_MOST,
    long=_MOST,
    fits=True,
    block=BLOCK,
    reason="a process for each statement; quick takes one in so many",
    controls=(
        Control(
            name="each statement by itself",
            run=lambda task: upgrades(task, unsafe=True),
            cases=8,
            finds="the next start fails",
        ),
        Control(
            name="a row that nobody can read",
            run=lambda task: upgrades(
                task, spoiled='UPDATE inbox SET body = \'{"is":"Sung"}\' WHERE seq = 3'
            ),
            cases=1,
            finds="not to be read",
        ),
    ),
)
