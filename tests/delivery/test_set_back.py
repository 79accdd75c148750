"""Somebody sets the clock back: what waits a span of time waits that long, promises wait for the wall."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.delivery.limits import PER_PERSON, WINDOW, Limits
from bot.errors import SendLater, SendUnclear
from bot.running.options import Options
from tests.delivery.standin import House
from tests.store.examples import NOW, a_ticket, outgoing, said

_BACK = [timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)]
_PATIENCE = timedelta(seconds=2)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    patience = Patience(burst={"test": _PATIENCE})
    options = Options(patience=patience, limits=Limits())
    built = House(tmp_path / "desk.db", clock=VirtualClock(NOW), options=options)
    yield built
    await built.app.stop()
    built.store.close()


def set_back(house: House, by: timedelta) -> None:
    assert isinstance(house.clock, VirtualClock)
    house.clock.set_by(-by)


@pytest.mark.parametrize("by", _BACK)
async def test_words_wait_for_more_words_and_not_for_the_step(house: House, by: timedelta) -> None:
    await house.hears(said(1))
    set_back(house, by)
    await house.app.advance(_PATIENCE)

    assert ["Hello"] == house.platform.texts()


@pytest.mark.parametrize("by", _BACK)
async def test_a_message_that_a_platform_put_off_waits_no_longer(
    house: House, by: timedelta
) -> None:
    house.platform.troubles.append(SendLater(30))
    await house.sends(outgoing("a", "Hello"))
    set_back(house, by)
    await house.app.advance(timedelta(seconds=30))

    assert ["Hello"] == house.platform.texts()


@pytest.mark.parametrize("by", _BACK)
async def test_what_may_be_out_is_looked_into_after_its_grace(house: House, by: timedelta) -> None:
    house.platform.troubles.append(SendUnclear())
    await house.sends(outgoing("a", "Hello"))
    set_back(house, by)
    await house.app.advance(house.options.pace.grace)

    assert ["Hello"] == house.platform.texts()


@pytest.mark.parametrize("by", _BACK)
async def test_what_was_over_the_limit_waits_its_minute(house: House, by: timedelta) -> None:
    await house.hears(*(said(n, f"m{n}", at=NOW) for n in range(PER_PERSON + 1)))
    await house.app.advance(_PATIENCE)
    set_back(house, by)
    await house.app.advance(WINDOW)

    assert f"m{PER_PERSON}" in house.desk.said


@pytest.mark.parametrize("by", _BACK)
async def test_a_clock_that_was_set_back_while_it_was_down_is_noticed_at_the_start(
    house: House, by: timedelta
) -> None:
    await house.hears(said(1))
    house.store.close()
    house.clock = VirtualClock(NOW - by)
    house.open()
    await house.app.advance(_PATIENCE)

    assert ["Hello"] == house.platform.texts()


async def test_alarms_are_times_on_the_wall(house: House) -> None:
    due = NOW + timedelta(minutes=10)
    await house.store.write(lambda journal: journal.add_ticket(a_ticket(alarm_at=due)))
    await house.app.settle()
    set_back(house, timedelta(hours=1))
    await house.app.advance(timedelta(minutes=69))
    before = list(house.desk.ticked)
    await house.app.advance(timedelta(minutes=2))

    assert (0, 1) == (len(before), len(house.desk.ticked))
