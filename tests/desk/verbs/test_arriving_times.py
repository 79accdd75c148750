"""A time counts once it arrived, and silence only after words that did."""

from datetime import timedelta

import pytest

from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, SAM
from tests.desk.verbs.test_arriving import DAY, arrives, asked, cut_off, not_arrived, on_its_way


def test_what_names_a_time_that_has_passed_is_not_sent_again() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "promise 1 1h")
    desk.wait(timedelta(hours=2))

    (refused,) = desk.command(SAM, f"resend {not_arrived(desk)[0]}")

    assert "has passed" in refused


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("resolve 1", PromiseState.OPEN),
        ("resolve 1 because we ship there now", PromiseState.KEPT),
        ("reply 1 Yes, we do.", PromiseState.KEPT),
    ],
)
def test_a_promise_of_an_answer_is_kept_by_words_that_arrived(
    line: str, ended: PromiseState
) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Where exactly to?")
    desk.say(ANA, "to rio")
    desk.command(SAM, "promise 1 2h")

    desk.command(SAM, line)

    assert ended is desk.journal.promises(1)[-1].state


def test_a_time_that_was_not_delivered_moves_no_promise() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "promise 1 tomorrow 12:00")

    first, given = desk.journal.promises(1)
    assert (PromiseState.OPEN, None) == (first.state, first.moving_at)
    assert (PromiseState.OPEN, None) == (given.state, given.told_at)

    desk.refuse.clear()
    desk.command(SAM, "promise 1 tomorrow 13:00")

    first, given, third = desk.journal.promises(1)
    assert PromiseState.MOVED is first.state
    assert PromiseState.RELEASED is given.state  # nobody ever knew of it
    assert desk.now == third.told_at
    assert "instead of Mon 16 Nov, 14:00" in "".join(desk._texts(0))


def test_a_hold_stands_without_the_customer_and_moves_nothing_they_were_promised() -> None:
    desk = cut_off(asked())

    desk.command(SAM, "hold 1 2d waiting for the carrier")

    assert TicketState.HOLD is desk.ticket().state
    told = [p for p in desk.journal.promises(1) if p.told_at]
    assert [PromiseState.OPEN] == [p.state for p in told]


def test_merging_keeps_the_time_that_the_customer_was_given() -> None:
    desk = asked()
    (first,) = desk.journal.promises(1)
    desk.wait(timedelta(hours=1))
    apart = Place(platform="console", room="ana elsewhere", private=True)
    desk.say(ANA, "xylophone repairs in oslo", place=apart)

    desk.command(SAM, "merge 1 2")

    owed = [p for p in desk.journal.promises(2) if p.state is PromiseState.OPEN]
    assert first.due_at == min(each.due_at for each in owed)
    assert "by Mon 16 Nov, 14:00" in "".join(desk._texts(0)[-4:])


def test_a_slip_that_could_not_be_told_is_a_promise_missed_and_never_one_moved() -> None:
    desk = cut_off(asked())

    desk.wait(timedelta(hours=5))

    first, *rest = desk.journal.promises(1)
    assert PromiseState.MISSED is first.state
    assert all(each.told_at is None for each in rest)
    assert [PromiseState.OPEN] == [each.state for each in rest if each.ended_at is None]


def test_staff_hear_once_that_the_desk_reaches_nobody() -> None:
    desk = cut_off(asked())

    desk.wait(4 * DAY)

    assert 1 == desk.to_staff().count("staff_unreached")
    assert desk.ticket().is_open


def test_who_can_be_reached_again_is_told_again_and_the_times_count() -> None:
    desk = cut_off(asked())
    desk.wait(timedelta(hours=5))
    desk.refuse.clear()

    desk.wait(2 * DAY)

    assert desk.ticket().unreached_at is None
    assert "still_waiting" in desk.to(ANA)
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert owed.told_at


@pytest.mark.parametrize("line", ["canwait 1", "leaveit 1", "rate 1 good", "news 1"])
def test_whoever_speaks_of_a_ticket_after_the_last_notice_is_not_silent(line: str) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    while "last_notice" not in desk.to(ANA):
        desk.wait(DAY)

    if line == "news 1":
        desk.say(ANA, "any news?")
    else:
        desk.command(ANA, line)
    desk.wait(30 * DAY)

    assert ["check_in", "last_notice", "parked"] == desk.to(ANA)[-3:]
    assert 2 == desk.to(ANA).count("last_notice")


@pytest.mark.parametrize("arrive", [0, 1])
def test_a_ticket_closes_for_silence_after_two_notices_that_arrived(arrive: int) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    if arrive:
        desk.wait(DAY)
    cut_off(desk)

    desk.wait(30 * DAY)

    assert (TicketState.PENDING, arrive) == (desk.ticket().state, desk.ticket().rung)
    assert 1 == desk.to_staff().count("staff_unreached")
    assert "parked" not in desk.to(ANA)

    desk.refuse.clear()
    desk.wait(6 * DAY)
    assert Ending.UNCONFIRMED is desk.ticket().ending
    assert ["check_in", "last_notice", "parked"] == desk.to(ANA)[-3:]


def test_staff_may_close_what_reaches_nobody_and_nothing_else() -> None:
    desk = asked()
    (refused,) = desk.command(SAM, "unreachable 1")
    assert "arrived" in refused

    cut_off(desk).command(SAM, "reply 1 Yes, we do.")
    desk.command(SAM, "unreachable 1")

    assert Ending.UNCONFIRMED is desk.ticket().ending
    assert "staff_parked" not in desk.to_staff()
    assert {PromiseState.RELEASED} == {p.state for p in desk.journal.promises(1)}


def test_a_time_given_while_a_reply_was_on_its_way_is_still_owed() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 We look into it.")
    desk.command(SAM, "promise 1 tomorrow 12:00")

    arrives(desk, out)

    assert TicketState.OPEN is desk.ticket().state
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert desk.now == owed.told_at
