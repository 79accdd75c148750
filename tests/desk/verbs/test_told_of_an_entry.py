"""Words of an entry that arrived on the question of a ticket answer it, and nothing more than it."""

from datetime import timedelta

import pytest

from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import TicketState
from tests.desk.harness import ANA, SAM, Desk

QUESTION = "do you ship to brazil?"
ENTRY = "add Do you ship to Brazil? | Yes, we ship to Brazil, 10 days."
UNTRUE = ("slipping", "slipped", "slipping_owned", "no_time_left", "still_waiting")


def told(*more: str) -> Desk:
    """Ana asked, wrote more, and was told of the entry."""
    desk = Desk()
    for words in (QUESTION, *more):
        desk.say(ANA, words)
    desk.command(SAM, ENTRY)
    assert 1 == len(desk.texts_of("now_answered"))
    return desk


def test_the_promise_is_kept_and_it_is_their_turn() -> None:
    desk = told()
    assert TicketState.PENDING is desk.ticket().state
    assert {PromiseState.KEPT} == {each.state for each in desk.journal.promises(1)}
    assert desk.ticket().first_response_at is None

    desk.say(ANA, "any news?")
    assert "Did it help?" in desk.texts_of("news_told")[-1]
    desk.wait(timedelta(days=9))
    said = desk.to(ANA)
    assert not set(UNTRUE) & set(said)
    assert "check_in" in said


def test_one_that_is_not_theirs_is_ours_again_with_a_new_time() -> None:
    desk = told()
    desk.say(ANA, "that's not my question")
    assert TicketState.NEW is desk.ticket().state
    assert [PromiseState.KEPT, PromiseState.OPEN] == [
        each.state for each in desk.journal.promises(1)
    ]


@pytest.mark.parametrize("more", ["let me talk to a person", "i want to complain"])
def test_who_waits_for_more_waits_on(more: str) -> None:
    assert TicketState.NEW is told(more).ticket().state


def test_what_did_not_arrive_answers_nothing() -> None:
    desk = Desk()
    desk.say(ANA, QUESTION)
    desk.refuse.add(ANA.id)
    desk.command(SAM, ENTRY)
    assert TicketState.NEW is desk.ticket().state


def test_one_of_two_questions_leaves_the_ticket_ours() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil? does the sofa have four legs?")
    desk.command(SAM, ENTRY)
    if "now_answered" in desk.to(ANA):
        assert TicketState.NEW is desk.ticket().state
    else:
        desk.command(SAM, "asker 1 yes")
        assert TicketState.NEW is desk.ticket().state


def test_who_asks_for_news_after_a_reply_reads_it_and_is_asked_for_nothing() -> None:
    desk = Desk()
    desk.say(ANA, "do you repair lamps?")
    desk.command(SAM, "reply 1 Yes, bring it by.")
    desk.say(ANA, "any news?")

    [told] = desk.texts_of("news_replied")
    assert "Yes, bring it by." in told
    assert [] == desk.texts_of("news_yours")


def test_what_the_team_asked_back_is_waited_for() -> None:
    desk = Desk()
    desk.say(ANA, "do you repair lamps?")
    desk.command(SAM, "reply 1 Is it of brass?")
    desk.say(ANA, "any news?")

    assert [] == desk.texts_of("news_replied")
    assert "has waited for your answer" in desk.texts_of("news_yours")[-1]
