"""Who has a ticket elsewhere and writes to the desk in a room means that ticket, if anything."""

import pytest

from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, SAM, Desk

ROOM = Place(platform="console", room="help")


def waiting() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you repair lamps?")
    return desk


@pytest.mark.parametrize("text", ["any news?", "is there any news yet?"])
def test_news_is_of_the_one_that_waits_and_for_its_customer_alone(text: str) -> None:
    desk = waiting()
    desk.say(ANA, text, place=ROOM)

    out, message = desk.sent[-1]
    assert ("news_new", ANA.id, "private") == (message.kind, out.to, out.kind)


@pytest.mark.parametrize(
    ("text", "verb"), [("that solved it", "sorted 1"), ("never mind", "nevermind 1")]
)
def test_what_is_over_is_asked_before_it_is_done(text: str, verb: str) -> None:
    desk = waiting()
    desk.say(ANA, text, place=ROOM)

    _, message = desk.sent[-1]
    assert "which_ticket" == message.kind
    assert [verb] == [each.command for each in message.buttons]
    assert desk.ticket().is_open


def test_without_a_ticket_nothing_is_asked() -> None:
    desk = Desk()
    desk.say(ANA, "never mind", place=ROOM)

    assert [] == desk.texts_of("which_ticket")


def test_what_was_asked_in_the_room_is_what_is_meant_there() -> None:
    desk = waiting()
    desk.command(SAM, "reply 1 Yes, bring it by.")
    desk.say(ANA, "how do i reset my password", place=ROOM)
    desk.say(ANA, "never mind", place=ROOM)

    assert [] == desk.texts_of("which_ticket")
    assert desk.ticket().is_open
