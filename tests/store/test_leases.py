"""Who of several has what: a fair part each, given up in time, and taken over from one who is gone."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import psycopg
import pytest

from bot.desk.ports.journal import Changes, Journal
from bot.desk.ports.leases import FIRST, SHARES, share_of
from bot.errors import AnotherCopyRuns
from bot.settings.values import Server
from bot.store import OpenStore
from bot.store.postgres.leases import LeaseBook
from bot.store.postgres.store import PostgresStore
from tests.store.examples import said
from tests.store.server import Running

_LAPSE = (
    "UPDATE frontdesk.lease SET until = now() - interval '1 second' WHERE owner = %s OR key = %s"
)


@pytest.fixture
def database(server: Running) -> Server:
    return server.fresh()


@contextmanager
def books(database: Server, *names: str) -> Iterator[list[LeaseBook]]:
    with ExitStack() as stack:
        yield [stack.enter_context(closing(LeaseBook(database, name))) for name in names]


def lapse(database: Server, name: str) -> None:
    """Do as time does to one who is heard of no more."""
    with psycopg.connect(database.url) as conn:
        conn.execute(_LAPSE, (name, f"here:{name}"))


def test_one_alone_has_everything(database: Server) -> None:
    with books(database, "a") as (alone,):
        assert {*SHARES, FIRST} == alone.round(()).keys


def test_each_has_a_fair_part_once_others_let_go(database: Server) -> None:
    with books(database, "a", "b", "c") as three:
        leaving: list[set[str]] = [set(), set(), set()]
        for _ in range(4):
            held = [book.round(gone) for book, gone in zip(three, leaving, strict=True)]
            leaving = [set(sorted(each.keys - {FIRST})[each.part :]) for each in held]

        assert [3, 3, 3] == [each.at_work for each in held]
        assert [20, 20, 20] == [len(each.keys - {FIRST}) for each in held]
        assert {*SHARES, FIRST} == set().union(*(each.keys for each in held))
        assert 61 == sum(len(each.keys) for each in held)


def test_what_lapsed_is_taken_over_and_said_to_be(database: Server) -> None:
    with books(database, "a", "b") as (first, second):
        first.round(())
        assert not second.round(()).keys
        lapse(database, "a")

        found = second.round(())

        assert ({*SHARES, FIRST}, True, 1) == (found.keys, found.lapsed, found.at_work)
        assert not first.round(()).keys


def test_what_was_let_go_properly_is_no_loss(database: Server) -> None:
    with books(database, "b") as (second,):
        with books(database, "a") as (first,):
            first.round(())

        found = second.round(())

        assert ({*SHARES, FIRST}, False) == (found.keys, found.lapsed)


def test_a_key_is_always_of_the_same_share() -> None:
    assert share_of("slack:T:C1:1.2") == share_of("slack:T:C1:1.2")
    assert FIRST == share_of("discord:1:2:3")
    assert set(SHARES) == {share_of(f"slack:T:C{number}") for number in range(2_000)}


# The stores of several


@pytest.fixture
def two(database: Server) -> Iterator[tuple[PostgresStore, PostgresStore]]:
    with (
        closing(PostgresStore(database, several=True)) as one,
        closing(PostgresStore(database, several=True)) as other,
    ):
        yield one, other


def test_several_keep_out_one_that_would_be_alone(
    two: tuple[OpenStore, OpenStore], database: Server
) -> None:
    with pytest.raises(AnotherCopyRuns):
        PostgresStore(database)


def test_one_alone_keeps_out_several(database: Server) -> None:
    with closing(PostgresStore(database)), pytest.raises(AnotherCopyRuns):
        PostgresStore(database, several=True)


def test_nothing_is_lost_where_two_count_at_once(two: tuple[PostgresStore, PostgresStore]) -> None:
    """Neither sees what the other is about to change, and neither is run again for it."""

    def count(journal: Journal) -> None:
        journal.keep("count", str(int(journal.kept("count") or 0) + 1))

    async def both() -> None:
        await asyncio.gather(*(store.write(count) for store in two * 100))

    asyncio.run(both())

    assert "200" == two[0].read_now(lambda journal: journal.kept("count"))
    assert (0, 0) == (two[0].again, two[1].again)


def test_what_one_keeps_the_other_hears_of(two: tuple[PostgresStore, PostgresStore]) -> None:
    one, other = two

    async def heard() -> Changes:
        came: asyncio.Future[Changes] = asyncio.get_running_loop().create_future()

        def hears(changes: Changes) -> None:
            if not came.done():
                came.set_result(changes)

        other.subscribe(hears)
        number = 0
        while not came.done():  # it may not listen yet
            inbound = said(number)
            await one.write(lambda journal, each=inbound: journal.take_in(each, each.at))  # type: ignore[misc]
            number += 1
            await asyncio.sleep(0.05)
        return came.result()

    assert [said(0).place.key] == list(asyncio.run(heard()).conversations)
