"""Who types the command and goes on in a sentence: the team reads the sentence."""

import pytest

from tests.desk.harness import ANA, Desk


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            "person I need to talk about my son's exam fear",
            "I need to talk about my son's exam fear",
        ),
        (
            "Person: can someone call me about my invoice?",
            "can someone call me about my invoice?",
        ),
        (
            "person, ich möchte mit jemandem über die Rechnung sprechen",
            "ich möchte mit jemandem über die Rechnung sprechen",
        ),
        (
            "I want to talk to a person about my invoice",
            "I want to talk to a person about my invoice",
        ),
        (
            "person in charge. I want to talk to somebody about my invoice",
            "person in charge. I want to talk to somebody about my invoice",
        ),
    ],
)
def test_a_command_before_a_sentence_is_no_part_of_it(words: str, kept: str) -> None:
    desk = Desk()
    desk.say(ANA, words)

    assert desk.ticket(1).text == kept


@pytest.mark.parametrize(
    "words",
    [
        "I want to speak to the owner",
        "let me talk to your manager",
        "I'd like to speak with someone in charge",
        "ich will den Chef sprechen",
        "kann ich mit dem Geschäftsführer reden?",
        "quiero hablar con el dueño",
        "je veux parler au patron",
        "voglio parlare con il titolare",
        "quero falar com o dono",
    ],
)
def test_a_lead_hears_once_of_who_wants_whoever_is_in_charge(words: str) -> None:
    desk = Desk()

    desk.say(ANA, words)
    desk.say(ANA, words)

    assert 1 == len(desk.texts_of("staff_for_lead"))


def test_who_wants_a_person_only_calls_no_lead() -> None:
    desk = Desk()

    desk.say(ANA, "I want to talk to a human")

    assert not desk.texts_of("staff_for_lead")
