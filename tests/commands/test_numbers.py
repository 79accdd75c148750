"""Which tickets a line means by the numbers that it begins with: one, several, or none surely."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.at_hand import card_of, two_tickets
from tests.desk.harness import ANA, KIM, SAM, Desk


@pytest.mark.parametrize("named", ["1,2", "1, 2", "#1,#2", "2,1", "1 ,2", "1,2,2"])
def test_several_customers_get_the_same_words(named: str) -> None:
    desk = two_tickets()

    shown = desk.command(SAM, f"reply {named} It will be Friday.")

    told = [each for each in shown if "It will be Friday." in each]
    assert ["ana", "ben"] == sorted(each.partition(":")[0] for each in told)


def test_where_one_of_several_is_unknown_nobody_hears_anything() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 1,2,9 It will be Friday.")

    assert ["team: There is no ticket 9 here. Nothing was done or sent for any of them."] == shown


def test_where_one_of_several_can_take_no_reply_nobody_hears_anything() -> None:
    desk = two_tickets()
    desk.journal.save_ticket(replace(desk.ticket(2), merged_into=1))

    shown = desk.command(SAM, "reply 1,2 It will be Friday.")

    assert ["team: Ticket 2 was merged into ticket 1. Use that one."] == shown


def test_in_a_cards_thread_a_number_that_begins_the_words_is_not_another_ticket() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 2 weeks at most", place=card_of(desk, 1))

    assert 1 == len(shown)
    assert "This is the thread of ticket 1." in shown[0]
    assert "reply 1: 2 weeks at most" in shown[0]
    assert "reply #2 weeks at most" in shown[0]


def test_in_a_cards_thread_another_ticket_can_be_meant_on_purpose() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply #2 We do.", place=card_of(desk, 1))

    assert any(each.startswith("ben: ") and "We do." in each for each in shown)


@pytest.mark.parametrize("named", ["2:", "#2", "#2:", "2,", "2)", "2"])
def test_a_number_with_a_sign_behind_it_is_that_ticket(named: str) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {named} We do.")

    assert [] == [each for each in shown if each.startswith("ana: ")]
    assert any(each.startswith("ben: ") and "We do." in each for each in shown)


def test_a_note_goes_to_the_ticket_that_it_names_with_a_colon() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    assert "team: Noted on ticket 2, for the team only." in desk.command(SAM, "note 2: private")


@pytest.mark.parametrize(
    "words",
    [
        *("three hello", "Three, hello", "drei: hallo", "zwei hallo", "twenty-two hello"),
        *("ticket 2 hello", "Ticket #2: hello", "ticket two hello", "nr. 2 hello", "to 2: hello"),
        *("2. hello", "2:hello", "(2) hello", "1-2 hello", "1/2 hello", "2; hello", "# 2 hello"),
        *("1 2 hello both", "1 and 2 hello both", "1 und 2 hallo", "1, 2 and 9 hello", "1 & 2 hi"),
        *("1, 2 3 hello", "² hello", "\u200b2 hello", "einundzwanzig hallo", "2,,1 hello"),
    ],
)
def test_words_that_begin_like_a_number_go_to_nobody(words: str) -> None:
    desk = two_tickets()
    desk.say(KIM, "what colour is the sky on mars?")
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {words}")

    assert 1 == len(shown), shown
    assert "reply 1" in shown[0]


def test_words_that_begin_with_a_number_are_sent_behind_a_colon() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    for words in ("2 weeks", "two weeks", "1 and 2 are right"):
        shown = desk.command(SAM, f"reply 1: {words}")
        assert any(each.startswith("ana: ") and words in each for each in shown)


@settings(max_examples=25)
@given(
    st.sampled_from(["", "#", "(", "'", "ticket ", "nr ", "\u200b", "- "]),
    st.sampled_from(["2", "02", "２", "٢", "②", "2nd", "2,1", "two", "zwei"]),
    st.sampled_from(["", ":", ")", ",", ".", ";", "/", " 1", " and 1", "-1", "!"]),
)
def test_words_beginning_like_a_number_reach_no_ticket_but_the_one_named(
    before: str, number: str, behind: str
) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {before}{number}{behind} hello")

    told = [each for each in shown if each.startswith("ana: ")]
    assert [] == told or "1" in f"{number}{behind}"


def test_in_a_cards_thread_a_list_is_not_other_tickets() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 2,1 weeks", place=card_of(desk, 1))

    assert 1 == len(shown)
    assert "This is the thread of ticket 1." in shown[0]


def test_no_line_is_proposed_that_reaches_the_ticket_dealt_with_last() -> None:
    desk = Desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")
    desk.command(SAM, "claim 1")

    (told,) = desk.command(SAM, "reply 2 No kayaks, sorry.")

    assert "There is no ticket 2 here." in told
    assert "reply 1:" not in told
