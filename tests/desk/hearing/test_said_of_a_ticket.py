"""What people say of what they asked: it still doesn't work, it is urgent, never mind."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, BEN, SAM, Desk
from tests.desk.hearing.test_quick_replies import UNKNOWN, with_the_team


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (("reply 1 Try again.",), TicketState.OPEN),
        (("reply 1 Try again.", "resolve 1"), TicketState.OPEN),
        ((), TicketState.NEW),
    ],
)
def test_it_still_does_not_work_reaches_the_team(
    before: tuple[str, ...], state: TicketState
) -> None:
    desk = with_the_team()
    for line in before:
        desk.command(SAM, line)

    told = desk.say(ANA, "it still doesn't work")

    assert any(line.startswith("team: ") for line in told)
    assert state is desk.ticket().state


def test_it_still_does_not_work_opens_again_what_was_confirmed() -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 No.")
    desk.say(ANA, "works now")
    assert Ending.CONFIRMED is desk.ticket().ending

    desk.say(ANA, "sorry, it still doesn't work")

    assert TicketState.OPEN is desk.ticket().state


def test_it_does_not_work_asks_what_where_nothing_was_answered() -> None:
    desk = Desk()

    [told] = desk.say(ANA, "it doesn't work")

    assert "What is it about?" in told
    assert "[Talk to a person]" in told


def test_question_marks_alone_ask_how_long() -> None:
    [told] = with_the_team().say(ANA, "???")

    assert "you'll hear from a person by" in told


@pytest.mark.parametrize("words", ["i am still waiting!!", "any update?", "have you forgotten me?"])
def test_who_still_waits_is_told_the_time_again(words: str) -> None:
    desk = with_the_team()

    [told] = desk.say(ANA, words)

    assert "you'll hear from a person by" in told


def test_urgent_on_the_customers_turn_is_no_silence() -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 No.")

    said = desk.command(ANA, "urgent 1")

    assert TicketState.OPEN is desk.ticket().state
    assert any("Noted as urgent" in each for each in said)


@pytest.mark.parametrize(
    ("words", "hinted"),
    [
        ("We'll find out and write by Friday.", True),
        ("Let me check and get back to you.", True),
        ("Ich melde mich morgen.", True),
        ("You will find it under Billing.", False),
        ("Es steht unter Rechnungen.", False),
    ],
)
def test_who_announces_more_is_shown_how_to_promise_it(words: str, hinted: bool) -> None:
    desk = with_the_team()

    told = desk.command(SAM, f"reply 1 {words}")

    assert hinted is any("promise tomorrow 12:00" in line for line in told)


@pytest.mark.parametrize("line", ["close 1", "done 1"])
def test_staff_who_close_ask_the_customer(line: str) -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 Yes, we do.")

    told = desk.command(SAM, line)

    assert any("Did that solve it?" in each for each in told)
    assert TicketState.RESOLVED is desk.ticket().state


@pytest.mark.parametrize("words", ["nvm", "actually forget it", "egal, danke", "laisse tomber"])
def test_never_mind_in_other_words_takes_the_question_back(words: str) -> None:
    desk = with_the_team()

    desk.say(ANA, words)

    assert Ending.WITHDRAWN is desk.ticket().ending


def test_the_card_shows_what_was_asked_just_before_and_not_settled() -> None:
    desk = Desk()
    desk.say(BEN, "where is my invoice")
    desk.say(ANA, "my invoice wants a password")
    desk.say(ANA, "I need a copy of my bill")
    desk.say(ANA, "that worked")
    desk.wait(timedelta(minutes=50))

    told = desk.say(ANA, UNKNOWN)

    assert any("Just before: my invoice wants a password" in line for line in told)
    assert not any("copy of my bill" in line for line in told)


def test_the_card_leaves_out_what_was_asked_long_before() -> None:
    desk = Desk()
    desk.say(ANA, "my invoice wants a password")
    desk.wait(timedelta(hours=2))

    told = desk.say(ANA, UNKNOWN)

    assert not any("Just before" in line for line in told)


def test_whoever_owes_the_team_an_answer_is_not_asked_whether_it_is_solved() -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 Is it for a shop?")

    told = [line for line in desk.wait(timedelta(days=3)) if line.startswith("ana: ")]

    assert "The team is waiting for your answer" in told[0]
    assert "I'll close it on" in told[1]
    assert not any("[" in line for line in told[:2])
    assert any(line.startswith("team: ana writes") for line in desk.say(ANA, "yes"))
    assert TicketState.OPEN is desk.ticket().state


@pytest.mark.parametrize("words", ["never mind", "forget it"])
def test_never_mind_means_what_was_answered_last(words: str) -> None:
    desk = with_the_team()
    desk.say(ANA, "where is my invoice")

    desk.say(ANA, words)

    assert TicketState.NEW is desk.ticket().state
