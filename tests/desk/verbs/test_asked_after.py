"""A day later the desk asks whether it helped: about what, once, and not about what the team has."""

from datetime import timedelta

import pytest

from tests.desk.harness import ANA, BEN, SAM, Desk

DAY = timedelta(days=1, hours=1)
CHOICES = "my invoice wants a password"


def asked(desk: Desk) -> list[str]:
    return [*desk.texts_of("ask_answer"), *desk.texts_of("ask_choices")]


def test_the_question_is_named_in_the_customers_words() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")
    desk.say(BEN, CHOICES)
    desk.wait(DAY)

    of_ana, of_ben = asked(desk)
    assert '"where is my invoice"' in of_ana
    assert f'"{CHOICES}"' in of_ben


def test_a_long_question_is_shortened() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice " + "for the year " * 30)
    desk.wait(DAY)

    assert all(len(each) < 400 for each in asked(desk))


@pytest.mark.parametrize(
    "lines",
    [
        (CHOICES, CHOICES),
        ("where is my invoice", "Where is my invoice?"),
        ("where is my invoice", "how do I reset my password"),
        ("where is my invoice", CHOICES),
    ],
)
def test_one_person_is_asked_one_thing_at_a_time(lines: tuple[str, ...]) -> None:
    desk = Desk()
    for line in lines:
        desk.say(ANA, line)
        desk.wait(timedelta(minutes=5))
    desk.wait(DAY)

    [told] = asked(desk)
    assert lines[-1].rstrip("?") in told


def test_after_a_long_stop_too() -> None:
    desk = Desk()
    for _ in range(3):
        desk.say(ANA, "where is my invoice")
    desk.now += 3 * DAY
    desk.wait(timedelta(0))

    assert 1 == len(asked(desk))


def test_the_same_asked_again_days_later_is_not_asked_about_again() -> None:
    desk = Desk()
    for _ in range(3):
        desk.say(ANA, "where is my invoice")
        desk.wait(DAY)

    assert 1 == len(asked(desk))


def test_questions_of_different_days_are_each_asked_about() -> None:
    desk = Desk()
    for line in ("where is my invoice", "how do I reset my password"):
        desk.say(ANA, line)
        desk.wait(timedelta(hours=5))
    desk.wait(DAY)

    assert 2 == len(asked(desk))


@pytest.mark.parametrize(
    "lines",
    [
        (CHOICES, "none of these"),
        (CHOICES, "talk to a person"),
        ("where is my invoice? do you ship a purple harmonium to brazil?",),
    ],
)
def test_what_the_team_has_is_not_asked_about(lines: tuple[str, ...]) -> None:
    desk = Desk()
    for line in lines:
        desk.say(ANA, line)
    assert desk.ticket().is_open
    desk.command(SAM, "promise 1 5d")
    desk.wait(DAY)

    assert [] == asked(desk)


def test_nor_is_what_was_asked_in_the_same_words() -> None:
    desk = Desk()
    desk.say(ANA, CHOICES)
    desk.say(ANA, "talk to a person")
    desk.say(ANA, CHOICES)
    desk.wait(DAY)

    assert [] == asked(desk)
