"""That it is solved counts by the customer's word, whoever answered: the desk, or staff themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, BEN, SAM, Desk, room

ASKED = "does the quantum flux capacitor support werewolves?"
SOLVED = [
    "that solved it",
    "ok thanks, that solves it",
    "perfect, that solves it!",
    "great, works now",
    "solved",
    "that fixes it",
    "danke, das hat geholfen",
]
THREAD = replace(room(ANA), private=False)


def answered_by_staff() -> Desk:
    """Sam has written in ana's own thread."""
    desk = Desk()
    desk.say(ANA, ASKED, place=THREAD)
    desk.say(SAM, "It does, on Fridays.", place=THREAD, address=Address.OVERHEARD)
    return desk


def overheard(desk: Desk, text: str) -> list[str]:
    return desk.say(ANA, text, place=THREAD, address=Address.OVERHEARD)


@pytest.mark.parametrize("words", SOLVED)
def test_it_closes_as_it_does_after_a_reply_through_the_desk(words: str) -> None:
    through = Desk()
    through.say(ANA, ASKED, place=THREAD)
    through.command(SAM, "reply 1 It does, on Fridays.")
    usual = through.say(ANA, words, place=THREAD)
    desk = answered_by_staff()

    said = overheard(desk, words)

    assert desk.ticket().ending is Ending.CONFIRMED
    assert said == usual
    assert desk.wait(timedelta(days=14)) == []


def test_it_closes_after_more_words_of_theirs_too() -> None:
    desk = answered_by_staff()
    overheard(desk, "and does it need a full moon?")

    overheard(desk, "that solved it")

    assert desk.ticket().ending is Ending.CONFIRMED


@pytest.mark.parametrize(
    "words",
    [
        "that solves it, but how do I get it off again?",
        "no, that didn't solve it",
        "ok",
        "thanks",
        "never mind",
        "yes",
        "has that solved it for you, Sam?",
    ],
)
def test_what_is_no_such_word_is_said_to_people(words: str) -> None:
    desk = answered_by_staff()

    said = overheard(desk, words)

    assert desk.ticket().is_open
    assert not any(line.startswith("ana:") for line in said)


def test_nobody_elses_word_counts() -> None:
    desk = answered_by_staff()

    desk.say(BEN, "that solved it", place=THREAD, address=Address.OVERHEARD)
    desk.say(SAM, "that solves it", place=THREAD, address=Address.OVERHEARD)

    assert desk.ticket().is_open


@pytest.mark.parametrize("words", ["yes", "yes, solved", "solved"])
def test_what_the_desk_asks_later_is_answered_by_words(words: str) -> None:
    desk = answered_by_staff()
    desk.wait(timedelta(hours=25))

    overheard(desk, words)

    assert desk.ticket().ending is Ending.CONFIRMED


def test_not_yet_is_an_answer_to_the_desk_and_what_staff_ask_after_it_is_not_its() -> None:
    desk = answered_by_staff()
    desk.wait(timedelta(hours=25))
    asked = desk.ticket().state
    desk.say(SAM, "Is it Friday?", place=THREAD, address=Address.OVERHEARD)
    overheard(desk, "yes")

    assert asked is TicketState.PENDING
    assert desk.ticket().is_open


@pytest.mark.parametrize(("words", "rating"), [("good", "good"), ("not good", "bad")])
def test_how_it_was_is_heard_where_the_desk_asked(words: str, rating: str) -> None:
    desk = answered_by_staff()
    overheard(desk, "that solved it")

    overheard(desk, words)

    assert desk.ticket().rating == rating


@pytest.mark.parametrize(
    "words", ["it still doesn't work", "no, not solved", "geht immer noch nicht", "not solved"]
)
def test_that_it_is_not_solved_after_all_opens_what_was_closed_among_people(words: str) -> None:
    desk = Desk(entries=())
    thread = Place(platform="console", room="hall", thread="t9")
    desk.say(ANA, "my harmonium hums at night", place=thread)
    desk.say(SAM, "Turn the screw at the back.", place=thread, address=Address.OVERHEARD)
    desk.say(ANA, "solved", place=thread, address=Address.OVERHEARD)
    assert not desk.ticket(1).is_open

    desk.say(ANA, words, place=thread, address=Address.OVERHEARD)

    assert desk.ticket(1).is_open
    assert "reopened" in [each.what for each in desk.journal.history(1)]
