"""What the bot nearly answered is seen by a colleague before it is a colleague's words."""

import re

import pytest

from tests.desk.harness import ANA, SAM, Desk


def waiting(words: str = "do you ship a purple harmonium to brazil?") -> Desk:
    desk = Desk()
    desk.say(ANA, words)
    return desk


@pytest.mark.parametrize(
    "words",
    [
        "do you ship a purple harmonium to brazil?",
        "my password is printed on the wrong harmonium",
        "who paints the invoice",
    ],
)
def test_it_is_shown_and_nothing_is_sent(words: str) -> None:
    desk = waiting(words)
    if not desk.journal.open_tickets():
        desk.say(ANA, "talk to a person")
    before = len(desk.to(ANA))
    nothing = "nothing near" in desk.texts_of("card")[-1]
    [shown] = desk.command(SAM, "guess 1")

    assert before == len(desk.to(ANA))
    assert nothing is ("Nothing that customers may see is near" in shown)
    if nothing:
        return
    likely = int(re.findall(r"(\d+) %", shown)[-1])
    bands = desk.desk.library.bands
    assert ("[Send it]" in shown) is (likely >= round(bands.choices * 100))


def test_by_the_version_that_was_shown_it_is_sent_once() -> None:
    desk = waiting()
    desk.command(SAM, "guess 1 invoice")
    assert [] == desk.texts_of("staff_reply")
    desk.command(SAM, "guess 1 invoice 1")

    [sent] = desk.texts_of("staff_reply")
    assert "Invoices are under" in sent


def test_what_was_changed_since_it_was_shown_is_shown_again() -> None:
    desk = waiting()
    desk.command(SAM, "guess 1 invoice")
    desk.command(SAM, "edit invoice Somewhere else.")
    [again] = desk.command(SAM, "guess 1 invoice 1")

    assert "Somewhere else." in again
    assert [] == desk.texts_of("staff_reply")


@pytest.mark.parametrize("line", ["set invoice audience staff", "retire invoice"])
def test_what_customers_may_not_see_is_never_sent(line: str) -> None:
    desk = waiting()
    desk.command(SAM, line)
    [refused] = desk.command(SAM, "guess 1 invoice 2")

    assert "not shown to customers" in refused
    assert [] == desk.texts_of("staff_reply")


def test_the_screen_says_how_it_is_sent_without_a_button() -> None:
    desk = waiting()
    [shown] = desk.command(SAM, "guess 1 invoice")

    line = re.findall(r"or write: (.+?)(?: \[|$)", shown)[0]
    assert "guess invoice 1" == line
    desk.command(SAM, line)
    assert 1 == len(desk.texts_of("staff_reply"))
