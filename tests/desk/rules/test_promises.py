"""A time has ground: one stands on the desk's hours, any further one on a person's word."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.message import Readership
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from tests.desk.harness import ANA, MONDAY, SAM, Desk

DAY = timedelta(days=1)
APART = Place(platform="console", room="ana elsewhere", private=True)
NO_TIME = {"no_time_left", "still_no_time"}


def asked(question: str = "do you ship to brazil?") -> Desk:
    desk = Desk()
    desk.say(ANA, question)
    return desk


def told(desk: Desk) -> list[tuple[datetime, str]]:
    """When the customer was told what, by time alone."""
    found = []
    for _ in range(40):
        before = len(desk.sent)
        desk.wait(DAY)
        found += [
            (desk.now, message.kind)
            for out, message in desk.sent[before:]
            if out.readership is Readership.CUSTOMER
        ]
    return found


def test_one_new_time_stands_on_the_hours_and_then_none() -> None:
    kinds = [kind for _, kind in told(asked())]

    assert ["slipping", "no_time_left"] == kinds[:2]
    assert {"still_no_time"} == set(kinds[2:])


def test_word_that_there_is_none_comes_at_growing_distances() -> None:
    times = [at for at, kind in told(asked()) if kind in NO_TIME]
    between = [later - at for at, later in pairwise(times)]

    assert sorted(between) == between
    assert len(set(between)) == len(between) <= 4


def test_what_nobody_kept_is_missed_and_was_told_before() -> None:
    desk = asked()
    told(desk)

    ended = [row for row in desk.journal.promises(1) if row.told_at]
    assert [PromiseState.MISSED] * 2 == [row.state for row in ended]
    assert all(row.ended_at and row.ended_at < row.due_at for row in ended)


def test_an_answer_that_comes_by_a_time_given_up_keeps_it_after_all() -> None:
    desk = asked()
    (first,) = desk.journal.promises(1)
    desk.wait(first.due_at - desk.now - timedelta(minutes=5))
    assert "slipping" in desk.to(ANA)

    desk.command(SAM, "reply 1 Yes, we do.")

    assert {PromiseState.KEPT} == {row.state for row in desk.journal.promises(1)}


@pytest.mark.parametrize("line", ["promise 1 3h", "hold 1 2d the carrier is on strike"])
def test_a_person_names_a_time_again(line: str) -> None:
    desk = asked()
    desk.wait(10 * DAY)

    desk.command(SAM, line)

    (row,) = [each for each in desk.journal.promises(1) if each.state is PromiseState.OPEN]
    assert (SAM.id, 0) == (row.made_by, row.moves)
    assert row.told_at


def test_who_takes_it_up_names_no_time() -> None:
    desk = asked()
    desk.wait(10 * DAY)

    desk.command(SAM, "claim 1")

    assert "I can't say yet by when you'll hear." in desk.texts_of("joined")[-1]


@pytest.mark.parametrize("line", ["merge 2 1", "merge 1 2"])
def test_of_two_tickets_made_one_the_earlier_time_is_owed_and_nothing_slips_twice(
    line: str,
) -> None:
    desk = asked()
    (first,) = desk.journal.promises(1)
    desk.wait(timedelta(hours=1))
    desk.say(ANA, "do you repair a xylophone?", place=APART)

    desk.command(SAM, line)

    rows = [*desk.journal.promises(1), *desk.journal.promises(2)]
    assert [first.due_at] == [row.due_at for row in rows if row.state is PromiseState.OPEN]
    desk.wait(2 * DAY)
    assert 1 == desk.to(ANA).count("slipping")
    assert 1 == desk.to(ANA).count("no_time_left")


_LINES = st.sampled_from(
    ["claim {n}", "release {n}", "promise {n} 2h", "promise {n} 3d", "note {n} still at it",
     "hold {n} 1d waiting", "resume {n}", "reply {n} Try this.", "transfer {n} kim", ""]
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(_LINES, st.integers(0, 72)), max_size=12))
def test_between_two_acts_of_people_one_new_time_is_named_at_most(
    days: list[tuple[str, int]],
) -> None:
    desk = asked()
    for line, hours in days:
        if line:
            desk.command(SAM, line.format(n=1))
        before = len(desk.sent)
        desk.wait(timedelta(hours=hours))
        kinds = [
            message.kind
            for out, message in desk.sent[before:]
            if out.readership is Readership.CUSTOMER
        ]
        assert 1 >= sum(kind.startswith("slipp") for kind in kinds), kinds


def test_a_time_that_has_passed_today_is_not_taken_for_the_one_in_a_week() -> None:
    desk = asked()

    shown = desk.command(SAM, f"promise 1 {MONDAY - timedelta(minutes=20):%a %H:%M}")

    assert 1 == len(shown)
    assert f"write {MONDAY + timedelta(days=7, minutes=-20):%Y-%m-%d %H:%M}" in shown[0]
