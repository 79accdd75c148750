"""What was never delivered is found in history, and only a finished scan moves the mark."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.scanner import EVERY
from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, TicketState
from bot.desk.ports.journal import Journal
from bot.desk.ports.scans import CATCHING_UP, ScanPoint
from tests.delivery.standin import House
from tests.recorder import Recorder
from tests.store.examples import ANAS_DM, NOW, STAFF_ROOM, a_ticket, said

ROOM = Place(platform="test", workspace="w", room="questions")


async def scan(house: House) -> int:
    done = await house.app._scanner.scan(house.platform)
    await house.app.settle()
    return done


async def point(house: House, place: Place = ROOM) -> ScanPoint | None:
    return await house.store.read(lambda journal: journal.scan_point(place))


async def test_what_was_said_before_the_first_start_is_left_alone(house: House) -> None:
    house.platform.rooms = [ROOM]
    house.platform.said[ROOM.key] = [said(-60, "old news", place=ROOM)]
    await scan(house)

    assert house.desk.said == []


async def test_a_message_that_was_never_delivered_is_found_and_worked_on_once(
    house: House,
) -> None:
    house.platform.rooms = [ROOM]
    await scan(house)
    house.clock.move_to(NOW + timedelta(hours=5))
    lost, heard = said(60, "lost", place=ROOM), said(70, "heard", place=ROOM)
    house.platform.said[ROOM.key] = [lost, heard]
    await house.hears(heard)
    await scan(house)
    await scan(house)

    assert house.desk.said == ["heard", "lost"]


async def test_what_was_heard_already_is_not_written_again(house: House) -> None:
    house.platform.rooms = [ROOM]
    await scan(house)
    heard = [said(number, f"word {number}", place=ROOM) for number in range(1, 51)]
    house.platform.said[ROOM.key] = [*heard]
    await house.hears(*heard)
    before = house.store.commits
    await scan(house)

    assert house.store.commits - before < 10
    assert len(house.desk.said) == 50


async def test_only_a_completed_scan_moves_the_mark(house: House) -> None:
    house.platform.rooms = [ROOM]
    await scan(house)
    house.clock.move_to(NOW + timedelta(hours=5))
    house.platform.readable = False
    await house.hears(said(100, "live", place=ROOM))
    assert await scan(house) == 0
    assert await point(house) == ScanPoint(place=ROOM, first_seen=NOW, through=NOW)

    house.platform.readable = True
    assert await scan(house) == 2 - 1
    assert await point(house) == ScanPoint(
        place=ROOM, first_seen=NOW, through=NOW + timedelta(hours=5)
    )


async def test_a_scan_that_was_not_completed_is_tried_again_soon_then_ever_later(
    house: House,
) -> None:
    scanner, waits = house.app._scanner, list[timedelta]()
    house.platform.rooms, house.platform.readable = [ROOM], False
    scanner.ask("test")
    for _ in range(8):
        scanner._wanted.add("test")
        for name in scanner._due():
            await scanner._round(name)
        waits.append(scanner._next_round["test"] - house.clock.now())
    house.platform.readable = True
    await scanner._round("test")
    scanner._wanted.add("test")
    scanner._due()

    assert [15, 30, 60, 120, 240, 480, 600, 600] == [wait.total_seconds() for wait in waits]
    assert EVERY == scanner._next_round["test"] - house.clock.now()


async def test_each_scan_looks_twenty_minutes_further_back(house: House) -> None:
    house.platform.rooms = [ROOM]
    await scan(house)
    for hours in (5, 5.1):
        house.clock.move_to(NOW + timedelta(hours=hours))
        await scan(house)

    assert [since for _, since in house.platform.asked] == [
        NOW,
        NOW,
        NOW + timedelta(hours=5.1) - timedelta(minutes=20),
    ]


async def test_threads_of_open_tickets_and_of_their_cards_are_looked_through(
    house: House,
) -> None:
    thread = replace(ROOM, thread="t1")
    await house.store.write(
        lambda journal: journal.add_ticket(a_ticket(place=thread, staff_room=STAFF_ROOM, card="c1"))
    )
    house.clock.move_to(NOW + timedelta(minutes=5))
    house.platform.said[thread.key] = [said(60, "lost", place=thread)]
    await scan(house)

    assert [key for key, _ in house.platform.asked] == [
        thread.key,
        replace(STAFF_ROOM, thread="c1").key,
    ]
    assert house.desk.said == ["lost"]


async def test_private_conversations_are_looked_through_the_longest_unscanned_first(
    house: House,
) -> None:
    def speak(place: Place, person: str) -> None:
        house.store.write_now(
            lambda journal: journal.save_conversation(journal.conversation(place, person))
        )

    bens = replace(ANAS_DM, room="ben")
    speak(bens, "test:ben")
    await scan(house)
    speak(ANAS_DM, "test:ana")
    house.platform.asked.clear()
    await scan(house)

    assert [key for key, _ in house.platform.asked] == [ANAS_DM.key, bens.key]


async def test_a_first_scan_that_fails_leaves_no_hole(house: House) -> None:
    house.platform.rooms = [ROOM]
    house.platform.readable = False
    await scan(house)
    house.platform.said[ROOM.key] = [said(60, "lost", place=ROOM)]
    house.clock.move_to(NOW + timedelta(hours=2))
    house.platform.readable = True
    await scan(house)

    assert house.desk.said == ["lost"]


async def test_a_private_place_is_looked_through_from_its_first_words_on(house: House) -> None:
    await house.hears(said(0, "first"))
    house.platform.said[ANAS_DM.key] = [said(60, "said while nobody was there")]
    house.clock.move_to(NOW + timedelta(hours=26))
    house.platform.rooms = [ANAS_DM]
    await scan(house)

    assert house.desk.said == ["first", "said while nobody was there"]


async def test_threads_of_tickets_just_closed_are_still_looked_through(house: House) -> None:
    threads = [replace(ROOM, thread=f"t{hours}") for hours in (1, 72)]

    def closed(journal: Journal) -> None:
        for thread, hours in zip(threads, (1, 72), strict=True):
            ended = NOW - timedelta(hours=hours)
            ticket = a_ticket(place=thread, state=TicketState.CLOSED, closed_at=ended)
            journal.add_ticket(replace(ticket, ending=Ending.UNCONFIRMED, alarm_at=None))

    await house.store.write(closed)
    await scan(house)

    assert [key for key, _ in house.platform.asked] == [threads[0].key]


async def test_days_without_a_scan_do_not_count_after_closing(house: House) -> None:
    house.platform.rooms = [ROOM]
    thread = replace(ROOM, thread="t")
    ticket = a_ticket(place=thread, state=TicketState.CLOSED, closed_at=NOW, alarm_at=None)
    await scan(house)
    await house.store.write(
        lambda journal: journal.add_ticket(replace(ticket, ending=Ending.UNCONFIRMED))
    )
    house.platform.asked.clear()
    house.clock.move_to(NOW + timedelta(days=5))
    await scan(house)

    assert thread.key in [key for key, _ in house.platform.asked]


class Paced(Recorder):
    """A platform that takes its time to show its history."""

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """One after the other."""
        await asyncio.sleep(0.005)
        return await super().history(place, since)


@pytest.fixture
async def paced(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "desk.db", platform=Paced(staff=STAFF_ROOM))
    yield built
    built.store.close()


async def after_an_outage(house: House, people: int) -> list[str]:
    """So many direct messages, their keys; in each somebody spoke, the later the higher its number."""
    dms = [replace(ANAS_DM, room=f"p{number:04}") for number in range(people)]
    heard = [
        said(number, place=place, by=Person(id=f"test:p{number}", name=f"p{number}"))
        for number, place in enumerate(dms)
    ]
    await asyncio.gather(*(house.app.intake(each) for each in heard))
    house.platform.rooms = [ROOM, *dms]
    house.clock.move_to(NOW + timedelta(hours=8))
    house.app._scanner.ask("test")
    return [place.key for place in dms]


def turns(house: House) -> list[str]:
    return [point.place.key for point in house.app._scanner._turns["test"]]


async def test_rooms_wait_for_no_direct_messages(paced: House) -> None:
    await after_an_outage(paced, 400)
    asked = paced.platform.asked
    running = asyncio.create_task(paced.app._scanner.run())
    await until(lambda: len(asked) >= 40)
    paced.app._scanner.ask("test")
    await until(lambda: [key for key, _ in asked].count(ROOM.key) == 2)
    done = len(asked)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert done < 200
    assert paced.app._scanner.left()["test"] >= 400 - done


async def test_after_an_outage_the_latest_spoken_in_come_first_and_no_other_waits_for_ever(
    house: House,
) -> None:
    dms = await after_an_outage(house, 12)
    await house.app._scanner._scan_near(house.platform)

    latest, longest = dms[::-1], iter(dms)
    expected = [*latest[:4], next(longest), *latest[4:8], next(longest)]
    assert expected == turns(house)[:10]
    assert sorted(dms) == sorted(turns(house))


async def test_a_new_round_goes_on_where_the_last_one_stood(house: House) -> None:
    dms = await after_an_outage(house, 12)
    scanner = house.app._scanner
    await scanner._scan_near(house.platform)
    for _ in range(5):
        await scanner._place(house.platform, scanner._turns["test"].popleft())
    house.clock.move_to(NOW + timedelta(hours=8, minutes=10))
    await scanner._scan_near(house.platform)

    assert dms[-5:0:-1][:3] == turns(house)[:3]
    assert {dms[0], *dms[-4:]} == set(turns(house)[-5:])


async def test_a_direct_message_with_an_open_ticket_is_looked_through_with_the_rooms(
    house: House,
) -> None:
    dms = await after_an_outage(house, 12)
    place = replace(ANAS_DM, room="p0003")
    await house.store.write(lambda journal: journal.add_ticket(a_ticket(place=place)))
    await house.app._scanner._scan_near(house.platform)

    assert [ROOM.key, dms[3]] == [key for key, _ in house.platform.asked]


async def test_it_is_kept_how_many_direct_messages_are_left(paced: House) -> None:
    await after_an_outage(paced, 400)
    await paced.app._scanner._scan_near(paced.platform)
    looking = asyncio.create_task(paced.app._scanner._scan_far(paced.platform))
    await until(lambda: len(paced.platform.asked) >= 220)
    meanwhile = await kept(paced)
    await looking

    since = (NOW + timedelta(hours=8)).isoformat()
    assert [f"200 {since}", f"0 {since}"] == [meanwhile, await kept(paced)]


async def until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110
        await asyncio.sleep(0.005)


async def kept(house: House) -> str:
    return await house.store.read(lambda journal: journal.kept(f"{CATCHING_UP}test"))
