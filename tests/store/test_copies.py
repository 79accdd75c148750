"""The file itself: taken away, put back, copied while there is room, and when there is none."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import AnotherCopyRuns, DatabaseDamaged, DatabaseMoved, StoreError
from bot.store import SqliteStore, backup, read_only, restoring
from bot.store.lock import take
from tests.store.examples import ANAS_DM, NOW, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "desk.db"


def take_in(store: SqliteStore, *numbers: int) -> None:
    for number in numbers:
        store.write_now(lambda journal, n=number: journal.take_in(said(n), NOW))  # type: ignore[misc]


def kept(path: Path) -> list[str]:
    with read_only(path) as journal:
        return [row.inbound.id for row in journal.waiting(ANAS_DM.key, 100)]


def log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def remove(path: Path) -> None:
    path.unlink()


def remove_all(path: Path) -> None:
    shutil.rmtree(path.parent)


def remove_the_log(path: Path) -> None:
    log(path).unlink()


def move_away(path: Path) -> None:
    path.rename(path.with_name("away.db"))


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def move_a_backup_over_it(path: Path) -> None:
    copy = backup.newest(path)
    assert copy is not None
    Path(shutil.copy(copy, path.with_name("new"))).replace(path)


def copy_a_backup_over_it(path: Path) -> None:
    shutil.copyfile(backup.newest(path) or path, path)


def empty_it(path: Path) -> None:
    os.truncate(path, 0)


WAYS = [
    remove,
    remove_all,
    remove_the_log,
    move_away,
    move_the_folder,
    move_a_backup_over_it,
    copy_a_backup_over_it,
    empty_it,
]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_acknowledged_once_the_file_is_not_the_one_that_was_opened(
    path: Path, way: Callable[[Path], None]
) -> None:
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    store.back_up_now(NOW)
    take_in(store, 2)
    way(path)

    with pytest.raises(DatabaseMoved, match="removed or replaced"):
        take_in(store, 3)
    with pytest.raises(DatabaseMoved):
        store.read_now(lambda journal: journal.waiting(ANAS_DM.key))
    with pytest.raises(DatabaseMoved):
        store.back_up_now(NOW)
    store.close()


@pytest.mark.parametrize("way", [remove, remove_all, remove_the_log, move_a_backup_over_it])
def test_what_was_acknowledged_is_rescued_and_can_be_put_back(
    path: Path, way: Callable[[Path], None]
) -> None:
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    store.back_up_now(NOW)
    take_in(store, 2)
    way(path)
    with pytest.raises(DatabaseMoved):
        store.check()
    store.close()
    (rescued,) = backup.folder(path).glob("desk-rescued-*.db")
    replaced = restoring.restore(path, rescued, NOW)

    assert ["test:m1", "test:m2"] == kept(path)
    assert 0o600 == path.stat().st_mode & 0o777
    assert replaced is None or replaced.exists()


def test_a_lost_file_is_not_begun_anew_in_silence(path: Path) -> None:
    store = SqliteStore(path, NOW)
    copy = store.back_up_now(NOW)
    store.close()
    path.unlink()

    with pytest.raises(StoreError, match=rf"restore {copy}"):
        SqliteStore(path, NOW)
    assert not path.exists()


def link(path: Path) -> Path:
    other = path.with_name("link.db")
    other.symlink_to(path)
    return other


def hard_link(path: Path) -> Path:
    other = path.with_name("hard.db")
    other.hardlink_to(path)
    return other


def without_its_lock(path: Path) -> Path:
    path.with_name(f"{path.name}.lock").unlink()
    return path


@pytest.mark.parametrize("way", [link, hard_link, without_its_lock])
def test_one_file_has_one_desk_by_whatever_name(path: Path, way: Callable[[Path], Path]) -> None:
    store = SqliteStore(path, NOW)
    with pytest.raises(AnotherCopyRuns):
        SqliteStore(way(path), NOW)
    take_in(store, 1)
    store.close()

    assert ["test:m1"] == kept(path)


def test_a_backup_is_restored_and_what_was_there_is_kept(path: Path) -> None:
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    copy = store.back_up_now(NOW)
    take_in(store, 2)
    store.close()
    before = restoring.restore(path, copy, NOW)

    assert before is not None
    assert ["test:m1"] == kept(path)
    assert ["test:m1", "test:m2"] == kept(before)


def test_the_log_of_what_was_there_goes_with_it(path: Path) -> None:
    """A desk that was killed leaves a log; beside the copy it would show the old data, or none."""
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    copy = store.back_up_now(NOW)
    take_in(store, 2)
    killed = path.with_name("killed.db")
    for end in ("", "-wal", "-shm"):
        shutil.copyfile(f"{path}{end}", f"{killed}{end}")
    store.close()
    before = restoring.restore(killed, copy, NOW)

    assert before is not None
    assert not log(killed).exists()
    assert ["test:m1"] == kept(killed)
    assert ["test:m1", "test:m2"] == kept(before)


def half_written(path: Path, copy: Path) -> None:
    """The first start on a restored backup was cut short: the write that gives it its log."""
    shutil.copyfile(copy, path)
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous = OFF")  # what is in the journal counts at once
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("DELETE FROM inbox")
        shutil.copyfile(f"{copy}-journal", f"{path}-journal")
        conn.execute("ROLLBACK")


def of_another_file(path: Path, copy: Path) -> None:
    """What lies beside it has nothing to do with it."""
    shutil.copyfile(copy, path)
    path.with_name(f"{path.name}-journal").write_bytes(b"\x5a" * 5000)


@pytest.mark.parametrize("way", [half_written, of_another_file])
def test_what_was_replaced_can_be_put_back_though_its_start_was_cut_short(
    path: Path, way: Callable[[Path, Path], None]
) -> None:
    """Else its owner would be told to start what lies among the backups."""
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    copy = store.back_up_now(NOW)
    store.close()
    way(path, copy)
    before = restoring.restore(path, copy, NOW)
    assert before is not None
    parts = {each: each.read_bytes() for each in before.parent.glob(f"{before.name}*")}
    restoring.restore(path, before, NOW + timedelta(seconds=1))

    assert ["test:m1"] == kept(path)
    assert parts == {each: each.read_bytes() for each in before.parent.glob(f"{before.name}*")}
    assert ["backups", "desk.db"] == sorted(
        each.name
        for each in path.parent.iterdir()
        if each.suffix != ".lock" and "db-" not in each.name
    )


def not_ours(path: Path) -> Path:
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as conn, conn:
        conn.execute("CREATE TABLE dogs (name TEXT)")
    return other


def damaged(path: Path) -> Path:
    other = path.with_name("damaged.db")
    other.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return other


def nothing(path: Path) -> Path:
    return path.with_name("nothing.db")


def empty(path: Path) -> Path:
    other = path.with_name("empty.db")
    other.touch()
    return other


def itself(path: Path) -> Path:
    return path


@pytest.mark.parametrize("which", [not_ours, damaged, nothing, empty, itself])
def test_what_can_t_be_restored_leaves_all_as_it_was(
    path: Path, which: Callable[[Path], Path]
) -> None:
    store = SqliteStore(path, NOW)
    take_in(store, 1)
    store.close()
    copy = which(path)
    before = path.read_bytes()

    with pytest.raises((StoreError, DatabaseDamaged)):
        restoring.restore(path, copy, NOW)
    assert before == path.read_bytes()
    assert not backup.folder(path).exists()


def test_what_is_no_copy_is_named_with_the_newest_one(path: Path) -> None:
    SqliteStore(path, NOW).close()
    copy = backup.make(path, NOW)
    other = path.with_name("notes.txt")
    other.write_text("hello\n")

    for wrong, what in (
        (other, f"{other} is damaged, or no database at all, so I left everything as it is."),
        (
            damaged(path),
            f"{damaged(path)} is damaged, or no database at all, so I left everything as it is.",
        ),
        (
            empty(path),
            f"{empty(path)} is not a database of Front Desk's, so I left everything as it is.",
        ),
        (nothing(path), f"There is no file {nothing(path)}."),
    ):
        with pytest.raises(StoreError) as refused:
            restoring.restore(path, wrong, NOW)
        assert str(refused.value) == f"{what} The newest copy is {copy}."


def test_nothing_is_restored_under_a_desk_at_work(path: Path) -> None:
    store = SqliteStore(path, NOW)
    copy = store.back_up_now(NOW)
    with pytest.raises(AnotherCopyRuns):
        restoring.restore(path, copy, NOW)
    store.close()


def hourly(path: Path, count: int) -> None:
    backup.folder(path).mkdir(parents=True)
    for hour in range(count):
        stamp = (NOW + timedelta(hours=hour)).strftime("%Y%m%dT%H%M%SZ")
        (backup.folder(path) / f"desk-{stamp}.db").touch()


def test_hourly_copies_go_when_what_comes_in_meets_a_full_disk(path: Path) -> None:
    store = SqliteStore(path, NOW)
    hourly(path, 40)
    store.write_now(lambda j: j.db.execute("PRAGMA max_page_count = 1").fetchall())  # type: ignore[attr-defined]
    for _ in range(60):
        with pytest.raises(StoreError, match="full"):
            store.write_now(lambda journal: journal.take_in(said(1, "x" * 9000), NOW))
    store.close()
    left = sorted(copy.stem for copy in backup.folder(path).iterdir())

    assert ["desk-20260302T230000Z", "desk-20260303T230000Z", "desk-20260304T000000Z"] == left


def test_a_copy_that_would_leave_no_room_is_not_made_and_old_ones_go_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(path, NOW)
    hourly(path, 40)
    monkeypatch.setattr(backup, "FLOOR", shutil.disk_usage(path.parent).total)
    with pytest.raises(StoreError, match=r"No backup was made: it needs .* MB, and only"):
        store.back_up_now(NOW)
    store.close()

    assert 3 == len(list(backup.folder(path).iterdir()))


def test_the_copy_just_made_stays_though_the_clock_was_set_back(path: Path) -> None:
    store = SqliteStore(path, NOW)
    hourly(path, 40)
    copy = store.back_up_now(NOW - timedelta(days=30))
    store.close()

    assert copy.exists()


def test_a_copy_that_is_being_made_is_left_alone_and_a_dead_one_removed(path: Path) -> None:
    store = SqliteStore(path, NOW)
    dead = backup.folder(path) / "desk-20260101T000000Z.part"
    dead.parent.mkdir()
    dead.touch()
    alive = dead.with_name("desk-20260102T000000Z.part")
    with alive.open("w") as held:
        take(held.fileno(), alive)
        store.back_up_now(NOW)
    store.close()

    assert [alive] == list(backup.folder(path).glob("*.part"))
