"""What lies near is named on the card, whatever brought the ticket about."""

import pytest

from tests.desk.harness import ANA, LEA, Desk


def card(desk: Desk) -> str:
    """The newest card."""
    return desk.texts_of("card")[-1]


@pytest.mark.parametrize(
    "text",
    [
        "I cut my hand badly on the package, where is my invoice?",
        "your staff was rude to me when i asked where is my invoice",
        "my mum passed away, and where is my invoice",
    ],
)
def test_of_the_hurt_the_angry_and_the_sad_too(text: str) -> None:
    desk = Desk()
    desk.say(ANA, text)

    assert "invoice" in [each.entry for each in desk.ticket().guesses]


def test_where_customers_hear_of_hand_overs_alone() -> None:
    desk = Desk()
    desk.command(LEA, "live direct handover")
    desk.say(ANA, "where is my invoice")

    assert "Where is my invoice?" in card(desk)
