""" "That solved it" below choices: whether an answer was shown before is told as it is."""

import pytest

from bot.desk.nouns.question import Feedback
from knowledge.entry import Entry
from tests.desk.harness import ANA, Desk

ENTRIES = (
    Entry(id="nails", question="Do you clip nails?", answer="Yes, for 10 pounds."),
    Entry(id="cats", question="Do you groom cats?", answer="No."),
    Entry(id="claws", question="Do you clip cats nails?", answer="Yes, for 8 pounds."),
    Entry(id="board", question="Can cats be boarded?", answer="No."),
)
UNSEEN = "I had shown no answer yet"


@pytest.mark.parametrize("before", [["do you clip nails?"], ["nails?", "1"]])
def test_the_answer_before_it_is_what_solved_it(before: list[str]) -> None:
    desk = Desk(entries=ENTRIES)
    for words in (*before, "and cats?"):
        desk.say(ANA, words)
    assert desk.to(ANA)[-1] == "choices"

    (told,) = desk.say(ANA, "that solved it")

    assert UNSEEN not in told
    assert [Feedback.SOLVED, Feedback.WITHDRAWN] == [
        desk.journal.question(each).feedback for each in (1, 2)
    ]


@pytest.mark.parametrize(
    "before",
    [[], ["do you clip nails?", "that solved it"], ["do you clip nails?", "something else"]],
)
def test_without_an_answer_that_waits_for_a_word_nobody_takes_the_credit(before: list[str]) -> None:
    desk = Desk(entries=ENTRIES)
    for words in (*before, "and cats?"):
        desk.say(ANA, words)

    (told,) = desk.say(ANA, "that solved it")

    assert UNSEEN in told
