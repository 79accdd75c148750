"""Small talk for which somebody has an entry: the entry is asked first."""

import pytest

from tests.desk.harness import ANA, SAM, Desk

ENTRIES = (
    "Thankyou | It was a pleasure.",
    "Need an agent | Lines open at nine.",
    "Are you a bot? | A desk.",
)


def a_desk() -> Desk:
    desk = Desk()
    for entry in ENTRIES:
        desk.command(SAM, f"add {entry}")
    return desk


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Thankyou", "It was a pleasure."),
        ("thankyou!", "It was a pleasure."),
        ("need an agent", "Lines open at nine."),
        ("are you a bot", "A desk."),
    ],
)
def test_an_entry_with_the_very_words_answers(words: str, answer: str) -> None:
    desk = a_desk()

    assert any(answer in text for text in desk.say(ANA, words))


@pytest.mark.parametrize("words", ["thanks a lot", "hello", "i need a person", "ok"])
def test_other_words_are_what_they_were(words: str) -> None:
    said = a_desk().say(ANA, words)

    assert said == Desk().say(ANA, words)


def test_thanks_to_what_was_answered_are_thanks() -> None:
    desk = a_desk()
    desk.say(ANA, "where is my invoice")

    assert not any("pleasure" in text for text in desk.say(ANA, "Thankyou"))


def test_thanks_below_a_ticket_are_thanks() -> None:
    desk = a_desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")
    desk.command(SAM, "reply 1 It does.")

    assert not any("pleasure" in text for text in desk.say(ANA, "Thankyou"))
    assert desk.ticket().is_open


def test_whoever_asks_for_a_person_beside_a_ticket_has_the_entry_too() -> None:
    desk = Desk()
    desk.command(SAM, "add Talk to a human | Lines open at nine.")
    desk.say(ANA, "does the quantum flux capacitor support werewolves")

    assert any("Lines open at nine." in text for text in desk.say(ANA, "talk to a human"))


@pytest.mark.parametrize("text", ["what can you do", "how does this work", "was kannst du"])
def test_who_asks_what_the_desk_does_reads_that_though_a_ticket_is_open(text: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil")

    [told] = desk.say(ANA, text)

    assert "ticket 1" not in told.casefold()
