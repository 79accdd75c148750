"""Nothing lost, nothing doubled: duplicates, lost events, events that can't be kept, unclear sends.

Each trouble is made by the double; what came of it is read from what stands in the rooms.
"""

from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.platforms.slack.hearing import listening

from .double import faults, lose_everything, lose_some
from .stage import KNOWN, UNKNOWN, stage


async def test_copies_in_any_order_are_answered_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.mischief.copies = 2
        s.d.mischief.holding = True
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(3)]
        await s.d.release()
        await s.settle()

        assert [1, 1, 1] == [len(s.in_thread(ts)) for ts in tss]
        s.sound()


async def test_an_event_that_cannot_be_kept_comes_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        write, failures = s.store.write, iter([True, True])

        async def fails(work: object) -> object:
            if next(failures, False):
                raise StoreError
            return await write(work)  # type: ignore[arg-type]

        s.store.write = fails  # type: ignore[method-assign, assignment]
        ts = await s.ask(s.ana, KNOWN)

        tries = [a.acked_at is not None for a in s.d.deliveries_of(ts)[0].attempts]
        assert not all(tries)
        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_lost_events_are_found_in_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", "hello")
        told = await s.ask(s.ben, UNKNOWN)
        await s.scan()
        s.d.mischief.lose = lose_everything
        await s.d.say(s.ana, "dm", KNOWN)
        mention = await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}")
        await s.d.say(s.ben, s.help, "It is a big one, by the way", told)
        await s.settle()
        before = (len(s.dm(s.ana)), len(s.in_thread(mention)))
        s.d.mischief.lose = None
        await s.scan()
        await s.scan()

        assert (1, 0) == before
        assert 2 == len(s.dm(s.ana))
        assert "From the help guide" in s.dm(s.ana)[-1]["text"]
        assert 1 == len(s.in_thread(mention))
        assert "Added to ticket 1" in s.in_thread(told)[-1]
        s.sound()


async def test_with_a_third_of_all_events_lost_everything_is_answered_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.scan()
        s.d.mischief.lose = lose_some(0.35, seed=7)
        s.d.mischief.copies = 1
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(20)]
        await s.settle()
        s.d.mischief.lose = None
        await s.scan()

        assert {1} == {len(s.in_thread(ts)) for ts in tss}
        s.sound()


@pytest.mark.parametrize(
    "fault",
    [
        faults.drop_after(),
        faults.drop_before(),
        faults.server_error(accepted=True),
        faults.server_error(),
        faults.error("internal_error", accepted=True),
        faults.garbage(accepted=True),
        faults.hang(accepted=True),
        faults.hang(),
    ],
    ids=[
        "drop-after",
        "drop-before",
        "503-done",
        "503",
        "internal",
        "garbage",
        "hang-done",
        "hang",
    ],
)
async def test_a_send_without_a_clear_answer_is_looked_up_not_repeated(
    tmp_path: Path, fault: faults.Fault
) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", fault)
        ts = await s.ask(s.ana, KNOWN)
        early = len(s.d.calls_of("chat.postMessage"))
        await s.later(seconds=90)

        assert 1 == early
        assert 1 == len(s.in_thread(ts))
        s.sound()


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("fault", ["500", "internal_error"])
async def test_a_500_is_looked_up_within_seconds(
    tmp_path: Path, fault: str, accepted: bool
) -> None:
    async with stage(tmp_path) as s:
        broken = (
            faults.server_error(500, accepted=accepted)
            if fault == "500"
            else faults.error(fault, accepted=accepted)
        )
        s.d.faults.add("chat.postMessage", broken)
        ts = await s.ask(s.ana, KNOWN)
        await s.later(seconds=6)

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_a_restart_in_mid_send_neither_loses_nor_doubles(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", faults.hang(accepted=True))
        ts = await s.ask(s.ana, KNOWN)
        await s.restart()
        await s.later(seconds=90)

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_a_429_is_waited_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", faults.rate_limited(30))
        ts = await s.ask(s.ana, KNOWN)
        early = len(s.in_thread(ts))
        await s.later(seconds=29)
        waiting = len(s.d.calls_of("chat.postMessage"))
        await s.later(seconds=2)

        assert (0, 1, 1) == (early, waiting, len(s.in_thread(ts)))
        s.sound()


async def test_what_can_t_be_kept_in_time_is_refused_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "AT_ONCE", 20)
    async with stage(tmp_path) as s:
        s.d.mischief.holding = True
        tss = [await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}") for _ in range(20)]
        await s.d.release()
        await s.settle()

        tries = [len(s.d.deliveries_of(ts)[0].attempts) for ts in tss]
        late = [a.late_ack_at for ts in tss for d in s.d.deliveries_of(ts) for a in d.attempts]
        assert max(tries) > 1
        assert not any(late)
        assert [1] * 20 == [len(s.in_thread(ts)) for ts in tss]
        s.sound()
