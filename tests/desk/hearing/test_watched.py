"""What the desk says unasked in an answer room: nothing to chatter, and of what it speaks it says what."""

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, Desk

ROOM = Place(platform="console", room="answers")


def kinds(text: str) -> list[str]:
    desk = Desk()
    desk.say(ANA, text, address=Address.WATCHED, place=ROOM)
    return [message.kind for _, message in desk.sent]


@pytest.mark.parametrize(
    "text",
    [
        "see this",
        "good morning everybody",
        "the lift at the harbour is mended, by the way",
        "thanks Tom, that helped!",
        "anyone up for lunch?",
        "Has anyone seen my green umbrella?",
        "Hat jemand meinen grünen Schirm gesehen?",
        "what a day",
        "what a mess!",
        "I'll be late today",
        "thanks for your help with the boat",
    ],
)
def test_what_people_say_to_each_other_is_left_alone(text: str) -> None:
    assert [] == kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can you paint my bicycle purple on Tuesdays?",
        "How do I repaint a boat?",
        "Does anybody know how to repaint a boat?",
        "My printer is broken, can someone help?",
        "Ich brauche Hilfe mit dem Drucker",
        "¿Alguien sabe cómo se pinta un barco?",
    ],
)
def test_who_asks_for_help_is_offered_it_once_and_sees_for_what(text: str) -> None:
    desk = Desk()
    [offer] = desk.say(ANA, text, address=Address.WATCHED, place=ROOM)

    assert ["offer_watched"] == [message.kind for _, message in desk.sent]
    assert text in offer


@pytest.mark.parametrize(
    "text",
    [
        "does anybody know how I can reset my password?",
        "Does anyone know where my invoice is?",
        "can someone tell me how to reset my password",
        "anyone know where my invoice is?",
    ],
)
def test_a_question_to_everybody_is_the_question_in_it(text: str) -> None:
    assert ["answer"] == kinds(text)


def test_a_question_passed_on_in_a_direct_message_is_shown_to_staff_where_it_was_asked() -> None:
    desk, asked = Desk(), "Can you paint my bicycle purple on Tuesdays?"
    post = Place(platform="discord", room="answers")
    desk.say(ANA, asked, address=Address.WATCHED, place=post, link="https://chat.example/1/2")
    desk.command(ANA, "pass 1", place=Place(platform="discord", room="dm", private=True))
    [card] = desk.texts_of("card")

    assert "https://chat.example/1/2" in card
    assert "a direct message" not in card
