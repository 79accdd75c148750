"""What is due fires once, the oldest first, however long nobody was there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.delivery.clock import VirtualClock
from bot.desk.boundary import Done
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.journal import Journal
from bot.desk.ports.records import Records
from tests.delivery.standin import House
from tests.store.examples import NOW, a_question, a_ticket, minutes


async def add(house: House, *alarms: float) -> None:
    def work(journal: Journal) -> None:
        for each in alarms:
            journal.add_ticket(a_ticket(alarm_at=NOW + minutes(each)))

    await house.store.write(work)


async def test_an_alarm_fires_at_its_time_and_not_before(house: House) -> None:
    await add(house, 10)
    await house.later(599)
    assert house.desk.ticked == []

    await house.later(1)
    assert house.desk.ticked == [Alarm(ticket=1)]


async def test_time_stops_at_each_alarm_on_the_way(house: House) -> None:
    await add(house, 30, 10)
    await house.later(6 * 3600)

    assert house.desk.ticked == [Alarm(ticket=2), Alarm(ticket=1)] * 3
    ticket = await house.store.read(lambda journal: journal.ticket(2))
    assert ticket.alarm_at == NOW + minutes(10 + 3 * 120)


async def test_alarms_that_fell_due_while_nobody_was_there_fire_once_oldest_first(
    house: House,
) -> None:
    await add(house, *range(600, 0, -1))
    await house.app.stop()
    house.store.close()
    house.clock.move_to(NOW + timedelta(days=3))
    house.open()
    await house.app.settle()

    assert house.desk.ticked == [Alarm(ticket=number) for number in range(600, 0, -1)]


async def test_questions_have_alarms_too(house: House) -> None:
    await house.store.write(lambda journal: journal.add_question(a_question(ask_at=NOW)))
    await house.app.settle()
    await house.later(3600)

    assert house.desk.ticked == [Alarm(question=1)]


async def test_an_alarm_that_fails_stops_no_other_and_is_tried_again(house: House) -> None:
    house.desk.tick_fails = lambda alarm: alarm.ticket == 1
    await add(house, 1, 2)
    await house.later(120)
    assert house.desk.ticked == [Alarm(ticket=2)]

    house.desk.tick_fails = lambda _: False
    await house.later(60)
    assert house.desk.ticked == [Alarm(ticket=2), Alarm(ticket=1)]


async def test_several_things_due_at_one_moment_are_all_done(house: House) -> None:
    """A reminder and a customer's word may fall together: the alarm stays where it is meanwhile."""
    await add(house, 1)
    left = [3]

    def tick(records: Records, alarm: Alarm, now: datetime) -> Done:
        left[0] -= 1
        if not left[0]:
            ticket = records.ticket(alarm.ticket or 0)
            records.save_ticket(replace(ticket, alarm_at=now + timedelta(hours=2)))
        return Done()

    house.desk.tick = tick  # type: ignore[method-assign]
    await house.later(60)

    assert left == [0]


async def test_an_alarm_of_which_nothing_comes_is_left_alone_for_a_minute(house: House) -> None:
    await add(house, 0)
    fired = []

    def tick(records: Records, alarm: Alarm, now: datetime) -> Done:
        fired.append(now)
        return Done()

    house.desk.tick = tick  # type: ignore[method-assign]
    await house.later(59)
    before = len(fired)
    await house.later(61)

    assert before == 10
    assert len(fired) <= 30


async def test_a_virtual_clock_wakes_sleepers_in_order() -> None:
    import asyncio  # noqa: PLC0415

    clock, woken = VirtualClock(NOW), list[int]()

    async def sleeper(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleeper(seconds)) for seconds in (30, 10, 20)]
    await asyncio.sleep(0)
    await clock.advance(timedelta(seconds=25))
    assert woken == [10, 20]
    assert clock.now() == NOW + timedelta(seconds=25)

    await clock.advance(timedelta(seconds=5))
    await asyncio.gather(*tasks)
    assert woken == [10, 20, 30]


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        VirtualClock(NOW.replace(tzinfo=None))
