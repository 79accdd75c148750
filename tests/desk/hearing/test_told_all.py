""" "That's it" says that all is told: it solves nothing that nobody has answered."""

from dataclasses import replace

import pytest

from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, BEN, SAM, Desk, room

UNKNOWN = "my lamp hums"
SERIOUS = "somebody attacked me in your shop"
SLACK = Place(platform="slack", room="D1", private=True)
TOLD_ALL = [
    "that's it",
    "that's all",
    "that was all thanks",
    "all good",
    "no, that's all",
    "das ist alles",
    "das war's, danke",
    "eso es todo",
    "c'est tout, merci",
    "è tutto",
    "é só isso",
]


@pytest.mark.parametrize("opening", [UNKNOWN, SERIOUS])
@pytest.mark.parametrize("words", TOLD_ALL)
def test_it_closes_nothing_before_an_answer_and_says_by_when(opening: str, words: str) -> None:
    desk = Desk()
    desk.say(ANA, opening)

    [said] = desk.say(ANA, words)

    assert desk.ticket().is_open
    assert "14:00" in said


@pytest.mark.parametrize("words", TOLD_ALL[:4])
def test_to_an_answer_it_says_that_it_is_solved(words: str) -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)
    desk.command(SAM, "reply 1 Turn the bulb.")

    desk.say(ANA, words)

    assert desk.ticket().ending is Ending.CONFIRMED


def test_that_it_is_solved_beside_it_counts() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)

    desk.say(ANA, "it works now, that's all, thanks")

    assert not desk.ticket().is_open


@pytest.mark.parametrize("words", ["works now", "i found it myself", "all good now"])
def test_what_is_urgent_is_closed_by_a_press_only(words: str) -> None:
    desk = Desk()
    desk.say(ANA, SERIOUS)

    said = desk.say(ANA, words)

    assert desk.ticket().is_open
    assert "[Yes, close it]" in said[-1]


@pytest.mark.parametrize("opening", [UNKNOWN, SERIOUS])
@pytest.mark.parametrize("number", ["1", "2", "#1"])
def test_without_numbers_to_see_a_number_is_a_detail_of_the_ticket(
    opening: str, number: str
) -> None:
    desk = Desk()
    desk.say(ANA, opening, place=SLACK)

    desk.say(ANA, number, place=SLACK)

    assert desk.ticket().is_open
    assert number in [line.text for line in desk.journal.history(1)]


def test_below_an_answer_a_number_counts_its_buttons() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice", place=SLACK)

    [thanked] = desk.say(ANA, "1", place=SLACK)

    assert "Thank you for telling me" in thanked


def test_below_an_answer_a_number_of_none_says_what_there_is() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice", place=SLACK)

    [nothing] = desk.say(ANA, "7", place=SLACK)

    assert "[That solved it] [Something else]" in nothing.replace("\n", " ")


def test_asked_whether_it_is_solved_and_how_it_was_a_number_answers() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN, place=SLACK)
    desk.command(SAM, "reply 1 Turn the bulb.")
    desk.say(ANA, "thanks", place=SLACK)

    desk.say(ANA, "1", place=SLACK)
    desk.say(ANA, "1", place=SLACK)

    assert desk.ticket().ending is Ending.CONFIRMED
    assert desk.ticket().rating == "good"


def test_an_ok_has_heard_of_the_one_title_and_a_yes_chooses_it() -> None:
    desk = Desk()
    desk.say(ANA, "my invoice wants a password")
    desk.journal.save_conversation(_with_one_title(desk))

    [asked] = desk.say(ANA, "ok cool")
    desk.say(ANA, "yes")

    assert "[How do I reset my password?]" in asked
    assert desk.journal.question(1).shown[-1] == "reset-password"


def _with_one_title(desk: Desk) -> Conversation:
    there = desk.journal.conversation(room(ANA), ANA.id)
    return replace(there, offers=(there.offers[0], there.offers[-1]))


@pytest.mark.parametrize("words", ["great, very friendly service", "very good service, 5 stars"])
def test_praise_opens_nothing_and_puts_nothing_back_on_the_team(words: str) -> None:
    desk = Desk()
    assert desk.say(BEN, words)
    desk.say(ANA, UNKNOWN)
    desk.command(SAM, "reply 1 Turn the bulb.")

    desk.say(ANA, words)

    assert [1] == [each.number for each in desk.journal.open_tickets()]
    assert desk.ticket().state is TicketState.PENDING
