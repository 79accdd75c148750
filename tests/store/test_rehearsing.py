"""An upgrade is tried on a copy: what it comes to is said, and the database is as it was."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import SqliteStore, audit, audit_at_rest
from bot.store.migrations import NEWEST
from bot.store.rehearsing import rehearse
from tests.chaos import golden
from tests.store.examples import NOW

ROOT = Path(__file__).parents[2]
STRANGE = 'UPDATE inbox SET body = \'{"is":"Sung"}\' WHERE seq = 3'


def upgrade(path: Path, *how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run_bot.py"), "upgrade", *how],
        cwd=path.parent,
        env={"DESK_DATABASE": str(path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "desk.db"
    golden.laid(1, path)
    return path


def test_there_are_rows_of_every_schema_before_this_one() -> None:
    """If not: before a step is added, python -m tests.chaos.golden"""
    assert set(range(1, NEWEST)) <= set(golden.numbers()) <= set(range(1, NEWEST + 1))


def test_the_rehearsal_says_what_an_upgrade_does_and_leaves_no_trace(old: Path) -> None:
    before = files(old.parent)
    tried = upgrade(old, "--check")
    after = files(old.parent)

    assert before == after
    assert (0, "") == (tried.returncode, tried.stderr)
    assert tried.stdout.startswith(f"Steps that {old} lacks: ticket_links, question_words")
    assert "brought up to date in 0." in tried.stdout
    assert tried.stdout.endswith("Stop Front Desk, and start this version.\n")


def test_an_upgrade_by_hand_does_it_once_and_keeps_a_copy(old: Path) -> None:
    done = upgrade(old)
    again = upgrade(old, "--check")

    assert "Its books agree" in done.stdout
    assert "is up to date: this version changes nothing in it" in again.stdout
    assert ["desk-before-ticket_links"] == [
        path.name.rpartition("-")[0] for path in (old.parent / "backups").iterdir()
    ]


def test_what_this_version_can_t_read_is_named_and_keeps_from_upgrading(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute(STRANGE)
        name = db.execute("SELECT id FROM inbox WHERE seq = 3").fetchone()[0]
    tried = upgrade(old, "--check")

    assert 1 == tried.returncode
    assert f"This version can't read: inbox {name}" in tried.stdout
    assert tried.stderr.startswith("Stay with the version that you have")


def test_it_may_be_tried_while_front_desk_runs(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "desk.db", NOW)):
        tried = rehearse(tmp_path / "desk.db", NOW)

    assert ([], [], []) == (list(tried.missing), list(tried.findings), list(tried.unread))
    assert {"copied", "audited", "read"} == set(tried.seconds)


def test_without_a_database_there_is_nothing_to_try(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        rehearse(tmp_path / "desk.db", NOW)
    assert "There is no database" in upgrade(tmp_path / "desk.db").stderr
    assert [] == list(tmp_path.iterdir())


def test_what_fell_due_while_the_program_was_stopped_is_no_fault_of_the_books(old: Path) -> None:
    """Messages wait in these rows: the next start works on them, however late that is."""
    store = SqliteStore(old, NOW)
    with closing(store):
        waiting = store.read_now(lambda journal: journal.newest_waiting())
        assert waiting is not None
        years_later = waiting + timedelta(days=1000)
        late = store.read_now(lambda journal: audit(journal, years_later))
        rested = store.read_now(lambda journal: audit_at_rest(journal, years_later))

    assert {"inbox-stuck"} <= {finding.rule for finding in late}
    assert () == tuple(rested)
