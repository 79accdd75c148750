"""One of several has what it renewed in time, and nothing after that."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.delivery.clock import VirtualClock
from bot.desk.ports.leases import FIRST, Held
from bot.errors import StoreError
from bot.running.sharing import Sharing
from tests.store.examples import NOW

ALL = Held(keys={"00", "01", FIRST}, part=2, at_work=1)


@dataclass
class Book:
    """Says what it is told to say."""

    held: Held = ALL
    away: bool = False
    lasts: timedelta = timedelta(seconds=10)
    let_go: list[str] = field(default_factory=list)

    def round(self, leaving: Collection[str]) -> Held:
        """What is held, without what is let go."""
        if self.away:
            raise StoreError
        self.let_go += leaving
        self.held = replace(self.held, keys=self.held.keys - set(leaving))
        return self.held


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(NOW)


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def sharing(book: Book, clock: VirtualClock) -> Sharing:
    return Sharing(book, clock)


def shares(sharing: Sharing) -> list[str]:
    return [share for share in ("00", "01", FIRST) if sharing.has(share)]


async def test_nothing_is_had_before_it_is_given(sharing: Sharing) -> None:
    assert [] == shares(sharing)

    await sharing._round()

    assert ["00", "01", FIRST] == shares(sharing)


async def test_what_is_not_renewed_is_given_up_before_others_have_it(
    sharing: Sharing, clock: VirtualClock, book: Book
) -> None:
    await sharing._round()
    clock.move_to(NOW + timedelta(seconds=8.9))
    assert ["00", "01", FIRST] == shares(sharing)

    clock.move_to(NOW + timedelta(seconds=9))

    assert [] == shares(sharing)


async def test_a_server_that_is_away_ends_nobody(
    sharing: Sharing, clock: VirtualClock, book: Book
) -> None:
    looks: list[int] = []
    running = asyncio.create_task(sharing.run(lambda: looks.append(1), lambda: None))
    book.away = True
    while len(looks) < 3:
        clock.move_to(clock.now() + timedelta(seconds=1))
        await asyncio.sleep(0.01)
    assert [] == shares(sharing)

    book.away = False
    while not shares(sharing):
        clock.move_to(clock.now() + timedelta(seconds=1))
        await asyncio.sleep(0.01)
    running.cancel()


async def test_who_has_too_much_lets_go_of_what_is_not_being_worked_on(
    sharing: Sharing, book: Book
) -> None:
    await sharing._round()
    book.held = replace(book.held, part=1, at_work=2)
    with sharing.taken_up("01"):
        await sharing._round()
        await sharing._round()
        assert (["00", FIRST], []) == (shares(sharing), book.let_go)

    await sharing._round()

    assert (["00", FIRST], ["01"]) == (shares(sharing), book.let_go)


async def test_who_is_no_longer_the_first_stops_at_once(sharing: Sharing, book: Book) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    await sharing._round()
    running = asyncio.create_task(sharing.as_first(work)())
    await began.wait()

    book.held = replace(book.held, keys={"00", "01"})
    await sharing._round()

    await ended.wait()
    running.cancel()


async def test_what_the_first_does_may_end_or_fail_by_itself(sharing: Sharing) -> None:
    async def fails() -> None:
        raise ZeroDivisionError

    await sharing._round()
    with pytest.raises(ZeroDivisionError):
        await sharing.as_first(fails)()
