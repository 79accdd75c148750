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
