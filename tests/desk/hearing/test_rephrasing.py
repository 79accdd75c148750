"""A ticket put in other words: what an entry answers replaces it, in one message that says so."""

import pytest

from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, Desk


def rephrasing(how: str) -> Desk:
    """Ana's ticket waits, and she is asked for other words."""
    desk = Desk()
    desk.say(ANA, "my sofa has three legs")
    assert ["ana: Go ahead, in other words."] == desk.say(ANA, how)
    return desk


@pytest.mark.parametrize("how", ["let me rephrase", "rephrase"])
@pytest.mark.parametrize(
    "words",
    [
        "where is my invoice?",
        "download invoice",
        "how do i reset my password",
    ],
)
def test_the_answer_itself_says_that_the_ticket_is_dropped(how: str, words: str) -> None:
    desk = rephrasing(how)
    before = len(desk.to(ANA))

    desk.say(ANA, words)

    assert ["answer"] == desk.to(ANA)[before:]
    assert Ending.WITHDRAWN is desk.ticket().ending
    [told] = desk.texts_of("answer")
    assert "I've closed ticket 1, since this is an answer to it." in told
    assert "[Reopen]" in told
    assert "staff_withdrawn" in desk.to_staff()


def test_of_two_answers_the_last_says_it() -> None:
    desk = rephrasing("rephrase")

    desk.say(ANA, "Where is my invoice? And how do I reset my password?")

    first, last = desk.texts_of("answer")
    assert "ticket 1" not in first
    assert "I've closed ticket 1" in last


def test_who_still_needs_it_opens_it_again_below_the_answer() -> None:
    desk = rephrasing("rephrase")
    desk.say(ANA, "where is my invoice?")

    desk.say(ANA, "reopen")

    assert TicketState.NEW is desk.ticket().state


def test_what_nothing_answers_stays_the_same_ticket() -> None:
    desk = rephrasing("rephrase")

    desk.say(ANA, "the fourth leg of my sofa was never in the box")

    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]
    assert TicketState.NEW is desk.ticket().state
