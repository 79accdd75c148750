"""Group commit: many pieces of work, each whole or not at all, durable when told."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, cast

import pytest

from bot.desk.ports.journal import Changes, Journal
from bot.errors import StoreError
from bot.store import OpenStore, SqliteStore, audit
from bot.store.journal import SqliteJournal
from bot.store.sqlite import read_only
from tests.store.examples import ANAS_DM, NOW, a_promise, a_ticket, minutes, outgoing, said


@pytest.fixture
def store(either: OpenStore) -> OpenStore:
    return either


class Oops(Exception):
    """Nothing to do with the database."""


def fails(journal: Journal) -> NoReturn:
    journal.take_in(said(99), NOW)
    raise Oops


async def test_a_piece_that_fails_takes_nothing_with_it(store: OpenStore) -> None:
    good = [store.write(lambda j, n=n: j.take_in(said(n), NOW)) for n in range(50)]  # type: ignore[misc]
    results = await asyncio.gather(
        *good[:25], store.write(fails), *good[25:], return_exceptions=True
    )

    assert results.count(True) == 50
    assert isinstance(results[25], Oops)
    kept = await store.read(lambda journal: journal.waiting(ANAS_DM.key, 100))
    assert [f"test:m{n}" for n in range(50)] == [row.inbound.id for row in kept]


async def test_what_was_written_is_read_at_once(store: OpenStore) -> None:
    ticket = await store.write(lambda journal: journal.add_ticket(a_ticket()))

    assert ticket == await store.read(lambda journal: journal.ticket(1))


async def test_reading_can_t_write(store: OpenStore) -> None:
    with pytest.raises(StoreError, match=r"read-?only"):
        await store.read(lambda journal: journal.add_ticket(a_ticket()))


async def test_the_loops_hear_what_a_commit_gave_them_to_do(store: OpenStore) -> None:
    heard: list[Changes] = []
    store.subscribe(heard.append)

    def work(journal: Journal) -> None:
        journal.take_in(said(1), NOW)
        journal.send(outgoing("a"), NOW)
        journal.add_ticket(a_ticket())

    await store.write(work)
    with pytest.raises(Oops):
        await store.write(fails)
    await asyncio.sleep(0)

    expected = Changes(conversations=(ANAS_DM.key,), rooms=("test:w:ana",), alarms=True)
    assert [expected] == heard


def long(number: int) -> Callable[[Journal], bool]:
    return lambda journal: journal.take_in(said(number, "x" * 9000), NOW)


async def test_a_full_disk_takes_nothing_in_and_gets_well_again(on_sqlite: SqliteStore) -> None:
    def pages(number: int) -> None:
        on_sqlite._writer._db.execute(f"PRAGMA max_page_count = {number}").fetchall()

    await on_sqlite.write(lambda _: pages(1))
    with pytest.raises(StoreError, match="full"):
        await asyncio.gather(*(on_sqlite.write(long(n)) for n in range(40)))
    await on_sqlite.write(lambda _: None)  # what writes nothing is no proof
    assert "full" in on_sqlite.refused
    pages(1_000_000)
    kept = await on_sqlite.read(lambda journal: journal.waiting(ANAS_DM.key))
    await on_sqlite.write(lambda journal: journal.take_in(said(1), NOW))

    assert kept == []
    assert on_sqlite.refused == ""
    assert len(await on_sqlite.read(lambda journal: journal.waiting(ANAS_DM.key))) == 1


KILLED = """
    import asyncio, sys
    from pathlib import Path
    from bot.store import SqliteStore
    from tests.store.examples import NOW, outgoing, said

    async def main():
        store = SqliteStore(Path(sys.argv[1]), NOW)
        async def one(n):
            def work(journal):
                journal.take_in(said(n), NOW)
                journal.send(outgoing(f"k{n}"), NOW)
            await store.write(work)
            print(n, flush=True)
        n = int(sys.argv[2])
        while True:
            await asyncio.gather(*(one(n + i) for i in range(32)))
            n += 32

    asyncio.run(main())
"""


def told_before_death(path: Path, first: int, lines: int) -> list[int]:
    """Run a child that writes without end, kill it, return what it was told is durable."""
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(first)],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(lines)]
        os.kill(child.pid, signal.SIGKILL)
        told += [int(line) for line in child.stdout if line.endswith("\n")]
    return told


def test_what_was_said_to_be_kept_outlives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    told: list[int] = []
    for life, lines in enumerate((1, 33, 150, 400)):
        told += told_before_death(path, 1_000_000 * life, lines)
        SqliteStore(path, NOW).close()

    with read_only(path) as journal:
        inbox = {row[0] for row in journal.rows("SELECT id FROM inbox")}
        outbox = {row[0] for row in journal.rows("SELECT key FROM outbox")}
    assert set() == {f"test:m{n}" for n in told} - inbox
    assert {key.removeprefix("test:m") for key in inbox} == {
        key.removeprefix("k") for key in outbox
    }


async def test_the_audit_of_a_sound_database_finds_nothing(store: OpenStore) -> None:
    def work(journal: Journal) -> None:
        ticket = journal.add_ticket(a_ticket())
        journal.add_promise(a_promise(ticket.number))
        journal.take_in(said(1), NOW)
        journal.send(outgoing("a", ticket=ticket.number), NOW)

    await store.write(work)

    assert await store.read(lambda journal: audit(journal, NOW)) == []


async def test_the_audit_names_what_is_wrong(store: OpenStore) -> None:
    def work(journal: Journal) -> None:
        ticket = journal.add_ticket(a_ticket(alarm_at=None))
        journal.add_promise(a_promise(ticket.number))
        journal.take_in(said(1), NOW)
        journal.take_in(said(2), NOW)
        journal.finish("test:m2", "", NOW)
        journal.send(outgoing("a"), NOW)

    await store.write(work)
    findings = await store.read(lambda journal: audit(journal, NOW + minutes(90)))

    assert [(finding.rule, finding.subjects) for finding in findings] == [
        ("inbox-stuck", ("test:m1",)),
        ("addressed-without-outcome", ("test:m2",)),
        ("open-without-alarm", ("1",)),
        ("alarm-after-promise", ("1",)),
        ("pending-too-long", ("a",)),
    ]
    assert (
        findings[0].words()
        == "A message came in and has had no outcome for more than ten minutes. (test:m1)"
    )


async def test_two_closures_see_one_another_s_work_in_order(store: OpenStore) -> None:
    numbers = await asyncio.gather(
        *(store.write(lambda journal: journal.add_ticket(a_ticket()).number) for _ in range(100))
    )

    assert list(range(1, 101)) == numbers


def test_sqlite_is_new_enough_for_strict_tables() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)


async def test_of_many_reads_each_gets_its_own_answer_or_failure(store: OpenStore) -> None:
    await store.write(lambda journal: journal.take_in(said(1), NOW))
    reads = [store.read(lambda j, n=n: (n, len(j.waiting(ANAS_DM.key)))) for n in range(40)]  # type: ignore[misc]
    found = await asyncio.gather(
        *reads[:20], store.read(fails), *reads[20:], return_exceptions=True
    )

    assert isinstance(found.pop(20), StoreError)
    assert [(number, 1) for number in range(40)] == found


def ends_the_view(error: Exception) -> Callable[[Journal], None]:
    """As SQLite does when a sort fills the disk: the transaction is over before the error comes."""

    def work(journal: Journal) -> None:
        cast("SqliteJournal", journal).db.execute("ROLLBACK")
        raise error

    return work


@pytest.mark.parametrize(
    "error",
    [sqlite3.OperationalError("disk is full"), sqlite3.DatabaseError("disk image is malformed")],
    ids=["full", "malformed"],
)
async def test_a_read_that_ends_the_view_fails_alone_however_often(
    on_sqlite: SqliteStore, error: Exception
) -> None:
    await on_sqlite.write(lambda journal: journal.take_in(said(1), NOW))
    for _ in range(5):
        found = await asyncio.gather(
            on_sqlite.read(ends_the_view(error)),
            on_sqlite.read(lambda journal: len(journal.waiting(ANAS_DM.key))),
            return_exceptions=True,
        )

        assert isinstance(found[0], StoreError)
        assert found[1] == 1


async def test_nothing_is_read_once_it_is_closed(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "desk.db", NOW)
    store.close()

    with pytest.raises(StoreError, match="closed"):
        await store.read(lambda journal: journal.waiting(ANAS_DM.key))
