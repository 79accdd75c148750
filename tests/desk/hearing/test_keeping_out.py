"""In a thread where people speak, or where the desk was told to keep out, nothing is lost."""

from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending
from tests.desk.harness import ANA, BEN, SAM, Desk

THREAD = Place(platform="slack", room="help", thread="1")


def _asked(question: str) -> Desk:
    desk = Desk()
    desk.say(ANA, question, place=THREAD)
    return desk


def _said(desk: Desk, who: Person, *words: str) -> None:
    for each in words:
        desk.say(who, each, place=THREAD, address=Address.OVERHEARD)


@pytest.mark.parametrize("words", ["I need a person", "can I talk to a human please?"])
def test_who_asks_for_a_person_below_an_answer_gets_one_though_staff_spoke(words: str) -> None:
    desk = _asked("where is my invoice?")
    _said(desk, SAM, "Look under Billing.")

    _said(desk, ANA, "it still doesn't work", words)

    assert desk.to(ANA)[-1] == "person_coming"


def test_who_asks_for_a_person_among_people_reaches_the_team_each_time_they_say_more() -> None:
    desk = _asked("do you tune harps?")
    _said(desk, SAM, "Which kind?")

    _said(desk, ANA, "I need a person", "i want to talk to a human, the harp is chartreuse")

    assert "chartreuse" in desk.texts_of("staff_wants_person")[-1]
    assert desk.to(ANA)[-1] == "person_already"


def test_once_staff_are_silent_for_longer_than_a_reply_takes_the_desk_hears_again() -> None:
    desk = _asked("where is my invoice?")
    _said(desk, SAM, "Look under Billing.")
    _said(desk, ANA, "do you tune harps?")
    before = desk.to(ANA)
    desk.wait(timedelta(hours=5))

    _said(desk, ANA, "do you tune harps?")

    assert ["answer"] == before
    assert desk.to(ANA)[-1] == "handed_over"


def test_a_call_among_people_reaches_the_team() -> None:
    desk = _asked("do you tune harps?")
    _said(desk, SAM, "Which kind?")

    _said(desk, ANA, "hello??")

    assert desk.to_staff()[-2:] == ["staff_customer", "card"]


@pytest.mark.parametrize("in_thread", [False, True])
@pytest.mark.parametrize("answer", ["yes", "no", "2"])
def test_a_yes_to_what_the_team_asked_is_theirs_after_other_words_too(
    answer: str, *, in_thread: bool
) -> None:
    desk = _asked("do you tune accordions?")
    if in_thread:
        _said(desk, SAM, "Is it a Weltmeister?")
    else:
        desk.command(SAM, "reply 1 Is it a Weltmeister?")

    _said(desk, ANA, "not yet, let me look", answer)

    assert desk.texts_of("staff_customer")[-1].endswith(f"| {answer}")


@pytest.mark.parametrize("in_thread", [False, True])
def test_solved_said_after_it_was_closed_for_silence_confirms(*, in_thread: bool) -> None:
    desk = _asked("do you tune accordions?")
    if in_thread:
        _said(desk, SAM, "Yes, on Mondays.")
    else:
        desk.command(SAM, "reply 1 Yes, on Mondays.")
    desk.wait(timedelta(days=12))

    _said(desk, ANA, "thanks, that solved it", "good")

    assert desk.to(ANA)[-3:] == ["parked", "confirmed", "rated"]
    assert desk.ticket().ending is Ending.CONFIRMED


def test_kept_out_of_a_ticket_the_desk_passes_on_and_says_nothing() -> None:
    desk = _asked("do you tune harps?")
    desk.command(ANA, "stop", place=THREAD)

    _said(desk, ANA, "it is a big one", "any news?")

    assert desk.to(ANA)[-1] == "stopped_ticket"
    assert len(desk.texts_of("staff_customer")) == 2


def test_kept_out_without_a_ticket_nothing_there_is_for_the_desk() -> None:
    desk = _asked("where is my invoice?")
    desk.command(ANA, "stop", place=THREAD)
    desk.wait(timedelta(days=9))
    before = desk.to(ANA)

    _said(desk, ANA, "do you tune harps?", "I need a person")

    assert desk.to(ANA) == before


def test_words_of_the_team_among_two_customers_count_for_whom_they_name_and_it_is_said_who_waits() -> (
    None
):
    desk = _asked("do you tune harps?")
    desk.say(BEN, "do you tune lutes?", place=THREAD)

    _said(desk, SAM, "Yes we do, ana.", "On Mondays, ana.")

    assert ["pending", "new"] == [desk.ticket(number).state.value for number in (1, 2)]
    assert 1 == len(desk.texts_of("staff_spoke_beside"))


def test_words_that_name_nobody_count_for_whoever_wrote_last() -> None:
    desk = _asked("do you tune harps?")
    desk.say(BEN, "do you tune lutes?", place=THREAD)
    desk.wait(timedelta(minutes=1))
    _said(desk, ANA, "a big harp")

    _said(desk, SAM, "Yes we do.")

    assert ["pending", "new"] == [desk.ticket(number).state.value for number in (1, 2)]
