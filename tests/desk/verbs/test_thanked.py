"""Whoever helped is thanked, and nobody else."""

from tests.desk.harness import ANA, KIM, SAM, Desk


def asked() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you repair lamps?")
    return desk


def thanked(desk: Desk) -> str:
    desk.say(ANA, "thanks, that solved it")
    return desk.texts_of("staff_confirmed")[-1].partition("Thank you, ")[2]


def test_who_answered_and_not_who_claimed() -> None:
    desk = asked()
    desk.command(KIM, "claim 1")
    desk.command(SAM, "reply 1 Yes, bring it by.")

    assert thanked(desk).startswith("Sam.")


def test_all_whose_words_helped() -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, bring it by.")
    desk.say(ANA, "and on sundays?")
    desk.command(KIM, "reply 1 On Sundays too.")
    desk.command(SAM, "note 1 nice of kim")

    assert thanked(desk).startswith("Sam, Kim.")
