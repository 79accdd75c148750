"""Asking for news while nothing is with the team: the question that is still open is spoken of."""

from datetime import timedelta

import pytest

from tests.desk.harness import ANA, Desk

OFFERED = "my invoice wants a password"


@pytest.mark.parametrize("text", ["any news?", "any update??", "gibt es schon was neues?", "and?"])
def test_of_choices_that_nobody_took_it_asks_whether_a_person_should_look(text: str) -> None:
    desk = Desk()
    desk.say(ANA, OFFERED)

    [told] = desk.say(ANA, text)

    assert OFFERED in told
    assert "[Pass it on]" in told or "[Weitergeben]" in told


def test_passed_on_it_is_with_the_team() -> None:
    desk = Desk()
    desk.say(ANA, OFFERED)
    desk.say(ANA, "any news?")

    desk.say(ANA, "pass it on")

    assert desk.ticket().is_open


def test_it_is_not_asked_again_by_itself() -> None:
    desk = Desk()
    desk.say(ANA, OFFERED)
    desk.say(ANA, "any news?")

    assert not any(OFFERED in line for line in desk.wait(timedelta(days=3)))
