"""What a customer called solved stays so when the team writes once more and they leave it at that."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import Ending
from tests.desk.harness import ANA, SAM, Desk


def solved() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "reply 1 Yes.")
    desk.say(ANA, "thanks, that solved it")
    assert Ending.CONFIRMED is desk.ticket().ending
    return desk


def test_they_are_asked_once_and_silence_leaves_it_solved() -> None:
    desk = solved()
    before = len(desk.to(ANA))
    desk.command(SAM, "reply 1 Bring it on Monday.")

    desk.wait(timedelta(days=12))

    assert ["staff_reply", "check_in_solved"] == desk.to(ANA)[before:]
    assert Ending.CONFIRMED is desk.ticket().ending
    assert "staff_parked" not in desk.to_staff()


@pytest.mark.parametrize(
    ("words", "reply"),
    [("it is out of tune again", "Bring it on Monday."), ("", "Which harp is it?")],
    ids=["they asked again", "the team asks"],
)
def test_what_was_asked_anew_and_is_left_unanswered_is_unconfirmed(words: str, reply: str) -> None:
    desk = solved()
    if words:
        desk.say(ANA, words)
    desk.command(SAM, f"reply 1 {reply}")

    desk.wait(timedelta(days=12))

    assert Ending.UNCONFIRMED is desk.ticket().ending


@pytest.mark.parametrize("again", [1, 2])
def test_it_holds_however_often_the_team_writes(again: int) -> None:
    desk = solved()
    for _ in range(again):
        desk.command(SAM, "reply 1 Bring it on Monday.")
        desk.wait(timedelta(days=12))

    assert Ending.CONFIRMED is desk.ticket().ending


def test_not_yet_opens_it_for_the_team() -> None:
    desk = solved()
    desk.command(SAM, "reply 1 Bring it on Monday.")
    desk.wait(timedelta(days=3))

    desk.say(ANA, "not yet")

    assert "not_sorted" == desk.to(ANA)[-1]
    assert desk.ticket().is_open
