"""A no with thanks: alone it declines; with why nothing is wanted it takes back what was asked."""

import pytest

from knowledge.text.kind_no import kind_no, leading_no
from knowledge.text.normalise import surface
from knowledge.text.taken_back import Back, taken_back

OVER = """
no thanks i'm sorted
no thanks im all sorted now
no thanks, found one
no thank you, i found one already
no, thanks, got one
nein danke, hat sich erledigt
nein danke, habe eins gefunden
no gracias, ya lo tengo
no gracias, ya encontré uno
non merci, j'ai trouvé
"""
MORE = """
no thanks
no thanks, i want a refund
no thanks, the lamp is broken
no thanks, found one broken
no thanks, can i have the other one
no thanks to you i missed it
nein danke, ich will mein geld zurück
no gracias, quiero otra
non merci, je veux un remboursement
thanks, no
"""


@pytest.mark.parametrize("text", OVER.strip().splitlines())
def test_a_no_with_thanks_and_why_takes_back(text: str) -> None:
    assert Back.SURELY is taken_back(text)


@pytest.mark.parametrize("text", MORE.strip().splitlines())
def test_what_else_stands_behind_a_no_with_thanks_is_heard(text: str) -> None:
    assert None is taken_back(text)


@pytest.mark.parametrize(
    ("text", "size"), [("no thank you found one", 3), ("no", 0), ("thanks no", 0), ("no one", 0)]
)
def test_how_many_words_are_a_no_with_thanks(text: str, size: int) -> None:
    assert size == leading_no(surface(text))


def test_a_bare_no_is_not_a_kind_one() -> None:
    assert not kind_no(["no"])
    assert kind_no(["nein", "vielen", "dank"])
