"""A wait is said from enough history, and then never better than it was."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.person import Role
from bot.desk.words import home
from bot.desk.words.wait import FEWEST, Wait, honest_wait, words
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms import plain
from tests.desk.harness import ANA, SAM, Desk, a_policy
from tests.desk.step.test_staff_room import person

WORDING = Wording(read_locales())

lengths = st.timedeltas(timedelta(0), timedelta(days=30))


def said(wait: Wait) -> str:
    return "".join(map(str, words(wait, WORDING, "en").spans))


def minutes(*values: int) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@given(st.lists(lengths, max_size=FEWEST - 1))
def test_too_little_history_says_nothing(replies: list[timedelta]) -> None:
    assert honest_wait(replies) is None


@given(st.lists(lengths, min_size=FEWEST, max_size=60))
def test_what_is_said_held_for_as_many_as_it_claims(replies: list[timedelta]) -> None:
    wait = honest_wait(replies)

    assert wait is not None
    assert wait.usual <= wait.most
    assert 2 * sum(reply <= wait.usual for reply in replies) >= len(replies)
    assert 10 * sum(reply <= wait.most for reply in replies) >= 9 * len(replies)


@given(st.lists(lengths, min_size=FEWEST, max_size=20).flatmap(
    lambda replies: st.tuples(st.just(replies), st.permutations(replies))
))  # fmt: skip
def test_the_order_of_history_does_not_count(
    two: tuple[list[timedelta], list[timedelta]],
) -> None:
    one, other = two

    assert honest_wait(one) == honest_wait(other)


def test_a_range_is_in_lengths_that_people_say() -> None:
    wait = honest_wait(minutes(3, 7, 12, 17, 26, 28, 50, 110, 180, 200))

    assert wait == Wait(usual=timedelta(minutes=30), most=timedelta(minutes=240), replies=10)
    assert said(wait) == (
        "A first reply usually takes 30 min to 4 h of the team's hours (the last 10 tickets that had one)."
    )


@pytest.mark.parametrize(
    ("reply", "most"),
    [
        (timedelta(0), "up to 5 min"),
        (timedelta(minutes=5), "up to 5 min"),
        (timedelta(minutes=61), "up to 1 h 30 min"),
        (timedelta(hours=13), "up to 1 day"),
        (timedelta(hours=25), "up to 2 days"),
    ],
)
def test_one_length_is_said_as_an_upper_end(reply: timedelta, most: str) -> None:
    wait = honest_wait([reply] * FEWEST)

    assert wait is not None
    assert f"usually takes {most} of" in said(wait)


# As customers read it.


def answered(desk: Desk, count: int, after: timedelta, first: int = 1) -> None:
    for number in range(first, first + count):
        desk.say(person(number), f"do you ship a sofa of type {number}?")
    desk.wait(after)
    for number in range(first, first + count):
        desk.command(SAM, f"reply {number} Yes.")


def handed_over(desk: Desk) -> str:
    desk.say(ANA, "do you ship xylophones?")
    return desk.texts_of("handed_over")[-1]


def test_too_few_tickets_say_nothing_at_the_hand_over() -> None:
    desk = Desk()
    answered(desk, FEWEST - 1, timedelta(minutes=20))

    told = handed_over(desk)

    assert "usually takes" not in told


def test_enough_tickets_say_it_at_the_hand_over_and_to_who_asks_for_news() -> None:
    desk = Desk()
    answered(desk, FEWEST, timedelta(minutes=20))
    usual = (
        "A first reply usually takes up to 20 min of the team's hours "
        "(the last 8 tickets that had one)."
    )

    told = handed_over(desk)
    assert usual in told
    assert "by Mon 16 Nov, 14:30" in told

    [news] = desk.say(ANA, "any news?")
    assert usual in news


def test_who_was_answered_is_not_told_of_first_replies() -> None:
    desk = Desk()
    answered(desk, FEWEST, timedelta(minutes=20))
    desk.say(person(1), "and what does it cost?")

    [news] = desk.say(person(1), "any news?")

    assert "usually takes" not in news


@pytest.mark.parametrize(
    ("had", "wait", "told"),
    [(8, 0, True), (8, 1, False), (9, 1, True), (18, 2, True), (8, 24, False), (4, 28, False)],
)
def test_only_tickets_that_had_one_are_reckoned_and_nothing_is_said_while_many_wait(
    had: int, wait: int, told: bool
) -> None:
    desk = Desk(policy=a_policy(open_tickets=50))
    answered(desk, had, timedelta(minutes=20))
    for number in range(50, 50 + wait):
        desk.say(person(number), f"do you repair a xylophone of type {number}?")
    desk.wait(timedelta(days=3))

    usual = f"up to 20 min of the team's hours (the last {had} tickets that had one)."

    assert (usual in handed_over(desk)) is told
    assert ("usually takes" in handed_over(desk)) is told


@pytest.mark.parametrize(
    ("took", "told"),
    [
        (timedelta(minutes=90), True),
        (timedelta(hours=4), True),
        (timedelta(hours=9), False),
        (timedelta(days=4), False),
    ],
)
def test_what_took_longer_than_is_promised_is_not_said_beside_it(
    took: timedelta, told: bool
) -> None:
    desk = Desk(policy=a_policy(open_tickets=50, reply_within=timedelta(hours=4)))
    answered(desk, FEWEST, took)

    said = handed_over(desk)
    assert "You'll hear from a person by" in said
    assert ("usually takes" in said) is told
    [news] = desk.say(ANA, "any news?")
    assert ("usually takes" in news) is told


def at_home(desk: Desk) -> str:
    visitor = home.Visitor(person=ANA, role=Role.CUSTOMER, at=desk.now)
    return plain.text(home.page(desk.journal, visitor, desk.policy, WORDING), plain.clock)


def test_the_home_page_names_the_reply_time_until_history_tells_more() -> None:
    desk = Desk()
    assert "A person replies within 4 h of the team's hours." in at_home(desk)

    answered(desk, FEWEST, timedelta(minutes=20))

    assert "usually takes up to 20 min" in at_home(desk)
