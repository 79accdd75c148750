"""A flood costs its sender time and nobody else; nothing of it is lost."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Options
from bot.delivery.limits import PER_PERSON, WINDOW, Limits
from bot.desk.inbound import Person, Place, Said
from bot.store import audit
from tests.delivery.standin import House
from tests.store.examples import ANA, BEN, NOW, said

PLAZA = Place(platform="test", workspace="w", room="plaza", thread="t")


def flood(count: int) -> list[Said]:
    return [
        said(number, f"flood {number}", place=PLAZA, at=NOW + timedelta(milliseconds=number))
        for number in range(count)
    ]


def normal(number: int) -> Said:
    who = Person(id=f"test:n{number}", name=f"N{number}")
    place = PLAZA if number % 2 else Place(platform="test", workspace="w", room=f"r{number}")
    at = NOW + timedelta(milliseconds=25 * number)
    return Said(id=f"test:n{number}", at=at, by=who, place=place, text=f"normal {number}")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "desk.db", options=Options(limits=Limits()))
    yield built
    await built.app.stop()
    built.store.close()


def outcomes(house: House) -> Counter[tuple[str, str]]:
    rows = house.store.read_now(
        lambda journal: journal.rows("SELECT state, outcome FROM inbox")  # type: ignore[attr-defined]
    )
    return Counter(rows)


async def test_one_person_s_flood_does_not_slow_twenty_others(house: House) -> None:
    messages = sorted([*flood(500), *map(normal, range(20))], key=lambda each: each.at)
    await house.hears(*messages)
    at_once = [text for text in house.platform.texts() if text.startswith("normal")]
    floods = [text for text in house.platform.texts() if text.startswith("flood")]

    # In one room in its order; in rooms of their own, each for itself.
    assert sorted(at_once) == sorted(f"normal {number}" for number in range(20))
    in_plaza = [text for text in at_once if int(text.split()[1]) % 2]
    assert in_plaza == [f"normal {number}" for number in range(1, 20, 2)]
    assert floods == [f"flood {number}" for number in range(PER_PERSON)]

    await house.later(60)

    last = house.platform.texts()[-1].splitlines()
    assert last[0] == "flood 20"
    assert len(house.platform.posted) == 20 + PER_PERSON + 1
    assert outcomes(house) == {("done", "echo"): 41, ("done", "joined"): 479}
    now = house.clock.now()
    assert house.store.read_now(lambda journal: audit(journal, now)) == []


async def test_surplus_survives_a_restart(house: House) -> None:
    await house.hears(*flood(30))
    await house.app.stop()
    house.store.close()
    house.open()
    await house.later(60)

    assert outcomes(house) == {("done", "echo"): 21, ("done", "joined"): 9}


def test_while_some_waits_aside_the_rest_waits_with_it() -> None:
    limits = Limits(per_person=2)
    waits = [limits.wait(said(number), NOW) for number in range(4)]
    later = limits.wait(said(120), NOW + timedelta(seconds=120))

    assert waits == [None, None, NOW + WINDOW, NOW + WINDOW]
    assert later is None


def test_a_second_delivery_counts_once() -> None:
    limits = Limits(per_person=2)

    assert [limits.wait(said(1), NOW) for _ in range(5)] == [None] * 5


def test_a_gap_being_filled_is_no_flood() -> None:
    limits = Limits(per_person=2, per_room=2)
    hours = [said(n, at=NOW - timedelta(hours=n)) for n in range(1, 9)]

    assert [limits.wait(each, NOW) for each in hours] == [None] * 8


def test_a_room_has_a_limit_that_surplus_does_not_use_up() -> None:
    limits = Limits(per_person=2, per_room=4)
    flooder = [limits.wait(said(n, place=PLAZA, by=ANA), NOW) for n in range(50)]
    other = [limits.wait(said(100 + n, place=PLAZA, by=BEN), NOW) for n in range(2)]

    assert flooder.count(None) == 2
    assert other == [None, None]


def test_a_crowd_is_not_gone_through_at_every_word() -> None:
    limits = Limits()
    for number in range(12_000):
        who = Person(id=f"test:c{number}", name=f"C{number}")
        place = Place(platform="test", workspace="w", room=f"c{number}", private=True)
        limits.wait(Said(id=f"test:c{number}", at=NOW, by=who, place=place, text="hi"), NOW)

    assert limits.tidied <= 2
