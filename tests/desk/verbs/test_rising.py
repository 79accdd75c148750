"""Like questions in a burst are shown to the team, who says whether something is wrong for many."""

from datetime import timedelta

import pytest

from bot.desk.verbs import rising
from tests.desk.harness import ANA, SAM, Desk
from tests.desk.issues import down, people


def burst(desk: Desk, number: int, texts: tuple[str, ...] = ("the map is empty",)) -> None:
    for at, who in enumerate(people(number)):
        desk.say(who, texts[at % len(texts)])
    desk.wait(timedelta(minutes=1))


def test_a_burst_of_like_questions_is_shown_to_the_team_once() -> None:
    desk = Desk()
    burst(desk, rising.PEOPLE + 3, ("the map is empty", "why is the map empty?", "map empty"))

    [proposed] = desk.texts_of("staff_issue_rising")
    assert f"{rising.PEOPLE + 3} people have asked alike" in proposed
    assert "Their tickets: 1, 2, 3, 4, 5, 6, 7, 8" in proposed
    assert "map" not in proposed
    assert "[Make it a known issue]" in proposed


@pytest.mark.parametrize(
    "texts", [("the map is empty", "do you ship to brazil?", "the lift smells", "who won?")]
)
def test_different_questions_are_no_burst(texts: tuple[str, ...]) -> None:
    desk = Desk()
    burst(desk, 2 * rising.PEOPLE, texts)

    assert [] == desk.texts_of("staff_issue_rising")


def test_one_person_is_no_burst() -> None:
    desk = Desk()
    for _ in range(2 * rising.PEOPLE):
        desk.say(ANA, "the map is empty")

    assert [] == desk.texts_of("staff_issue_rising")


def test_what_is_asked_every_day_at_that_hour_is_no_burst() -> None:
    desk = Desk()
    for _ in range(rising.DAYS):
        burst(desk, 3)
        desk.wait(timedelta(days=1))
    burst(desk, rising.PEOPLE)

    assert [] == desk.texts_of("staff_issue_rising")


def test_what_is_known_already_is_proposed_no_more() -> None:
    desk = down(*people(2 * rising.PEOPLE))

    assert [] == desk.texts_of("staff_issue_rising")


def test_the_press_below_it_starts_one_and_all_of_them_are_told() -> None:
    desk = Desk()
    burst(desk, rising.PEOPLE)
    desk.command(SAM, "issuestart", name="The map is empty", words="We are on it.")

    assert rising.PEOPLE == len(desk.texts_of("known_issue_since"))
