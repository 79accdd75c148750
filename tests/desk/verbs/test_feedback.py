"""What a customer said could be better waits on a list until an answer to it has reached them."""

import pytest

from bot.store import audit
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk


def rated() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you repair lamps?")
    desk.command(SAM, "reply 1 Yes, bring it by.")
    desk.command(ANA, "sorted 1")
    desk.command(ANA, "rate 1 bad")
    desk.say(ANA, "It took far too long.")
    return desk


def waits(desk: Desk) -> bool:
    return "It took far too long." in desk.command(KIM, "feedback")[0]


def test_it_waits_until_the_answer_is_there() -> None:
    desk = rated()
    assert waits(desk)
    desk.refuse.add(ANA.id)
    desk.command(SAM, "thank 1 Sorry, we are two now.")
    assert waits(desk)
    desk.refuse.clear()
    desk.command(SAM, "thank 1 Sorry, we are two now.")

    assert not waits(desk)
    assert audit(desk.journal, desk.now) == []


def test_it_is_answered_by_whoever_sees_to_it() -> None:
    desk = rated()
    desk.command(KIM, "feedback 1")
    [refused] = desk.command(SAM, "thank 1 Sorry.")
    assert "Kim sees to that on ticket 1." in refused
    desk.command(SAM, "feedback 1")
    desk.command(SAM, "thank 1 Sorry.")

    assert 1 == len(desk.texts_of("feedback_answered"))


@pytest.mark.parametrize("line", ["feedback", "feedback 1", "thank 1 Sorry."])
def test_it_is_the_team_s_to_see(line: str) -> None:
    desk = rated()
    told = "".join(desk.command(BEN, line))

    assert "far too long" not in told
    assert waits(desk)


def test_what_was_erased_waits_for_nobody() -> None:
    desk = rated()
    desk.command(ANA, "forgetme yes")

    assert "is answered" in desk.command(KIM, "feedback")[0]
