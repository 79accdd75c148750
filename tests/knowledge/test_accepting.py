"""Words that want nothing more, and words that do."""

import pytest

from knowledge.text.accepting import accepts

TAKEN = [
    "ok thanks",
    "ok I will pay by card then",
    "Thanks, I'll try that tonight",
    "great, that helps",
    "danke, dann zahle ich mit Karte",
    "merci, je paie par carte",
    "perfecto, gracias",
]
WANTED = [
    "ok but what about paypal",
    "thanks, it still doesn't work",
    "thanks, please call me",
    "ok, and when will it come?",
    "danke, aber es geht noch nicht",
    "my lamp is broken, thanks",
    "hi, my lamp is broken",
    "I paid by card",
    "ok send me the invoice",
    "",
]


@pytest.mark.parametrize("text", TAKEN)
def test_thanks_and_no_more_want_nothing(text: str) -> None:
    assert accepts(text)


@pytest.mark.parametrize("text", WANTED)
def test_what_may_want_more_is_not_taken_for_an_end(text: str) -> None:
    assert not accepts(text)
