"""A button's value that nobody was given is refused in words, and nothing breaks."""

from tests.desk.harness import ANA, BEN, Desk


def test_no_question_is_not_a_question() -> None:
    """ "0" stands for no question on buttons that can do without one; a choice can't."""
    desk = Desk()
    desk.say(ANA, "where is my invoice?")

    assert desk.command(BEN, "pick 0 invoice") == [
        "ben: question is missing (the question). Write: pick QUESTION ENTRY [ALSO]"
    ]
