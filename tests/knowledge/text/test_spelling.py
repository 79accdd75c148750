"""Everyday words that are misspelt by one letter, and what is left as it is."""

import pytest

from knowledge.text.spelling import respelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lessn", "lesson"),
        ("freind", "friend"),
        ("waranty", "warranty"),
        ("shiping", "shipping"),
        ("refnd", "refund"),
        ("termn", "termin"),
        ("offnugszeiten", "offnungszeiten"),
        ("horaros", "horarios"),
        ("kostn", "kosten"),
    ],
)
def test_what_is_asked_for_everywhere_is_meant_before_what_is_merely_common(
    written: str, meant: str
) -> None:
    assert meant == respelt(written)


@pytest.mark.parametrize("word", ["lesson", "mike", "fahrradschloss", "grolk17", "xk", "", "茶道"])
def test_what_is_known_short_or_no_plain_word_stays(word: str) -> None:
    assert word == respelt(word)


def test_a_form_of_what_is_asked_for_is_taken_for_nothing_else() -> None:
    """ "No borres mi cuenta" was about "barres", and refused nothing any more."""
    assert "barres" != respelt("borres")
