"""Where several are at work: whoever comes late, having stood still, changes and sends nothing any more."""

from contextlib import nullcontext
from datetime import timedelta
from functools import partial

from bot.delivery.desk import PlainNotices, Wiring
from bot.delivery.pace import Pace, Way
from bot.delivery.sending import Sending
from bot.delivery.taking import Taken, take
from bot.desk.ports.alarms import Alarm, DueAlarm
from bot.desk.ports.journal import Journal
from tests.delivery.standin import House, ticket_in
from tests.store.examples import NOW, outgoing

ROOM = "test:w:ana"
GRACE = timedelta(seconds=60)


class Nothing:
    """What somebody has who stood still: all of it has gone to others."""

    def has(self, share: str) -> bool:
        """No."""
        return False

    def taken_up(self, share: str) -> nullcontext[None]:
        """Nothing is kept from anybody."""
        return nullcontext()


def sending(house: House, taken: Taken, *, still_ours: bool = True) -> Sending:
    wiring = Wiring(
        store=house.store,
        desk=house.desk,
        platforms={house.platform.name: house.platform},
        clock=house.clock,
        notices=PlainNotices(),
    )
    if not still_ours:
        wiring = Wiring(**{**wiring.__dict__, "shares": Nothing()})
    way = Way(platform=house.platform, hold=lambda _: None, pace=Pace())
    return Sending(wiring, way, taken)


async def taken_now(house: House) -> Taken:
    taken = await house.store.write(partial(take, room=ROOM, now=house.clock.now(), grace=GRACE))
    assert taken is not None
    return taken


async def queued(house: House) -> Taken:
    await house.store.write(lambda journal: journal.send(outgoing("a"), house.clock.now()))
    return await taken_now(house)


async def test_what_went_to_another_is_not_sent_but_looked_for(house: House) -> None:
    await sending(house, await queued(house), still_ours=False).go()

    assert ([], {"a": "sending"}) == (house.platform.texts(), house.states())
    await house.later(61)
    assert (["a"], {"a": "sent"}) == (house.platform.texts(), house.states())


async def test_only_one_of_two_that_looked_in_vain_sends_it_again(house: House) -> None:
    await queued(house)
    house.clock.move_to(NOW + timedelta(seconds=61))
    both = [await taken_now(house), await taken_now(house)]

    for each in both:
        await sending(house, each).go()

    assert ["a"] == house.platform.texts()


async def test_who_was_late_does_not_say_that_it_failed(house: House) -> None:
    late = sending(house, await queued(house))
    house.clock.move_to(NOW + timedelta(seconds=61))
    await sending(house, await taken_now(house)).go()
    assert {"a": "sent"} == house.states()

    await late._refused("gone")

    assert {"a": "sent"} == house.states()


async def test_an_alarm_that_another_has_seen_to_is_not_fired_again(house: House) -> None:
    number = await ticket_in(house)
    alarm = Alarm(ticket=number)

    def armed(journal: Journal) -> None:
        ticket = journal.ticket(number)
        journal.save_ticket(type(ticket)(**{**ticket.__dict__, "alarm_at": NOW}))

    await house.store.write(armed)
    late = DueAlarm(alarm=alarm, at=NOW)
    for _ in range(2):
        await house.app._alarms._fire(late, NOW)

    assert [alarm] == house.desk.ticked


async def test_what_goes_after_another_counts_as_later_whatever_two_clocks_say(
    house: House,
) -> None:
    """The one whose clock is behind sends what waited for what the other has sent."""
    await house.sends(outgoing("a"))
    (ended,) = house.store.read_now(lambda j: j.rows("SELECT ended_at FROM outbox")[0])  # type: ignore[attr-defined]
    behind = house.clock.now() - timedelta(seconds=1)
    await house.store.write(lambda journal: journal.send(outgoing("b", after="a"), behind))

    await house.store.write(partial(take, room=ROOM, now=behind, grace=GRACE))

    (tried,) = house.store.read_now(
        lambda j: j.rows("SELECT last_try FROM outbox WHERE key = 'b'")[0]  # type: ignore[attr-defined]
    )
    assert tried == ended
