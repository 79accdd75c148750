"""Starting: alone, on a whole database, of the right age."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError
from bot.store import SqliteStore, backup, connect, opening
from bot.store.migrations import APPLICATION_ID, apply_all
from bot.store.sqlite import read_only
from tests.store.examples import ANA, NOW, a_ticket, outgoing, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "frontdesk.db"


def filled(path: Path) -> None:
    store = SqliteStore(path, NOW)
    store.write_now(lambda journal: journal.add_ticket(a_ticket()))
    store.close()


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    store = SqliteStore(path, NOW)
    store.write_now(lambda journal: journal.save_person(ANA))
    modes = {entry.name: entry.stat().st_mode & 0o777 for entry in path.parent.iterdir()}
    store.close()

    assert {0o600} == set(modes.values())
    assert {"frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.db.lock"} == set(
        modes
    )


def test_the_writer_loses_nothing_at_a_power_cut(path: Path) -> None:
    store = SqliteStore(path, NOW)
    names = ("synchronous", "journal_mode", "foreign_keys", "trusted_schema", "busy_timeout")
    db = store._writer._db
    found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    store.close()

    assert found == [2, "wal", 1, 0, 5000]


def test_every_table_is_strict(path: Path) -> None:
    filled(path)
    with read_only(path) as journal:
        loose = journal.rows(
            "SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' "
            "AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations' AND type = 'table'"
        )

    assert loose == []


def test_a_second_start_goes_on_where_the_first_stopped(path: Path) -> None:
    filled(path)
    store = SqliteStore(path, NOW)
    tickets = store.read_now(lambda journal: journal.open_tickets())
    store.close()

    assert [a_ticket(number=1)] == tickets
    assert backup.newest(path) is None


def test_another_copy_is_kept_out_until_the_first_has_stopped(path: Path) -> None:
    first = SqliteStore(path, NOW)
    with pytest.raises(AnotherCopyRuns, match=r"frontdesk\.db\. Stop it first"):
        SqliteStore(path, NOW)
    first.close()

    SqliteStore(path, NOW).close()


def test_a_copy_that_died_keeps_nobody_out(path: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        from bot.store import SqliteStore
        from tests.store.examples import NOW
        store = SqliteStore(Path(sys.argv[1]), NOW)
        print("open", flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(path)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(AnotherCopyRuns):
            SqliteStore(path, NOW)
        os.kill(child.pid, signal.SIGKILL)

    SqliteStore(path, NOW).close()


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('front_desk', 'schema_99', '')"
        )
    before = path.read_bytes()

    with pytest.raises(SchemaTooNew, match="newer Front Desk"):
        SqliteStore(path, NOW)
    assert before == path.read_bytes()


def test_an_older_database_is_backed_up_before_it_is_changed(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute("CREATE TABLE from_before (word TEXT)")
        conn.execute("INSERT INTO from_before VALUES ('kept')")
    SqliteStore(path, NOW).close()
    copy = backup.newest(path)

    assert copy is not None
    assert copy.name == "frontdesk-before-schema_1-20260302T090000Z.db"
    assert Database(copy).table_names() == ["from_before"]
    with read_only(path) as journal:
        assert journal.open_tickets() == []
        assert journal.rows("SELECT word FROM from_before") == [("kept",)]


@pytest.fixture
def cut_short(path: Path) -> Path:
    """A restored backup; the first write to it was left half done, with its journal."""
    filled(path)
    copy = backup.make(path, NOW)
    shutil.copyfile(copy, path)
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous = OFF")  # what is in the journal counts at once
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("DELETE FROM ticket")
        shutil.copyfile(f"{copy}-journal", f"{path}-journal")
    return path


def test_a_start_that_was_cut_short_is_undone_by_the_next(cut_short: Path) -> None:
    store = SqliteStore(cut_short, NOW)
    tickets = store.read_now(lambda journal: journal.open_tickets())
    store.close()

    assert [a_ticket(number=1)] == tickets


def test_whoever_only_looks_is_told_that_a_start_was_cut_short(cut_short: Path) -> None:
    with (
        pytest.raises(StoreError, match="cut short while starting: start Front Desk once"),
        read_only(cut_short),
    ):
        pass


def damage(path: Path) -> dict[str, bytes]:
    whole = path.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    return {
        "not a database": b"no" * 4096,
        "cut": whole[: len(whole) // 2],
        "overwritten": whole[:middle] + b"\xff" * 40960 + whole[middle + 40960 :],
        "empty": b"",
    }


@pytest.mark.parametrize("how", ["not a database", "cut", "overwritten", "empty"])
def test_a_damaged_database_is_reported_with_the_newest_backup_and_not_written_to(
    path: Path, how: str
) -> None:
    filled(path)
    store = SqliteStore(path, NOW)
    copy = store.back_up_now(NOW)
    store.close()
    broken = damage(path)[how]
    path.write_bytes(broken)

    with pytest.raises(DatabaseDamaged, match=f"(?s)Nothing was written.*{copy.name}"):
        SqliteStore(path, NOW)
    assert broken == path.read_bytes()


def test_somebody_else_s_database_is_not_touched(path: Path) -> None:
    path.parent.mkdir()
    Database(path).table("dogs").insert({"name": "Cleo"})
    before = path.read_bytes()

    with pytest.raises(StoreError, match="not one of Front Desk's"):
        SqliteStore(path, NOW)
    assert before == path.read_bytes()


NETWORK = [
    "nfs",
    "nfs3",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.ceph",
    "fuse.ceph-fuse",
    "glusterfs",
    "fuse.glusterfs",
    "lustre",
    "beegfs",
    "beegfs_nodev",
    "gpfs",
    "orangefs",
    "virtiofs",
    "vboxsf",
    "fuse.vmhgfs-fuse",
    "fuse.sshfs",
    "fuse.s3fs",
    "fuse.rclone",
    "fuse.gcsfuse",
    "fuse.juicefs",
    "fuse.goofys",
    "fuse.blobfuse2",
    "davfs",
    "fuse.davfs2",
    "osxfs",
    "fuse.grpcfuse",
    "moosefs",
]
LOCAL = [
    "ext4",
    "xfs",
    "btrfs",
    "zfs",
    "tmpfs",
    "overlay",
    "f2fs",
    "apfs",
    "fuse.ntfs-3g",
    "fuseblk",
    "fuse.fuse-overlayfs",
]


def mounted(tmp_path: Path, kind: str) -> Path:
    mounts = tmp_path / "mounts"
    here = str(tmp_path).replace(" ", "\\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {here} {kind} rw 0 0\n", "utf-8")
    return mounts


@pytest.mark.parametrize("kind", NETWORK)
def test_a_network_file_system_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(StoreError, match=f"network file system .{kind}"):
        opening.refuse_network(tmp_path / "a.db", mounted(tmp_path, kind))


@pytest.mark.parametrize("kind", LOCAL)
def test_a_local_one_is_not(tmp_path: Path, kind: str) -> None:
    opening.refuse_network(tmp_path / "a.db", mounted(tmp_path, kind))


def test_a_folder_that_can_t_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(StoreError, match="can't be opened"):
        SqliteStore(tmp_path / "file" / "a.db", NOW)


def test_a_backup_is_whole_while_writing_goes_on(path: Path) -> None:
    store = SqliteStore(path, NOW)
    store.write_now(lambda journal: journal.take_in(said(1), NOW))
    copy = store.back_up_now(NOW)
    store.write_now(lambda journal: journal.take_in(said(2), NOW))
    store.close()

    assert copy.stat().st_mode & 0o777 == 0o600
    with read_only(copy) as journal:
        assert [said(1)] == [row.inbound for row in journal.waiting(said(1).place.key)]


def test_a_day_of_hours_and_a_week_of_days_are_kept(path: Path) -> None:
    backup.folder(path).mkdir(parents=True)
    for hour in range(24 * 10):
        stamp = (NOW + timedelta(hours=hour)).strftime("%Y%m%dT%H%M%SZ")
        (backup.folder(path) / f"frontdesk-{stamp}.db").touch()
    (backup.folder(path) / "frontdesk-before-schema_2-20200101T000000Z.db").touch()
    backup.prune(path)
    kept = sorted(copy.stem[10:] for copy in backup.folder(path).iterdir())

    days = [f"202603{day:02}T235900Z"[:11] + "0000Z" for day in (6, 7, 8, 9, 10)]
    hours = [
        (NOW + timedelta(days=10, hours=-hour)).strftime("%Y%m%dT%H%M%SZ")
        for hour in range(24, 0, -1)
    ]
    assert kept == [*days, *hours, "before-schema_2-20200101T000000Z"]


def test_writing_after_closing_is_an_error_of_ours(path: Path) -> None:
    store = SqliteStore(path, NOW)
    store.close()

    with pytest.raises(StoreError, match="closed"):
        store.write_now(lambda journal: journal.send(outgoing("a"), NOW))


def test_opening_is_whole_or_nothing_whatever_fails_on_the_way(tmp_path: Path) -> None:
    """The library makes a table of its own in two pieces; neither may be there alone."""
    path = tmp_path / "desk.db"
    db = connect.writer(path)
    db.conn.execute("CREATE TABLE outbox_due (x)")  # in the way of an index of the schema

    with pytest.raises(sqlite3.Error):
        apply_all(db)
    assert [("outbox_due",)] == db.conn.execute("SELECT name FROM sqlite_master").fetchall()
    db.conn.close()
