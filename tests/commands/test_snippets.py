"""Saved replies: only what somebody saw as the customer would read it goes out."""

import re

import pytest

from bot.desk.verbs.snippets import mark
from tests.desk.harness import ANA, BEN, SAM, Desk


def kept(text: str = "Hi {customer}, {me} here. Ticket {ticket}.") -> Desk:
    desk = Desk()
    desk.say(ANA, "do you ship a purple harmonium to brazil?")
    desk.command(SAM, f"snippetadd abroad {text}")
    return desk


SHOWN = "Hi ana, Sam here. Ticket 1."
SEND = f"snippet 1 abroad {mark(SHOWN)}"
"""What the button below it says."""


def test_it_is_shown_filled_in_and_sent_by_the_button_alone() -> None:
    desk = kept()
    [shown] = desk.command(SAM, "snippet 1 abroad")
    assert SHOWN in shown
    assert desk.texts_of("staff_reply") == []

    desk.command(SAM, SEND)

    [sent] = desk.texts_of("staff_reply")
    assert SHOWN in sent


def test_it_may_be_added_and_dropped_in_two_words() -> None:
    desk = kept()
    desk.command(SAM, "snippet add late Hi {customer}, soon.")
    assert "late" in desk.command(SAM, "snippets")[0]

    desk.command(SAM, "snippet drop late")

    assert "late" not in desk.command(SAM, "snippets")[0]


def test_what_was_changed_since_it_was_shown_is_not_sent() -> None:
    desk = kept()
    desk.command(SAM, "snippetadd abroad Something else.")

    [refused] = desk.command(SAM, SEND)

    assert "nothing was sent" in refused
    assert desk.texts_of("staff_reply") == []


@pytest.mark.parametrize(
    "line", ["snippetadd x Hi.", "snippetdrop abroad", "snippet 1 abroad", "snippets"]
)
def test_a_customer_can_do_nothing_with_them(line: str) -> None:
    desk = kept()
    desk.command(BEN, line)

    assert "abroad" in desk.command(SAM, "snippets")[0]
    assert not [each for each in desk.to(BEN) if "Ticket {ticket}" in str(each)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("snippetadd 12 Hi.", "begins with a letter"),
        ("snippetadd no/way Hi.", "begins with a letter"),
        ("snippetadd late Hi {first name}", r"fill in \{first name\}"),
        ("snippetadd late | |", "What does it say"),
        (f"snippetadd late {'a' * 2001}", "2001 characters"),
        ("snippetadd key The key is AKIAIOSFODNN7EXAMPLQ.", "secret in it.*Nothing was saved"),
        ("snippetdrop nothing", "no saved reply nothing"),
        ("snippet 1 abraod", "Did you mean abroad"),
    ],
)
def test_what_can_not_be_is_said_with_why(line: str, why: str) -> None:
    [refused] = kept().command(SAM, line)

    assert re.search(why, refused)


def test_a_name_brings_no_signs_along() -> None:
    desk = Desk()
    desk.say(ANA.__class__(id=ANA.id, name="<@everyone> [x](y) Ana"), "do you ship harmoniums?")
    desk.command(SAM, "snippetadd hi Hi {customer}!")

    [shown] = desk.command(SAM, "snippet 1 hi")

    assert "Hi everyone x y Ana!" in shown


def test_whoever_replies_with_a_secret_hears_that_it_goes_as_written() -> None:
    desk = kept()

    told = desk.command(SAM, "reply 1 The key is AKIAIOSFODNN7EXAMPLQ.")
    plain = desk.command(SAM, "reply 1 The key is below the mat.")

    assert "looks like a secret" in "".join(told)
    assert "looks like a secret" not in "".join(plain)
