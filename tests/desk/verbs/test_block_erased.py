"""A block goes with the data of whoever is blocked: leads hear that it did, and not whose it was."""

from tests.desk.harness import ANA, BEN, LEA, Desk, room


def test_leads_hear_that_a_block_was_erased_and_not_whose() -> None:
    desk = Desk()
    desk.say(BEN, "what is the moon made of")
    desk.command(LEA, "block ben rude")

    desk.command(BEN, "forgetme yes", place=room(BEN))

    (told,) = desk.texts_of("staff_block_erased")
    assert "somebody who was blocked had their data erased" in told
    assert "ben" not in told


def test_nothing_is_said_of_a_block_where_none_was() -> None:
    desk = Desk()
    desk.say(ANA, "what is the moon made of")

    desk.command(ANA, "forgetme yes", place=room(ANA))

    assert [] == desk.texts_of("staff_block_erased")
