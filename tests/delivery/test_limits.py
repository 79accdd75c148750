"""A flood costs its sender time and nobody else; nothing of it is lost."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.limits import PER_PERSON, WINDOW, Limits
from bot.desk.nouns.inbound import Commanded, Edited, Flooded, Inbound, Said
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.running.options import Options
from bot.store import audit
from tests.delivery.standin import House
from tests.store.examples import ANA, BEN, NOW, SAM, said

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
    # The note is the word that more came than is taken in at once.
    assert outcomes(house) == {
        ("done", "echo"): 41,
        ("done", "joined"): 479,
        ("done", "note"): 1,
    }
    now = house.clock.now()
    assert house.store.read_now(lambda journal: audit(journal, now)) == []


async def test_surplus_survives_a_restart(house: House) -> None:
    await house.hears(*flood(30))
    await house.app.stop()
    house.store.close()
    house.open()
    await house.later(60)

    assert outcomes(house) == {
        ("done", "echo"): 21,
        ("done", "joined"): 9,
        ("done", "note"): 1,
    }


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


# All that a customer can send


def thread(number: int) -> Place:
    return Place(platform="test", workspace="w", room="help", thread=f"t{number}")


def commands(count: int, line: str, *, by: Person = ANA, **fields: str) -> list[Commanded]:
    """So many presses or commands in a minute, each in a thread of its own."""
    return [
        Commanded(
            id=f"test:c{number}",
            at=NOW + timedelta(milliseconds=20 + number),
            by=by,
            place=thread(number),
            line=line.format(number),
            fields={name: value.format(number) for name, value in fields.items()},
        )
        for number in range(count)
    ]


def edits(count: int) -> list[Edited]:
    return [
        Edited(
            id=f"test:e{number}",
            at=NOW + timedelta(milliseconds=number),
            by=ANA,
            place=PLAZA,
            message="test:m0",
            text=f"edit {number}",
        )
        for number in range(count)
    ]


def words_of(inbound: Inbound) -> str:
    match inbound:
        case Said() | Edited():
            return inbound.text
        case Commanded():
            return "\n".join(inbound.fields.values()) or inbound.line
        case _:
            return ""


SENT: Mapping[str, Sequence[Inbound]] = {
    "ask": commands(300, "ask question {}"),
    "ask by form": commands(300, "ask", question="question {}"),
    "person": commands(300, "person"),
    "link": commands(300, "link"),
    "details": commands(300, "details 1 more {}"),
    "details by form": commands(300, "details 1", text="more {}"),
    "a press": commands(300, "sorted 1"),
    "edits": edits(300),
}


@pytest.mark.parametrize("name", SENT)
async def test_surplus_of_every_kind_is_joined_and_none_is_dropped(house: House, name: str) -> None:
    sent: Sequence[Inbound] = SENT[name]
    await house.hears(*sent)
    at_once = [each for each, _ in house.desk.received if not isinstance(each, Flooded)]
    told = [each for each, _ in house.desk.received if isinstance(each, Flooded)]
    await house.later(120)
    rest = [each for each, _ in house.desk.received if not isinstance(each, Flooded)][PER_PERSON:]

    assert len(at_once) == PER_PERSON
    assert len(told) == 1
    assert len(rest) <= 2
    heard = "\n".join(map(words_of, rest))
    kind = name.partition(" ")[0]
    said = {"ask": "question", "details": "more"}.get(kind, "")
    lost = [n for n in range(PER_PERSON, 300) if said and f"{said} {n}" not in heard.splitlines()]
    assert lost == []
    assert kind != "edits" or heard == "edit 299"
    assert sum(count for (state, _), count in outcomes(house).items() if state == "done") == 301


async def test_what_differs_stays_apart_and_comes_no_faster_than_it_may_be_sent(
    house: House,
) -> None:
    await house.hears(*commands(PER_PERSON + 60, "rate {} good"))
    await house.later(61)
    after_a_minute = len(house.desk.received)
    await house.later(200)

    assert after_a_minute <= PER_PERSON + 3
    lines = [each.line for each, _ in house.desk.received if isinstance(each, Commanded)]
    assert lines == [f"rate {number} good" for number in range(PER_PERSON + 60)]


async def test_words_and_presses_count_together(house: House) -> None:
    await house.hears(*flood(15), *commands(15, "person"))

    assert len([1 for each, _ in house.desk.received if not isinstance(each, Flooded)]) == 20


async def test_staff_are_not_limited_in_their_work(house: House) -> None:
    house.platform.roles[SAM.id] = Role.AGENT
    first, *more = commands(200, "claim {}", by=SAM)
    await house.hears(first)
    await house.hears(*more)

    assert len(house.desk.received) == 200


async def test_who_works_here_no_more_is_limited_like_any_customer(house: House) -> None:
    house.platform.roles[SAM.id] = Role.AGENT
    first, second, *more = commands(200, "claim {}", by=SAM)
    await house.hears(first)
    house.platform.roles[SAM.id] = Role.CUSTOMER
    await house.hears(second)
    await house.hears(*more)

    assert len([1 for each, _ in house.desk.received if isinstance(each, Flooded)]) == 1
