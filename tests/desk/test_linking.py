"""One person on two platforms, and the card that shows what they asked elsewhere."""

import re
from datetime import timedelta

from bot.desk.inbound import Person, Place
from tests.desk.harness import ANA, BEN, SAM, Desk

ANA_ON_SLACK = Person(id="slack:T1:U1", name="ana")
SLACK_DM = Place(platform="slack", room="D1", private=True)


def a_code(desk: Desk) -> str:
    """The code that ana gets on the console."""
    (told,) = desk.command(ANA, "link")
    found = re.search(r"link ([A-Z0-9]{8})", told)
    assert found
    return found[1]


def test_the_same_person_sees_their_tickets_on_both_platforms() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    code = a_code(desk)

    desk.command(ANA_ON_SLACK, f"link {code.lower()}", place=SLACK_DM)

    (status,) = desk.command(ANA_ON_SLACK, "status", place=SLACK_DM)
    assert "do you ship to brazil?" in status
    assert desk.command(ANA_ON_SLACK, "nevermind 1", place=SLACK_DM)
    assert not desk.ticket(1).is_open


def test_the_card_shows_what_they_asked_elsewhere() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(ANA_ON_SLACK, f"link {a_code(desk)}", place=SLACK_DM)

    shown = desk.say(ANA_ON_SLACK, "xylophone repairs in oslo", place=SLACK_DM)

    assert any("Also asked: 1 (waiting for somebody): do you ship to brazil?" in s for s in shown)


def test_a_code_works_once_for_a_quarter_of_an_hour_and_not_for_its_owner() -> None:
    desk = Desk()
    code, late = a_code(desk), a_code(desk)

    own = desk.command(ANA, f"link {code}")
    desk.command(BEN, f"link {code}")
    twice = desk.command(ANA_ON_SLACK, f"link {code}", place=SLACK_DM)
    desk.wait(timedelta(minutes=16))
    expired = desk.command(ANA_ON_SLACK, f"link {late}", place=SLACK_DM)

    assert "same account" in own[0]
    assert "not known, or too old" in twice[0]
    assert "not known, or too old" in expired[0]


def test_a_stranger_is_not_linked_by_a_guess() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")

    (refused,) = desk.command(BEN, "link ABCDEFGH")

    assert "not known" in refused
    assert ["console:ben"] == list(desk.journal.identities(BEN.id))


def test_a_failed_delivery_is_told_to_staff_with_the_reason() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.refuse.add(ANA.id)

    desk.command(SAM, "reply 1 Yes, we do.")

    assert "staff_not_delivered" in desk.to_staff()
