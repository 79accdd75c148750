"""After the team's reply: thanks that go on with a question reach them, and who leaves is let go in words."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, SAM, Desk


def replied(question: str = "my lamp hums", reply: str = "Yes, we repair lamps.") -> Desk:
    desk = Desk()
    desk.say(ANA, question)
    desk.wait(timedelta(minutes=5))
    desk.command(SAM, f"reply 1 {reply}")
    return desk


@pytest.mark.parametrize(
    "words",
    [
        "ok thank you but how much",
        "thanks but how much",
        "thanks, and how long?",
        "thanks, how long does it take",
        "thank you but where is it",
        "thx, price?",
        "great thanks! when?",
        "ok but why",
        "danke, aber was kostet es",
        "danke, und wie lange?",
        "vielen dank, aber wann",
        "¿y cuánto?",
        "gracias, ¿cuánto cuesta?",
        "¿cuándo?",
        "merci, mais combien ?",
    ],
)
def test_what_is_asked_behind_thanks_reaches_the_team(words: str) -> None:
    desk = replied()

    desk.say(ANA, words)

    assert desk.to(ANA)[-1] == "added"
    assert desk.texts_of("staff_customer")


@pytest.mark.parametrize(
    "words",
    [
        "thanks that solves it",
        "danke, das löst es",
        "super danke, damit ist es gelöst",
        "danke, das hat mein Problem gelöst",
    ],
)
def test_thanks_that_say_that_it_is_solved_close_it(words: str) -> None:
    desk = replied()

    desk.say(ANA, words)

    assert desk.ticket().ending is Ending.CONFIRMED


@pytest.mark.parametrize("words", ["thanks a lot", "ok thank you", "danke schön", "muchas gracias"])
def test_mere_thanks_stay_thanks(words: str) -> None:
    desk = replied()

    desk.say(ANA, words)

    assert desk.to(ANA)[-1] == "thanks_ticket"


@pytest.mark.parametrize(
    "words",
    [
        "forget it, I'll go elsewhere",
        "forget it i will buy it somewhere else",
        "never mind, i'm going to another shop",
        "i'll take my business elsewhere",
        "this takes too long, i'll go to your competitor",
        "vergesst es, ich gehe woanders hin",
        "dann kaufe ich es eben woanders",
        "olvídalo, me voy a otra tienda",
        "laissez tomber, je vais ailleurs",
    ],
)
def test_who_goes_elsewhere_has_taken_it_back_and_a_lead_reads_why(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")

    desk.say(ANA, words)

    assert desk.to(ANA)[-1] == "leaving"
    assert desk.ticket().state is TicketState.CLOSED
    assert desk.ticket().ending is Ending.WITHDRAWN
    [told] = desk.texts_of("staff_leaving")
    assert words.split(",", maxsplit=1)[0] in told


@pytest.mark.parametrize(
    "words",
    [
        "the hum comes from somewhere else",
        "i moved it to another place and it hums",
        "can i buy it elsewhere?",
    ],
)
def test_other_places_alone_take_nothing_back(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")

    desk.say(ANA, words)

    assert desk.ticket().is_open
