"""What the team does with a known issue, where they see it, and what of it can be taken back."""

from datetime import timedelta

import pytest

from bot.desk.nouns.message import Readership
from tests.desk.harness import ANA, BEN, KIM, SAM
from tests.desk.issues import ASKED, START, down, heard


@pytest.mark.parametrize(
    "line", [START, "incident update 1 | No.", "incident end 1 | No.", "issueend 1 No."]
)
def test_a_customer_can_do_nothing_with_them(line: str) -> None:
    desk = down(ANA)
    before = heard(desk, ANA)
    desk.command(BEN, line)

    assert before == heard(desk, ANA)
    assert 1 == len(desk.journal.newest_incidents(9))
    assert desk.journal.incident(1).open


def test_a_note_stays_with_the_team() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident note 1 | The pelican broke it.")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.say(BEN, ASKED)
    desk.command(SAM, "incident end 1 | It is mended.")

    read = [m for out, m in desk.sent if out.readership is Readership.CUSTOMER]
    assert not [each for each in read if "pelican" in str(each)]
    assert "pelican" in desk.command(KIM, "incident show 1")[0]


@pytest.mark.parametrize(
    "line",
    [
        "incident start Login is down | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "incident update 1 | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "incident end 1 | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    ],
)
def test_words_with_a_secret_go_to_nobody(line: str) -> None:
    desk = down(ANA)
    before = heard(desk, ANA)
    desk.command(SAM, line)

    assert before == heard(desk, ANA)


def test_a_start_nobody_has_heard_of_is_taken_back() -> None:
    desk = down()
    desk.command(SAM, "undo")
    desk.say(ANA, ASKED)

    assert [] == heard(desk, ANA)
    [told] = desk.texts_of("staff_issue_withdrawn")
    assert "Sam has taken known issue 1 back: Login is down" in told
    assert "Known issues" not in desk.command(SAM, "report")[0]


def test_what_customers_have_heard_is_not_taken_back() -> None:
    desk = down(ANA)

    assert "can't be taken back" in desk.command(SAM, "undo")[0]
    assert desk.journal.incident(1).open


def test_a_phrasing_is_taken_back_alone() -> None:
    desk = down()
    desk.command(SAM, "incident like 1 | the sign in page spins")
    desk.command(SAM, "undo")

    assert ("can't log in", "login error") == desk.journal.incident(1).phrasings


def test_it_is_among_what_is_due() -> None:
    assert "Login is down" in down().command(SAM, "due")[0]


def test_why_says_what_customers_are_told() -> None:
    told = down().command(SAM, "why i can't log in")[0]

    assert 'Customers are told of known issue 1, "Login is down"' in told
    assert "variant issue:1" not in told


def test_results_count_it_and_no_wrong_answer() -> None:
    desk = down(ANA, BEN)
    desk.say(BEN, "something else")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.wait(timedelta(hours=6))
    report = desk.command(SAM, "report")[0]

    words = "the next word in time: 1, not in time: 1"
    assert f"Known issues started: 1; people told of one: 2; {words}" in report
    assert "wrong" not in report


def test_whoever_asks_for_their_data_sees_of_which_they_were_told() -> None:
    desk = down(ANA)

    assert '"known issue": "Login is down"' in "".join(desk.command(ANA, "mydata export"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("incident start Login is down | Again.", "known issue 1 already"),
        ("incident start Checkout fails", "needs a name and what customers are told"),
        ("incident update 9 | Hm.", "no known issue 9"),
        ("incident update 1", "Something is missing"),
        ("incident update one | Hm.", "number"),
        ("incident like 1 | can't log in", "already"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(line: str, why: str) -> None:
    assert why in down().command(SAM, line)[0]


def test_a_number_needs_no_bar_behind_it() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident update 1 We found it. | 15:00")

    assert "We found it." in desk.texts_of("known_issue_news")[0]
    assert "15:00" in desk.texts_of("known_issue_news")[0]


def test_a_number_is_in_nobodys_words() -> None:
    desk = down()
    told = desk.command(SAM, "incident like 1 1")

    assert "Something is missing" in str(told)
    assert "1" not in desk.journal.incident(1).phrasings
