"""What a yes, an ok, a no or "it doesn't work" means depends on what was said before."""

import pytest

from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, SAM, Desk

UNKNOWN = "do you ship a purple harmonium to brazil?"


def with_the_team() -> Desk:
    """Ana waits."""
    desk = Desk()
    desk.say(ANA, UNKNOWN)
    assert TicketState.NEW is desk.ticket().state
    return desk


@pytest.mark.parametrize("words", ["ok", "okay", "yes", "sure", "fine", "ja", "d'accord"])
def test_ok_to_a_promise_takes_nothing_back(words: str) -> None:
    desk = with_the_team()

    said = desk.say(ANA, words)

    assert ["ana: All right."] == said
    assert TicketState.NEW is desk.ticket().state


def test_ok_to_somebody_who_asks_again_hurries_nobody() -> None:
    desk = with_the_team()
    [told] = desk.say(ANA, "hello? anyone there?")
    assert "[Make it urgent]" in told

    assert ["ana: All right."] == desk.say(ANA, "ok")


def test_ok_to_a_closed_ticket_leaves_it_closed() -> None:
    desk = with_the_team()
    desk.say(ANA, "never mind")

    desk.say(ANA, "ok")

    assert Ending.WITHDRAWN is desk.ticket().ending


@pytest.mark.parametrize(
    ("words", "state"), [("yes", TicketState.OPEN), ("no", TicketState.CLOSED)]
)
def test_another_look_is_taken_at_a_yes_and_not_at_a_no(words: str, state: TicketState) -> None:
    desk = with_the_team()
    for line in ("claim 1", "reply 1 No."):
        desk.command(SAM, line)
    assert TicketState.CLOSED is (desk.say(ANA, "yes"), desk.ticket())[1].state
    assert any("another look?" in told for told in desk.say(ANA, "not good"))

    desk.say(ANA, words)

    assert state is desk.ticket().state


def test_yes_to_several_choices_is_no_toss_of_a_coin() -> None:
    desk = Desk()
    desk.command(SAM, "add How long does bread keep? | Three days.")
    desk.command(SAM, "add How long does cake keep? | A week.")
    [choices] = desk.say(ANA, "how long does it keep")
    assert "I'm not sure which of these" in choices

    [again] = desk.say(ANA, "yes")
    assert "Which of these do you mean?" in again
    assert choices.count("[") == again.count("[")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("ok", TicketState.PENDING),
        ("okay, thanks", TicketState.PENDING),
        ("good", TicketState.PENDING),
        ("alles klar", TicketState.PENDING),
        ("yes", TicketState.CLOSED),
        ("yes, thank you", TicketState.CLOSED),
    ],
)
def test_ok_to_a_person_is_not_solved(words: str, state: TicketState) -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 It is in the post.")

    said = desk.say(ANA, words)

    assert state is desk.ticket().state
    assert any("[Yes, solved]" in told for told in said) is (state is TicketState.PENDING)


@pytest.mark.parametrize("words", ["yes", "no", "ok", "yes, thanks", "2", "nein"])
@pytest.mark.parametrize(
    "question", ["Is it for a shop?", "开店用吗？ 谢谢", "Shop? https://x.org/?a=b"]
)
def test_an_answer_to_the_team_reaches_the_team(words: str, question: str) -> None:
    desk = with_the_team()
    [asked, *_] = desk.command(SAM, f"reply 1 {question}")
    assert "[" not in asked

    told = desk.say(ANA, words)

    assert any(line.startswith("team: ana writes") and words in line for line in told)
    assert TicketState.OPEN is desk.ticket().state


def test_ok_is_yes_where_the_desk_asked() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")
    [asked] = desk.say(ANA, "ok")
    assert "Did that solve it?" in asked

    assert ["ana: Good. Thank you for telling me."] == desk.say(ANA, "ok")


@pytest.mark.parametrize(
    ("words", "feedback"),
    [
        ("that worked", Feedback.SOLVED),
        ("works now, thanks!", Feedback.SOLVED),
        ("hat geklappt", Feedback.SOLVED),
        ("that didn't help", Feedback.NOT_SOLVED),
        ("no that's not what i asked", Feedback.NOT_SOLVED),
        ("no funciona", Feedback.NOT_SOLVED),
    ],
)
@pytest.mark.parametrize("between", [(), ("thanks",), ("ok, i will try that",)])
def test_own_words_say_whether_an_answer_solved_it(
    words: str, feedback: Feedback, between: tuple[str, ...]
) -> None:
    desk = Desk()
    for line in ("where is my invoice", *between, words):
        desk.say(ANA, line)

    assert feedback is desk.journal.question(1).feedback


def test_that_worked_means_what_was_answered_last() -> None:
    desk = with_the_team()
    for line in ("where is my invoice", "thanks", "that worked"):
        desk.say(ANA, line)

    assert Feedback.SOLVED is desk.journal.question(2).feedback
    assert TicketState.NEW is desk.ticket().state

    desk.command(SAM, "reply 1 Yes, we do.")
    desk.say(ANA, "that worked")

    assert Ending.CONFIRMED is desk.ticket().ending


@pytest.mark.parametrize("words", ["👎", "bad", "not good", "1 star", "2/10", "malo"])
def test_who_says_how_bad_an_answer_was_is_asked_what_else(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?")
    desk.say(ANA, words)

    assert ["answer", "nothing_else"] == desk.to(ANA)
    assert desk.journal.question(1).open


@pytest.mark.parametrize("words", ["bad dog", "late delivery of a lamp", "is it bad?"])
def test_what_says_more_is_no_word_on_the_answer(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?")
    desk.say(ANA, words)

    assert "nothing_else" not in desk.to(ANA)


def test_a_thumb_up_says_that_it_solved_it() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?")
    desk.say(ANA, "👍")

    assert Feedback.SOLVED is desk.journal.question(1).feedback


@pytest.mark.parametrize(("sign", "told"), [("👍", "okay"), ("👎", "news_new")])
def test_a_thumb_to_what_waits_for_the_team_is_no_question(sign: str, told: str) -> None:
    desk = with_the_team()
    desk.say(ANA, sign)

    assert told == desk.to(ANA)[-1]
