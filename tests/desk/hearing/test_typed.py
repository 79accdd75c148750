"""What a yes, an ok, a no or "it doesn't work" means depends on what was said before."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Person, Place
from bot.desk.nouns.model import Ending, Feedback, TicketState
from tests.desk.harness import ANA, BEN, SAM, Desk, room

ANA_ON_SLACK = Person(id="slack:T1:U1", name="ana")

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
    [choices] = desk.say(ANA, "my invoice wants a password")
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


def test_a_link_asks_nothing() -> None:
    desk = with_the_team()

    [told, *_] = desk.command(SAM, "reply 1 See https://example.com/help?topic=brazil")

    assert "[Yes, solved]" in told


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


def test_an_old_urgent_button_on_a_closed_ticket_offers_to_reopen() -> None:
    desk = with_the_team()
    desk.say(ANA, "never mind")

    [said] = desk.command(ANA, "urgent 1")

    assert "[Reopen]" in said
    assert Ending.WITHDRAWN is desk.ticket().ending


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

    assert hinted is any("promise 1 tomorrow 12:00" in line for line in told)


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


def test_that_worked_means_what_was_answered_last() -> None:
    desk = with_the_team()
    for line in ("where is my invoice", "thanks", "that worked"):
        desk.say(ANA, line)

    assert Feedback.SOLVED is desk.journal.question(2).feedback
    assert TicketState.NEW is desk.ticket().state

    desk.command(SAM, "reply 1 Yes, we do.")
    desk.say(ANA, "that worked")

    assert Ending.CONFIRMED is desk.ticket().ending


def test_an_answer_from_the_guide_that_asks_keeps_its_buttons() -> None:
    desk = Desk()
    desk.command(SAM, "edit invoice Under Billing. Still stuck? Call us.")
    desk.say(ANA, UNKNOWN)

    [told, *_] = desk.command(SAM, "guess 1 invoice 2")

    assert "Still stuck?" in told
    assert "[Yes, solved]" in told


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


@pytest.mark.parametrize("line", ["rate 1 good", "leaveit 1"])
def test_a_press_on_the_customers_turn_is_no_silence(line: str) -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 No.")
    desk.wait(timedelta(days=3))
    desk.command(ANA, line)

    desk.wait(timedelta(hours=20))
    assert desk.ticket().is_open

    told = desk.wait(timedelta(days=10))
    assert any("I'll close it on" in line for line in told)


def test_a_yes_with_a_slash_is_a_yes() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    desk.command(ANA, "yes")

    assert "solved_thanks" == desk.to(ANA)[-1]


def open_numbers(desk: Desk) -> list[tuple[int, str]]:
    """Number and command of every button that Ana can press."""
    shown = desk.journal.open_to(room(ANA), ANA.id)
    return [(b.number, b.command) for each in shown for b in each.outgoing.message.buttons]


TURNS = (
    "where is my invoice",
    "how do i reset my password",
    "my invoice wants a password",
    "my invoice wants a password and how do i reset my password",
    UNKNOWN,
    "forget it",
    "thanks",
    "1",
    "4",
    "6",
)


@given(st.lists(st.sampled_from(TURNS), min_size=2, max_size=6))
@settings(max_examples=15, deadline=None)
def test_no_two_open_buttons_have_the_same_number(turns: list[str]) -> None:
    desk = Desk()

    for words in turns:
        desk.say(ANA, words)
        numbers = [number for number, _ in open_numbers(desk)]
        assert len(set(numbers)) == len(numbers)


def test_a_number_of_an_older_message_presses_its_button_while_it_is_open() -> None:
    desk = Desk()
    desk.say(ANA, "my invoice wants a password")
    desk.say(ANA, "where is my invoice? i never got one")
    older = next(n for n, line in open_numbers(desk) if line == "none 1")
    assert older == 3

    desk.say(ANA, "3")

    assert desk.journal.question(1).feedback is Feedback.NONE_OF_THESE
    assert desk.journal.question(2).feedback is None


def test_without_numbers_to_see_a_number_counts_the_newest_buttons() -> None:
    desk = Desk()
    there = Place(platform="slack", room="D1", private=True)
    desk.say(ANA_ON_SLACK, "my invoice wants a password", place=there)
    desk.say(ANA_ON_SLACK, "where is my invoice? i never got one", place=there)

    desk.say(ANA_ON_SLACK, "1", place=there)

    assert desk.journal.question(1).feedback is None
    assert desk.journal.question(2).feedback


@pytest.mark.parametrize("number", ["4", "9", "77", "[4]", "88123"])
def test_a_number_that_presses_nothing_opens_no_ticket(number: str) -> None:
    desk = Desk()

    said = desk.say(ANA, number)

    assert 1 == len(said)
    assert "No choice is open here" in said[0]


def test_a_number_that_presses_nothing_is_answered_with_what_is_open() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    said = desk.say(ANA, "44")

    assert 1 == len(said)
    assert "These are open: 1: " in said[0]
