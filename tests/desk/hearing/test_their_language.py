"""Who wrote in a language is answered in it until they plainly write in another."""

import pytest

from tests.desk.harness import ANA, Desk

FIRST = {
    "fr": "Bonjour, est-ce que vous avez des licornes pour les anniversaires ?",
    "de": "Habt ihr auch Einhörner für einen Geburtstag?",
    "it": "Ciao, avete degli unicorni per il compleanno?",
    "es": "Hola, ¿tienen unicornios para un cumpleaños?",
}
SHORT = {
    "fr": ("nous sommes 6 dont un bébé, samedi 20h", "dont 2 enfants", "ok"),
    "de": ("ja um 8", "war schon da", "im Garten", "no stress"),
    "it": ("si pero domani", "un bambino"),
    "es": ("un niño", "si pero mañana", "a las 8, no a las 9"),
}


def tongue(desk: Desk) -> str:
    """The language that she is answered in."""
    known = desk.journal.person(ANA.id)
    return known.language if known else ""


@pytest.mark.parametrize(
    ("language", "words"), [(tongue, each) for tongue, texts in SHORT.items() for each in texts]
)
def test_a_word_that_other_languages_have_changes_nothing(language: str, words: str) -> None:
    desk = Desk()
    desk.say(ANA, FIRST[language])
    desk.say(ANA, words)

    assert tongue(desk) == language


@pytest.mark.parametrize("language", FIRST)
def test_who_goes_on_in_another_language_is_answered_in_it(language: str) -> None:
    desk = Desk()
    desk.say(ANA, FIRST[language])
    desk.say(ANA, "Do you have them in pink as well?")

    assert tongue(desk) == "en"
