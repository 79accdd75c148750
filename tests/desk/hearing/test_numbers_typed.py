"""Typed numbers and presses: each means the button that its reader can see, while it is open."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending
from tests.desk.harness import ANA, SAM, Desk, room
from tests.desk.hearing.test_quick_replies import UNKNOWN, with_the_team

ANA_ON_SLACK = Person(id="slack:T1:U1", name="ana")


def test_a_link_asks_nothing() -> None:
    desk = with_the_team()

    [told, *_] = desk.command(SAM, "reply 1 See https://example.com/help?topic=brazil")

    assert "[Yes, solved]" in told


def test_an_old_urgent_button_on_a_closed_ticket_offers_to_reopen() -> None:
    desk = with_the_team()
    desk.say(ANA, "never mind")

    [said] = desk.command(ANA, "urgent 1")

    assert "[Reopen]" in said
    assert Ending.WITHDRAWN is desk.ticket().ending


def test_an_answer_from_the_guide_that_asks_keeps_its_buttons() -> None:
    desk = Desk()
    desk.command(SAM, "edit invoice Under Billing. Still stuck? Call us.")
    desk.say(ANA, UNKNOWN)

    [told, *_] = desk.command(SAM, "guess 1 invoice 2")

    assert "Still stuck?" in told
    assert "[Yes, solved]" in told


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


@pytest.mark.parametrize("number", ["3", "24", "3.", "#3"])
def test_a_number_that_stands_in_an_answer_asks_nothing(number: str) -> None:
    desk = Desk()
    desk.command(SAM, "add Are dogs allowed? | Yes. A dog costs 3 € a night, a pitch 24 €.")

    [said] = desk.say(ANA, number)

    assert f"No choice is open here that {number.strip('#.')} could stand for" in said


def test_a_number_that_an_entry_asks_of_is_a_question() -> None:
    desk = Desk()
    desk.command(SAM, "add What does error 404 mean? | The page has moved.")
    desk.command(SAM, "variant what-does-error-404-mean 404")

    [said] = desk.say(ANA, "404")

    assert "The page has moved." in said


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


def test_a_number_of_an_older_message_is_asked_back() -> None:
    desk = Desk()
    desk.command(SAM, "add How long does bread keep? | Three days.")
    desk.command(SAM, "add How long does cake keep? | A week.")
    desk.say(ANA, "how long does it keep")
    desk.say(ANA, "where is my invoice? i never got one")
    older = next(n for n, line in open_numbers(desk) if line == "none 1")
    assert older == 3

    desk.say(ANA, "3")

    assert desk.to(ANA)[-1] == "number_open"
    assert {None} == {desk.journal.question(each).feedback for each in (1, 2)}


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
    assert "[That solved it] [Something else] [Talk to a person]" in said[0].replace("\n", " ")


UNCLEAR = ("my lamp arrived broken, the shade is cracked", "can we bring our dog to the club?")


def test_an_older_number_is_no_answer_to_what_is_asked_now() -> None:
    desk = Desk()
    for words in UNCLEAR:
        desk.say(ANA, words)
    assert desk.to(ANA)[-1] == "which_matter"

    desk.say(ANA, "1")  # "never mind", of the message before

    assert desk.ticket().is_open
    assert desk.to(ANA)[-1] == "number_open"
    [same] = [number for number, line in open_numbers(desk) if line.startswith("addto")][-1:]
    desk.say(ANA, str(same))
    assert UNCLEAR[1] in str(desk.journal.history(1))


@pytest.mark.parametrize("words", ["1", "the first one"])
def test_which_matter_it_is_a_number_says_where_none_is_seen(words: str) -> None:
    desk = Desk()
    there = Place(platform="slack", room="D1", private=True)
    for each in UNCLEAR:
        desk.say(ANA_ON_SLACK, each, place=there)

    desk.say(ANA_ON_SLACK, words, place=there)

    assert desk.journal.question(2).ticket == 1


CHASING = "hello? still waiting for an answer about brazil"


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_same_button_on_an_older_message_is_not_the_one_shown(number: str) -> None:
    desk = with_the_team()
    desk.say(ANA, CHASING)

    desk.say(ANA, number)

    assert desk.ticket().is_open
    assert desk.to(ANA)[-1] == "number_open"


@pytest.mark.parametrize("words", ["forget it", UNKNOWN])
def test_below_thanks_a_number_neither_ends_nor_reopens(words: str) -> None:
    desk = with_the_team()
    desk.say(ANA, words)
    desk.say(ANA, "thank you so much")
    before = desk.ticket().state

    desk.say(ANA, "1")

    assert before is desk.ticket().state
    assert desk.to(ANA)[-1] == "number_open"


def test_to_the_teams_question_a_number_is_an_answer() -> None:
    desk = with_the_team()
    desk.command(SAM, "reply 1 How many harmoniums do you want?")

    desk.say(ANA, "2")

    assert "2" == desk.journal.history(1)[-1].text


INJURED = "my son cut his finger on your lamp, it is bleeding badly"


@pytest.mark.parametrize("said", ["never mind", "/nevermind 1"])
def test_what_is_urgent_is_closed_once_it_is_asked_and_leads_are_told(said: str) -> None:
    desk = Desk()
    desk.say(ANA, INJURED)

    desk.command(ANA, said[1:]) if said[0] == "/" else desk.say(ANA, said)
    assert desk.ticket().is_open
    assert desk.to(ANA)[-1] == "mind_changed"

    told = desk.say(ANA, "yes")
    assert Ending.WITHDRAWN is desk.ticket().ending
    assert any("Leads: ana took the urgent ticket 1 back" in each for each in told)


SPOKEN = (
    *TURNS,
    *UNCLEAR,
    CHASING,
    INJURED,
    "2",
    "3",
    "hello",
    "hello???",
    "great thx",
    "the first one",
)
LATER = ("in 18 hours", "the team replies", "the team asks")


def later(desk: Desk, turn: str) -> None:
    """What happens beside her words."""
    if turn == "in 18 hours":
        desk.wait(timedelta(hours=18))
    elif desk.journal.open_tickets():
        words = "Yes, we do." if turn == "the team replies" else "How many of them?"
        desk.command(SAM, f"reply {desk.journal.open_tickets()[0].number} {words}")


@given(st.lists(st.sampled_from((*SPOKEN, *LATER)), min_size=3, max_size=9))
@settings(max_examples=40, deadline=None)
def test_no_number_ends_what_is_not_shown_last(turns: list[str]) -> None:
    """What she saw last is noted from the messages themselves, by the numbers on them."""
    desk = Desk()
    seen: set[str] = set()
    newest: dict[int, str] = {}

    for words in turns:
        before = {each.number: each.is_open for each in desk.journal.tickets_of(ANA.id)}
        if words in LATER:
            later(desk, words)
        else:
            desk.say(ANA, words)
        if words.isdecimal():
            pressed = newest.get(int(words), "").partition(" ")
            for number, was_open in before.items():
                if was_open is not desk.journal.ticket(number).is_open:
                    assert pressed[2].partition(" ")[0] == str(number)
        shown = desk.journal.open_to(room(ANA), ANA.id)
        new = [each for each in shown if each.outgoing.key not in seen]
        seen.update(each.outgoing.key for each in new)
        if new:
            newest = {b.number: b.command for each in new for b in each.outgoing.message.buttons}
